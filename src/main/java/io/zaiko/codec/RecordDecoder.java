package io.zaiko.codec;

import io.zaiko.avro.AlertAction;
import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.HoldRelease;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.avro.Restock;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.StockAdjustment;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.Transfer;
import io.zaiko.avro.Void;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.identity.RecordKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;
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

  /** What is borne of a source's clock where nothing else is set. */
  public static final Duration USUAL_CLOCK_SKEW_MAX = Duration.ofMinutes(5);

  private final WriterSchemas writers;
  private final long bearableSkewMillis;
  private final boolean readsBills;
  private final Map<RecordKind, GoodsReader<?>> readers = new EnumMap<>(RecordKind.class);

  /** Leaves the clocks of sources alone up to the usual skew. */
  public RecordDecoder(WriterSchemas writers) {
    this(writers, USUAL_CLOCK_SKEW_MAX);
  }

  /**
   * A decoder of what moves goods.
   *
   * @param clockSkewMax how far a source's clock may be off before its times are set right; zero
   *     leaves every clock alone
   */
  public RecordDecoder(WriterSchemas writers, Duration clockSkewMax) {
    this(writers, clockSkewMax, false);
  }

  /**
   * A decoder.
   *
   * @param clockSkewMax how far a source's clock may be off before its times are set right; zero
   *     leaves every clock alone
   * @param readsBills whether what sales and returns say of money is wanted
   */
  public RecordDecoder(WriterSchemas writers, Duration clockSkewMax, boolean readsBills) {
    this.writers = writers;
    this.bearableSkewMillis = clockSkewMax.toMillis();
    this.readsBills = readsBills;
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
      Inbound refused = refused(origin, key, value, e);
      return RecordKind.OF_GUARDED.contains(kind.get()) ? CardNumberGuard.masked(refused) : refused;
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
      case SALE ->
          reader(new Sale(), Sale::getEventId, readsBills ? BillMapping::sale : GoodsMapping::sale);
      case VOID -> reader(new Void(), Void::getEventId, GoodsMapping::voided);
      case RETURN ->
          reader(
              new Return(),
              Return::getEventId,
              readsBills ? BillMapping::returned : GoodsMapping::returned);
      case RESTOCK -> reader(new Restock(), Restock::getEventId, GoodsMapping::restock);
      case ADJUSTMENT ->
          reader(new StockAdjustment(), StockAdjustment::getEventId, GoodsMapping::adjustment);
      case COUNT -> reader(new StockCount(), StockCount::getEventId, CountMapping::count);
      case TRANSFER -> reader(new Transfer(), Transfer::getEventId, TransferMapping::transfer);
      case FULFILMENT ->
          reader(new Fulfilment(), Fulfilment::getEventId, FulfilmentMapping::fulfilment);
      case RESERVATION ->
          reader(
              new ReservationRequest(),
              ReservationRequest::getEventId,
              ReservationMapping::request);
      case HOLD_RELEASE ->
          reader(new HoldRelease(), HoldRelease::getEventId, ReservationMapping::release);
      case PAYMENT ->
          guarded(new PaymentEvent(), PaymentEvent::getEventId, PaymentMapping::payment);
      case ALERT_ACTION ->
          guarded(new AlertAction(), AlertAction::getEventId, PaymentMapping::action);
      case HEARTBEAT -> reader(new Heartbeat(), Heartbeat::getEventId, GoodsMapping::heartbeat);
    };
  }

  /** Of records in whose texts a card number may be. */
  private <T extends SpecificRecordBase> GoodsReader<T> guarded(
      T sample, Function<T, String> eventIdOf, GoodsReader.Mapping<T> mapping) {
    return new GoodsReader<>(sample, eventIdOf, mapping, writers, bearableSkewMillis, true);
  }

  private <T extends SpecificRecordBase> GoodsReader<T> reader(
      T sample, Function<T, String> eventIdOf, GoodsReader.Mapping<T> mapping) {
    return new GoodsReader<>(sample, eventIdOf, mapping, writers, bearableSkewMillis, false);
  }
}
