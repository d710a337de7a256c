package io.zaiko.domain.stock;

/** What became of an applied line. The names are API: they stand in the ledger. */
public enum Outcome {
  /** Took effect in full. */
  APPLIED,
  /** A line of zero units, such as a comment on a till's journal. */
  ZERO_LINE,
  /** A void whose sale is not there yet; it takes effect when the sale arrives. */
  AWAITS_SALE,
  /** More was voided than sold; only what was left took effect. */
  EXCESS_VOID,
  /** The balance would leave its range; nothing took effect. */
  OUT_OF_RANGE
}
