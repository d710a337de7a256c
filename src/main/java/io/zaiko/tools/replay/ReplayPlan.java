package io.zaiko.tools.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What is replayed, and how.
 *
 * @param adapter the set
 * @param numbered whether sources number their records
 * @param opening units of every shelf before the first event; 0 for none
 * @param pace lines a second; 0 for as fast as Kafka takes them
 * @param seed of the order in which records are sent; null for the order of the set
 * @param limit lines after which to stop, whole records
 * @param from first business time, inclusive; null for the beginning
 * @param to last business time, exclusive; null for the end
 */
record ReplayPlan(
    Adapter adapter,
    boolean numbered,
    long opening,
    long pace,
    @Nullable Long seed,
    long limit,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** The whole set in its own order as fast as it goes. */
  static ReplayPlan whole(Adapter adapter, boolean numbered) {
    return new ReplayPlan(adapter, numbered, 0, 0, null, Long.MAX_VALUE, null, null);
  }

  ReplayPlan withOpening(long units) {
    return new ReplayPlan(adapter, numbered, units, pace, seed, limit, from, to);
  }

  ReplayPlan withPace(long linesPerSecond) {
    return new ReplayPlan(adapter, numbered, opening, linesPerSecond, seed, limit, from, to);
  }

  ReplayPlan shuffled(long bySeed) {
    return new ReplayPlan(adapter, numbered, opening, pace, bySeed, limit, from, to);
  }

  ReplayPlan within(long lines, @Nullable Instant begin, @Nullable Instant end) {
    return new ReplayPlan(adapter, numbered, opening, pace, seed, lines, begin, end);
  }

  /** Records in the order in which they are sent: as they are, or shuffled, always alike. */
  <T> List<T> inOrderOfSending(List<T> records) {
    if (seed == null) {
      return records;
    }
    List<T> shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  /** True where every event of the set is sent. */
  boolean isWhole() {
    return limit == Long.MAX_VALUE && from == null && to == null;
  }

  /** True where an event lies in the asked-for time. */
  boolean takes(Outgoing event) {
    return (from == null || !event.occurredAt().isBefore(from))
        && (to == null || event.occurredAt().isBefore(to));
  }
}
