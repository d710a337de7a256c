package io.zaiko.domain.stock;

import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.SourceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sales, voids and fulfilments of line 1 of one order in few words. */
public final class Fulfilments {

  private Fulfilments() {}

  public static GoodsEvent ordered(String eventId, long at, String location, long units) {
    return sold("shop", eventId, at, location, units, Act.ORDERED_FOR_PICKUP);
  }

  public static GoodsEvent sold(
      String source, String eventId, long at, String location, long units, Act act) {
    return event(RecordKind.SALE, source, eventId, at, false, line(location, units, act, null));
  }

  /** A void of what was ordered; the goods are back, or never left. */
  public static GoodsEvent voided(
      String eventId, long at, String location, long units, boolean neverLeft) {
    GoodsLine line = line(location, units, Act.ORDERED_FOR_PICKUP, null);
    return event(RecordKind.VOID, "shop", eventId, at, neverLeft, line);
  }

  /** A void of what was ordered that names the sale. */
  static GoodsEvent undone(
      String saleEventId, String eventId, long at, String location, long units, boolean neverLeft) {
    return Events.naming(saleEventId, voided(eventId, at, location, units, neverLeft));
  }

  public static GoodsEvent step(
      FulfilmentAct act, String eventId, long at, String location, long units) {
    return step(new FulfilmentTerms(act, null, null), eventId, at, location, units);
  }

  public static GoodsEvent assigned(
      String eventId, long at, @Nullable String from, String to, long units) {
    return step(new FulfilmentTerms(FulfilmentAct.ASSIGNED, from, null), eventId, at, to, units);
  }

  public static GoodsEvent ready(String eventId, long at, String location, long units, long until) {
    return step(
        new FulfilmentTerms(FulfilmentAct.READY, null, until), eventId, at, location, units);
  }

  /** The same, of a source that numbers its records. */
  public static GoodsEvent numbered(String source, long sequence, GoodsEvent event) {
    return numbered(source, sequence, event.eventId(), event);
  }

  /** The same, of a source that numbers its records, whose names are unique only with it. */
  public static GoodsEvent numbered(
      String source, long sequence, String eventId, GoodsEvent event) {
    return new GoodsEvent(
        event.kind(),
        eventId,
        new SourceRef(source, 1, sequence),
        event.origin(),
        event.occurredAtMicros(),
        event.contentHash(),
        event.orderRef(),
        event.originalOccurredAtMicros(),
        event.goodsNeverLeft(),
        event.lines());
  }

  private static GoodsEvent step(
      FulfilmentTerms terms, String eventId, long at, String location, long units) {
    GoodsLine line = line(location, units, Act.FULFILLED, terms);
    return event(RecordKind.FULFILMENT, "warehouse", eventId, at, false, line);
  }

  private static GoodsLine line(
      String location, long units, Act act, @Nullable FulfilmentTerms terms) {
    return new GoodsLine(
        1, "sku", location, units, act, Condition.SELLABLE, Condition.SELLABLE, null, null, terms);
  }

  private static GoodsEvent event(
      RecordKind kind, String source, String eventId, long at, boolean neverLeft, GoodsLine line) {
    return new GoodsEvent(
        kind,
        eventId,
        new SourceRef(source, 0, SourceRef.NO_SEQUENCE),
        new Origin("topic", 0, 0, Long.MAX_VALUE),
        at,
        eventId.hashCode(),
        "order",
        at,
        neverLeft,
        List.of(line));
  }
}
