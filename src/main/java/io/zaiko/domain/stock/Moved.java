package io.zaiko.domain.stock;

/**
 * A change of a shelf as remembered for the counts that may still come.
 *
 * @param atMicros when the units moved
 * @param deltas the change, of the {@link Buckets#countable} buckets
 * @param isReceipt whether goods were delivered: by a supplier, or from another own location
 */
public record Moved(long atMicros, Buckets deltas, boolean isReceipt) {

  /** No receipt. */
  public Moved(long atMicros, Buckets deltas) {
    this(atMicros, deltas, false);
  }

  /** Whether it is a receipt of so many units, with {@code after < t <= upTo}. */
  public boolean isReceiptOf(long units, long afterMicros, long upToMicros) {
    return isReceipt
        && deltas.onHand() == units
        && afterMicros < atMicros
        && atMicros <= upToMicros;
  }
}
