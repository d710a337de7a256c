package io.zaiko.operators;

import static io.zaiko.domain.count.CountEvents.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.StockAlert;
import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.count.CountEvents;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.CountScope;
import io.zaiko.domain.stock.CountStatement;
import io.zaiko.domain.stock.CountedBooks;
import io.zaiko.domain.stock.Events;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Outcome;
import io.zaiko.domain.stock.StatedBy;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time goes on, however many counts there are of one time. */
class TiedCountsTimeTest {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos() / 1_000;

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void time_passes_a_tie_that_the_bound_has_reached() throws Exception {
    try (var harness =
        new KeyedTwoInputStreamOperatorTestHarness<String, Movement, ControlRecord, Outbound>(
            new KeepShelves(
                Decoded.IDS,
                ControlAtStart.NOTHING,
                3,
                Duration.ofHours(72),
                Duration.ofHours(1),
                Duration.ofDays(7)),
            Movement::shelfKey,
            null,
            Types.STRING)) {
      harness.open();
      GoodsEvent received =
          Events.event(RecordKind.RESTOCK, "r", 10, 10, false, Events.line(1, Act.RECEIVED, 20));
      harness.processElement1(new StreamRecord<>(Movement.of(received, received.lines().get(0))));
      harness.processElement1(new StreamRecord<>(counted("a", MINUTE)));
      harness.processElement1(new StreamRecord<>(counted("b", MINUTE)));
      for (int i = 1; i < CountedBooks.MAX_COUNTS; i++) {
        harness.processElement1(new StreamRecord<>(counted("c" + i, MINUTE + i)));
      }
      harness.processBothWatermarks(new Watermark(Duration.ofHours(9).toMillis()));
      assertThat(harness.numEventTimeTimers()).isZero();
      assertThat(Decoded.of(StockAlert.class, harness.extractOutputValues(), "stock-alerts"))
          .filteredOn(alert -> alert.getKey().equals("shop|sku|b"))
          .extracting(alert -> alert.getStatus().name())
          .containsExactly("SUSPECTED", "CONFIRMED");
    }
  }

  private static Movement counted(String countId, long at) {
    GoodsEvent count = CountEvents.count(countId, at, whole(18));
    CountStatement statement =
        new CountStatement(countId, null, at, 18, CountScope.EVERYTHING, null, StatedBy.of(count));
    return Movement.counted(count, count.lines().get(0), Outcome.APPLIED, statement);
  }
}
