package io.zaiko.tools.verify;

import io.zaiko.avro.Address;
import io.zaiko.avro.AlertSeverity;
import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Availability;
import io.zaiko.avro.AvailabilityByGroup;
import io.zaiko.avro.Buckets;
import io.zaiko.avro.Cause;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Duplicate;
import io.zaiko.avro.Evidence;
import io.zaiko.avro.LocationFreshness;
import io.zaiko.avro.SilentSource;
import io.zaiko.avro.StockAlert;
import io.zaiko.avro.StockLedgerEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes outputs as the contract has them. */
final class HonestOutputs {
  static final Instant BROKER_TIME = Instant.parse("2026-06-01T00:00:00Z");
  static final long EPOCH = 1_000;

  private final MemoryTopics topics;
  private final Map<String, StockAlert> alerts = new HashMap<>();
  private final Map<String, Long> freshness = new HashMap<>();

  HonestOutputs(MemoryTopics topics) {
    this.topics = topics;
  }

  void deadLetter(RawRecord raw, String reason) {
    byte[] value = raw.value();
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setOrigin(address(raw))
            .setValue(value == null ? null : ByteBuffer.wrap(value))
            .setSize(value == null ? -1 : value.length)
            .setReason(reason)
            .setMessage("")
            .build();
    topics.append("dead-letters", BROKER_TIME.toEpochMilli(), null, TestSchemas.encode(letter));
  }

  /** Says that something was applied at a location, unless nothing is newer by it. */
  void fresh(String location, long atMicros) {
    if (freshness.getOrDefault(location, Long.MIN_VALUE) < atMicros) {
      freshness.put(location, atMicros);
      freshness(location, atMicros, List.of());
    }
  }

  /** Says how fresh a location is, and which sources are silent there. */
  void freshness(String location, long atMicros, List<SilentSource> silent) {
    LocationFreshness record =
        new LocationFreshness(location, instant(atMicros), silent, Instant.EPOCH);
    topics.append(
        "location-freshness", BROKER_TIME.toEpochMilli(), null, TestSchemas.encode(record));
  }

  void duplicate(RawRecord raw, String eventId, String kind) {
    Duplicate duplicate = new Duplicate(address(raw), eventId, eventId, kind);
    topics.append("duplicates", BROKER_TIME.toEpochMilli(), null, TestSchemas.encode(duplicate));
  }

  void entry(
      ShelfKey shelf, Booking booking, String outcome, Units deltas, Units balance, long version) {
    StockLedgerEntry entry =
        StockLedgerEntry.newBuilder()
            .setLocationId(shelf.location())
            .setSku(shelf.sku())
            .setEventId(booking.eventId())
            .setLineNo(booking.lineNo())
            .setKind(booking.kind())
            .setOutcome(outcome)
            .setOccurredAt(instant(booking.movedAtMicros()))
            .setDeltas(buckets(deltas))
            .setBalances(buckets(balance))
            .setEmittedAt(BROKER_TIME)
            .setEpoch(EPOCH)
            .setVersion(version)
            .build();
    topics.append(
        "stock-ledger", BROKER_TIME.toEpochMilli(), utf8(shelf), TestSchemas.encode(entry));
  }

  void image(ShelfKey shelf, Units units, Availability.Builder terms, Booking cause, long asOf) {
    Availability image =
        terms
            .setLocationId(shelf.location())
            .setSku(shelf.sku())
            .setOnHand(units.onHand())
            .setUnavailable(unavailable(units))
            .setAllocated(units.allocated())
            .setStaged(units.staged())
            .setReserved(units.reserved())
            .setInTransit(units.inTransit())
            .setCause(new Cause(cause.eventId(), cause.kind()))
            .setAsOf(instant(asOf))
            .setEmittedAt(Instant.EPOCH)
            .setEpoch(EPOCH)
            .build();
    topics.append(
        "availability", BROKER_TIME.toEpochMilli(), utf8(shelf), TestSchemas.encode(image));
  }

