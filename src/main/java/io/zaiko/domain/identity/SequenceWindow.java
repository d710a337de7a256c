package io.zaiko.domain.identity;

import org.jspecify.annotations.Nullable;

/**
 * Which numbers of one (source, epoch, kind) were received. It costs by the gap, not by the record,
 * and never forgets.
 *
 * <pre>
 *   number in a lost gap, or below the window after its horizon   EXPIRED
 *   number not received                                           NEW
 *   number received, same hash                                    DUPLICATE
 *   number received, other hash or hash no longer kept:
 *     occurred later than the highest number                      REUSED
 *     other hash                                                  CONFLICT
 *     hash no longer kept                                         DUPLICATE
 * </pre>
 *
 * @param received the numbers received, at most {@link #MAX_RANGES} ranges
 * @param lost the gaps declared lost, at most {@link #MAX_RANGES} ranges
 * @param openedAtMicros how far business time had come when the first record was seen
 * @param highestAtMicros business time of the highest number
 * @param gapSinceMicros since when, in business time, the first gap that nobody was told of is
 *     open, or later: gaps that open after it do not put its alert off; where all are told, since
 *     when what was told is not all true any more; meaningless without a gap
 * @param alertedMissing how many numbers the last SEQUENCE_GAP alert missed; 0 while none stands
 * @param alertRevision revision of that alert; 0 before the first
 * @param toldFrom the lowest number received when that alert was raised
 * @param toldTo the highest received then: what is missing between the two is told, what is missing
 *     elsewhere is not
 * @param gapKnownTo the highest number received at {@code gapSinceMicros}: what is missing below it
 *     was missing then; 0 in an old savepoint, which does not know
 */
