package io.zaiko.domain.stock;

import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.SourceRef;
import java.util.List;

/** Events in few words, for tables. */
public final class Events {

  private Events() {}

  public static GoodsEvent sale(String eventId, long at, GoodsLine... lines) {
    return event(RecordKind.SALE, eventId, at, at, false, lines);
  }

  public static GoodsEvent misRing(String eventId, long at, long originalAt, GoodsLine... lines) {
    return event(RecordKind.VOID, eventId, at, originalAt, true, lines);
  }

  /** A mis-ring that names its sale. */
  public static GoodsEvent misRingOf(
      String sale, String eventId, long at, long originalAt, GoodsLine... lines) {
    return naming(sale, misRing(eventId, at, originalAt, lines));
  }

  /** A void that names its sale. */
  static GoodsEvent naming(String sale, GoodsEvent event) {
    return new GoodsEvent(
        event.kind(),
        event.eventId(),
        event.source(),
        event.origin(),
        event.occurredAtMicros(),
        event.contentHash(),
        event.orderRef(),
        event.originalOccurredAtMicros(),
        event.goodsNeverLeft(),
        null,
        null,
        event.lines(),
        0,
        sale,
        event.timePrecisionMicros());
  }

  /** An event whose time is known as an interval alone. */
  public static GoodsEvent within(long precisionMicros, GoodsEvent event) {
    return new GoodsEvent(
        event.kind(),
        event.eventId(),
        event.source(),
        event.origin(),
        event.occurredAtMicros(),
        event.contentHash(),
        event.orderRef(),
        event.originalOccurredAtMicros(),
        event.goodsNeverLeft(),
        event.count(),
        event.transfer(),
        event.lines(),
        0,
        event.originalEventId(),
        precisionMicros);
  }

  public static GoodsEvent broughtBack(String eventId, long at, GoodsLine... lines) {
    return event(RecordKind.VOID, eventId, at, 0, false, lines);
  }

  public static GoodsLine line(int lineNo, Act act, long quantity) {
    return line(lineNo, act, quantity, Condition.SELLABLE, Condition.SELLABLE);
  }

  public static GoodsLine line(int lineNo, Act act, long quantity, Condition from, Condition to) {
    return new GoodsLine(lineNo, "sku", "shop", quantity, act, from, to);
  }

  public static GoodsEvent event(
      RecordKind kind,
      String eventId,
      long at,
      long originalAt,
      boolean neverLeft,
      GoodsLine... lines) {
    return new GoodsEvent(
        kind,
        eventId,
        new SourceRef("till", 0, SourceRef.NO_SEQUENCE),
        new Origin("sales.pos", 0, 0, Long.MAX_VALUE),
        at,
        eventId.hashCode(),
        kind == RecordKind.SALE || kind == RecordKind.VOID ? "order" : null,
        originalAt,
        neverLeft,
        List.of(lines));
  }
}
