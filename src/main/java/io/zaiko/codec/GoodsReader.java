package io.zaiko.codec;

import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.stock.GoodsEvent;
import java.util.function.Function;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Reads one kind of input record and turns it into the domain's event. */
final class GoodsReader<T extends SpecificRecordBase> {

  /** From a record of the contract to the domain, or a refusal. */
  interface Mapping<T> {
    GoodsEvent event(T record, Arrival arrival) throws Refusal;
  }

  private final BodyReader<T> bodies;
  private final ContentHash contentHash = new ContentHash();
  private final Function<T, String> eventIdOf;
  private final Mapping<T> mapping;
  private final long bearableSkewMillis;
  private final boolean guardsCardNumbers;

  GoodsReader(
      T sample,
      Function<T, String> eventIdOf,
      Mapping<T> mapping,
      WriterSchemas writers,
      long bearableSkewMillis,
      boolean guardsCardNumbers) {
    SpecificData model = sample.getSpecificData();
    this.bodies = new BodyReader<>(sample.getSchema(), model, writers);
    this.eventIdOf = eventIdOf;
    this.mapping = mapping;
    this.bearableSkewMillis = bearableSkewMillis;
    this.guardsCardNumbers = guardsCardNumbers;
  }

  /** The event of a value that has a header, or its refusal. */
  Inbound read(Origin origin, byte @Nullable [] key, byte[] value) {
    int schemaId = WireFormat.schemaId(value);
    String eventId = null;
    boolean isRead = false;
    try {
      T record = bodies.read(value);
      isRead = true;
      eventId = presentable(eventIdOf.apply(record));
      Inbound held = guardsCardNumbers ? withCardNumber(record, origin, key, value, eventId) : null;
      if (held != null) {
        return held;
      }
      GoodsEvent event = eventOf(record, origin);
      return new Inbound(origin, key, value, schemaId, event, null, null, event.eventId());
    } catch (Refusal e) {
      Inbound refused =
          new Inbound(origin, key, value, schemaId, null, e.reason(), e.text(), eventId);
      return guardsCardNumbers && !isRead ? CardNumberGuard.masked(refused) : refused;
    }
  }

  /** Its refusal where it holds a card number, be it in a field that the contract does not have. */
  private @Nullable Inbound withCardNumber(
      T record, Origin origin, byte @Nullable [] key, byte[] value, @Nullable String eventId)
      throws Refusal {
    Inbound held = CardNumberGuard.refusal(record, origin, key, value, eventId);
    IndexedRecord written = held == null ? bodies.asWritten(value) : null;
    return written == null ? held : CardNumberGuard.refusal(written, origin, key, value, eventId);
  }

  private GoodsEvent eventOf(T record, Origin origin) throws Refusal {
    return Unforeseen.refused(
        () ->
            mapping.event(record, new Arrival(origin, contentHash.of(record), bearableSkewMillis)));
  }

  private static @Nullable String presentable(String eventId) {
    return eventId.length() <= Fields.MAX_NAME_CHARACTERS ? eventId : null;
  }
}
