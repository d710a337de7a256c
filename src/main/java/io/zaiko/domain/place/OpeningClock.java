package io.zaiko.domain.place;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.concurrent.TimeUnit;

/**
 * Runs while a location is open and stands still while it is not. A location is open at an instant
 * when a clock on its wall then shows a time of one of its spans: an hour that such a clock skips
 * passes nowhere, an hour that it shows twice passes twice. Times are microseconds since 1970 UTC.
 */
public final class OpeningClock {

  /** Later than any time. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);

  private final Place place;
  private final ZoneRules rules;

  /** The clock of a location. */
  public OpeningClock(Place place) {
    this.place = place;
    this.rules = ZoneId.of(place.timeZone()).getRules();
  }

  /**
   * The instant at which so much open time has passed since another.
   *
   * @param openMicros more than 0
   * @param latestMicros how far to look, which bounds the work: a step for each day
   * @return {@link #NEVER} where it lies after {@code latestMicros}
   */
  public long after(long fromMicros, long openMicros, long latestMicros) {
    Reading reading = run(fromMicros, openMicros, latestMicros);
    return reading.openMicros() == openMicros ? reading.atMicros() : NEVER;
  }

  /** The open time from one instant to another. */
  public long between(long fromMicros, long toMicros) {
    return run(fromMicros, Long.MAX_VALUE, toMicros).openMicros();
  }

  /**
   * Where the clock was stopped.
   *
   * @param atMicros at which instant
   * @param openMicros how long it had run
   */
  private record Reading(long atMicros, long openMicros) {}

  private Reading run(long fromMicros, long enoughMicros, long latestMicros) {
    if (!place.open()) {
      return new Reading(latestMicros, 0);
    }
    if (place.hours().isEmpty()) {
      long open = Math.min(enoughMicros, Math.max(0, latestMicros - fromMicros));
      return new Reading(fromMicros + open, open);
    }
    Reading reading = new Reading(fromMicros, 0);
    while (reading.atMicros() < latestMicros && reading.openMicros() < enoughMicros) {
      reading = throughDay(reading, enoughMicros, latestMicros);
    }
    return reading;
  }

  /** Runs to the next midnight on the wall, or to when the clock there is next put on or back. */
  private Reading throughDay(Reading start, long enoughMicros, long latestMicros) {
    Instant instant = Instant.EPOCH.plus(start.atMicros(), ChronoUnit.MICROS);
    ZoneOffset offset = rules.getOffset(instant);
    LocalDate date = LocalDate.ofInstant(instant, offset);
    long midnight = micros(date.atStartOfDay().toInstant(offset));
    ZoneOffsetTransition change = rules.nextTransition(instant);
    long nextChange = change == null ? NEVER : micros(change.getInstant());
    long end = Math.min(Math.min(midnight + DAY_MICROS, nextChange), latestMicros);
    long open = start.openMicros();
    for (OpenSpan span : place.hours()) {
      if (span.day() != date.getDayOfWeek().getValue()) {
        continue;
      }
      long opens = Math.max(start.atMicros(), midnight + minutes(span.opensMinute()));
      long closes = Math.min(end, midnight + minutes(span.closesMinute()));
      long length = Math.max(0, closes - opens);
      if (length >= enoughMicros - open) {
        return new Reading(opens + enoughMicros - open, enoughMicros);
      }
      open += length;
    }
    return new Reading(end, open);
  }

  private static long minutes(int minutes) {
    return TimeUnit.MINUTES.toMicros(minutes);
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
