package io.zaiko.tools.verify;

import io.zaiko.avro.Location;
import io.zaiko.avro.OpeningHours;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sources that must have been called silent: not heard for the timeout in the opening hours of a
 * location that they speak for, counted minute by minute. Only locations of which nothing was said
 * since are judged, for what they were before may be compacted away.
 */
final class SilentSources {
  private static final String CHECK = "SOURCE_SILENT";

  /** What is seen minute by minute begins and ends within one; more, to be on the safe side. */
  private static final long EDGE_MINUTES = 10;

  /** Of what is seen in whole minutes, the first and the last are cut off. */
  private static final long CUT_MINUTES = 2;

  /** The job gives up a source or a location after 30 days. */
  private static final Duration SURELY_REMEMBERED = Duration.ofDays(29);

  /** The job watches a source at no more locations. */
  private static final int PLACES_AT_MOST = 1_000;

  /** The job knows the hours of no more locations. */
  private static final int KNOWN_AT_MOST = 100_000;

  private final WireReader wire;
  private final ProvenTime time;
  private final Duration timeout;
  private final Map<String, Source> sources = new HashMap<>();
  private final Map<String, Known> locations = new HashMap<>();

  private static final class Source {
    private long lastMicros = Long.MIN_VALUE;
    private final Map<String, Long> places = new HashMap<>(1);
  }

  /**
   * The last word on a location.
   *
   * @param location null where it is forgotten, or the record cannot be read
   */
  private record Known(@Nullable Location location, boolean isCertain, long sinceMicros) {}

  /**
   * @param time how far business time has come
   * @param timeout {@code source.silence.timeout}
   */
  SilentSources(WireReader wire, ProvenTime time, Duration timeout) {
    this.wire = wire;
    this.time = time;
    this.timeout = timeout;
  }

  /**
   * Takes a record of {@code locations}.
   *
   * @param isRefused whether the job refused it, so that what was said before still holds; what
   *     that was may be compacted away
   */
  void location(RawRecord raw, boolean isRefused) {
    byte[] key = raw.key();
    if (key == null) {
      return;
    }
    String id = new String(key, StandardCharsets.UTF_8);
    if (isRefused) {
      locations.putIfAbsent(id, new Known(null, false, raw.timestampMillis() * 1_000));
      return;
    }
    WireReader.Reading reading = wire.read(raw.value(), Contract.schemaOf("locations"));
    Location location = reading.record() instanceof Location read ? read : null;
    boolean isGood =
        location != null
            && location.getLocationId().equals(id)
            && LocationChecks.faultsOf(location).isEmpty();
    boolean isCertain = raw.value() == null || isGood;
    locations.put(id, new Known(location, isCertain, raw.timestampMillis() * 1_000));
  }

  /** Takes what a source said. */
  void heard(String sourceId, Collection<String> places, long asOfMicros) {
    Source source = sources.computeIfAbsent(sourceId, first -> new Source());
    source.lastMicros = Math.max(source.lastMicros, asOfMicros);
    places.forEach(place -> source.places.merge(place, asOfMicros, Math::max));
  }

  /** What may be said of an alert by the opening hours. */
  enum Verdict {
    SILENT,
    NOT_SILENT,
    UNCERTAIN
  }

  /**
   * Whether a source was not heard for the timeout in the opening hours of a place that it speaks
   * for, up to when people were told.
   */
  Verdict isSilent(String sourceId, long toldMicros) {
    Source source = sources.get(sourceId);
    if (source == null || timeout.isZero()) {
      return Verdict.SILENT; // of a job that watched silence before
    }
    if (locations.size() > KNOWN_AT_MOST) {
      return Verdict.UNCERTAIN;
    }
    long minutes = timeout.toMinutes() - CUT_MINUTES;
    boolean isCertain = true;
    for (String place : source.places.keySet()) {
      if (!isCertain(place, source.lastMicros)) {
        isCertain = false;
      } else if (openMinutes(place, source.lastMicros, toldMicros, minutes) >= minutes) {
        return Verdict.SILENT;
      }
    }
    return isCertain ? Verdict.NOT_SILENT : Verdict.UNCERTAIN;
  }

  /** Compares. */
  void compare(AlertAudit alerts, Differences differences) {
    if (timeout.isZero() || locations.size() > KNOWN_AT_MOST) {
      return;
    }
    Map<String, AlertAudit.Said> standing = alerts.standing(CHECK);
    long minutes = timeout.toMinutes() + 1 + EDGE_MINUTES;
    sources.forEach(
        (sourceId, source) -> {
          boolean mayBeSilent =
              time.hasPassed(source.lastMicros + minutes * 60_000_000L)
                  && source.places.size() <= PLACES_AT_MOST;
          if (mayBeSilent && !standing.containsKey(sourceId)) {
            source.places.forEach(
                (place, spokenMicros) ->
                    differences.expect(
                        !isRemembered(spokenMicros)
                            || openMinutes(place, source.lastMicros, time.micros(), minutes)
                                < minutes,
                        Check.ALERTS,
                        () ->
                            sourceId
                                + " was not heard for "
                                + minutes
                                + " open minutes of "
                                + place
                                + ", but no "
                                + CHECK
                                + " stands"));
          }
        });
  }

  private boolean isRemembered(long micros) {
    return instant(micros).plus(SURELY_REMEMBERED).isAfter(time.now());
  }

  /** Whether the hours of a place are known to be those of a time and ever since. */
  private boolean isCertain(String place, long fromMicros) {
    Known known = locations.get(place);
    return known == null || (known.isCertain() && known.sinceMicros() <= fromMicros);
  }

  /** How many minutes, up to so many, it was certainly open. */
  private long openMinutes(String place, long fromMicros, long toMicros, long enough) {
    if (!isCertain(place, fromMicros)) {
      return 0;
    }
    Known known = locations.get(place);
    Location location = known == null ? null : known.location();
    long open = 0;
    Instant minute = instant(fromMicros).truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
    while (open < enough && !minute.plusSeconds(60).isAfter(instant(toMicros))) {
      open += location == null || isOpen(location, minute) ? 1 : 0;
      minute = minute.plusSeconds(60);
    }
    return open;
  }

  private static boolean isOpen(Location location, Instant minute) {
    List<OpeningHours> hours = location.getOpeningHours();
    if (!location.getOpen() || hours.isEmpty()) {
      return location.getOpen();
    }
    String zone = Objects.requireNonNullElse(location.getTimeZone(), "UTC");
    ZonedDateTime wall = minute.atZone(ZoneId.of(zone));
    String shown = String.format("%02d:%02d", wall.getHour(), wall.getMinute());
    return hours.stream()
        .anyMatch(
            span ->
                span.getDay() == wall.getDayOfWeek().getValue()
                    && span.getOpens().compareTo(shown) <= 0
                    && shown.compareTo(span.getCloses()) < 0);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
