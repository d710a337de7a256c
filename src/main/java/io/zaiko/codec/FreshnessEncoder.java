package io.zaiko.codec;

import io.zaiko.avro.LocationFreshness;
import io.zaiko.avro.SilentSource;
import io.zaiko.domain.freshness.Freshness;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;

/** How fresh a location is, as a Kafka record. Not for several threads. */
public final class FreshnessEncoder {

  private final BodyWriter<LocationFreshness> writer;

  public FreshnessEncoder(SchemaIds ids) {
    this.writer = new BodyWriter<>(new LocationFreshness(), ids);
  }

  /**
   * The record of a location, keyed by it.
   *
   * @param silent when the silent sources were last heard, microseconds since 1970 UTC
   */
  public Outbound freshness(
      String locationId, Freshness known, SortedMap<String, Long> silent, long emittedAtMicros) {
    List<SilentSource> sources =
        silent.entrySet().stream()
            .map(source -> new SilentSource(source.getKey(), instant(source.getValue())))
            .toList();
    LocationFreshness record = new LocationFreshness();
    record.setLocationId(locationId);
    record.setLastBusinessTime(
        known.lastMicros() == Long.MIN_VALUE ? null : instant(known.lastMicros()));
    record.setSilentSources(sources);
    record.setEmittedAt(instant(emittedAtMicros));
    return new Outbound(
        OutputTopic.LOCATION_FRESHNESS.topic(),
        locationId.getBytes(StandardCharsets.UTF_8),
        writer.write(record));
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
