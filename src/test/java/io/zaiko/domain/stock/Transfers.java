package io.zaiko.domain.stock;

import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.SourceRef;
import java.util.ArrayList;
import java.util.List;

/** Steps of the transfer "t" in few words, for tables. Times are microseconds. */
public final class Transfers {

  /** When shipments are expected, where a test does not say. */
  public static final long EXPECTED = 1_000_000_000_000L;

  private Transfers() {}

  /** Some units of one item. */
  public record Some(String sku, long units, long damaged) {}

  public static Some tea(long units) {
    return some("TEA", units);
  }

  public static Some some(String sku, long units) {
    return new Some(sku, units, 0);
  }

  public static Some damagedTea(long units, long damaged) {
    return new Some("TEA", units, damaged);
  }

  /** Shipped from "A". */
  public static GoodsEvent shipped(String eventId, long at, String to, Some... lines) {
    return shipped(eventId, at, to, EXPECTED, lines);
  }

  public static GoodsEvent shipped(
      String eventId, long at, String to, long expectedAt, Some... lines) {
    return event(
        eventId, at, new TransferHead("t", TransferStep.SHIPPED, "A", to, expectedAt), lines);
  }

  public static GoodsEvent received(String eventId, long at, String where, Some... lines) {
    return event(eventId, at, new TransferHead("t", TransferStep.RECEIVED, null, where, 0), lines);
  }

  public static GoodsEvent closed(String eventId, long at, String to, Some... lines) {
    return event(eventId, at, new TransferHead("t", TransferStep.CLOSED, null, to, 0), lines);
  }

  private static GoodsEvent event(String eventId, long at, TransferHead head, Some... lines) {
    List<GoodsLine> goods = new ArrayList<>();
    for (Some line : lines) {
      goods.add(line(goods.size() + 1, head, line));
    }
    return new GoodsEvent(
        RecordKind.TRANSFER,
        eventId,
        new SourceRef("dock", 0, SourceRef.NO_SEQUENCE),
        new Origin("transfers.dock", 0, 0, Long.MAX_VALUE),
        at,
        eventId.hashCode(),
        null,
        at,
        false,
        null,
        head,
        goods);
  }

  private static GoodsLine line(int lineNo, TransferHead head, Some some) {
    return new GoodsLine(
        lineNo,
        some.sku(),
        head.step() == TransferStep.SHIPPED && head.fromLocationId() != null
            ? head.fromLocationId()
            : head.toLocationId(),
        some.units(),
        switch (head.step()) {
          case SHIPPED -> Act.SHIPPED_OUT;
          case RECEIVED -> Act.RECEIVED_IN;
          case CLOSED -> Act.CLOSED_OUT;
        },
        Condition.SELLABLE,
        Condition.SELLABLE,
        null,
        some.damaged() == 0 ? null : new Stated(some.damaged(), null, null, null));
  }
}
