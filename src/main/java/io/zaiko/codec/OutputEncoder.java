package io.zaiko.codec;

import io.zaiko.avro.Address;
import io.zaiko.avro.AlertSeverity;
import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Availability;
import io.zaiko.avro.Cause;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Duplicate;
import io.zaiko.avro.Evidence;
import io.zaiko.avro.StockAlert;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.avro.StockStatus;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Image;
import io.zaiko.domain.stock.LedgerEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The domain's results to Kafka records. Not for several threads. */
public final class OutputEncoder {
  static {
    AvroLimits.ensure();
  }

  /**
   * Raw bytes beyond this stay out of a dead letter, so that it fits the broker's limit of 1 MiB.
   */
  static final int MAX_RAW_BYTES = 900 * 1024;

  private final BodyWriter<Availability> images;
  private final BodyWriter<StockLedgerEntry> entries;
  private final BodyWriter<StockAlert> alerts;
  private final BodyWriter<DeadLetter> deadLetters;
  private final BodyWriter<Duplicate> duplicates;

  public OutputEncoder(SchemaIds ids) {
    this.images = new BodyWriter<>(new Availability(), ids);
    this.entries = new BodyWriter<>(new StockLedgerEntry(), ids);
    this.alerts = new BodyWriter<>(new StockAlert(), ids);
    this.deadLetters = new BodyWriter<>(new DeadLetter(), ids);
    this.duplicates = new BodyWriter<>(new Duplicate(), ids);
  }

  /** The image of a shelf, keyed {@code location_id|sku}; a tombstone where it is withdrawn. */
  public Outbound image(Image image, long emittedAtMicros) {
    byte[] key = bytes(image.locationId() + '|' + image.sku());
    if (image.withdrawn()) {
      return new Outbound(OutputTopic.AVAILABILITY.topic(), key, null);
    }
    Buckets balances = image.balances();
    Availability record = new Availability();
    record.setLocationId(image.locationId());
    record.setSku(image.sku());
    record.setOnHand(balances.onHand());
    record.setUnavailable(unavailable(balances));
    record.setAllocated(balances.allocated());
    record.setStaged(balances.staged());
    record.setReserved(balances.reserved());
    record.setInTransit(balances.inTransit());
    record.setSafetyStock(image.safetyStock());
    record.setAvailableToSell(image.availableToSell());
    record.setChannels(image.channels());
    record.setStatus(status(image.status()));
    record.setPreviousAvailableToSell(image.previousAvailableToSell());
    record.setCause(new Cause(image.cause().id(), image.cause().kind()));
    record.setAsOf(instant(image.asOfMicros()));
    record.setEmittedAt(instant(emittedAtMicros));
    record.setEpoch(image.epoch());
    record.setVersion(image.version());
    return new Outbound(OutputTopic.AVAILABILITY.topic(), key, images.write(record));
  }

  /** What a line did to its shelf, keyed {@code location_id|sku}. */
  public Outbound ledgerEntry(LedgerEntry entry, long emittedAtMicros) {
    StockLedgerEntry record = new StockLedgerEntry();
    record.setLocationId(entry.locationId());
    record.setSku(entry.sku());
    record.setEventId(entry.eventId());
    record.setLineNo(entry.lineNo());
    record.setKind(entry.kind().name());
    record.setOutcome(entry.outcome().name());
    record.setOrderRef(entry.orderRef());
    record.setOccurredAt(instant(entry.occurredAtMicros()));
    record.setDeltas(buckets(entry.deltas()));
    record.setBalances(buckets(entry.balances()));
    record.setEmittedAt(instant(emittedAtMicros));
    record.setEpoch(entry.epoch());
    record.setVersion(entry.version());
    record.setClockSkewMs(entry.clockSkewMillis() == 0 ? null : entry.clockSkewMillis());
    return new Outbound(
        OutputTopic.STOCK_LEDGER.topic(),
        bytes(entry.locationId() + '|' + entry.sku()),
        entries.write(record));
  }

  /** A revision of an alert, keyed by its id. */
  public Outbound alert(Alert alert, long emittedAtMicros) {
    StockAlert record = new StockAlert();
    record.setAlertId(alert.alertId());
    record.setCheck(alert.check().name());
    record.setKey(alert.key());
    record.setEpisode(alert.episode());
    record.setRevision(alert.revision());
    record.setStatus(status(alert.status()));
    record.setSeverity(severity(alert.severity()));
    record.setFacts(alert.facts());
    List<Evidence> evidence =
        alert.evidence().stream().map(e -> new Evidence(e.eventId(), e.role())).toList();
    record.setEvidence(evidence);
    record.setSentence(alert.sentence());
    record.setOccurredAt(instant(alert.occurredAtMicros()));
    record.setEmittedAt(instant(emittedAtMicros));
    return new Outbound(
        OutputTopic.STOCK_ALERTS.topic(), bytes(alert.alertId()), alerts.write(record));
  }

