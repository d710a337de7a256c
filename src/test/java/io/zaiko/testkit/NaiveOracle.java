package io.zaiko.testkit;

import io.zaiko.tools.verify.KnownShelves;
import io.zaiko.tools.verify.NaiveStock;
import io.zaiko.tools.verify.ShelfKey;
import io.zaiko.tools.verify.Units;
import java.util.HashMap;
import java.util.Map;

/** What a history must come to: the model that {@code verify} judges the running job by. */
public final class NaiveOracle {
  private NaiveOracle() {}

  /**
   * The units of every shelf that a record names; redelivered events count once. Where a source's
   * clock is wrong, the first copy of its record says by how much.
   */
  public static Map<ShelfKey, Units> balancesOf(History history) {
    return stockOf(history).balances();
  }

  /** The same of the shelves that are known: one that was only named is not shown to anybody. */
  public static Map<ShelfKey, Units> shownOf(History history) {
    NaiveStock stock = stockOf(history);
    Map<ShelfKey, Units> shown = new HashMap<>(stock.balances());
    shown.keySet().retainAll(KnownShelves.of(stock));
    return shown;
  }

  private static NaiveStock stockOf(History history) {
    return NaiveStock.of(history.records().stream().map(HistoryRecord::record).toList());
  }
}
