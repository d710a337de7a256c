package io.zaiko.domain.count;

import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.SourceRef;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.CountHead;
import io.zaiko.domain.stock.CountScope;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.Stated;
import java.util.List;

/** Counts in few words, for tables. */
public final class CountEvents {

  private CountEvents() {}

  /** A count of everything that completes its session. */
  public static GoodsEvent count(String countId, long at, GoodsLine... lines) {
    return count(countId, countId + "-" + at, at, true, CountScope.EVERYTHING, lines);
  }

  public static GoodsEvent count(
      String countId,
      String eventId,
      long at,
      boolean complete,
      CountScope scope,
      GoodsLine... lines) {
    return new GoodsEvent(
        RecordKind.COUNT,
        eventId,
        new SourceRef("counter", 0, SourceRef.NO_SEQUENCE),
        new Origin("counts.shop", 0, 0, Long.MAX_VALUE),
        at,
        eventId.hashCode(),
        null,
        at,
        false,
        new CountHead(countId, "shop", at, complete, scope),
        null,
        List.of(lines));
  }

  /** What a sensor sees of an area. */
  public static GoodsEvent sensor(String eventId, long at, String area, long quantity) {
    return count(
        null, eventId, at, false, CountScope.EVERYTHING, line(1, "sku", area, quantity, null));
  }

  public static GoodsLine whole(long quantity) {
    return line(1, "sku", null, quantity, null);
  }

  public static GoodsLine line(int lineNo, String sku, String area, long quantity, Stated stated) {
    return new GoodsLine(
        lineNo,
        sku,
        "shop",
        quantity,
        Act.COUNTED,
        Condition.SELLABLE,
        Condition.SELLABLE,
        area,
        stated);
  }
}
