package io.zaiko.tools.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * How long each of several places was silent within a span of time. Places are looked at one by
 * one: where one stands still, the others go on and would hide it.
 */
final class Pauses {
  private final long beganNanos;
  private final long endedNanos;
  private final Map<Integer, TreeSet<Long>> moments = new HashMap<>();

  /** Pauses from one moment to another. */
  Pauses(long beganNanos, long endedNanos) {
    this.beganNanos = beganNanos;
    this.endedNanos = endedNanos;
  }

  /**
   * Something was seen at a place, in whatever order; what was seen outside the span counts too.
   */
  void seen(int place, long nanos) {
    moments.computeIfAbsent(place, unused -> new TreeSet<>()).add(nanos);
  }

  /**
   * The longest of all places, also from the beginning to the first and from the last to the end.
   */
  long longestNanos() {
    long longest = 0;
    for (TreeSet<Long> ofPlace : moments.values()) {
      long before = beganNanos;
      for (long moment : ofPlace) {
        longest = Math.max(longest, moment - before);
        before = moment;
      }
      longest = Math.max(longest, endedNanos - before);
    }
    return longest;
  }
}
