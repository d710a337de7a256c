package io.zaiko.domain.stock;

import io.zaiko.domain.rule.Thresholds;
import org.jspecify.annotations.Nullable;

/** How a shop front shows a shelf. */
public enum StockStatus {
  IN_STOCK,
  LOW_STOCK,
  OUT_OF_STOCK;

  /**
   * The status at an ATS.
   *
   * @param lowStockAt LOW_STOCK at this many units and below, 0 or more
   */
  public static StockStatus of(long availableToSell, long lowStockAt) {
    if (availableToSell <= 0) {
      return OUT_OF_STOCK;
    }
    return availableToSell <= lowStockAt ? LOW_STOCK : IN_STOCK;
  }

  /**
   * The status at an ATS, which depends on the status before it: what was low is in stock again
   * only where {@code inStockAt} is reached, so that a shelf that goes up and down by a unit does
   * not flicker.
   *
   * @param previous of the last image that stood; null where none does
   */
  public static StockStatus of(
      long availableToSell, Thresholds thresholds, @Nullable StockStatus previous) {
    if (availableToSell <= 0) {
      return OUT_OF_STOCK;
    }
    if (availableToSell <= thresholds.lowStockAt()) {
      return LOW_STOCK;
    }
    boolean wasShort = previous == LOW_STOCK || previous == OUT_OF_STOCK;
    return wasShort && availableToSell < thresholds.inStockAt() ? LOW_STOCK : IN_STOCK;
  }
}
