package io.zaiko.domain.payment;

/** How the amount of an adjusted authorisation is meant. */
public enum AmountKind {
  /** The new total. */
  TOTAL,
  /** A change of what was authorised before. */
  DELTA
}
