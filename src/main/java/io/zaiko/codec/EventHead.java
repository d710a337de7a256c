package io.zaiko.codec;

import io.zaiko.avro.Source;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.SourceRef;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part that every input record has, checked. */
record EventHead(
    String eventId, SourceRef source, Origin origin, long occurredAtMicros, long contentHash) {

  static EventHead of(
      String eventId, Instant occurredAt, Source source, Origin origin, long contentHash)
      throws Refusal {
    return new EventHead(
        Fields.name(eventId, "event_id", Fields.RECORD),
        new SourceRef(
            Fields.name(source.getId(), "source.id", Fields.RECORD),
            Fields.counter(source.getEpoch(), "source.epoch", 0),
            Fields.counter(source.getSequence(), "source.sequence", SourceRef.NO_SEQUENCE)),
        origin,
        Fields.businessTime(occurredAt, "occurred_at", origin),
        contentHash);
  }

  GoodsEvent event(RecordKind kind, @Nullable String orderRef, List<GoodsLine> lines) {
    return event(kind, orderRef, occurredAtMicros, false, lines);
  }

  GoodsEvent event(
      RecordKind kind,
      @Nullable String orderRef,
      long originalOccurredAtMicros,
      boolean goodsNeverLeft,
      List<GoodsLine> lines) {
    return new GoodsEvent(
        kind,
        eventId,
        source,
        origin,
        occurredAtMicros,
        contentHash,
        orderRef,
        originalOccurredAtMicros,
        goodsNeverLeft,
        lines);
  }
}