  /**
   * The dead letter of a refused record, keyed by its address.
   *
   * @param refused a record with a reason
   */
  public Outbound deadLetter(Inbound refused) {
    byte[] key = refused.key();
    byte[] value = refused.value();
    int size = value == null ? -1 : value.length;
    DeadLetter record = new DeadLetter();
    record.setOrigin(address(refused.origin()));
    record.setKey(raw(key, Math.max(0, size)));
    record.setValue(raw(value, 0));
    record.setSize(size);
    record.setSha256(
        value == null ? null : HexFormat.of().formatHex(ContentHash.sha256().digest(value)));
    record.setSchemaId(refused.schemaId() == Inbound.NO_SCHEMA_ID ? null : refused.schemaId());
    record.setEventId(refused.eventId());
    record.setReason(Objects.requireNonNull(refused.reason(), "not refused").name());
    record.setMessage(Objects.requireNonNullElse(refused.message(), ""));
    return new Outbound(
        OutputTopic.DEAD_LETTERS.topic(),
        bytes(refused.origin().address()),
        deadLetters.write(record));
  }

  private static @Nullable ByteBuffer raw(byte @Nullable [] bytes, int besides) {
    boolean fits = bytes != null && bytes.length + besides <= MAX_RAW_BYTES;
    return fits ? ByteBuffer.wrap(bytes) : null;
  }

  /**
   * The trace of a dropped redelivery, keyed by its address.
   *
   * @param identity what made it known: {@code source|epoch|kind|sequence}, or the event_id
   */
  public Outbound duplicate(GoodsEvent event, String identity) {
    Duplicate record = new Duplicate();
    record.setOrigin(address(event.origin()));
    record.setIdentity(identity);
    record.setEventId(event.eventId());
    record.setKind(event.kind().name());
    return new Outbound(
        OutputTopic.DUPLICATES.topic(), bytes(event.origin().address()), duplicates.write(record));
  }

  private static Address address(Origin origin) {
    return new Address(
        origin.topic(), origin.partition(), origin.offset(), instant(origin.timestampMicros()));
  }

  private static io.zaiko.avro.Buckets buckets(Buckets units) {
    io.zaiko.avro.Buckets record = new io.zaiko.avro.Buckets();
    record.setOnHand(units.onHand());
    record.setUnavailable(unavailable(units));
    record.setAllocated(units.allocated());
    record.setStaged(units.staged());
    record.setReserved(units.reserved());
    record.setInTransit(units.inTransit());
    return record;
  }

  static AlertStatus status(Alert.Status status) {
    return switch (status) {
      case SUSPECTED -> AlertStatus.SUSPECTED;
      case CONFIRMED -> AlertStatus.CONFIRMED;
      case RETRACTED -> AlertStatus.RETRACTED;
      case RESOLVED -> AlertStatus.RESOLVED;
    };
  }

  static AlertSeverity severity(Alert.Severity severity) {
    return switch (severity) {
      case LOW -> AlertSeverity.LOW;
      case MEDIUM -> AlertSeverity.MEDIUM;
      case HIGH -> AlertSeverity.HIGH;
      case CRITICAL -> AlertSeverity.CRITICAL;
    };
  }

  static StockStatus status(io.zaiko.domain.stock.StockStatus status) {
    return switch (status) {
      case IN_STOCK -> StockStatus.IN_STOCK;
      case LOW_STOCK -> StockStatus.LOW_STOCK;
      case OUT_OF_STOCK -> StockStatus.OUT_OF_STOCK;
    };
  }

  static Map<String, Long> unavailable(Buckets units) {
    if (units.damaged() == 0
        && units.qualityControl() == 0
        && units.onHold() == 0
        && units.notFound() == 0) {
      return Map.of();
    }
    Map<String, Long> byReason = new HashMap<>();
    put(byReason, "DAMAGED", units.damaged());
    put(byReason, "QUALITY_CONTROL", units.qualityControl());
    put(byReason, "ON_HOLD", units.onHold());
    put(byReason, "NOT_FOUND", units.notFound());
    return byReason;
  }

  private static void put(Map<String, Long> byReason, String reason, long units) {
    if (units != 0) {
      byReason.put(reason, units);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }
}
