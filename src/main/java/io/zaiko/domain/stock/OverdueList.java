package io.zaiko.domain.stock;

import java.util.Set;

/**
 * What people were told of goods of a transfer that are overdue, since the alert began. All but the
 * list is a minimum or a maximum over the records, so that their order changes nothing.
 *
 * @param firstDueMicros the earliest time by which any of them were expected; {@link
 *     Transfer#NEVER} while none are overdue
 * @param metAtMicros the latest time at which such an item arrived; {@link Long#MIN_VALUE} where
 *     none did, {@link #CLOSED} where what did not arrive was closed
 * @param contentHash of the list last told; 0 where none stands, or nobody knows it
 */
public record OverdueList(long firstDueMicros, long metAtMicros, long contentHash) {

  /** Later than any due time. */
  static final long CLOSED = Long.MAX_VALUE;

  /** Nothing is overdue. */
  static final OverdueList NONE = new OverdueList(Transfer.NEVER, Long.MIN_VALUE, 0);

  /** As in an old savepoint, which knows only the latest of the due times. */
  static OverdueList of(long toldOverdue, long overdueSinceMicros) {
    return toldOverdue == 0 ? NONE : new OverdueList(overdueSinceMicros, Long.MIN_VALUE, 0);
  }

  static long hash(Set<String> shipments, String missing) {
    long hash = 31L * shipments.hashCode() + missing.hashCode();
    return hash == 0 ? 1 : hash;
  }

  /** After a list was told that begins with this due time. */
  OverdueList told(long firstMicros, long latestArrivalMicros, long hash) {
    return new OverdueList(
        Math.min(firstDueMicros, firstMicros), Math.max(metAtMicros, latestArrivalMicros), hash);
  }

  /** After a step took units off it. */
  OverdueList metAt(long micros) {
    return new OverdueList(firstDueMicros, Math.max(metAtMicros, micros), contentHash);
  }

  /** Whether all had arrived before any were overdue, and were booked late. */
  boolean arrivedInTime() {
    return metAtMicros <= firstDueMicros;
  }
}
