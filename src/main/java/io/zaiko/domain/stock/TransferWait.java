package io.zaiko.domain.stock;

import java.util.List;

/**
 * What a transfer waits for, over all its items, as of when these were last looked at.
 *
 * @param lookedAtMicros when that was, in business time
 * @param overdue units that should have arrived by then and did not
 * @param nextDueMicros no unit is due between then and this; {@link Transfer#NEVER} where none is
 */
public record TransferWait(long lookedAtMicros, long overdue, long nextDueMicros) {

  /** For nothing. */
  static final TransferWait NONE = new TransferWait(Long.MIN_VALUE, 0, Transfer.NEVER);

  /** As in an old savepoint, in which all that was sent to a place was due with its last part. */
  static TransferWait of(List<TransferDestination> destinations) {
    long lookedAt = Long.MIN_VALUE;
    for (TransferDestination place : destinations) {
      lookedAt = place.isJudged() ? Math.max(lookedAt, place.expectedAtMicros()) : lookedAt;
    }
    long overdue = 0;
    long next = Transfer.NEVER;
    for (TransferDestination place : destinations) {
      boolean isDue = place.expectedAtMicros() <= lookedAt;
      overdue += isDue ? place.inTransit() : 0;
      next = isDue || place.inTransit() == 0 ? next : Math.min(next, place.expectedAtMicros());
    }
    return new TransferWait(lookedAt, overdue, next);
  }

  /** After an item became another. */
  TransferWait after(TransferItem was, TransferItem is) {
    long more = is.overdueAt(lookedAtMicros) - was.overdueAt(lookedAtMicros);
    return new TransferWait(
        lookedAtMicros, overdue + more, Math.min(nextDueMicros, is.nextDueAfter(lookedAtMicros)));
  }
}
