package io.zaiko.domain.stock;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether two sources sold the same line: the shop, and the till that rings it up on collection.
 */
final class DoubleBooking {

  private DoubleBooking() {}

  /**
   * Units that stand beyond what the source that sold most says. 0 where one source spoke, and once
   * voids and cancellations leave no more.
   *
   * @param lines each line sold under one number, of one item
   * @param cancelled units of it
   */
  static long units(List<OrderLine> lines, long cancelled) {
    Map<String, Long> bySource = new HashMap<>();
    long gone = cancelled;
    for (OrderLine line : lines) {
      for (SoldAt sale : line.soldAt()) {
        if (sale.sourceId() != null) {
          bySource.merge(sale.sourceId(), sale.units(), Math::addExact);
        }
      }
      gone += line.voids().stream().mapToLong(VoidStatement::applied).sum();
    }
    if (bySource.size() < 2) {
      return 0;
    }
    long sold = bySource.values().stream().mapToLong(Long::longValue).sum();
    long most = bySource.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    return Math.max(0, sold - gone - most);
  }
}
