package io.zaiko.domain.stock;

import org.jspecify.annotations.Nullable;

/**
 * The past that no count can change any more: all movements up to the last settled count, and what
 * that and the counts before it said.
 *
 * @param balances what was there after the last settled count
 * @param atMicros time of that count
 * @param scope of that count; null where none is settled yet
 * @param damagedAtMicros time of the last settled count that stated DAMAGED; {@link Long#MIN_VALUE}
 *     where none did
 * @param qualityControlAtMicros the same of QUALITY_CONTROL
 * @param onHoldAtMicros the same of ON_HOLD
 */
public record FoldedCounts(
    Buckets balances,
    long atMicros,
    @Nullable CountScope scope,
    long damagedAtMicros,
    long qualityControlAtMicros,
    long onHoldAtMicros) {

  static final FoldedCounts NONE =
      new FoldedCounts(
          Buckets.NONE, Long.MIN_VALUE, null, Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE);

  boolean isEmpty() {
    return scope == null;
  }

  /** Whether a movement or a count of this time belongs to what is settled. */
  boolean covers(long timeMicros) {
    return scope != null && timeMicros <= atMicros;
  }

  /** This past and the next count, with what moved between them. */
  FoldedCounts with(Counted next) {
    CountStatement count = next.statement();
    Stated stated = count.stated() == null ? Stated.NOTHING : count.stated();
    return new FoldedCounts(
        count.over(balances.plus(next.movedBefore())),
        count.atMicros(),
        count.scope(),
        stated.damaged() == null ? damagedAtMicros : count.atMicros(),
        stated.qualityControl() == null ? qualityControlAtMicros : count.atMicros(),
        stated.onHold() == null ? onHoldAtMicros : count.atMicros());
  }

  /** This past with a movement in it: each bucket changes where no later count has stated it. */
  FoldedCounts moved(Buckets deltas, long timeMicros) {
    long damaged = timeMicros > damagedAtMicros ? deltas.damaged() : 0;
    long qualityControl = timeMicros > qualityControlAtMicros ? deltas.qualityControl() : 0;
    long onHold = timeMicros > onHoldAtMicros ? deltas.onHold() : 0;
    long elsewhere = damaged + qualityControl + onHold + deltas.staged();
    long onHand = scope == CountScope.SELLABLE ? elsewhere : 0;
    Buckets effect =
        new Buckets(
            onHand, damaged, qualityControl, onHold, 0, 0, deltas.inTransit(), deltas.staged());
    return new FoldedCounts(
        balances.plus(effect),
        atMicros,
        scope,
        damagedAtMicros,
        qualityControlAtMicros,
        onHoldAtMicros);
  }
}
