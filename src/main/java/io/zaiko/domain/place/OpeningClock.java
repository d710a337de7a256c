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
 * when a clock on its wall then shows a time of one of the spans in force then: an hour that such a
 * clock skips passes nowhere, an hour that it shows twice passes twice. Times are microseconds
 * since 1970 UTC.
 */
public final class OpeningClock {

  /** Later than any time. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);

  private final Place place;
  private final PlaceHistory history;

  /** The clock of a location that was always as it is. */
  public OpeningClock(Place place) {
    this(place, PlaceHistory.NONE);
  }

  /** The clock of a location that was otherwise before. */
  public OpeningClock(Place place, PlaceHistory history) {
    this.place = place;
    this.history = history;
  }

  /** Whether the location trades at all now. */
  public boolean isInUse() {
    return place.open();
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
    Reading reading = new Reading(fromMicros, 0);
    for (PastPlace past : history.earlier()) {
      long until = Math.min(past.untilMicros(), latestMicros);
      reading = run(past.place(), reading, enoughMicros, until);
    }
    return run(place, reading, enoughMicros, latestMicros);
  }

  private static Reading run(Place place, Reading start, long enoughMicros, long latestMicros) {
    boolean isOver = start.atMicros() >= latestMicros || start.openMicros() >= enoughMicros;
    if (isOver) {
      return start;
    }
    if (!place.open()) {
      return new Reading(latestMicros, start.openMicros());
    }
    if (place.hours().isEmpty()) {
      long left = enoughMicros - start.openMicros();
      long open = Math.min(left, latestMicros - start.atMicros());
      return new Reading(start.atMicros() + open, start.openMicros() + open);
    }
    ZoneRules rules = ZoneId.of(place.timeZone()).getRules();
    Reading reading = start;
    while (reading.atMicros() < latestMicros && reading.openMicros() < enoughMicros) {
      reading = throughDay(place, rules, reading, enoughMicros, latestMicros);
    }
    return reading;
  }

  /** Runs to the next midnight on the wall, or to when the clock there is next put on or back. */
  private static Reading throughDay(
      Place place, ZoneRules rules, Reading start, long enoughMicros, long latestMicros) {
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
