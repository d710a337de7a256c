package io.zaiko.domain.stock;

import org.jspecify.annotations.Nullable;

/**
 * When a sale of an order line moved its units: a mis-ring of them moved them back then.
 *
 * @param eventId the sale
 * @param atMicros when, by its source's clock set right
 * @param units how many; 0 where an old savepoint does not know
 * @param sourceId who told it; null where an old savepoint does not know
 */
public record SoldAt(String eventId, long atMicros, long units, @Nullable String sourceId) {

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
