package io.zaiko.tools.publish.from;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A time as it was written.
 *
 * @param instant its beginning
 * @param precisionMicros what its last digit is worth: a second, or a millisecond; null where finer
 */
record WrittenTime(Instant instant, @Nullable Long precisionMicros) {
  private static final long SECOND_MICROS = 1_000_000;
  private static final int MILLISECOND_DIGITS = 3;

  /** An ISO-8601 time with its zone. */
  static WrittenTime of(String text, String path) throws NotTaken {
    Instant instant;
    try {
      instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      throw new NotTaken(path + " is no time with its zone; write it like 2026-01-31T12:00:00Z");
    }
    int point = text.indexOf('.');
    if (point < 0) {
      return new WrittenTime(instant, SECOND_MICROS);
    }
    long digits = text.substring(point + 1).chars().takeWhile(Character::isDigit).count();
    return new WrittenTime(instant, digits <= MILLISECOND_DIGITS ? width(digits) : null);
  }

  private static Long width(long digits) {
    long width = SECOND_MICROS;
    for (long i = 0; i < digits; i++) {
      width /= 10;
    }
    return width;
  }
}
