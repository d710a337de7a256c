package io.zaiko.codec;

import io.zaiko.avro.Source;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.stock.GoodsEvent;
import java.time.Instant;
import java.util.function.Function;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Reads one kind of input record and turns it into the domain's event. */
final class GoodsReader<T extends SpecificRecordBase> {

  /** From a record of the contract to the domain, or a refusal. */
  interface Mapping<T> {
    GoodsEvent event(T record, Origin origin, long contentHash) throws Refusal;
  }

  private final BodyReader<T> bodies;
  private final ContentHash<T> contentHash;
  private final Function<T, String> eventIdOf;
  private final Function<T, Source> sourceOf;
  private final Mapping<T> mapping;

  GoodsReader(
      T sample,
      Function<T, String> eventIdOf,
      Function<T, Source> sourceOf,
      Mapping<T> mapping,
      WriterSchemas writers) {
    SpecificData model = sample.getSpecificData();
    this.bodies = new BodyReader<>(sample.getSchema(), model, writers);
    this.contentHash = new ContentHash<>(sample.getSchema(), model);
    this.eventIdOf = eventIdOf;
    this.sourceOf = sourceOf;
    this.mapping = mapping;
  }

  /** The event of a value that has a header, or its refusal. */
  Inbound read(Origin origin, byte @Nullable [] key, byte[] value) {
    int schemaId = WireFormat.schemaId(value);
    String eventId = null;
    try {
      T record = bodies.read(value);
      eventId = presentable(eventIdOf.apply(record));
      long hash = hashOf(record);
      GoodsEvent event = mapping.event(record, origin, hash);
      return new Inbound(origin, key, value, schemaId, event, null, null, event.eventId());
    } catch (Refusal e) {
      return new Inbound(origin, key, value, schemaId, null, e.reason(), e.text(), eventId);
    }
  }

  /** The times of transport differ between redeliveries of the same event, so they stay out. */
  private long hashOf(T record) {
    Source source = sourceOf.apply(record);
    Instant sentAt = source.getSentAt();
    Instant receivedAt = source.getReceivedAt();
    source.setSentAt(null);
    source.setReceivedAt(null);
    long hash = contentHash.of(record);
    source.setSentAt(sentAt);
    source.setReceivedAt(receivedAt);
    return hash;
  }

  private static @Nullable String presentable(String eventId) {
    return eventId.length() <= Fields.MAX_NAME_CHARACTERS ? eventId : null;
  }
}
