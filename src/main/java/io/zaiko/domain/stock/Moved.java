package io.zaiko.domain.stock;

/**
 * A change of a shelf as remembered for the counts that may still come.
 *
 * @param atMicros when the units moved
 * @param deltas the change, of the {@link Buckets#countable} buckets
 * @param isReceipt whether goods were delivered: by a supplier, or from another own location
 * @param precisionMicros width of the interval that begins at {@code atMicros} and holds the true
 *     time; 0 where it is exact, or no unit is uncertain
 * @param uncertainUnits units that moved at some time of it; negative where units that were told as
 *     such are taken back
 */
public record Moved(
    long atMicros, Buckets deltas, boolean isReceipt, long precisionMicros, long uncertainUnits) {

  /** An interval of one microsecond is no interval: it holds one time. */
  public Moved {
    boolean isExact = precisionMicros <= 1 || uncertainUnits == 0;
    precisionMicros = isExact ? 0 : precisionMicros;
    uncertainUnits = isExact ? 0 : uncertainUnits;
  }

  /** No receipt, at an exact time. */
  public Moved(long atMicros, Buckets deltas) {
    this(atMicros, deltas, false, 0, 0);
  }

  /** Whether it is a receipt of so many units, with {@code after < t <= upTo}. */
  public boolean isReceiptOf(long units, long afterMicros, long upToMicros) {
    return isReceipt
        && deltas.onHand() == units
        && afterMicros < atMicros
        && atMicros <= upToMicros;
  }

  /** Whether its time is known as an interval alone. */
  public boolean isImprecise() {
    return precisionMicros != 0;
  }

  /** The last microsecond in which its units may have moved. */
  public long latestMicros() {
    return isImprecise() ? atMicros + precisionMicros - 1 : atMicros;
  }

  /** Whether its units may have moved before a time, or at it, and also after it. */
  public boolean isAround(long micros) {
    return atMicros <= micros && micros < latestMicros();
  }
}
