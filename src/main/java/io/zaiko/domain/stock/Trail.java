package io.zaiko.domain.stock;

import org.jspecify.annotations.Nullable;

/**
 * What of its past a shelf must know at every movement; the rest is fetched when it is needed.
 *
 * @param firstMovedAtMicros time of the earliest movement of units on hand or unavailable; null
 *     where there was none: a count then finds what nobody could have booked
 * @param standingCountAtMicros time of the count that stands; null where there is none
 * @param unsealed how many movements lie in the tail of the history, less than {@link #TAIL}
 * @param unknownUpToMicros for a shelf from before histories were kept, until when it moved without
 *     one; else null
 * @param seenUntilMicros when a sensor last looked at the shelf: what is not later is held against
 *     what it saw; null where none did
 */
public record Trail(
    @Nullable Long firstMovedAtMicros,
    @Nullable Long standingCountAtMicros,
    int unsealed,
    @Nullable Long unknownUpToMicros,
    @Nullable Long seenUntilMicros) {

  /** So many movements are appended to the tail of the history before it is sealed. */
  public static final int TAIL = 64;

  /** Before the first movement. */
  public static final Trail NONE = new Trail(null, null, 0, null, null);

  /** Of a shelf that moved, up to this time, before histories were kept. */
  static Trail unknownUpTo(long micros) {
    return new Trail(Long.MIN_VALUE, null, 0, micros, null);
  }

  /** Whether a count of this time would split a past that nobody kept. */
  boolean isUnknownAt(long atMicros) {
    return unknownUpToMicros != null && atMicros < unknownUpToMicros;
  }

  /** Whether a movement of this time is in the standing count. */
  boolean isCounted(long atMicros) {
    return standingCountAtMicros != null && atMicros <= standingCountAtMicros;
  }

  Trail moved(Movement movement, boolean isKept) {
    if (movement.deltas().equals(Buckets.NONE)) {
      return this;
    }
    long at = movement.occurredAtMicros();
    Long first = firstMovedAtMicros;
    boolean isFirst = movement.deltas().isOfGoodsHere() && (first == null || at < first);
    return new Trail(
        isFirst ? Long.valueOf(at) : first,
        standingCountAtMicros,
        isKept ? (unsealed + 1) % TAIL : unsealed,
        unknownUpToMicros,
        seenUntilMicros);
  }

  Trail counted(CountedBooks books) {
    return new Trail(
        firstMovedAtMicros, books.standingAtMicros(), unsealed, unknownUpToMicros, seenUntilMicros);
  }

  /** Whether a sensor looked at this time or later. */
  boolean isSeen(long atMicros) {
    return seenUntilMicros != null && atMicros <= seenUntilMicros;
  }

  Trail seen(long atMicros) {
    return isSeen(atMicros)
        ? this
        : new Trail(
            firstMovedAtMicros, standingCountAtMicros, unsealed, unknownUpToMicros, atMicros);
  }
}
