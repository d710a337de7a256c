package io.zaiko.domain.stock;

/** What became of an applied line. The names are API: they stand in the ledger. */
public enum Outcome {
  /** Took effect in full. */
  APPLIED,
  /** A line of zero units, such as a comment on a till's journal. */
  ZERO_LINE,
  /** A void or a fulfilment whose sale is not there yet; it takes effect when the sale arrives. */
  AWAITS_SALE,
  /** More was voided than sales and fulfilments left; only that took effect. */
  EXCESS_VOID,
  /** Beyond the bounds of its transfer; the goods moved and nothing is in transit. */
  TRANSFER_FULL,
  /** A movement that the standing count has seen: on hand is as counted, the rest took effect. */
  ABSORBED,
  /** A line of a count whose session is not complete yet. */
  AWAITS_COMPLETE,
  /** A line of a count that another line of its session speaks for: that line's entry shows it. */
  PART_OF_COUNT,
  /** A count older than the standing one: it sets what no later count stated. */
  SUPERSEDED,
  /** What a sensor sees of one area: it changes nothing. */
  EVIDENCE,
  /** A count for a time that is settled: what moved since cannot be told apart. */
  TOO_LATE,
  /** A line of a count beyond the bounds of its session; it is not in the count. */
  SESSION_FULL,
  /** The balance would leave its range; nothing took effect. */
  OUT_OF_RANGE,
  /** More of an order line was fulfilled than it still had; only what was left took effect. */
  EXCESS_FULFILMENT,
  /** A hold that the shelf cannot cover for its channel: nothing was taken. */
  INSUFFICIENT_STOCK;

  /**
   * Whether a line that ends so may say something of its shelf. One that waits, came too late or
   * has no room leaves its entry in the ledger and nothing else.
   */
  boolean takesEffect() {
    return switch (this) {
      case APPLIED, EXCESS_VOID, EXCESS_FULFILMENT, TRANSFER_FULL, ABSORBED, SUPERSEDED -> true;
      case ZERO_LINE,
          AWAITS_SALE,
          AWAITS_COMPLETE,
          PART_OF_COUNT,
          EVIDENCE,
          TOO_LATE,
          SESSION_FULL,
          INSUFFICIENT_STOCK,
          OUT_OF_RANGE ->
          false;
    };
  }
}
