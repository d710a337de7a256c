package io.zaiko.tools.verify;

import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;

/**
 * How something that should not be went on over time.
 *
 * @param sinceMicros since when it stands; {@link Long#MIN_VALUE} where it does not
 * @param fact the number that is told of it now
 * @param wasLong whether it was once, for longer than is waited for, and ended
 * @param wasSurelyTold whether that was for so long that people were told, whoever was silent
 * @param mostFact the greatest number while it was so
 */
record Lasting(long sinceMicros, long fact, boolean wasLong, boolean wasSurelyTold, long mostFact) {

  /**
   * What holds from a time on.
   *
   * @param amount it is wrong where this is beyond the tolerance
   * @param fact the number that is told of it
   * @param isAnother whether it goes by another name from now on: it was not made good
   */
  record Point(long amount, long fact, boolean isAnother) {
    /** It goes by another name. */
    static final Point ANOTHER = new Point(0, 0, true);

    Point(long amount, long fact) {
      this(amount, fact, false);
    }

    static Point of(long amount) {
      return new Point(amount, amount);
    }
  }

  boolean stands() {
    return sinceMicros != Long.MIN_VALUE;
  }

  /** Of something that is not held back beyond its time. */
  static Lasting of(SortedMap<Long, Point> history, long tolerance, long waitMicros) {
    return of(history, tolerance, waitMicros, 0);
  }

  static Lasting of(
      SortedMap<Long, Point> history, long tolerance, long waitMicros, long holdMicros) {
    return of(history.entrySet(), tolerance, waitMicros, holdMicros);
  }

  /** The same of a history in order, which may have several points of one time. */
  static Lasting of(
      Collection<Map.Entry<Long, Point>> history,
      long tolerance,
      long waitMicros,
      long holdMicros) {
    long since = Long.MIN_VALUE;
    long fact = 0;
    long most = 0;
    boolean wasLong = false;
    boolean wasSurelyTold = false;
    long mostWhileLong = 0;
    for (Map.Entry<Long, Point> each : history) {
      long at = each.getKey();
      boolean isNow = each.getValue().amount() > tolerance;
      if (isNow) {
        most = since == Long.MIN_VALUE ? each.getValue().fact() : most;
        since = since == Long.MIN_VALUE ? at : since;
        fact = each.getValue().fact();
        most = Math.max(most, fact);
      } else if (since != Long.MIN_VALUE) {
        if (at - since > waitMicros && !each.getValue().isAnother()) {
          wasLong = true;
          wasSurelyTold |= at - since > waitMicros + holdMicros;
          mostWhileLong = Math.max(mostWhileLong, most);
        }
        since = Long.MIN_VALUE;
        fact = 0;
      }
    }
    return new Lasting(since, fact, wasLong, wasSurelyTold, mostWhileLong);
  }
}
