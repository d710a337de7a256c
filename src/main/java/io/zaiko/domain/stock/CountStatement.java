package io.zaiko.domain.stock;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a shelf is told of one count, or of what a sensor sees of one of its areas.
 *
 * @param countId names the count within its location: a later statement of the same count replaces
 *     this one; null for a sensor
 * @param area for a sensor, the area it sees; else null, for a count speaks of the whole shelf
 * @param atMicros when the units were counted: a movement at exactly this time is in the count
 * @param quantity units counted, 0 or more
 * @param scope what the quantity is of
 * @param stated unavailable units that the count states; null where it states none
 * @param by the record that states it, the latest one for a session
 */
public record CountStatement(
    @Nullable String countId,
    @Nullable String area,
    long atMicros,
    long quantity,
    CountScope scope,
    @Nullable Stated stated,
    StatedBy by) {

  /** The order in which counts take effect: the last one stands. */
  static final Comparator<CountStatement> IN_ORDER =
      Comparator.comparingLong(CountStatement::atMicros).thenComparing(CountStatement::by);

  /** Whether it is what a sensor sees: evidence, and never a base. */
  public boolean isEvidence() {
    return countId == null;
  }

  /** Whether two counts for one time cannot both be right. */
  boolean contradicts(CountStatement other) {
    return quantity != other.quantity || scope != other.scope;
  }

  /**
   * What is there after this count.
   *
   * @param before what the books say was there at its time
   */
  Buckets over(Buckets before) {
    Stated found = stated == null ? Stated.NOTHING : stated;
    long damaged = orElse(found.damaged(), before.damaged());
    long qualityControl = orElse(found.qualityControl(), before.qualityControl());
    long onHold = orElse(found.onHold(), before.onHold());
    long notFound = orElse(found.notFound(), 0);
    long elsewhere =
        switch (scope) {
          case EVERYTHING -> 0;
          case SELLABLE -> damaged + qualityControl + onHold + notFound + before.staged();
        };
    return new Buckets(
        quantity + elsewhere,
        damaged,
        qualityControl,
        onHold,
        notFound,
        before.allocated(),
        before.inTransit(),
        before.staged());
  }

  private static long orElse(@Nullable Long stated, long before) {
    return stated == null ? before : stated;
  }
}
