package io.zaiko.operators;

import io.zaiko.codec.Inbound;
import io.zaiko.domain.count.CountEvents;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.SourceRef;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import java.util.List;

/** Records as the source hands them on, in few words. */
final class Inbounds {

  private Inbounds() {}

  /** A restock of 1 unit, numbered. */
  static Inbound numbered(long sequence, long hash, long atMicros) {
    return numbered(0, sequence, hash, atMicros);
  }

  /** The same, in an epoch of its source. */
  static Inbound numbered(long epoch, long sequence, long hash, long atMicros) {
    return inbound(
        RecordKind.RESTOCK,
        "e" + sequence + "-" + hash,
        new SourceRef("dock", epoch, sequence),
        hash,
        atMicros);
  }

  /** A restock of 1 unit, known by its event id. */
  static Inbound named(String eventId, long hash) {
    return inbound(
        RecordKind.RESTOCK, eventId, new SourceRef("dock", 0, SourceRef.NO_SEQUENCE), hash, 1_000);
  }

  static Inbound heartbeat(String eventId) {
    return inbound(
        RecordKind.HEARTBEAT, eventId, new SourceRef("dock", 0, SourceRef.NO_SEQUENCE), 1, 1_000);
  }

  /** A count of its own session, complete. */
  static Inbound counted(String eventId, long countedAtMicros) {
    GoodsEvent event = CountEvents.count(eventId, countedAtMicros, CountEvents.whole(1));
    GoodsEvent named =
        new GoodsEvent(
            event.kind(),
            eventId,
            event.source(),
            event.origin(),
            event.occurredAtMicros(),
            1,
            null,
            event.originalOccurredAtMicros(),
            false,
            event.count(),
            null,
            event.lines());
    return new Inbound(
        event.origin(), new byte[0], new byte[] {1, 2, 3}, 5, named, null, null, eventId);
  }

  static Inbound refused(Reason reason) {
    return new Inbound(
        new Origin("sales.pos", 3, 44, 5_000_000),
        new byte[] {1},
        new byte[] {9, 9},
        Inbound.NO_SCHEMA_ID,
        null,
        reason,
        "told",
        null);
  }

  private static Inbound inbound(
      RecordKind kind, String eventId, SourceRef source, long hash, long atMicros) {
    Origin origin = new Origin("restocks.dock", 0, Math.abs(eventId.hashCode()), Long.MAX_VALUE);
    GoodsEvent event =
        new GoodsEvent(
            kind,
            eventId,
            source,
            origin,
            atMicros,
            hash,
            null,
            atMicros,
            false,
            kind == RecordKind.HEARTBEAT
                ? List.of()
                : List.of(
                    new GoodsLine(
                        1,
                        "sku",
                        "shop",
                        1,
                        Act.RECEIVED,
                        Condition.SELLABLE,
                        Condition.SELLABLE)));
    return new Inbound(origin, new byte[0], new byte[] {1, 2, 3}, 5, event, null, null, eventId);
  }
}
