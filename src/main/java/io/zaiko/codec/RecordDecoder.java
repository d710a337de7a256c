package io.zaiko.codec;

import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.Restock;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.StockAdjustment;
import io.zaiko.avro.Void;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.identity.RecordKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of the input topics to events. Total: whatever the bytes, the answer is an event, a named
 * refusal, or a record that waits for its schema. What the {@link WriterSchemas} throw beyond their
 * contract passes through, for it says nothing about the record. Not for several threads.
 */
public final class RecordDecoder {
  static {
    AvroLimits.ensure();
  }

  private final WriterSchemas writers;
  private final Map<RecordKind, GoodsReader<?>> readers = new EnumMap<>(RecordKind.class);

  public RecordDecoder(WriterSchemas writers) {
    this.writers = writers;
  }

  /**
   * What a record says.
   *
   * @param timestampMillis the broker's time of the record
   */
  public Inbound decode(
      String topic,
      int partition,
      long offset,
      long timestampMillis,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    Origin origin =
        new Origin(topic, partition, offset, TimeUnit.MILLISECONDS.toMicros(timestampMillis));
    Optional<RecordKind> kind = RecordKind.ofTopic(topic);
    if (kind.isEmpty()) {
      return refused(
          origin,
          key,
          value,
          new Refusal(Reason.WRONG_RECORD, "the topic is none of the contract's; use sales.web"));
    }
    try {
      return read(kind.get(), origin, key, BodyReader.withHeader(value));
    } catch (Refusal e) {
      return refused(origin, key, value, e);
    }
  }

  private Inbound read(RecordKind kind, Origin origin, byte @Nullable [] key, byte[] value) {
    try {
      return readers.computeIfAbsent(kind, this::readerOf).read(origin, key, value);
    } catch (SchemaOutOfReachException e) {
      return Inbound.awaitingSchema(origin, key, value);
    }
  }

  private static Inbound refused(
      Origin origin, byte @Nullable [] key, byte @Nullable [] value, Refusal refusal) {
    return new Inbound(
        origin, key, value, Inbound.NO_SCHEMA_ID, null, refusal.reason(), refusal.text(), null);
  }

  private GoodsReader<?> readerOf(RecordKind kind) {
    return switch (kind) {
      case SALE -> new GoodsReader<>(new Sale(), Sale::getEventId, GoodsMapping::sale, writers);
      case VOID -> new GoodsReader<>(new Void(), Void::getEventId, GoodsMapping::voided, writers);
      case RETURN ->
          new GoodsReader<>(new Return(), Return::getEventId, GoodsMapping::returned, writers);
      case RESTOCK ->
          new GoodsReader<>(new Restock(), Restock::getEventId, GoodsMapping::restock, writers);
      case ADJUSTMENT ->
          new GoodsReader<>(
              new StockAdjustment(),
              StockAdjustment::getEventId,
              GoodsMapping::adjustment,
              writers);
      case HEARTBEAT ->
          new GoodsReader<>(
              new Heartbeat(), Heartbeat::getEventId, GoodsMapping::heartbeat, writers);
    };
  }
}
