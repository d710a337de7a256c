package io.zaiko.domain.stock;

import java.util.Comparator;

/**
 * The record behind a statement. Of two statements for one time the greater record stands, whatever
 * order they arrive in.
 *
 * @param sourceId who wrote it
 * @param epoch of the source's numbering
 * @param sequence its number; -1 where the source does not number its records
 * @param eventId its name
 */
public record StatedBy(String sourceId, long epoch, long sequence, String eventId)
    implements Comparable<StatedBy> {

  private static final Comparator<StatedBy> ORDER =
      Comparator.comparing(StatedBy::sourceId)
          .thenComparingLong(StatedBy::epoch)
          .thenComparingLong(StatedBy::sequence)
          .thenComparing(StatedBy::eventId);

  /** The record of an event. */
  public static StatedBy of(GoodsEvent event) {
    return new StatedBy(
        event.source().id(), event.source().epoch(), event.source().sequence(), event.eventId());
  }

  @Override
  public int compareTo(StatedBy other) {
    return ORDER.compare(this, other);
  }
}
