package io.zaiko.domain.stock;

import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.SourceRef;
import org.jspecify.annotations.Nullable;

/**
 * A void of an order line, as remembered until the order is forgotten.
 *
 * @param eventId the void record
 * @param occurredAtMicros when it was voided: see {@link LineStatement#IN_ORDER}
 * @param effectiveAtMicros when its units moved: of a mis-ring with its sale, and as it states
 *     itself while that is not known
 * @param asOfMicros business time, never ahead of the broker's clock
 * @param quantity units it says do not stand
 * @param applied units of these that took effect so far
 * @param outcome what was last said of it
 * @param clockSkewMillis what was subtracted from the times its source told; 0 for nothing
 * @param saleHash of a mis-ring, the {@link SoldAt#hash} of the sale it names, 0 for none; null
 *     where the goods came back, or where an old savepoint does not know, so that its own time
 *     stands
 * @param timePrecisionMicros width of the interval that holds the time at which goods came back; 0
 *     where it is exact, and of a mis-ring: what it moves is as uncertain as its sale, and that one
 *     speaks of it
 * @param namedSaleHash the {@link SoldAt#hash} of the sale it names, mis-ring or not; 0 where it
 *     names none, or where an old savepoint does not know
 * @param numbered who wrote it, under which number; null where the source does not number its
 *     records, so that the event id alone names it, or where an old savepoint does not know
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
    @Nullable Long saleHash,
    long timePrecisionMicros,
    long namedSaleHash,
    @Nullable SourceRef numbered) {

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
        event.goodsNeverLeft() ? hash(event.originalEventId()) : null,
        event.goodsNeverLeft() ? 0 : event.timePrecisionMicros(),
        hash(event.originalEventId()),
        event.source().isNumbered() ? event.source() : null);
  }

  private static long hash(@Nullable String saleEventId) {
    return saleEventId == null ? 0 : SoldAt.hash(saleEventId);
  }

  /** The {@link SoldAt#hash} of the sale whose units it takes back; 0 where nobody knows. */
  long undoneSaleHash() {
    return saleHash == null ? namedSaleHash : saleHash;
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
        null,
        timePrecisionMicros);
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
        saleHash,
        timePrecisionMicros,
        namedSaleHash,
        numbered);
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
    return LineStatement.IN_ORDER.compare(LineStatement.of(0, this), LineStatement.of(0, other))
        < 0;
  }
}
