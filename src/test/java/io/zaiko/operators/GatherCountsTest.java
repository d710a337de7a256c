package io.zaiko.operators;

import static io.zaiko.domain.count.CountEvents.count;
import static io.zaiko.domain.count.CountEvents.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zaiko.avro.StockAlert;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.count.CountSession;
import io.zaiko.domain.count.ItemCount;
import io.zaiko.domain.stock.CountScope;
import io.zaiko.domain.stock.CountStatement;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatherCountsTest {

  private static final Duration HORIZON = Duration.ofHours(72);
  private static final long HOUR = Duration.ofHours(1).toMillis();

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
  void a_session_waits_across_a_restore_until_it_is_complete() throws Exception {
    receive(part("e1", 1, false, line(1, "sku", "floor", 3, null)));
    assertThat(harness.extractOutputValues())
        .extracting(Movement::outcome)
        .containsExactly(Outcome.AWAITS_COMPLETE);
    restore();
    receive(part("e2", 2, true, line(1, "sku", "back", 4, null)));
    assertThat(harness.extractOutputValues())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.eventId()).isEqualTo("e2");
              assertThat(told.count().quantity()).isEqualTo(7);
              assertThat(told.count().atMicros()).isEqualTo(micros(1));
            });
  }

  @Test
  void a_record_after_completion_tells_again_only_what_it_changes() throws Exception {
    receive(part("e1", 1, true, line(1, "sku", "floor", 3, null), line(2, "cup", null, 9, null)));
    int before = harness.extractOutputValues().size();
    receive(part("e2", 2, false, line(1, "sku", "back", 4, null)));
    assertThat(harness.extractOutputValues().subList(before, before + 1))
        .extracting(Movement::sku, told -> told.count().quantity())
        .containsExactly(tuple("sku", 7L));
    assertThat(harness.extractOutputValues()).hasSize(before + 1);
  }

  /** Its time is that of its earliest page: each of these changes what it says of every item. */
  @Test
  void a_large_session_is_told_again_once_for_all_pages_that_come_together() throws Exception {
    int items = CountSession.TOLD_AT_ONCE + 1;
    receive(part("e1", 9, true, items(items)));
    harness.processWatermark(9 * HOUR);
    for (int hour = 8; hour > 4; hour--) {
      int before = harness.extractOutputValues().size();
      receive(part("late-" + hour, hour, false, line(1, "late " + hour, null, hour, null)));
      assertThat(toldSince(before))
          .extracting(Movement::sku, told -> told.count().atMicros())
          .containsExactly(tuple("late " + hour, micros(hour)));
    }
    int before = harness.extractOutputValues().size();
    restore();
    harness.processWatermark(9 * HOUR + 1_000);
    assertThat(before).isEqualTo(items + 4);
    assertThat(harness.extractOutputValues())
        .hasSize(items + 3)
        .allSatisfy(told -> assertThat(told.count().atMicros()).isEqualTo(micros(5)))
        .extracting(Movement::sku)
        .doesNotHaveDuplicates()
        .contains("sku-0", "late 8", "late 6");
    harness.processWatermark(11 * HOUR);
    assertThat(harness.extractOutputValues()).hasSize(items + 3);
    harness.processWatermark(400 * HOUR);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void a_large_session_ends_alike_in_whatever_order_its_pages_come() throws Exception {
    GoodsEvent late =
        count("c", "e2", micros(2), false, CountScope.SELLABLE, line(1, "sku-0", "back", 4, null));
    GoodsEvent first = part("e1", 3, true, items(2 * CountSession.TOLD_AT_ONCE));
    receive(late);
    receive(first);
    harness.processWatermark(4 * HOUR);
    Map<String, CountStatement> expected = lastTold();
    harness.close();
    harness = harness();
    harness.open();
    receive(first);
    receive(late);
    assertThat(lastTold()).isNotEqualTo(expected);
    harness.processWatermark(4 * HOUR);
    assertThat(lastTold()).isEqualTo(expected).hasSize(2 * CountSession.TOLD_AT_ONCE);
  }

  @Test
  void a_small_session_is_told_again_at_once() throws Exception {
    receive(part("e1", 9, true, items(CountSession.TOLD_AT_ONCE - 1)));
    receive(part("e2", 8, false, line(1, "late", null, 1, null)));
    assertThat(lastTold().values()).extracting(CountStatement::atMicros).containsOnly(micros(8));
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
  }

  @Test
  void a_session_that_is_never_completed_is_suspected_then_confirmed_and_leaves_no_state()
      throws Exception {
    receive(part("e1", 0, false, line(1, "sku", "floor", 3, null)));
    harness.processWatermark(25 * HOUR);
    assertThat(statuses()).containsExactly("SUSPECTED");
    harness.processWatermark(71 * HOUR);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
    harness.processWatermark(73 * HOUR);
    assertThat(statuses()).containsExactly("SUSPECTED", "CONFIRMED");
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void a_session_completed_after_the_alarm_resolves_it_and_dies_in_silence() throws Exception {
    receive(part("e1", 0, false, line(1, "sku", "floor", 3, null)));
    harness.processWatermark(25 * HOUR);
    receive(part("e2", 26, true, line(1, "sku", "back", 4, null)));
    harness.processWatermark(200 * HOUR);
    assertThat(statuses()).containsExactly("SUSPECTED", "RESOLVED");
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  /** What comes of it then is still too late for it, and no count of its own. */
  @Test
  void a_complete_session_is_remembered_for_twice_the_horizon() throws Exception {
    receive(part("e1", 1, true, line(1, "sku", null, 3, null)));
    harness.processWatermark(100 * HOUR);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
    receive(part("late page", 99, false, line(1, "sku", "back", 4, null)));
    assertThat(harness.extractOutputValues())
        .extracting(Movement::outcome)
        .containsExactly(Outcome.APPLIED, Outcome.TOO_LATE);
    harness.processWatermark(144 * HOUR);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
    harness.processWatermark(146 * HOUR);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  /** A compacted topic must never see the revision of an alert fall. */
  @Test
  void a_count_id_that_is_used_again_after_it_was_forgotten_has_alerts_of_its_own()
      throws Exception {
    receive(part("e1", 1, false, line(1, "sku", "floor", 3, null)));
    harness.processWatermark(26 * HOUR);
    restore();
    harness.processWatermark(74 * HOUR);
    List<StockAlert> first = alerts();
    receive(part("again", 80, false, line(1, "sku", "floor", 3, null)));
    harness.processWatermark(105 * HOUR);
    receive(part("and complete", 106, true, line(1, "sku", "back", 3, null)));
    List<StockAlert> second = alerts().subList(first.size(), alerts().size());
    assertThat(first)
        .extracting(alert -> alert.getStatus().toString(), StockAlert::getRevision)
        .containsExactly(tuple("CONFIRMED", 2L));
    assertThat(second)
        .extracting(alert -> alert.getStatus().toString(), StockAlert::getRevision)
        .containsExactly(tuple("SUSPECTED", 1L), tuple("RESOLVED", 2L));
    assertThat(second).extracting(StockAlert::getAlertId).containsOnly(second.get(0).getAlertId());
    assertThat(second.get(0).getAlertId()).isNotEqualTo(first.get(0).getAlertId());
    assertThat(first.get(0).getEpisode()).as("day").isZero();
    assertThat(second.get(0).getEpisode()).as("day").isEqualTo(3);
  }

  @Test
  void what_comes_when_the_time_of_the_session_is_settled_says_nothing() throws Exception {
    receive(part("e1", 0, false, line(1, "sku", "floor", 3, null)));
    receive(part("e2", 50, false, line(1, "sku", "back", 4, null)));
    harness.processWatermark(80 * HOUR);
    receive(part("e3", 79, true, line(1, "sku", "cellar", 5, null)));
    assertThat(harness.extractOutputValues())
        .extracting(Movement::outcome)
        .containsExactly(Outcome.AWAITS_COMPLETE, Outcome.AWAITS_COMPLETE, Outcome.TOO_LATE);
  }

  @Test
  void a_restart_does_not_open_the_settled_session_again() throws Exception {
    receive(part("e1", 0, false, line(1, "sku", "floor", 3, null)));
    receive(part("e2", 50, false, line(1, "sku", "back", 4, null)));
    harness.processWatermark(80 * HOUR);
    restore();
    receive(part("e3", 79, true, line(1, "sku", "cellar", 5, null)));
    assertThat(harness.extractOutputValues())
        .extracting(Movement::outcome)
        .as("before anybody has said what time it is")
        .containsExactly(Outcome.TOO_LATE);
  }

  @Test
  void beyond_its_bounds_a_session_refuses_lines_and_says_so_once() throws Exception {
    int record = 10_000;
    for (int i = 0; i < CountSession.MAX_ENTRIES / record; i++) {
      int first = i * record;
      receive(
          part(
              "e" + i,
              1,
              false,
              IntStream.range(0, record)
                  .mapToObj(n -> line(n, "sku-" + (first + n), null, 1, null))
                  .toArray(GoodsLine[]::new)));
    }
    receive(
        part("over", 1, true, line(1, "one more", null, 1, null), line(2, "sku-5", null, 2, null)));
    assertThat(harness.extractOutputValues())
        .filteredOn(movement -> movement.eventId().equals("over"))
        .extracting(Movement::sku, Movement::outcome)
        .containsExactlyInAnyOrder(
            tuple("one more", Outcome.SESSION_FULL), tuple("sku-5", Outcome.APPLIED));
    receive(part("over2", 1, true, line(1, "another", null, 1, null)));
    assertThat(alerts()).extracting(StockAlert::getCheck).containsExactly("COUNT_SESSION_FULL");
    assertThat(alerts().get(0).getEpisode()).as("day").isZero();
  }

  @Test
  void one_item_has_a_bounded_number_of_areas() throws Exception {
    for (int i = 0; i <= ItemCount.MAX_AREAS; i++) {
      receive(part("e" + i, 1, false, line(1, "sku", "area " + i, 1, null)));
    }
    assertThat(harness.extractOutputValues())
        .last()
        .extracting(Movement::outcome)
        .isEqualTo(Outcome.SESSION_FULL);
  }

  private static GoodsEvent part(String eventId, long hour, boolean complete, GoodsLine... lines) {
    return count("c", eventId, micros(hour), complete, CountScope.EVERYTHING, lines);
  }

  private static GoodsLine[] items(int items) {
    return IntStream.range(0, items)
        .mapToObj(n -> line(n, "sku-" + n, null, n, null))
        .toArray(GoodsLine[]::new);
  }

  private List<Movement> toldSince(int before) {
    List<Movement> all = harness.extractOutputValues();
    return all.subList(before, all.size());
  }

  /** What each shelf was told last. */
  private Map<String, CountStatement> lastTold() {
    Map<String, CountStatement> told = new HashMap<>();
    harness.extractOutputValues().stream()
        .filter(movement -> movement.count() != null)
        .forEach(movement -> told.put(movement.sku(), movement.count()));
    return told;
  }

  private void restore() throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
  }

  private static long micros(long hour) {
    return hour * HOUR * 1_000;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, GoodsEvent, Movement> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new GatherCounts(Decoded.IDS, HORIZON)),
        Keys::session,
        Types.STRING);
  }

  private void receive(GoodsEvent event) throws Exception {
    harness.processElement(event, 0);
  }

  private List<String> statuses() {
    return alerts().stream().map(alert -> alert.getStatus().toString()).toList();
  }

  private List<StockAlert> alerts() {
    List<Outbound> sent = new ArrayList<>();
    var records = harness.getSideOutput(GatherCounts.ALERTS);
    if (records != null) {
      records.forEach(record -> sent.add(record.getValue()));
    }
    return Decoded.of(StockAlert.class, sent, "stock-alerts");
  }
}
