package io.zaiko.domain.stock;

import org.jspecify.annotations.Nullable;

/**
 * A sale of an order line, as remembered: a mis-ring moves its units back when it did, and
 * DOUBLE_BOOKED asks who told it.
 *
 * @param eventId the sale; empty where an old savepoint does not know
 * @param atMicros when, by its source's clock set right
 * @param units how many; 0 where an old savepoint does not know
 * @param sourceId who told it; null where an old savepoint does not know
 */
public record SoldAt(String eventId, long atMicros, long units, @Nullable String sourceId) {

  /** Absent in an old savepoint: told, and by which record nobody knows. */
  public SoldAt {
    eventId = eventId == null ? "" : eventId;
  }

  /** Sales of which an old savepoint knows that there were some, and not when. */
  static final SoldAt UNTIMED = new SoldAt("", Long.MIN_VALUE, 0, null);

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  static SoldAt of(GoodsEvent sale, GoodsLine stated) {
    return new SoldAt(
        sale.eventId(), sale.effectiveAtMicros(), stated.quantity(), sale.source().id());
  }

  /**
   * An event id in 64 bits, which is how a mis-ring that waits for months names its sale: of the
   * few that told one line no two share it.
   */
  static long hash(String eventId) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < eventId.length(); i++) {
      hash = (hash ^ eventId.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }

  boolean isBefore(SoldAt other) {
    return atMicros != other.atMicros
        ? atMicros < other.atMicros
        : eventId.compareTo(other.eventId) < 0;
  }
}
