package io.zaiko.domain.stock;

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
}
