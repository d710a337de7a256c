package io.zaiko.tools.simulate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Spans and points of time in microseconds, as the contract counts them. */
final class Micros {
  static final long SECOND = 1_000_000L;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  private Micros() {}

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static long midnight(LocalDate day) {
    return day.atStartOfDay().toEpochSecond(ZoneOffset.UTC) * SECOND;
  }
}
