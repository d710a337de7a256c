package io.zaiko.domain.rule;

/**
 * Where the status of a shelf turns. Between the two it stays what it was.
 *
 * @param lowStockAt LOW_STOCK at this many units and below, 0 or more
 * @param inStockAt IN_STOCK at this many units and above, more than {@code lowStockAt}
 */
public record Thresholds(long lowStockAt, long inStockAt) {

  public Thresholds {
    if (lowStockAt < 0 || inStockAt <= lowStockAt) {
      throw new IllegalArgumentException(
          "low stock at " + lowStockAt + ", in stock at " + inStockAt);
    }
  }

  /** Thresholds without a band between them. */
  public static Thresholds at(long lowStockAt) {
    return new Thresholds(lowStockAt, lowStockAt + 1);
  }
}
