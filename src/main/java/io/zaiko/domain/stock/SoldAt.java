package io.zaiko.domain.stock;

/**
 * When a sale of an order line moved its units: a mis-ring of them moved them back then. Each line
 * of an order keeps it for months, so the sale is named by a hash: of the few that told one line no
 * two share it.
 *
 * @param saleHash the sale, see {@link #hash}
 * @param atMicros when, by its source's clock set right
 */
public record SoldAt(long saleHash, long atMicros) {

  /** Sales of which an old savepoint knows that there were some, and not when. */
  static final SoldAt UNTIMED = new SoldAt(0, Long.MIN_VALUE);

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  static SoldAt of(GoodsEvent sale) {
    return new SoldAt(hash(sale.eventId()), sale.effectiveAtMicros());
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
