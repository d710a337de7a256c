package io.zaiko.domain.stock;

/** What a counter looked at. */
public enum CountScope {
  /** All units on hand, whatever their condition. */
  EVERYTHING,
  /**
   * Only what could be sold: unavailable and staged units lie elsewhere and come from the books.
   */
  SELLABLE
}
