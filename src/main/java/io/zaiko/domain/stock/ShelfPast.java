package io.zaiko.domain.stock;

import java.util.function.Consumer;

/**
 * What is remembered of a shelf beside its balances. It is asked when a count comes or a sensor
 * looks, by a movement from before that, and by a receipt of the day after a count: another
 * movement never reads it.
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
   * upToMicros}. Beyond a bound of what is read it is taken for not there.
   */
  boolean hasReceipt(long units, long afterMicros, long upToMicros);

  /** Hands over each movement that may lie on {@linkplain Moved#isAround either side} of a time. */
  void around(long atMicros, Consumer<Moved> found);

  /** The counts. */
  CountedBooks counts();

  /** Counts for times before this are settled: no record changes them any more. */
  long settledBeforeMicros();

  /** Variances of counts up to this time are certain: what was late had time to come. */
  long certainUpToMicros();
}
