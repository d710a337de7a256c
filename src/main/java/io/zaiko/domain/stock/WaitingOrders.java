package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
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
   * The next word on a shelf. However many lines are open, few are read: an order that comes or
   * goes changes one of them.
   *
   * @param units that wait now; 0 where none does any more
   * @param lines the open ones of the shelf
   */
  public static Alert alert(
      ShelfId id, Shelf shelf, ShelfView view, long units, Iterable<OpenLine> lines) {
    List<OpenLine> open = units > 0 ? first(lines) : List.of();
    boolean areAll = open.size() <= EVIDENCE_AT_MOST;
    return new Alert(
        Alert.Check.CLOSED_WITH_ORDERS,
        id.key(),
        0,
        shelf.trading().alertRevision() + 1,
        units > 0 ? Alert.Status.CONFIRMED : Alert.Status.RESOLVED,
        Alert.Severity.HIGH,
        areAll
            ? Map.of("allocated", units, "lines", (long) open.size())
            : Map.of("allocated", units),
        open.stream()
            .limit(EVIDENCE_AT_MOST)
            .sorted(Comparator.comparing(OpenLine::orderRef).thenComparingInt(OpenLine::lineNo))
            .map(WaitingOrders::evidence)
            .toList(),
        sentence(
            id,
            view,
            units,
            areAll ? Integer.toString(open.size()) : "more than " + EVIDENCE_AT_MOST),
        shelf.asOfMicros());
  }

  /** As many lines as are listed, and one more where there are more. */
  private static List<OpenLine> first(Iterable<OpenLine> lines) {
    List<OpenLine> first = new ArrayList<>();
    Iterator<OpenLine> each = lines.iterator();
    while (first.size() <= EVIDENCE_AT_MOST && each.hasNext()) {
      first.add(each.next());
    }
    return first;
  }

  private static Alert.Evidence evidence(OpenLine line) {
    return new Alert.Evidence(
        line.eventId(),
        "order %s line %d: %d units".formatted(line.orderRef(), line.lineNo(), line.units()));
  }

  private static String sentence(ShelfId id, ShelfView view, long units, String lines) {
    if (units > 0) {
      return "%s is closed and %d units of %s are promised there to %s order lines: have another location serve them, or void them."
          .formatted(id.locationId(), units, id.sku(), lines);
    }
    return view.open()
        ? "%s is open again.".formatted(id.locationId())
        : "No order waits for %s at %s any more.".formatted(id.sku(), id.locationId());
  }
}