  /** Takes the image of a shelf back. */
  void withdrawal(ShelfKey shelf) {
    topics.append("availability", BROKER_TIME.toEpochMilli(), utf8(shelf), null);
  }

  /** Says what a group has; null where it has nothing any more. */
  void group(String key, @Nullable AvailabilityByGroup group) {
    topics.append(
        "availability-by-group",
        BROKER_TIME.toEpochMilli(),
        key.getBytes(StandardCharsets.UTF_8),
        group == null ? null : TestSchemas.encode(group));
  }

  /** Says a new word of an alert, unless it says what it said. A silent one is none at all. */
  void alert(String check, String key, AlertStatus status, Map<String, Long> facts) {
    alert(check, key, status, facts, List.of());
  }

  /** The same with evidence, by the roles of its records. */
  void alert(
      String check, String key, AlertStatus status, Map<String, Long> facts, List<String> roles) {
    List<Evidence> evidence = roles.stream().map(role -> new Evidence("any", role)).toList();
    boolean isOpen = status == AlertStatus.SUSPECTED || status == AlertStatus.CONFIRMED;
    StockAlert before = alerts.get(check + key);
    if (before == null
        ? !isOpen
        : before.getStatus() == status
            && before.getFacts().equals(facts)
            && before.getEvidence().equals(evidence)) {
      return;
    }
    StockAlert alert =
        StockAlert.newBuilder()
            .setAlertId(check + '/' + key)
            .setCheck(check)
            .setKey(key)
            .setEpisode(0L)
            .setRevision(before == null ? 1 : before.getRevision() + 1)
            .setStatus(status)
            .setSeverity(AlertSeverity.MEDIUM)
            .setFacts(facts)
            .setEvidence(evidence)
            .setSentence("")
            .setOccurredAt(Instant.EPOCH)
            .setEmittedAt(Instant.EPOCH)
            .build();
    alerts.put(check + key, alert);
    topics.append("stock-alerts", BROKER_TIME.toEpochMilli(), null, TestSchemas.encode(alert));
  }

  private static Address address(RawRecord raw) {
    return new Address(raw.topic(), 0, raw.offset(), BROKER_TIME);
  }

  private static byte[] utf8(ShelfKey shelf) {
    return shelf.toString().getBytes(StandardCharsets.UTF_8);
  }

  static Buckets buckets(Units units) {
    return new Buckets(
        units.onHand(),
        unavailable(units),
        units.allocated(),
        units.staged(),
        units.reserved(),
        units.inTransit());
  }

  static Map<String, Long> unavailable(Units units) {
    Map<String, Long> byReason = new HashMap<>();
    byReason.put("DAMAGED", units.damaged());
    byReason.put("QUALITY_CONTROL", units.qualityControl());
    byReason.put("ON_HOLD", units.onHold());
    byReason.put("NOT_FOUND", units.notFound());
    byReason.values().removeIf(units0 -> units0 == 0);
    return byReason;
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }

  /**
   * What an entry speaks of.
   *
   * @param movedAtMicros when its units moved
   * @param asOfMicros business time, at most the broker's
   * @param width how much later they may have moved, and a microsecond; 0 for an exact time
   */
  record Booking(
      String eventId, int lineNo, String kind, long movedAtMicros, long asOfMicros, long width) {

    Booking(String eventId, int lineNo, String kind, long movedAtMicros, long asOfMicros) {
      this(eventId, lineNo, kind, movedAtMicros, asOfMicros, 0);
    }

    Booking line(int other) {
      return new Booking(eventId, other, kind, movedAtMicros, asOfMicros, width);
    }

    Booking movedAt(long micros) {
      return new Booking(eventId, lineNo, kind, micros, asOfMicros, width);
    }

    Booking within(long micros) {
      return new Booking(eventId, lineNo, kind, movedAtMicros, asOfMicros, micros);
    }
  }
}
