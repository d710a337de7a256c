package io.zaiko.tools.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A shelf that was counted: its movements and counts put in the order of their times, and gone
 * through once. A movement at the time of a count comes before it.
 */
final class CountedShelf {
  private final List<Moved> moved = new ArrayList<>();
  private final List<Counted> counts = new ArrayList<>();

  /** A movement. */
  private record Moved(long atMicros, Units change) {}

  /**
   * What a count came to.
   *
   * @param count the count
   * @param expected what the books of before its time said is there
   * @param counted what is there by it
   * @param isOpening whether nothing had moved and nothing was counted before its time
   * @param isTouched whether a line before it named the shelf, though it moved nothing
   * @param isOverruled whether another count for the same time stands instead
   */
  record Finding(
      Counted count,
      long expected,
      long counted,
      boolean isOpening,
      boolean isTouched,
      boolean isOverruled) {
    /** By how much more is there than the books said. */
    long variance() {
      return counted - expected;
    }

    /** Whether people must be told. */
    boolean mustBeTold() {
      return variance() != 0 && !isOpening && !isOverruled;
    }

    /** Whether people may be told. */
    boolean mayBeTold() {
      return mustBeTold() || (variance() != 0 && isTouched && !isOverruled);
    }
  }

  /**
   * Where it ends.
   *
   * @param balance units at the end
   * @param findings one for each count, the standing one last
   */
  record Course(Units balance, List<Finding> findings) {}

  void move(long atMicros, Units change) {
    moved.add(new Moved(atMicros, change));
  }

  void count(Counted count) {
    counts.add(count);
  }

  /** How many counts there are. */
  int counts() {
    return counts.size();
  }

  /**
   * Whether a count adds what is unavailable from the books, or did before its session said more,
   * so that this moved on_hand.
   */
  boolean mayLeaveOutUnavailable() {
    return counts.stream().anyMatch(Counted::sellableOnlyAtFirst);
  }

  /** A movement later than this was never before a count, in whatever order all of it came. */
  long statedUntilMicros() {
    return counts.stream()
        .mapToLong(count -> count.latest().atMicros())
        .max()
        .orElse(Long.MIN_VALUE);
  }

  /** When the standing count was. */
  long countedAtMicros() {
    return counts.stream().mapToLong(Counted::atMicros).max().orElse(Long.MIN_VALUE);
  }

  /** What was there at a time, with what moved and was counted just then. */
  long onHand(long atMicros) {
    CountedShelf then = new CountedShelf();
    moved.stream().filter(move -> move.atMicros() <= atMicros).forEach(then.moved::add);
    counts.stream().filter(count -> count.atMicros() <= atMicros).forEach(then.counts::add);
    return then.course().balance().onHand();
  }

  Course course() {
    moved.sort(Comparator.comparingLong(Moved::atMicros));
    counts.sort(Counted.IN_ORDER);
    List<Finding> findings = new ArrayList<>(counts.size());
    Units units = Units.ZERO;
    boolean hasMoved = false;
    int next = 0;
    Units before = units;
    boolean isOpening = false;
    for (int i = 0; i < counts.size(); i++) {
      Counted count = counts.get(i);
      for (; next < moved.size() && moved.get(next).atMicros() <= count.atMicros(); next++) {
        units = units.plus(moved.get(next).change());
        hasMoved |= moved.get(next).change().isOfGoodsHere();
      }
      if (i == 0 || counts.get(i - 1).atMicros() < count.atMicros()) {
        before = units;
        isOpening = !hasMoved && i == 0;
      }
      boolean isOverruled =
          i + 1 < counts.size() && counts.get(i + 1).atMicros() == count.atMicros();
      units = count.over(units);
      findings.add(
          new Finding(count, before.onHand(), units.onHand(), isOpening, next > 0, isOverruled));
    }
    for (; next < moved.size(); next++) {
      units = units.plus(moved.get(next).change());
    }
    return new Course(units, findings);
  }
}
