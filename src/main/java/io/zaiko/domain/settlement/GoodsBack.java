package io.zaiko.domain.settlement;

import io.zaiko.domain.money.Amounts;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What came back of an order, against what it sold, item by item. */
final class GoodsBack {
  private final Map<String, Long> units = new TreeMap<>();
  private final Map<String, Long> minor = new HashMap<>();
  private long neverSold;
  private long neverSoldMinor;
  private long sold;
  private long soldBack;
  private long soldFewerMinor;

  void add(OrderEntry.Line line) {
    units.merge(line.sku(), line.units(), Amounts::sum);
    minor.merge(line.sku(), Math.max(0, line.amountMinor()), Amounts::sum);
  }

  /** Compares with the lines that were sold, as they stand. */
  void compare(Collection<SoldLine> lines) {
    Map<String, Long> standing = new HashMap<>();
    for (SoldLine line : lines) {
      standing.merge(line.sku(), line.units() - line.gone(), Amounts::sum);
    }
    neverSold = 0;
    neverSoldMinor = 0;
    sold = 0;
    soldBack = 0;
    soldFewerMinor = 0;
    units.forEach((sku, back) -> compare(standing.getOrDefault(sku, 0L), back, minorOf(sku)));
  }

  private long minorOf(String sku) {
    return minor.getOrDefault(sku, 0L);
  }

  private void compare(long stands, long back, long backMinor) {
    if (stands == 0) {
      neverSold = Amounts.sum(neverSold, back);
      neverSoldMinor = Amounts.sum(neverSoldMinor, backMinor);
    } else if (back > stands) {
      sold = Amounts.sum(sold, stands);
      soldBack = Amounts.sum(soldBack, back);
      soldFewerMinor = Amounts.sum(soldFewerMinor, Amounts.share(backMinor, back - stands, back));
    }
  }

  /** Units of items of which the order sold none that stand. */
  long neverSold() {
    return neverSold;
  }

  /** What they are worth, minor units; 0 where that is not stated. */
  long neverSoldMinor() {
    return neverSoldMinor;
  }

  /** Units sold that stand, of items of which more came back. */
  long sold() {
    return sold;
  }

  /** Units that came back of them. */
  long soldBack() {
    return soldBack;
  }

  /** Units that came back of them beyond what was sold. */
  long soldFewer() {
    return soldBack - sold;
  }

  /** What these are worth, minor units; 0 where that is not stated. */
  long soldFewerMinor() {
    return soldFewerMinor;
  }
}
