package io.zaiko.domain.stock;

/**
 * What is remembered of a shelf beside its balances. It is asked when a count comes, or a movement
 * from before one: an ordinary movement never reads it.
 */
public interface ShelfPast {

  /** Single movements are kept from here on; a count for a time before it cannot be placed. */
  long keptFromMicros();

  /**
   * The sum of the movements with {@code afterMicros < t <= upToMicros}, where {@code afterMicros}
   * is not before {@link #keptFromMicros}.
   */
  Buckets moved(long afterMicros, long upToMicros);

  /**
   * Whether a receipt of so many units is among the movements with {@code afterMicros < t <=
   * upToMicros}.
   */
  boolean hasReceipt(long units, long afterMicros, long upToMicros);

  /** The counts. */
  CountedBooks counts();

  /** Counts for times before this are settled: no record changes them any more. */
  long settledBeforeMicros();

  /** Variances of counts up to this time are certain: what was late had time to come. */
  long certainUpToMicros();
}
