package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What people are told of orders that a closed location can not serve. */
public final class WaitingOrders {

  private static final int EVIDENCE_AT_MOST = 50;

  private WaitingOrders() {}

  /** How many units of orders wait on a shelf because its location is closed. */
  public static long units(Shelf shelf, ShelfView view) {
    boolean isWaiting = !view.open() && !view.nonStock();
    return isWaiting ? Math.max(0, shelf.balances().allocated()) : 0;
  }

  /**
   * The next word on a shelf.
   *
   * @param units that wait now; 0 where none does any more
   * @param lines the open ones of the shelf
   */
  public static Alert alert(
      ShelfId id, Shelf shelf, ShelfView view, long units, Iterable<OpenLine> lines) {
    List<OpenLine> open = new ArrayList<>();
    if (units > 0) {
      lines.forEach(open::add);
      open.sort(Comparator.comparing(OpenLine::orderRef).thenComparingInt(OpenLine::lineNo));
    }
    return new Alert(
        Alert.Check.CLOSED_WITH_ORDERS,
        id.key(),
        0,
        shelf.trading().alertRevision() + 1,
        units > 0 ? Alert.Status.CONFIRMED : Alert.Status.RESOLVED,
        Alert.Severity.HIGH,
        Map.of("allocated", units, "lines", (long) open.size()),
        open.stream().limit(EVIDENCE_AT_MOST).map(WaitingOrders::evidence).toList(),
        sentence(id, view, units, open.size()),
        shelf.asOfMicros());
  }

  private static Alert.Evidence evidence(OpenLine line) {
    return new Alert.Evidence(
        line.eventId(),
        "order %s line %d: %d units".formatted(line.orderRef(), line.lineNo(), line.units()));
  }

  private static String sentence(ShelfId id, ShelfView view, long units, int lines) {
    if (units > 0) {
      return "%s is closed and %d units of %s are promised there to %d order lines: have another location serve them, or void them."
          .formatted(id.locationId(), units, id.sku(), lines);
    }
    return view.open()
        ? "%s is open again.".formatted(id.locationId())
        : "No order waits for %s at %s any more.".formatted(id.sku(), id.locationId());
  }
}
