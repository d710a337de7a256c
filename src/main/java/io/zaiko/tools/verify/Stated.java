package io.zaiko.tools.verify;

import java.util.Comparator;

/**
 * Which of several statements is later: by the time it speaks of, then by who wrote it and under
 * which number.
 *
 * @param atMicros the time it speaks of
 * @param sourceId who wrote it
 * @param epoch of the source's numbering
 * @param sequence its number; -1 for none
 * @param eventId its name
 */
record Stated(long atMicros, String sourceId, long epoch, long sequence, String eventId)
    implements Comparable<Stated> {
  private static final Comparator<Stated> BY_TIME = Comparator.comparingLong(Stated::atMicros);

  /** At one time, these decide. */
  static final Comparator<Stated> BY_NAME =
      Comparator.comparing(Stated::sourceId)
          .thenComparingLong(Stated::epoch)
          .thenComparingLong(Stated::sequence)
          .thenComparing(Stated::eventId);

  @Override
  public int compareTo(Stated other) {
    return BY_TIME.thenComparing(BY_NAME).compare(this, other);
  }
}
