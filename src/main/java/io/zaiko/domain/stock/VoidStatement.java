package io.zaiko.domain.stock;

import io.zaiko.domain.identity.RecordKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A void of an order line, as remembered until the order is forgotten.
 *
 * @param eventId the void record
 * @param occurredAtMicros when it was voided: voids of one line take effect in this order, ties by
 *     event id
 * @param effectiveAtMicros when its units moved: of a mis-ring with its sale, and as it states
 *     itself while that is not known
 * @param asOfMicros business time, never ahead of the broker's clock
 * @param quantity units it says do not stand
 * @param applied units of these that took effect so far
 * @param outcome what was last said of it
 * @param clockSkewMillis what was subtracted from the times its source told; 0 for nothing
 * @param saleEventId of a mis-ring, the sale it names, empty for none; null where the goods came
 *     back, or where an old savepoint does not know, so that its own time stands
 */
public record VoidStatement(
    String eventId,
    long occurredAtMicros,
    long effectiveAtMicros,
    long asOfMicros,
    long quantity,
    long applied,
    Outcome outcome,
    long clockSkewMillis,
    @Nullable String saleEventId) {

  static VoidStatement of(GoodsEvent event, GoodsLine line) {
    return new VoidStatement(
        event.eventId(),
        event.occurredAtMicros(),
        event.effectiveAtMicros(),
        event.asOfMicros(),
        line.quantity(),
        0,
        Outcome.AWAITS_SALE,
        event.clockSkewMillis(),
        event.goodsNeverLeft() ? Objects.requireNonNullElse(event.originalEventId(), "") : null);
  }

  /**
   * What this void does to the shelf.
   *
   * @param line the line it voids
   * @param atMicros when the units move
   * @param units units that take effect now, negative where units that took effect no longer do
   */
  Movement movement(GoodsLine line, @Nullable String orderRef, long atMicros, long units) {
    return new Movement(
        line.locationId(),
        line.sku(),
        eventId,
        line.lineNo(),
        RecordKind.VOID,
        outcome,
        orderRef,
        atMicros,
        asOfMicros,
        line.effectOf(units).negated(),
        clockSkewMillis,
        null);
  }

  VoidStatement with(long nowApplied, Outcome nowOutcome, long nowEffectiveAtMicros) {
    return new VoidStatement(
        eventId,
        occurredAtMicros,
        nowEffectiveAtMicros,
        asOfMicros,
        quantity,
        nowApplied,
        nowOutcome,
        clockSkewMillis,
        saleEventId);
  }

  /** Whether units of it that took effect moved at another time than was told. */
  boolean movedElsewhen(VoidStatement told) {
    return told.applied != 0 && told.effectiveAtMicros != effectiveAtMicros;
  }

  /** Whether there is nothing new to tell of it. */
  boolean doesAs(VoidStatement told) {
    return applied == told.applied && outcome == told.outcome && !movedElsewhen(told);
  }

  boolean takesEffectBefore(VoidStatement other) {
    if (occurredAtMicros != other.occurredAtMicros) {
      return occurredAtMicros < other.occurredAtMicros;
    }
    return eventId.compareTo(other.eventId) < 0;
  }
}
