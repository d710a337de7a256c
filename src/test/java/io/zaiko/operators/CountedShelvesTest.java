package io.zaiko.operators;

import static io.zaiko.domain.count.CountEvents.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.StockAlert;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.count.CountEvents;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.CountScope;
import io.zaiko.domain.stock.CountStatement;
import io.zaiko.domain.stock.Events;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Outcome;
import io.zaiko.domain.stock.StatedBy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counts where the engine keeps the past of a shelf. */
class CountedShelvesTest {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos() / 1_000;
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private KeyedTwoInputStreamOperatorTestHarness<String, Movement, ControlRecord, Outbound> harness;

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
  void a_late_count_finds_its_place_among_sealed_movements_across_a_restore() throws Exception {
    for (int minute = 0; minute < 1_000; minute++) {
      sell("s" + minute, minute);
    }
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
    for (int minute = 1_000; minute < 1_010; minute++) {
      sell("s" + minute, minute);
    }
    count("c", 300, 50);
    assertThat(onHand()).as("50 counted, 709 sold since").isEqualTo(50 - 709);
    sell("late", 200);
    assertThat(onHand()).isEqualTo(50 - 709);
    sell("later", 400);
    assertThat(onHand()).isEqualTo(50 - 710);
  }

  @Test
  void movements_of_a_day_are_told_of_by_a_count_as_late_as_can_be_across_a_restore()
      throws Exception {
    for (int i = 0; i < 100; i++) {
      sellWithin(24 * 60 * MINUTE, "of the day " + i, 0);
      sell("exact " + i, 10);
    }
    harness.processBothWatermarks(new Watermark(72 * HOUR_MILLIS));
    for (int i = 0; i < 10_000; i++) {
      sell("since " + i, 72 * 60 + i);
    }
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
    harness.processBothWatermarks(new Watermark(83 * HOUR_MILLIS));
    for (int i = 0; i < 200; i++) {
      sell("again " + i, 83 * 60 + i);
    }
    count("c", 11 * 60, 50); // 72 h ago; it was midnight 11 h before
    assertThat(facts())
        .containsEntry("uncertain_units", 100L)
        .containsEntry("time_precision_micros", 24 * 60 * MINUTE);
    sellWithin(24 * 60 * MINUTE, "late", 1);
    assertThat(facts()).containsEntry("uncertain_units", 101L);
  }

  @Test
  void a_variance_is_confirmed_when_late_records_had_time_to_come() throws Exception {
    sell("s", 0);
    count("c", 60, 50);
    assertThat(statuses()).containsExactly("SUSPECTED");
    harness.processBothWatermarks(new Watermark(HOUR_MILLIS + 1));
    assertThat(statuses()).containsExactly("SUSPECTED");
    harness.processBothWatermarks(new Watermark(2 * HOUR_MILLIS + 1_000));
    assertThat(statuses()).containsExactly("SUSPECTED", "CONFIRMED");
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void the_first_count_of_a_shelf_on_which_nothing_lay_yet_surprises_nobody() throws Exception {
    GoodsEvent order =
        Events.event(RecordKind.SALE, "o", 0, 0, false, Events.line(1, Act.ORDERED_TO_SHIP, 2));
    receive(Movement.of(order, order.lines().get(0)));
    count("c", 60, 500);
    assertThat(onHand()).isEqualTo(500);
    assertThat(statuses()).isEmpty();
  }

  @Test
  void a_shelf_that_is_quiet_leaves_its_books_and_a_short_tail() throws Exception {
    for (int minute = 0; minute < 10_000; minute++) {
      sell("s" + minute, minute);
      harness.processBothWatermarks(new Watermark(minute * 60_000L));
    }
    harness.processBothWatermarks(new Watermark(1_000 * HOUR_MILLIS));
    for (int minute = 0; minute < 40 * 64; minute++) {
      sell("t" + minute, 60_000 + minute);
    }
    harness.processBothWatermarks(new Watermark(2_000 * HOUR_MILLIS));
    for (int minute = 0; minute < 40 * 64; minute++) {
      sell("u" + minute, 120_000 + minute);
    }
    // Shelf, index, 40 pages and one of them gathered, and the tail.
    assertThat(harness.numKeyedStateEntries()).isLessThan(50);
  }

  private void sell(String eventId, long minute) throws Exception {
    long at = minute * MINUTE;
    GoodsEvent sale =
        Events.event(RecordKind.SALE, eventId, at, at, false, Events.line(1, Act.CARRIED_OUT, 1));
    receive(Movement.of(sale, sale.lines().get(0)));
  }

  private void sellWithin(long precisionMicros, String eventId, long minute) throws Exception {
    long at = minute * MINUTE;
    GoodsEvent sale =
        Events.event(RecordKind.SALE, eventId, at, at, false, Events.line(1, Act.CARRIED_OUT, 1));
    receive(Movement.of(Events.within(precisionMicros, sale), sale.lines().get(0)));
  }

  private Map<String, Long> facts() {
    List<StockAlert> alerts =
        Decoded.of(StockAlert.class, harness.extractOutputValues(), "stock-alerts").stream()
            .filter(alert -> alert.getCheck().equals("COUNT_VARIANCE"))
            .toList();
    return alerts.get(alerts.size() - 1).getFacts();
  }

  private void count(String countId, long minute, long units) throws Exception {
    GoodsEvent count = CountEvents.count(countId, minute * MINUTE, whole(units));
    CountStatement statement =
        new CountStatement(
            countId, null, minute * MINUTE, units, CountScope.EVERYTHING, null, StatedBy.of(count));
    receive(Movement.counted(count, count.lines().get(0), Outcome.APPLIED, statement));
  }

  private void receive(Movement movement) throws Exception {
    harness.processElement1(new StreamRecord<>(movement));
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, Movement, ControlRecord, Outbound>
      harness() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeepShelves(
            Decoded.IDS,
            ControlAtStart.NOTHING,
            3,
            Duration.ofHours(72),
            Duration.ofHours(1),
            Duration.ofDays(7)),
        Movement::shelfKey,
        null,
        Types.STRING);
  }

  private long onHand() {
    List<StockLedgerEntry> entries =
        Decoded.of(StockLedgerEntry.class, harness.extractOutputValues(), "stock-ledger");
    return entries.get(entries.size() - 1).getBalances().getOnHand();
  }

  private List<String> statuses() {
    return Decoded.of(StockAlert.class, harness.extractOutputValues(), "stock-alerts").stream()
        .filter(alert -> alert.getCheck().equals("COUNT_VARIANCE"))
        .map(alert -> alert.getStatus().toString())
        .toList();
  }
}
