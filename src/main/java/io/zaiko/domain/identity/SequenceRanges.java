package io.zaiko.domain.identity;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of numbers as ascending ranges that neither overlap nor touch. Its size is the number of
 * gaps plus one, whatever the count of numbers.
 */
public record SequenceRanges(List<SequenceRange> ranges) {

  static final SequenceRanges EMPTY = new SequenceRanges(List.of());

  /** Absent in an old savepoint means empty. */
  public SequenceRanges {
    ranges = ranges == null ? List.of() : ranges;
  }

  boolean contains(long number) {
    int at = lastStartingAtOrBefore(number);
    return at >= 0 && ranges.get(at).contains(number);
  }

  /** This set and {@code number}, which it does not contain. */
  SequenceRanges with(long number) {
    int before = lastStartingAtOrBefore(number);
    boolean touchesBefore = before >= 0 && ranges.get(before).last() == number - 1;
    int after = before + 1;
    boolean touchesAfter = after < ranges.size() && ranges.get(after).first() == number + 1;
    long first = touchesBefore ? ranges.get(before).first() : number;
    long last = touchesAfter ? ranges.get(after).last() : number;
    List<SequenceRange> next = new ArrayList<>(ranges.size() + 1);
    next.addAll(ranges.subList(0, touchesBefore ? before : after));
    next.add(new SequenceRange(first, last));
    next.addAll(ranges.subList(touchesAfter ? after + 1 : after, ranges.size()));
    return new SequenceRanges(next);
  }

  /** This set and a range that neither overlaps nor touches one of its own. */
  SequenceRanges withRange(SequenceRange range) {
    List<SequenceRange> next = new ArrayList<>(ranges);
    next.add(lastStartingAtOrBefore(range.first()) + 1, range);
    return new SequenceRanges(next);
  }

  /** This set with the gap between its first two ranges closed. */
  SequenceRanges withFirstGapClosed() {
    List<SequenceRange> next = new ArrayList<>(ranges.size() - 1);
    next.add(new SequenceRange(ranges.get(0).first(), ranges.get(1).last()));
    next.addAll(ranges.subList(2, ranges.size()));
    return new SequenceRanges(next);
  }

  /** The numbers between the first two ranges. */
  SequenceRange firstGap() {
    return new SequenceRange(ranges.get(0).last() + 1, ranges.get(1).first() - 1);
  }

  /** The first gap that does not lie between two numbers of the set; null where all do. */
  @Nullable SequenceRange firstGapOutside(long from, long to) {
    for (int i = 1; i < ranges.size(); i++) {
      long first = ranges.get(i - 1).last() + 1;
      long last = ranges.get(i).first() - 1;
      if (first > to || last < from) {
        return new SequenceRange(first, last);
      }
    }
    return null;
  }

  int size() {
    return ranges.size();
  }

  boolean hasGap() {
    return ranges.size() > 1;
  }

  /** The lowest number; the set must not be empty. */
  long lowest() {
    return ranges.get(0).first();
  }

  /** The highest number; the set must not be empty. */
  long highest() {
    return ranges.get(ranges.size() - 1).last();
  }

  /** How many numbers are in the set. */
  long count() {
    long count = 0;
    for (SequenceRange range : ranges) {
      count += range.last() - range.first() + 1;
    }
    return count;
  }

  /** How many numbers between the lowest and the highest are not in the set. */
  long missing() {
    long missing = 0;
    for (int i = 1; i < ranges.size(); i++) {
      missing += ranges.get(i).first() - ranges.get(i - 1).last() - 1;
    }
    return missing;
  }

  private int lastStartingAtOrBefore(long number) {
    int low = 0;
    int high = ranges.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (ranges.get(middle).first() <= number) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }
}