public record SequenceWindow(
    SequenceRanges received,
    SequenceRanges lost,
    long openedAtMicros,
    long highestAtMicros,
    long gapSinceMicros,
    long alertedMissing,
    long alertRevision,
    long toldFrom,
    long toldTo,
    long gapKnownTo) {

  /** Beyond this many ranges the oldest gap is declared lost. */
  public static final int MAX_RANGES = 256;

  /** Before the first record. */
  public static final SequenceWindow UNOPENED =
      new SequenceWindow(SequenceRanges.EMPTY, SequenceRanges.EMPTY, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Absent in an old savepoint means empty, and that the standing alert told of all. */
  public SequenceWindow {
    received = received == null ? SequenceRanges.EMPTY : received;
    lost = lost == null ? SequenceRanges.EMPTY : lost;
    boolean isOfOldSavepoint = alertedMissing > 0 && toldTo == 0;
    if (isOfOldSavepoint && received.size() > 0) {
      toldFrom = received.lowest();
      toldTo = received.highest();
    }
  }

  /**
   * What a number is to this window.
   *
   * @param remembered what the ring holds at the number's slot; null where it holds nothing
   * @param watermarkMicros how far business time has come
   * @param horizonMicros how long after its opening numbers below the window are new
   */
  public Verdict judge(
      long sequence,
      long contentHash,
      long occurredAtMicros,
      @Nullable RememberedHash remembered,
      long watermarkMicros,
      long horizonMicros) {
    if (lost.contains(sequence)) {
      return Verdict.EXPIRED;
    }
    if (received.contains(sequence)) {
      if (remembered == null || remembered.sequence() != sequence) {
        return occurredAtMicros > highestAtMicros ? Verdict.REUSED : Verdict.DUPLICATE;
      }
      if (remembered.contentHash() == contentHash) {
        return Verdict.DUPLICATE;
      }
      return occurredAtMicros > highestAtMicros ? Verdict.REUSED : Verdict.CONFLICT;
    }
    boolean belowWindow = isOpen() && sequence < received.lowest();
    if (belowWindow && watermarkMicros > openedAtMicros + horizonMicros) {
      return Verdict.EXPIRED;
    }
    return Verdict.NEW;
  }

  /**
   * The window after a NEW number.
   *
   * @param watermarkMicros how far business time has come
   */
  public SequenceWindow with(long sequence, long occurredAtMicros, long watermarkMicros) {
    SequenceRanges nextReceived = received.with(sequence);
    SequenceRanges nextLost = lost;
    while (nextReceived.size() > MAX_RANGES) {
      nextLost = declareLost(nextLost, nextReceived.firstGap());
      nextReceived = nextReceived.withFirstGapClosed();
    }
    boolean isHighest = !isOpen() || sequence > received.highest();
    long since = gapSince(nextReceived, sequence, occurredAtMicros, watermarkMicros);
    boolean isAnotherGap = firstUntold(received) == null || since != gapSinceMicros;
    return new SequenceWindow(
        nextReceived,
        nextLost,
        isOpen() ? openedAtMicros : Math.max(occurredAtMicros, watermarkMicros),
        isHighest ? occurredAtMicros : highestAtMicros,
        since,
        alertedMissing,
        alertRevision,
        toldFrom,
        toldTo,
        isAnotherGap ? nextReceived.highest() : gapKnownTo);
  }

  /** Whether a gap is open. */
  public boolean hasGap() {
    return received.hasGap();
  }

  /**
   * A loss that finds all others told is awaited since it happened. When the first untold gap is
   * filled, the next was open as long where it lies below what was received then; else nobody knows
   * since when, and when a gap of which was told shrinks, the alert begins to be out of date: not
   * later than now.
   */
  private long gapSince(
      SequenceRanges next, long sequence, long occurredAtMicros, long watermarkMicros) {
    SequenceRange untold = firstUntold(received);
    SequenceRange nextUntold = firstUntold(next);
    if (untold == null && nextUntold != null) {
      return occurredAtMicros;
    }
    if (nextUntold != null && nextUntold.last() < gapKnownTo) {
      return gapSinceMicros;
    }
    boolean isAnotherAwaited =
        untold == null
            ? received.missing() == alertedMissing && next.missing() < alertedMissing
            : untold.equals(new SequenceRange(sequence, sequence));
    return isAnotherAwaited && hasGap() && next.hasGap()
        ? Math.max(gapSinceMicros, Math.max(occurredAtMicros, watermarkMicros))
        : gapSinceMicros;
  }

  /** The first gap of which no alert told; null where there is none. */
  private @Nullable SequenceRange firstUntold(SequenceRanges ranges) {
    return ranges.firstGapOutside(toldFrom, toldTo);
  }

  /** Whether a SEQUENCE_GAP alert stands although no gap is open any more. */
  public boolean gapIsHealed() {
    return alertedMissing > 0 && !hasGap();
  }

  /** Whether a gap has been open for so long that people should know, and they do not yet. */
  public boolean gapIsOverdue(long nowMicros, long timeoutMicros) {
    return hasGap()
        && nowMicros >= gapSinceMicros + timeoutMicros
        && (firstUntold(received) != null || received.missing() != alertedMissing);
  }

  /** The window after a SEQUENCE_GAP alert said how things stand. */
  public SequenceWindow alerted() {
    return new SequenceWindow(
        received,
        lost,
        openedAtMicros,
        highestAtMicros,
        gapSinceMicros,
        received.missing(),
        alertRevision + 1,
        received.lowest(),
        received.highest(),
        gapKnownTo);
  }

  /** Whether {@code next}, the window after this one, has a gap to be told of at another time. */
  public boolean waitsForAnotherGap(SequenceWindow next) {
    boolean isFirstUntold =
        firstUntold(received) == null && next.firstUntold(next.received) != null;
    return next.hasGap() && (!hasGap() || isFirstUntold || next.gapSinceMicros != gapSinceMicros);
  }

  private boolean isOpen() {
    return received.size() > 0;
  }

  /**
   * At the cap the two oldest lost gaps become one: a number between them is then dead-lettered
   * although it was received, which is noise; the other way would be a loss.
   */
  private static SequenceRanges declareLost(SequenceRanges lost, SequenceRange gap) {
    SequenceRanges next = lost.withRange(gap);
    return next.size() > MAX_RANGES ? next.withFirstGapClosed() : next;
  }
}
