package io.zaiko.domain.count;

import io.zaiko.domain.stock.CountHead;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.Stated;
import io.zaiko.domain.stock.StatedBy;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What the latest line says of one item in one area.
 *
 * @param area the area; null where the line speaks of the whole location
 * @param quantity units counted
 * @param stated unavailable units; null where it states none
 * @param countedAtMicros when
 * @param by the record
 * @param lineNo the line of the record
 * @param asOfMicros business time of the record, never ahead of the broker's clock
 * @param clockSkewMillis what was subtracted from the times its source told; 0 for nothing
 */
public record AreaCount(
    @Nullable String area,
    long quantity,
    @Nullable Stated stated,
    long countedAtMicros,
    StatedBy by,
    int lineNo,
    long asOfMicros,
    long clockSkewMillis) {

  /** Of two statements the later stands. */
  static final Comparator<AreaCount> BY_TIME =
      Comparator.comparingLong(AreaCount::countedAtMicros)
          .thenComparing(AreaCount::by)
          .thenComparingInt(AreaCount::lineNo);

  static AreaCount of(GoodsEvent event, CountHead head, GoodsLine line) {
    return new AreaCount(
        line.area(),
        line.quantity(),
        line.stated(),
        head.countedAtMicros(),
        StatedBy.of(event),
        line.lineNo(),
        event.asOfMicros(),
        event.clockSkewMillis());
  }
}
