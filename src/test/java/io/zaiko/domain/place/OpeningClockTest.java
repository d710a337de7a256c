package io.zaiko.domain.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningClockTest {

  private static final String WEEKDAYS_9_TO_18 = "1-5 09:00-18:00";

  /** London puts its clock on at 01:00 on 2026-03-29 and back at 02:00 on 2026-10-25, Sundays. */
  @ParameterizedTest
  @CsvSource({
    // hours,                      from (local, 2026),   open,  until (UTC)
    "1-5 09:00-18:00,              2026-01-07T10:00,     PT30M, 2026-01-07T10:30:00Z",
    "1-5 09:00-18:00,              2026-01-07T17:50,     PT30M, 2026-01-08T09:20:00Z",
    "1-5 09:00-18:00,              2026-01-07T17:30,     PT30M, 2026-01-07T18:00:00Z",
    "1-5 09:00-18:00,              2026-01-07T03:00,     PT30M, 2026-01-07T09:30:00Z",
    "1-5 09:00-18:00,              2026-01-09T17:50,     PT30M, 2026-01-12T09:20:00Z",
    "1-5 09:00-18:00,              2026-01-09T17:50,     PT10H, 2026-01-13T09:50:00Z",
    "5-5 18:00-24:00 + 6-6 00:00-02:00, 2026-01-09T23:50, PT30M, 2026-01-10T00:20:00Z",
    "7-7 22:00-24:00 + 1-1 00:00-01:00, 2026-01-11T23:50, PT30M, 2026-01-12T00:20:00Z",
    "1-1 00:00-00:10,              2026-01-07T10:00,     PT30M, 2026-01-26T00:10:00Z",
    "'',                           2026-01-07T23:50,     PT30M, 2026-01-08T00:20:00Z",
    // the hour from 01:00 to 02:00 does not pass
    "7-7 00:00-03:00,              2026-03-29T00:50,     PT30M, 2026-03-29T01:20:00Z",
    "7-7 01:15-01:45,              2026-03-22T01:40,     PT30M, 2026-04-05T00:40:00Z",
    // the hour from 01:00 to 02:00 passes twice
    "7-7 01:30-02:00,              2026-10-25T00:00,     PT45M, 2026-10-25T01:45:00Z",
    "7-7 00:00-03:00,              2026-10-25T00:30,     PT2H,  2026-10-25T01:30:00Z",
  })
  void so_much_open_time_has_passed(String hours, String from, Duration open, Instant until) {
    Place place = place("Europe/London", hours);
    long start = micros(LocalDateTime.parse(from).atZone(ZoneId.of("Europe/London")).toInstant());
    OpeningClock clock = new OpeningClock(place);
    long found = clock.after(start, micros(open), start + TimeUnit.DAYS.toMicros(30));
    assertThat(Instant.EPOCH.plus(found, ChronoUnit.MICROS)).isEqualTo(until);
    assertThat(clock.between(start, found)).isEqualTo(micros(open));
  }

  @Test
  void a_closed_location_never_has_open_time() {
    Place closed = new Place("shop", false, Place.UTC, List.of(), List.of());
    assertThat(new OpeningClock(closed).after(0, 1, TimeUnit.DAYS.toMicros(30)))
        .isEqualTo(OpeningClock.NEVER);
    assertThat(new OpeningClock(closed).between(0, TimeUnit.DAYS.toMicros(30))).isZero();
  }

  @Test
  void it_looks_no_further_than_it_is_told() {
    OpeningClock clock = new OpeningClock(place(Place.UTC, WEEKDAYS_9_TO_18));
    long opens = micros(Instant.parse("2026-01-07T09:00:00Z"));
    long half = micros(Duration.ofMinutes(30));
    assertThat(clock.after(opens, half, opens + half)).isEqualTo(opens + half);
    assertThat(clock.after(opens, half, opens + half - 1)).isEqualTo(OpeningClock.NEVER);
  }

  /** By looking at the clock on the wall each minute. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void it_agrees_with_who_looks_each_minute(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> zones =
        List.of("Europe/London", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Tokyo");
    Place place = randomPlace(random, zones.get(random.nextInt(zones.size())));
    OpeningClock clock = new OpeningClock(place);
    long start =
        micros(Instant.parse("2018-10-20T00:00:00Z").plusSeconds(60L * random.nextInt(9_000)));
    long minutes = 1 + random.nextInt(600);
    long expected = OpeningClock.NEVER;
    long passed = 0;
    long at = start;
    for (int i = 0; i < 20 * 24 * 60 && expected == OpeningClock.NEVER; i++) {
      passed += isOpen(place, at) ? 1 : 0;
      at += micros(Duration.ofMinutes(1));
      expected = passed == minutes ? at : OpeningClock.NEVER;
    }
    assertThat(clock.after(start, minutes * 60_000_000L, start + TimeUnit.DAYS.toMicros(20)))
        .as("seed %d: %s", seed, place)
        .isEqualTo(expected);
  }

  /** By looking at the clock on the wall each minute, with the hours that are in force then. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void it_agrees_with_who_looks_each_minute_while_the_hours_change(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long start = micros(Instant.parse("2018-10-20T00:00:00Z"));
    PlaceHistory history = PlaceHistory.NONE;
    for (int change = 0; change < 5; change++) {
      long at = start + micros(Duration.ofMinutes(random.nextInt(-1_000, 20_000)));
      history = history.with(anyPlace(random), at, TimeUnit.DAYS.toMicros(40));
    }
    Place last = anyPlace(random);
    OpeningClock clock = new OpeningClock(last, history);
    long minutes = 1 + random.nextInt(6_000);
    long expected = OpeningClock.NEVER;
    long passed = 0;
    long end = start + micros(Duration.ofDays(20));
    for (long at = start; at < end; at += micros(Duration.ofMinutes(1))) {
      passed += isOpen(inForce(history, last, at), at) ? 1 : 0;
      if (passed == minutes && expected == OpeningClock.NEVER) {
        expected = at + micros(Duration.ofMinutes(1));
      }
    }
    String what = "seed %d: %s, then %s".formatted(seed, history, last);
    assertThat(clock.after(start, minutes * 60_000_000L, end)).as(what).isEqualTo(expected);
    assertThat(clock.between(start, end)).as(what).isEqualTo(passed * 60_000_000L);
  }

  private static Place inForce(PlaceHistory history, Place last, long at) {
    return history.earlier().stream()
        .filter(past -> at < past.untilMicros())
        .findFirst()
        .map(PastPlace::place)
        .orElse(last);
  }

  private static Place anyPlace(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Place("shop", false, Place.UTC, List.of(), List.of());
      case 1 -> Place.unknown("shop");
      default -> randomPlace(random, random.nextBoolean() ? "Europe/London" : "Asia/Tokyo");
    };
  }

  private static boolean isOpen(Place place, long micros) {
    if (!place.open() || place.hours().isEmpty()) {
      return place.open();
    }
    LocalDateTime wall =
        LocalDateTime.ofInstant(
            Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneId.of(place.timeZone()));
    int minute = wall.getHour() * 60 + wall.getMinute();
    DayOfWeek day = wall.getDayOfWeek();
    return place.hours().stream()
        .anyMatch(
            span ->
                span.day() == day.getValue()
                    && span.opensMinute() <= minute
                    && minute < span.closesMinute());
  }

  private static Place randomPlace(SplittableRandom random, String zone) {
    List<OpenSpan> spans = new ArrayList<>();
    for (int day = 1; day <= 7; day++) {
      int opens = random.nextInt(400);
      spans.add(new OpenSpan(day, opens, opens + 1 + random.nextInt(200)));
      if (random.nextBoolean()) {
        spans.add(new OpenSpan(day, 1_300, 1_440));
      }
    }
    return new Place("shop", true, zone, spans, List.of());
  }

  /** Spans such as {@code 1-5 09:00-18:00 + 6-6 10:00-24:00}. */
  private static Place place(String zone, String hours) {
    List<OpenSpan> spans = new ArrayList<>();
    for (String part : hours.isEmpty() ? new String[0] : hours.split(" \\+ ")) {
      String[] words = part.split("[ -]");
      for (int day = Integer.parseInt(words[0]); day <= Integer.parseInt(words[1]); day++) {
        spans.add(new OpenSpan(day, minute(words[2]), minute(words[3])));
      }
    }
    return new Place("shop", true, zone, spans, List.of());
  }

  private static int minute(String time) {
    return 60 * Integer.parseInt(time.substring(0, 2)) + Integer.parseInt(time.substring(3));
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static long micros(Duration duration) {
    return TimeUnit.MILLISECONDS.toMicros(duration.toMillis());
  }
}
