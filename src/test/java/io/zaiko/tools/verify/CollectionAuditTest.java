package io.zaiko.tools.verify;

import static io.zaiko.avro.FulfilmentAct.CANCELLED;
import static io.zaiko.avro.FulfilmentAct.PICKED_UP;
import static io.zaiko.tools.verify.Goods.at;
import static io.zaiko.tools.verify.OrderRecords.LINE;
import static io.zaiko.tools.verify.OrderRecords.ordered;
import static io.zaiko.tools.verify.OrderRecords.ready;
import static io.zaiko.tools.verify.OrderRecords.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Units set aside, what is told of their collection, and what verify says of that. */
class CollectionAuditTest {
  private static final String UNCOLLECTED = "UNCOLLECTED";

  private final ToldOrders orders = new ToldOrders();

  @Test
  void units_not_collected_in_time_must_be_told_with_their_number() {
    orders.say(ordered("s", at(0), 3), ready("r", at(1), 2, at(60)), ready("q", at(2), 1, null));
    orders.timeIs(at(60 + 5).minusSeconds(1));
    assertFine();
    stands(UNCOLLECTED, Map.of("uncollected", 2L));
    assertFine();
    ends(UNCOLLECTED, AlertStatus.RESOLVED, Map.of("uncollected", 0L));
    orders.timeIs(at(60 + 5));
    assertFound("2 units were not collected in time, but no UNCOLLECTED stands");
    assertThat(orders.pending()).as("the job may be about to").isOne();
    stands(UNCOLLECTED, Map.of("uncollected", 1L));
    assertFound("UNCOLLECTED says {uncollected=1}, recomputed 2");
    assertThat(orders.pending()).as("the job may be about to").isOne();
    stands(UNCOLLECTED, Map.of("uncollected", 3L));
    assertFound("UNCOLLECTED says {uncollected=3}, recomputed 2");
    assertThat(orders.pending()).isZero();
    stands(UNCOLLECTED, Map.of("uncollected", 2L));
    assertFine();
  }

  @Test
  void what_was_told_before_its_time_is_found() {
    orders.say(ordered("s", at(0), 3), ready("r", at(1), 2, at(60)));
    orders.timeIs(at(50));
    stands(UNCOLLECTED, Map.of("uncollected", 2L));
    assertFound("UNCOLLECTED stands, but nothing waits beyond its time");
    ends(UNCOLLECTED, AlertStatus.RESOLVED, Map.of("uncollected", 0L));
    assertFound("UNCOLLECTED was told without any reason");
  }

  @Test
  void what_is_collected_or_put_back_must_be_resolved() {
    orders.say(ordered("s", at(0), 3), ready("r", at(1), 3, at(60)));
    orders.timeIs(at(90));
    stands(UNCOLLECTED, Map.of("uncollected", 3L));
    orders.say(step(PICKED_UP, "p", at(80), 1));
    assertFound("UNCOLLECTED says {uncollected=3}, recomputed 2");
    stands(UNCOLLECTED, Map.of("uncollected", 2L));
    orders.say(step(CANCELLED, "c", at(81), 2));
    assertFound("UNCOLLECTED stands, but nothing waits beyond its time");
    ends(UNCOLLECTED, AlertStatus.RETRACTED, Map.of("uncollected", 0L));
    assertFound("UNCOLLECTED ended as RETRACTED");
    ends(UNCOLLECTED, AlertStatus.RESOLVED, Map.of("uncollected", 0L));
    assertFine();
  }

  /** Its end brings what clocks have shown by then. */
  @Test
  void the_end_of_a_replay_brings_no_time_that_has_not_come() {
    orders.say(ordered("s", at(0), 3), ready("r", at(1), 2, at(60_000)));
    orders.timeIs(at(50)).replayed(false);
    stands(UNCOLLECTED, Map.of("uncollected", 2L));
    assertFound("UNCOLLECTED stands, but nothing waits beyond its time");
    orders.timeIs(at(60_000 - 60));
    assertFine();
  }

  @Test
  void once_a_replay_has_ended_what_was_due_by_then_must_be_told() {
    orders.say(ordered("s", at(0), 3), ready("r", at(1), 2, at(60_000)));
    orders.timeIs(at(60_005)).replayed(false);
    assertFine();
    orders.replayed(true);
    assertFound("2 units were not collected in time, but no UNCOLLECTED stands");
    stands(UNCOLLECTED, Map.of("uncollected", 2L));
    assertFine();
  }

  @Test
  void an_order_whose_units_are_set_aside_is_not_forgotten_before_their_time() {
    orders.say(ordered("s", at(0), 3), ready("r", at(1), 2, at(20_000)));
    orders.timeIs(at(21_000)).remembered(Duration.ofMinutes(1_000));
    assertFound("2 units were not collected in time");
    stands(UNCOLLECTED, Map.of("uncollected", 2L));
    assertFine();
  }

  @Test
  void what_was_not_collected_is_suspected_until_late_records_had_time() {
    orders.say(ordered("s", at(0), 3), ready("r", at(1), 2, at(60)));
    orders.timeIs(at(90)).late(Duration.ofMinutes(60));
    stands(UNCOLLECTED, Map.of("uncollected", 2L));
    assertFound("UNCOLLECTED is CONFIRMED, but a hand-over may still be booked late");
    orders.tell(UNCOLLECTED, LINE, AlertStatus.SUSPECTED, Map.of("uncollected", 2L));
    assertFine();
    orders.timeIs(at(60 + 60 + 5).minusSeconds(1));
    assertFine();
    orders.timeIs(at(60 + 60 + 5));
    assertFound("UNCOLLECTED is still SUSPECTED");
    assertThat(orders.pending()).as("the job may be about to").isOne();
    stands(UNCOLLECTED, Map.of("uncollected", 2L));
    assertFine();
  }

  @Test
  void what_was_collected_in_time_and_booked_late_must_be_retracted() {
    orders.say(ordered("s", at(0), 3), ready("r", at(1), 2, at(60)));
    orders.timeIs(at(90));
    stands(UNCOLLECTED, Map.of("uncollected", 2L));
    orders.say(step(PICKED_UP, "p", at(60), 2));
    ends(UNCOLLECTED, AlertStatus.RESOLVED, Map.of("uncollected", 0L));
    assertFound("UNCOLLECTED ended as RESOLVED with {uncollected=0}, expected RETRACTED");
    ends(UNCOLLECTED, AlertStatus.RETRACTED, Map.of("uncollected", 0L));
    assertFine();
  }

  private void stands(String check, Map<String, Long> facts) {
    orders.tell(check, LINE, AlertStatus.CONFIRMED, facts);
  }

  private void ends(String check, AlertStatus status, Map<String, Long> facts) {
    orders.tell(check, LINE, status, facts);
  }

  private void assertFine() {
    assertThat(orders.objections()).isEmpty();
  }

  private void assertFound(String objection) {
    assertThat(orders.objections()).contains(objection);
  }
}
