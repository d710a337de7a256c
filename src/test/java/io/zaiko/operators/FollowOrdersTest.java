package io.zaiko.operators;

import static io.zaiko.domain.stock.Events.broughtBack;
import static io.zaiko.domain.stock.Events.line;
import static io.zaiko.domain.stock.Events.sale;
import static io.zaiko.domain.stock.Fulfilments.ordered;
import static io.zaiko.domain.stock.Fulfilments.ready;
import static io.zaiko.domain.stock.Fulfilments.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.StockAlert;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.FulfilmentAct;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowOrdersTest {

  private static final Duration LATENESS = Duration.ofMillis(5);
  private static final Duration RETENTION = Duration.ofDays(1);
  private static final long DAY_MICROS = Duration.ofDays(1).toNanos() / 1_000;

  private KeyedOneInputStreamOperatorTestHarness<String, GoodsEvent, Movement> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void a_void_finds_its_sale_across_a_restore() throws Exception {
    harness.processElement(sale("s", 10, line(1, Act.CARRIED_OUT, 3)), 0);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
    harness.processElement(broughtBack("v", 20, line(1, Act.CARRIED_OUT, 2)), 0);
    assertThat(harness.extractOutputValues())
        .extracting(movement -> movement.deltas().onHand())
        .containsExactly(2L);
  }

  @Test
  void an_order_is_forgotten_a_retention_after_its_newest_event() throws Exception {
    harness.processElement(sale("s", 0, line(1, Act.CARRIED_OUT, 3)), 0);
    harness.processElement(broughtBack("v", DAY_MICROS, line(1, Act.CARRIED_OUT, 1)), 0);
    harness.processWatermark(RETENTION.toMillis() + Duration.ofHours(2).toMillis());
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    harness.processWatermark(2 * RETENTION.toMillis() + Duration.ofHours(2).toMillis());
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void an_excess_is_told() throws Exception {
    harness.processElement(sale("s", 10, line(1, Act.CARRIED_OUT, 1)), 0);
    harness.processElement(broughtBack("v", 20, line(1, Act.CARRIED_OUT, 2)), 0);
    var alerts =
        harness.getSideOutput(FollowOrders.ALERTS).stream().map(r -> r.getValue()).toList();
    assertThat(Decoded.of(StockAlert.class, alerts, "stock-alerts"))
        .extracting(StockAlert::getCheck)
        .containsExactly("EXCESS_VOID");
  }

  /** At 10 ms and a microsecond, so not before the timer of the eleventh millisecond. */
  @Test
  void units_that_are_not_collected_in_time_are_told_once_time_has_come_also_after_a_restore()
      throws Exception {
    harness.processElement(ordered("s", 1_000, "A", 5), 0);
    harness.processElement(ready("r", 2_000, "A", 3, 10_001), 0);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
    harness.processWatermark(10);
    assertThat(checks()).isEmpty();

    harness.processWatermark(15);
    assertThat(checks()).containsExactly("UNCOLLECTED SUSPECTED");
    harness.processWatermark(16);
    harness.processElement(step(FulfilmentAct.PICKED_UP, "p", 20_000, "A", 3), 0);
    assertThat(checks())
        .containsExactly("UNCOLLECTED SUSPECTED", "UNCOLLECTED CONFIRMED", "UNCOLLECTED RESOLVED");
  }

  /** The engine knows no time after one, until all sources have spoken. */
  @Test
  void a_restart_takes_nothing_back_of_what_was_told() throws Exception {
    harness.processElement(ordered("s", 1_000, "A", 5), 0);
    harness.processElement(ready("r", 2_000, "A", 3, 10_000), 0);
    harness.processWatermark(20);
    assertThat(checks()).containsExactly("UNCOLLECTED SUSPECTED", "UNCOLLECTED CONFIRMED");
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();

    harness.processElement(ready("r2", 3_000, "A", 1, 90_000), 0);

    assertThat(checks()).isEmpty();
  }

  @Test
  void of_two_times_of_collection_the_one_that_is_met_is_not_told() throws Exception {
    harness.processElement(ordered("s", 1_000, "A", 5), 0);
    harness.processElement(ready("r1", 2_000, "A", 1, 40_000), 0);
    harness.processElement(ready("r2", 3_000, "A", 1, 30_000), 0);
    harness.processElement(step(FulfilmentAct.PICKED_UP, "p", 4_000, "A", 1), 0);
    assertThat(harness.numEventTimeTimers()).as("death and review").isEqualTo(2);
    harness.processWatermark(34);
    harness.processWatermark(45);
    assertThat(checks()).containsExactly("UNCOLLECTED SUSPECTED", "UNCOLLECTED CONFIRMED");
  }

  @Test
  void an_order_of_which_units_are_open_is_known_ten_times_as_long() throws Exception {
    harness.processElement(ordered("s", 0, "A", 5), 0);
    timeIs(RETENTION.multipliedBy(10));
    harness.processElement(step(FulfilmentAct.SHIPPED, "h", 9 * DAY_MICROS, "A", 3), 0);
    assertThat(last().outcome()).isEqualTo(Outcome.APPLIED);
    timeIs(RETENTION.multipliedBy(19));
    assertThat(harness.numKeyedStateEntries()).as("two are still to be shipped").isEqualTo(1);

    harness.processElement(step(FulfilmentAct.CANCELLED, "c", 19 * DAY_MICROS, "A", 2), 0);
    timeIs(RETENTION.multipliedBy(20).plusHours(2));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void an_order_that_was_open_for_long_dies_a_retention_after_its_last_unit_is_gone()
      throws Exception {
    harness.processElement(ordered("s", 0, "A", 5), 0);
    timeIs(RETENTION.multipliedBy(2));
    harness.processElement(step(FulfilmentAct.SHIPPED, "h", 2 * DAY_MICROS, "A", 5), 0);
    timeIs(RETENTION.multipliedBy(3));
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    timeIs(RETENTION.multipliedBy(3).plusHours(2));
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void an_order_that_stays_open_dies_at_last_and_leaves_no_timer() throws Exception {
    harness.processElement(ordered("s", 0, "A", 5), 0);
    harness.processElement(ready("r", 1, "A", 5, 3 * DAY_MICROS), 0);
    timeIs(RETENTION.multipliedBy(10).plusHours(2));
    assertThat(checks()).endsWith("UNCOLLECTED CONFIRMED");
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void an_order_does_not_die_before_its_units_were_to_be_collected() throws Exception {
    harness.processElement(ordered("s", 0, "A", 5), 0);
    harness.processElement(ready("r", 1, "A", 5, 30 * DAY_MICROS), 0);
    timeIs(RETENTION.multipliedBy(29));
    assertThat(checks()).isEmpty();
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    timeIs(RETENTION.multipliedBy(31));
    assertThat(checks()).endsWith("UNCOLLECTED CONFIRMED");
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  /** Death falls on the second day's first full hour, and so does the time of collection. */
  @Test
  void a_review_that_is_no_longer_due_does_not_take_the_death_with_it() throws Exception {
    long hourOfDeath = RETENTION.plusHours(1).toMillis() * 1_000;
    harness.processElement(ordered("s", 0, "A", 5), 0);
    harness.processElement(ready("r", 1, "A", 5, hourOfDeath), 0);
    harness.processElement(step(FulfilmentAct.PICKED_UP, "p", 2, "A", 5), 0);
    timeIs(RETENTION.plusHours(2));
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void the_end_of_time_brings_no_time_of_collection() throws Exception {
    harness.processElement(ordered("s", 0, "A", 5), 0);
    harness.processElement(ready("r", 1, "A", 5, DAY_MICROS), 0);
    harness.processWatermark(Long.MAX_VALUE);
    assertThat(checks()).isEmpty();
  }

  /** At the end of a replay business time goes on by more than a year. */
  @Test
  void a_time_that_no_clock_has_shown_yet_brings_none_either() throws Exception {
    Instant now = Instant.now();
    long soon = micros(now.plus(Duration.ofHours(12)));
    harness.processElement(ordered("s", micros(now), "A", 5), 0);
    harness.processElement(ready("r", micros(now) + 1, "A", 5, soon), 0);
    harness.processWatermark(now.plus(Duration.ofHours(20)).toEpochMilli());
    harness.processElement(step(FulfilmentAct.SHIPPED, "h", micros(now) + 2, "A", 1), 0);
    assertThat(checks()).isEmpty();
  }

  @Test
  void fulfilments_whose_sale_never_came_are_told_when_they_are_forgotten() throws Exception {
    harness.processElement(step(FulfilmentAct.SHIPPED, "h", 0, "A", 3), 0);
    timeIs(RETENTION.plusHours(2));
    harness.processElement(step(FulfilmentAct.SHIPPED, "i", 2 * DAY_MICROS, "A", 3), 0);
    timeIs(RETENTION.multipliedBy(3).plusHours(2));
    assertThat(checks())
        .containsExactly("FULFILMENT_WITHOUT_SALE CONFIRMED", "FULFILMENT_WITHOUT_SALE CONFIRMED");
    assertThat(alerts()).extracting(StockAlert::getAlertId).doesNotHaveDuplicates();
  }

  @Test
  void an_order_that_was_sold_is_forgotten_in_silence() throws Exception {
    harness.processElement(step(FulfilmentAct.SHIPPED, "h", 0, "A", 3), 0);
    harness.processElement(ordered("s", 1, "A", 3), 0);
    timeIs(RETENTION.plusHours(2));
    harness.processElement(step(FulfilmentAct.SHIPPED, "i", 2 * DAY_MICROS, "A", 3), 0);
    harness.processWatermark(Long.MAX_VALUE);
    assertThat(checks()).as("a drained job only stops").isEmpty();
  }

  private void timeIs(Duration since1970) throws Exception {
    harness.processWatermark(since1970.toMillis());
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private Movement last() {
    List<Movement> all = harness.extractOutputValues();
    return all.get(all.size() - 1);
  }

  private List<String> checks() {
    return alerts().stream().map(alert -> alert.getCheck() + " " + alert.getStatus()).toList();
  }

  private List<StockAlert> alerts() {
    var alerts =
        harness.getSideOutput(FollowOrders.ALERTS) == null
            ? List.<Outbound>of()
            : harness.getSideOutput(FollowOrders.ALERTS).stream().map(r -> r.getValue()).toList();
    return Decoded.of(StockAlert.class, alerts, "stock-alerts");
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, GoodsEvent, Movement> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new FollowOrders(Decoded.IDS, LATENESS, RETENTION)),
        Keys::order,
        Types.STRING);
  }
}
