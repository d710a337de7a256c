package io.zaiko.domain.place;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A span of one weekday, local time, in which a location trades.
 *
 * @param day 1 Monday to 7 Sunday
 * @param opensMinute minutes since midnight, 0 to 1,439
 * @param closesMinute minutes since midnight, more than {@code opensMinute}; 1,440 is the next
 *     midnight
 */
public record OpenSpan(int day, int opensMinute, int closesMinute) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Minutes of a day by its clock. */
  public static final int DAY_MINUTES = 24 * 60;

  /** From the beginning of the week on. */
  public static final Comparator<OpenSpan> IN_ORDER =
      Comparator.comparingInt(OpenSpan::day).thenComparingInt(OpenSpan::opensMinute);

  public OpenSpan {
    boolean ofOneDay = opensMinute >= 0 && opensMinute < closesMinute;
    if (day < 1 || day > 7 || !ofOneDay || closesMinute > DAY_MINUTES) {
      throw new IllegalArgumentException(
          "day " + day + " from minute " + opensMinute + " to " + closesMinute);
    }
  }

  /** Whether both hold a common minute. */
  public boolean overlaps(OpenSpan other) {
    return day == other.day && opensMinute < other.closesMinute && other.opensMinute < closesMinute;
  }
}
