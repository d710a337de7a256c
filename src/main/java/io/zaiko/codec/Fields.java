package io.zaiko.codec;

import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What single fields must hold, in the contract's words. Each check returns the value it passed.
 */
final class Fields {
  /** Stands for the line number of a field that belongs to the record as a whole. */
  static final int RECORD = -1;

  static final int MAX_NAME_CHARACTERS = 128;
  static final long MAX_QUANTITY = 1_000_000_000_000L;
  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final Duration AHEAD = Duration.ofDays(1);

  private Fields() {}

  /** How a message begins that speaks of a line. */
  static String at(int lineNo) {
    return lineNo == RECORD ? "" : "line " + lineNo + ": ";
  }

  /** A name that must be there and say something, at most 128 characters. */
  static String name(@Nullable String value, String field, int lineNo) throws Refusal {
    if (value == null) {
      throw new Refusal(
          Reason.MISSING_FIELD, at(lineNo) + field + " is null; state it, every record needs one");
    }
    if (value.length() > MAX_NAME_CHARACTERS) {
      throw new Refusal(
          Reason.FIELD_TOO_LONG,
          at(lineNo)
              + field
              + " has "
              + value.length()
              + " characters ("
              + Refusal.shown(value)
              + "); use at most "
              + MAX_NAME_CHARACTERS);
    }
    if (value.isBlank()) {
      throw new Refusal(
          Reason.BLANK_FIELD,
          at(lineNo) + field + " is blank; use 1 to 128 characters that name it");
    }
    return value;
  }

  /** A name that may be left out, or say nothing, which is the same; at most 128 characters. */
  static @Nullable String optionalName(@Nullable String value, String field, int lineNo)
      throws Refusal {
    return value == null || value.isBlank() ? null : name(value, field, lineNo);
  }

  /**
   * A location: a name without {@code |} and control characters, as it is half of a shelf's key.
   */
  static String location(@Nullable String value, String field, int lineNo) throws Refusal {
    String name = name(value, field, lineNo);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '|' || Character.isISOControl(c)) {
        throw new Refusal(
            Reason.ILLEGAL_CHARACTER,
            at(lineNo)
                + field
                + " "
                + Refusal.shown(name)
                + " holds "
                + (c == '|' ? "|" : String.format("the control character U+%04X", (int) c))
                + " at character "
                + (i + 1)
                + "; rename the location without it");
      }
    }
    return name;
  }

  /** Units from 0 to a million million. */
  static long quantity(@Nullable Long value, int lineNo) throws Refusal {
    long units = signedQuantity(value, lineNo);
    if (units < 0) {
      throw new Refusal(
          Reason.NEGATIVE_QUANTITY,
          at(lineNo)
              + "quantity is "
              + units
              + ", below zero; write a Return for goods that come back, a Void for a line that does"
              + " not stand, or a StockAdjustment");
    }
    return units;
  }

  /** Units from minus to plus a million million. */
  static long signedQuantity(@Nullable Long value, int lineNo) throws Refusal {
    if (value == null) {
      throw new Refusal(
          Reason.MISSING_FIELD,
          at(lineNo) + "quantity is null; state the units, 0 for a comment line");
    }
    return inRange(value, "quantity", lineNo);
  }

  /**
   * Units from 0 to a million million.
   *
   * @param instead what to write where they are below zero
   */
  static long units(long value, String field, int lineNo, String instead) throws Refusal {
    if (inRange(value, field, lineNo) < 0) {
      throw new Refusal(
          Reason.NEGATIVE_QUANTITY,
          at(lineNo) + field + " is " + value + ", below zero; " + instead);
    }
    return value;
  }

  private static long inRange(long units, String field, int lineNo) throws Refusal {
    if (units > MAX_QUANTITY || units < -MAX_QUANTITY) {
      throw new Refusal(
          Reason.QUANTITY_OUT_OF_RANGE,
          at(lineNo)
              + field
              + " is "
              + units
              + "; at most 1,000,000,000,000 units fit a line: check the unit, or split it");
    }
    return units;
  }

  /** A number of 0 or more; absent where it is null. */
  static long counter(@Nullable Long value, String field, long absent) throws Refusal {
    if (value == null) {
      return absent;
    }
    if (value < 0) {
      throw new Refusal(
          Reason.NUMBER_OUT_OF_RANGE, field + " is " + value + ", below zero; count from 0 up");
    }
    return value;
  }

  /**
   * A business time from 1990 to a day ahead of the broker's clock.
   *
   * @return microseconds since 1970 UTC
   */
  static long businessTime(Instant value, String field, Origin origin) throws Refusal {
    if (value.isBefore(EARLIEST)) {
      throw new Refusal(
          Reason.TIME_OUT_OF_RANGE,
          field
              + " is "
              + value
              + ", before 1990; check the unit (microseconds UTC) and the clock");
    }
    if (value.minus(AHEAD).isAfter(instant(origin.timestampMicros()))) {
      throw new Refusal(
          Reason.TIME_OUT_OF_RANGE,
          field
              + " is "
              + value
              + ", more than a day ahead of the broker's clock; set the source's clock right");
    }
    return micros(value);
  }

  /** The time so many microseconds after 1970 UTC. */
  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Microseconds since 1970 UTC of a time that is in range. */
  static long micros(Instant value) {
    return Math.addExact(
        Math.multiplyExact(value.getEpochSecond(), 1_000_000L), value.getNano() / 1_000);
  }
}
