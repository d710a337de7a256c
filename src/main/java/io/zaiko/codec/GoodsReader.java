package io.zaiko.codec;

import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.stock.GoodsEvent;
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
  private final ContentHash contentHash = new ContentHash();
  private final Function<T, String> eventIdOf;
  private final Mapping<T> mapping;

  GoodsReader(T sample, Function<T, String> eventIdOf, Mapping<T> mapping, WriterSchemas writers) {
    SpecificData model = sample.getSpecificData();
    this.bodies = new BodyReader<>(sample.getSchema(), model, writers);
    this.eventIdOf = eventIdOf;
    this.mapping = mapping;
  }

  /** The event of a value that has a header, or its refusal. */
  Inbound read(Origin origin, byte @Nullable [] key, byte[] value) {
    int schemaId = WireFormat.schemaId(value);
    String eventId = null;
    try {
      T record = bodies.read(value);
      eventId = presentable(eventIdOf.apply(record));
      GoodsEvent event = eventOf(record, origin);
      return new Inbound(origin, key, value, schemaId, event, null, null, event.eventId());
    } catch (Refusal e) {
      return new Inbound(origin, key, value, schemaId, null, e.reason(), e.text(), eventId);
    }
  }

  /** Total, whatever the record holds: what no check foresaw is a refusal and stops no job. */
  private GoodsEvent eventOf(T record, Origin origin) throws Refusal {
    try {
      return mapping.event(record, origin, contentHash.of(record));
    } catch (RuntimeException | StackOverflowError e) {
      throw new Refusal(
          Reason.MALFORMED,
          "the record cannot be taken as it is ("
              + e.getClass().getSimpleName()
              + "); see whether its numbers and times are in range");
    }
  }

  private static @Nullable String presentable(String eventId) {
    return eventId.length() <= Fields.MAX_NAME_CHARACTERS ? eventId : null;
  }
}
