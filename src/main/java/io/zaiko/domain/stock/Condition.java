package io.zaiko.domain.stock;

/** The condition of units on hand. All but SELLABLE are unavailable. */
public enum Condition {
  SELLABLE,
  DAMAGED,
  QUALITY_CONTROL,
  ON_HOLD,
  NOT_FOUND
}
