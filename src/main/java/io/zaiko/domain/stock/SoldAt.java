package io.zaiko.domain.stock;

import org.jspecify.annotations.Nullable;

/**
 * A sale of an order line, as remembered: a mis-ring moves its units back when it did, and
 * DOUBLE_BOOKED asks who told it. Each line of an order keeps it for months, so the sale is named
 * by a hash: of the few that told one line no two share it.
 *
 * @param saleHash the sale, see {@link #hash}
 * @param atMicros when, by its source's clock set right
 * @param units how many; 0 where an old savepoint does not know
 * @param sourceId who told it; null where an old savepoint does not know
 * @param eventId the sale in full, where it promised units, so that people can be told of it; null
 *     where the goods were carried out, and where an old savepoint does not know
 */
public record SoldAt(
    long saleHash, long atMicros, long units, @Nullable String sourceId, @Nullable String eventId) {

  /** Sales of which an old savepoint knows that there were some, and not when. */
  static final SoldAt UNTIMED = new SoldAt(0, Long.MIN_VALUE, 0, null, null);

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  static SoldAt of(GoodsEvent sale, GoodsLine stated) {
    return new SoldAt(
        hash(sale.eventId()),
        sale.effectiveAtMicros(),
        stated.quantity(),
        sale.source().id(),
        stated.isAllocated() ? sale.eventId() : null);
  }

  /** An event id in 64 bits. */
  static long hash(String eventId) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < eventId.length(); i++) {
      hash = (hash ^ eventId.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }

  boolean isBefore(SoldAt other) {
    return atMicros != other.atMicros ? atMicros < other.atMicros : saleHash < other.saleHash;
  }
}
