package io.zaiko.operators;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.count.CountEvents;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.CountScope;
import io.zaiko.domain.stock.CountStatement;
import io.zaiko.domain.stock.Events;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Outcome;
import io.zaiko.domain.stock.StatedBy;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/**
 * Measures, and tests nothing: what a movement and a count cost on a shelf with 1,000 movements a
 * minute for three days, over RocksDB, beside the same movements over 10,000 shelves. Run its main
 * method; the argument is the number of hours, 72 where it is missing.
 */
public final class BusyShelfMeasure {

  private static final int PER_HOUR = 60_000;
  private static final long HOUR_MICROS = 3_600_000_000L;
  private static final long START = 1_767_600_000_000_000L;

  private BusyShelfMeasure() {}

  public static void main(String[] args) throws Exception {
    int hours = args.length == 0 ? 72 : Integer.parseInt(args[0]);
    measure("10,000 quiet shelves", 10_000, Math.min(hours, 12));
    measure("one busy shelf", 1, hours);
  }

  private static void measure(String what, int shelves, int hours) throws Exception {
    try (var harness = harness()) {
      harness.open();
      for (int hour = 0; hour < hours; hour++) {
        long began = System.nanoTime();
        for (int i = 0; i < PER_HOUR; i++) {
          long at = START + hour * HOUR_MICROS + i * (HOUR_MICROS / PER_HOUR);
          harness.processElement1(new StreamRecord<>(sale(hour * PER_HOUR + i, i % shelves, at)));
          harness.getOutput().clear();
        }
        harness.processBothWatermarks(new Watermark((START + hour * HOUR_MICROS) / 1_000));
        harness.getOutput().clear();
        if (hour % 6 == 5) {
          System.out.printf(
              "%s: hour %d, %.2f us per movement, a count of 5 minutes ago %d us, of a day ago %d"
                  + " us%n",
              what,
              hour + 1,
              (System.nanoTime() - began) / 1_000.0 / PER_HOUR,
              count(harness, "now-" + hour, START + (hour + 1) * HOUR_MICROS - HOUR_MICROS / 12),
              count(harness, "old-" + hour, START + (hour - 23) * HOUR_MICROS));
        }
      }
    }
  }

  private static long count(
      KeyedTwoInputStreamOperatorTestHarness<String, Movement, ControlRecord, Outbound> harness,
      String countId,
      long at)
      throws Exception {
    GoodsEvent event = CountEvents.count(countId, at, line(0, Act.COUNTED, 5));
    CountStatement statement =
        new CountStatement(countId, null, at, 5, CountScope.EVERYTHING, null, StatedBy.of(event));
    Movement told = Movement.counted(event, event.lines().get(0), Outcome.APPLIED, statement);
    long began = System.nanoTime();
    harness.processElement1(new StreamRecord<>(told));
    return (System.nanoTime() - began) / 1_000;
  }

  private static Movement sale(int number, int shelf, long at) {
    GoodsLine line = line(shelf, Act.CARRIED_OUT, 1);
    return Movement.of(Events.event(RecordKind.SALE, "sale-" + number, at, at, false, line), line);
  }

  private static GoodsLine line(int shelf, Act act, long units) {
    return new GoodsLine(
        1, "sku-" + shelf, "shop", units, act, Condition.SELLABLE, Condition.SELLABLE);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, Movement, ControlRecord, Outbound>
      harness() throws Exception {
    var harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
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
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    return harness;
  }
}
