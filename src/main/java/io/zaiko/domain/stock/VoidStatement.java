package io.zaiko.domain.stock;

import io.zaiko.domain.identity.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * A void of an order line, as remembered until the order is forgotten.
 *
 * @param eventId the void record
 * @param occurredAtMicros when it was voided: voids of one line take effect in this order, ties by
 *     event id
 * @param effectiveAtMicros when its units moved
 * @param asOfMicros business time, never ahead of the broker's clock
 * @param quantity units it says do not stand
 * @param applied units of these that took effect so far
 * @param outcome what was last said of it
 * @param clockSkewMillis what was subtracted from the times its source told; 0 for nothing
 */
public record VoidStatement(
    String eventId,
    long occurredAtMicros,
    long effectiveAtMicros,
    long asOfMicros,
    long quantity,
    long applied,
    Outcome outcome,
    long clockSkewMillis) {

  static VoidStatement of(GoodsEvent event, GoodsLine line) {
    return new VoidStatement(
        event.eventId(),
        event.occurredAtMicros(),
        event.effectiveAtMicros(),
        event.asOfMicros(),
        line.quantity(),
        0,
        Outcome.AWAITS_SALE,
        event.clockSkewMillis());
  }

  /**
   * What this void does to the shelf.
   *
   * @param line the line it voids
   * @param units units that take effect now, negative where units that took effect no longer do
   */
  Movement movement(GoodsLine line, @Nullable String orderRef, long units) {
    return new Movement(
        line.locationId(),
        line.sku(),
        eventId,
        line.lineNo(),
        RecordKind.VOID,
        outcome,
        orderRef,
        effectiveAtMicros,
        asOfMicros,
        line.effectOf(units).negated(),
        clockSkewMillis,
        null);
  }

  VoidStatement with(long nowApplied, Outcome nowOutcome) {
    return new VoidStatement(
        eventId,
        occurredAtMicros,
        effectiveAtMicros,
        asOfMicros,
        quantity,
        nowApplied,
        nowOutcome,
        clockSkewMillis);
  }

  boolean takesEffectBefore(VoidStatement other) {
    if (occurredAtMicros != other.occurredAtMicros) {
      return occurredAtMicros < other.occurredAtMicros;
    }
    return eventId.compareTo(other.eventId) < 0;
  }
}
