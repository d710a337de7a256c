package io.zaiko.tools.verify;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A set of numbers as ranges that neither overlap nor touch. */
final class NumberRanges {
  private final NavigableMap<Long, Long> ranges = new TreeMap<>();

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** How many ranges there are: the gaps, and one. */
  int size() {
    return ranges.size();
  }

  /** The lowest number; the set must not be empty. */
  long lowest() {
    return ranges.firstKey();
  }

  /** The highest number; the set must not be empty. */
  long highest() {
    return ranges.lastEntry().getValue();
  }

  boolean holds(long number) {
    Map.Entry<Long, Long> range = ranges.floorEntry(number);
    return range != null && range.getValue() >= number;
  }

  /** Adds the numbers from first to last, of which all are there or none is. */
  void put(long first, long last) {
    if (holds(first)) {
      return;
    }
    Map.Entry<Long, Long> below = ranges.lowerEntry(first);
    boolean touchesBelow = below != null && below.getValue() == first - 1;
    long from = touchesBelow ? below.getKey() : first;
    Map.Entry<Long, Long> above = ranges.higherEntry(last);
    boolean touchesAbove = above != null && above.getKey() == last + 1;
    if (touchesAbove) {
      ranges.remove(above.getKey());
    }
    ranges.put(from, touchesAbove ? above.getValue() : last);
  }

  /** Adds all of a set that has none of these numbers. */
  void putAll(NumberRanges other) {
    other.ranges.forEach(this::put);
  }

  /** Makes the first two ranges one, and says what lay between them: its first and last number. */
  Map.Entry<Long, Long> closeFirstGap() {
    Map.Entry<Long, Long> first = ranges.pollFirstEntry();
    Map.Entry<Long, Long> second = ranges.pollFirstEntry();
    ranges.put(first.getKey(), second.getValue());
    return Map.entry(first.getValue() + 1, second.getKey() - 1);
  }

  /** The first number that is missing above the lowest. */
  long firstMissing() {
    return ranges.firstEntry().getValue() + 1;
  }

  /** How many numbers of those from one to another are not in the set. */
  long missing(long from, long to) {
    long held = 0;
    for (Map.Entry<Long, Long> range : ranges.entrySet()) {
      long first = Math.max(from, range.getKey());
      long last = Math.min(to, range.getValue());
      held += Math.max(0, last - first + 1);
    }
    return to - from + 1 - held;
  }

  /** How many numbers between the lowest and the highest are not in the set. */
  long missing() {
    return missing(lowest(), highest());
  }
}
