package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a shelf and what moved between them: as much of its past as a late movement or a
 * late count can change. The shelf is a fold over this in the order of time.
 *
 * <pre>
 *   folded | moved, count | moved, count | ... | what moved since
 *
 *   a movement   adds to every bucket; one at the time of a count comes before it
 *   a count      sets on hand and the reasons it states, NOT_FOUND always, nothing else
 * </pre>
 *
 * What moved since the last count is not held: it is the difference to the shelf's balances. So a
 * movement after it touches this only where a sensor looked later still, or where it is a receipt
 * within a day after a count.
 *
 * @param folded the settled past
 * @param counts those that a late record can still change, in their order, at most {@link
 *     #MAX_COUNTS}
 * @param conflicts what people were told of counts for one time, at most one for each such time
 * @param areas what sensors saw, at most {@link #MAX_AREAS}
 */
public record CountedBooks(
    FoldedCounts folded, List<Counted> counts, List<ToldConflict> conflicts, List<SeenArea> areas) {

  /** Beyond this many the oldest counts are settled, however young, and all of their time. */
  public static final int MAX_COUNTS = 128;

  /** What a sensor sees of further areas is noted in the ledger alone. */
  public static final int MAX_AREAS = 64;

  /** Of a shelf that was never counted. */
  public static final CountedBooks NONE =
      new CountedBooks(FoldedCounts.NONE, List.of(), List.of(), List.of());

  /** Absent in an old savepoint means none. */
  public CountedBooks {
    folded = folded == null ? FoldedCounts.NONE : folded;
    counts = counts == null ? List.of() : counts;
    conflicts = conflicts == null ? List.of() : conflicts;
    areas = areas == null ? List.of() : areas;
  }

  /**
   * These books with one count more.
   *
   * @param books the books; as before where the count came too late
   * @param since sum of what moved since their last count
   * @param outcome APPLIED, SUPERSEDED or TOO_LATE
   */
  record Placed(CountedBooks books, Buckets since, Outcome outcome) {}

  /** Time of the count that stands; null where there is none. */
  public @Nullable Long standingAtMicros() {
    return lastOf(counts.size());
  }

  /** What was there after the last count; its {@code allocated} is 0. */
  Buckets end() {
    return after(counts.size());
  }

  /** What the books said just before a count. */
  Buckets before(int place) {
    return after(place).plus(counts.get(place).movedBefore());
  }

  /** What was there after so many of the counts. */
  Buckets after(int number) {
    Buckets after = folded.balances();
    for (Counted counted : counts.subList(0, number)) {
      after = counted.statement().over(after.plus(counted.movedBefore()));
    }
    return after;
  }

  /** Time of the last of so many counts, or of what is settled; null where there is none. */
  @Nullable Long lastOf(int number) {
    if (number > 0) {
      return counts.get(number - 1).statement().atMicros();
    }
    return folded.isEmpty() ? null : Long.valueOf(folded.atMicros());
  }

  /** Whether what is settled reaches beyond a time, so that nobody knows what was there then. */
  boolean isSettledAfter(long atMicros) {
    return folded.covers(atMicros) && atMicros < folded.atMicros();
  }

  /**
   * These books with a movement that is not later than the standing count.
   *
   * @param deltas of the {@link Buckets#countable} buckets
   */
  CountedBooks moved(Buckets deltas, long atMicros) {
    if (folded.covers(atMicros)) {
      return new CountedBooks(folded.moved(deltas, atMicros), counts, conflicts, areas);
    }
    int place = firstNotBefore(atMicros);
    List<Counted> next = new ArrayList<>(counts);
    Counted counted = counts.get(place);
    next.set(place, counted.movedBefore(counted.movedBefore().plus(deltas)));
    return with(next);
  }

  /**
   * Puts a count into its place; an earlier statement of the same count is taken out.
   *
   * @param since sum of what moved since the last count
   */
  Placed placed(CountStatement statement, Buckets since, ShelfPast past) {
    long at = statement.atMicros();
    if (folded.covers(at)) {
      return new Placed(this, since, Outcome.TOO_LATE);
    }
    int old = placeOf(statement);
    ToldVariance told = old < 0 ? null : counts.get(old).told();
    Placed without = old < 0 ? new Placed(this, since, Outcome.APPLIED) : without(old, since);
    Placed placed =
        without.books().inserted(new Counted(Buckets.NONE, statement, told), without.since(), past);
    return placed == null ? new Placed(this, since, Outcome.TOO_LATE) : placed;
  }

  private @Nullable Placed inserted(Counted counted, Buckets since, ShelfPast past) {
    long at = counted.statement().atMicros();
    int place = 0;
    while (place < counts.size()
        && CountStatement.IN_ORDER.compare(counts.get(place).statement(), counted.statement())
            < 0) {
      place++;
    }
    boolean isLast = place == counts.size();
    Buckets around = isLast ? since : counts.get(place).movedBefore();
    long until = isLast ? Long.MAX_VALUE : counts.get(place).statement().atMicros();
    Buckets after;
    if (until == at) {
      after = Buckets.NONE;
    } else if (place > 0 && counts.get(place - 1).statement().atMicros() == at) {
      after = around;
    } else if (at < past.keptFromMicros()) {
      return null;
    } else {
      after = past.moved(at, until);
    }
    List<Counted> next = new ArrayList<>(counts.size() + 1);
    next.addAll(counts);
    next.add(place, counted.movedBefore(around.minus(after)));
    if (!isLast) {
      next.set(place + 1, counts.get(place).movedBefore(after));
    }
    return new Placed(
        with(next), isLast ? after : since, isLast ? Outcome.APPLIED : Outcome.SUPERSEDED);
  }

  private Placed without(int place, Buckets since) {
    List<Counted> next = new ArrayList<>(counts);
    Buckets moved = next.remove(place).movedBefore();
    if (place == next.size()) {
      return new Placed(with(next), since.plus(moved), Outcome.APPLIED);
    }
    Counted follower = next.get(place);
    next.set(place, follower.movedBefore(moved.plus(follower.movedBefore())));
    return new Placed(with(next), since, Outcome.APPLIED);
  }

  /**
   * What was on hand at a time.
   *
   * @param since sum of what moved since the last count
   * @return null where single movements of that time are no longer kept
   */
  @Nullable Buckets at(long atMicros, Buckets since, ShelfPast past) {
    if (atMicros < past.keptFromMicros() || isSettledAfter(atMicros)) {
      return null;
    }
    int place = firstAfter(atMicros);
    if (place == counts.size()) {
      return end().plus(since).minus(past.moved(atMicros, Long.MAX_VALUE));
    }
    long until = counts.get(place).statement().atMicros();
    return before(place).minus(past.moved(atMicros, until));
  }

  /**
   * These books with the counts before a time, and those beyond the bound, settled. Of counts for
   * one time all are settled or none: what is said of one depends on the others.
   */
  CountedBooks settled(long beforeMicros) {
    FoldedCounts past = folded;
    int settled = 0;
    while (settled < counts.size()
        && (counts.size() - settled > MAX_COUNTS
            || counts.get(settled).statement().atMicros() < beforeMicros
            || past.covers(counts.get(settled).statement().atMicros()))) {
      past = past.with(counts.get(settled));
      settled++;
    }
    if (settled == 0) {
      return this;
    }
    long settledUpTo = past.atMicros();
    return new CountedBooks(
        past,
        new ArrayList<>(counts.subList(settled, counts.size())),
        conflicts.stream().filter(told -> told.atMicros() > settledUpTo).toList(),
        areas);
  }

  CountedBooks with(List<Counted> next) {
    return new CountedBooks(folded, next, conflicts, areas);
  }

  CountedBooks with(List<Counted> next, List<ToldConflict> told) {
    return new CountedBooks(folded, next, told, areas);
  }

  /** What a sensor last saw of an area; null where there is no room for another. */
  @Nullable SeenArea area(String area) {
    for (SeenArea seen : areas) {
      if (seen.area().equals(area)) {
        return seen;
      }
    }
    return areas.size() < MAX_AREAS ? SeenArea.unseen(area) : null;
  }

  CountedBooks with(SeenArea seen) {
    List<SeenArea> next = new ArrayList<>(areas);
    next.removeIf(other -> other.area().equals(seen.area()));
    next.add(seen);
    return withAreas(next);
  }

  CountedBooks withAreas(List<SeenArea> next) {
    return new CountedBooks(folded, counts, conflicts, next);
  }

  /** Whether a count is settled with the next one, for there are too many. */
  boolean isBeyondBound(int place) {
    int first = place;
    while (first > 0 && isOfOneTime(first - 1, first)) {
      first--;
    }
    return first < counts.size() - MAX_COUNTS;
  }

  /** Whether two counts are for one time; false where there is no such count. */
  boolean isOfOneTime(int other, int place) {
    return other >= 0
        && other < counts.size()
        && counts.get(other).statement().atMicros() == counts.get(place).statement().atMicros();
  }

  /** Time of the first count whose variance is only suspected; null where there is none. */
  public @Nullable Long firstUncertainMicros() {
    for (Counted counted : counts) {
      ToldVariance told = counted.told();
      if (told != null && told.status() == Alert.Status.SUSPECTED) {
        return counted.statement().atMicros();
      }
    }
    return null;
  }

  boolean isWithinLimit() {
    return counts.stream().allMatch(counted -> counted.movedBefore().isWithinLimit())
        && folded.balances().isWithinLimit();
  }

  private int placeOf(CountStatement statement) {
    // The time of a session only ever moves back: a later one is another session of that name.
    for (int i = counts.size() - 1; i >= 0; i--) {
      CountStatement known = counts.get(i).statement();
      if (known.atMicros() >= statement.atMicros()
          && Objects.equals(known.countId(), statement.countId())) {
        return i;
      }
    }
    return -1;
  }

  private int firstNotBefore(long atMicros) {
    int place = 0;
    while (counts.get(place).statement().atMicros() < atMicros) {
      place++;
    }
    return place;
  }

  /** How many counts there are up to a time. */
  int firstAfter(long atMicros) {
    int place = 0;
    while (place < counts.size() && counts.get(place).statement().atMicros() <= atMicros) {
      place++;
    }
    return place;
  }
}
