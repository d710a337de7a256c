package io.zaiko.tools.orders;

import io.zaiko.avro.StockLedgerEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What ledger entries that name an order come to. Holds a few numbers for each of its lines. */
final class OrderBook {
  private static final Set<String> OF_LINES = Set.of("SALE", "VOID", "FULFILMENT");

  private final Map<String, Order> orders = new HashMap<>();

  /**
   * Units of an order at a location.
   *
   * @param lines the line numbers they stand for
   * @param handedOver units that left the shelf for the customer
   */
  record Row(
      String orderRef,
      String lines,
      String sku,
      String location,
      long allocated,
      long staged,
      long handedOver,
      Instant spokenOf) {}

  private record Spot(String sku, String location) implements Comparable<Spot> {
    private static final Comparator<Spot> ORDER =
        Comparator.comparing(Spot::sku).thenComparing(Spot::location);

    @Override
    public int compareTo(Spot other) {
      return ORDER.compare(this, other);
    }
  }

  private record Units(long allocated, long staged, long handedOver) {
    static final Units NONE = new Units(0, 0, 0);

    Units plus(Units other) {
      return new Units(
          allocated + other.allocated, staged + other.staged, handedOver + other.handedOver);
    }
  }

  private static final class AtSpot {
    private final Map<Integer, Units> byLine = new TreeMap<>();
    private Units held = Units.NONE;
    private boolean isHeld;

    void take(StockLedgerEntry entry) {
      Units units =
          new Units(
              entry.getDeltas().getAllocated(),
              entry.getDeltas().getStaged(),
              -entry.getDeltas().getOnHand());
      if (OF_LINES.contains(entry.getKind())) {
        byLine.merge(entry.getLineNo(), units, Units::plus);
      } else {
        // The lines of a reservation are not numbered like those of the sale that it became.
        held = held.plus(units);
        isHeld |= !units.equals(Units.NONE);
      }
    }

    Map<String, Units> byName() {
      Map<String, Units> named = new TreeMap<>();
      if (isHeld) {
        String names =
            new TreeSet<>(byLine.keySet())
                .stream().map(String::valueOf).collect(Collectors.joining(","));
        named.put(
            names.isEmpty() ? "reserved" : names,
            byLine.values().stream().reduce(held, Units::plus));
      } else {
        byLine.forEach((line, units) -> named.put(line.toString(), units));
      }
      return named;
    }
  }

  private static final class Order {
    private final Map<Spot, AtSpot> spots = new TreeMap<>();
    private Instant spokenOf = Instant.MIN;

    void take(StockLedgerEntry entry) {
      spots
          .computeIfAbsent(new Spot(entry.getSku(), entry.getLocationId()), spot -> new AtSpot())
          .take(entry);
      if (entry.getOccurredAt().isAfter(spokenOf)) {
        spokenOf = entry.getOccurredAt();
      }
    }

    List<Row> rows(String orderRef) {
      List<Row> rows = new ArrayList<>();
      spots.forEach(
          (spot, at) ->
              at.byName()
                  .forEach(
                      (lines, units) ->
                          rows.add(
                              new Row(
                                  orderRef,
                                  lines,
                                  spot.sku(),
                                  spot.location(),
                                  units.allocated(),
                                  units.staged(),
                                  units.handedOver(),
                                  spokenOf))));
      return rows;
    }
  }

  /** Takes an entry; one that names no order is passed over. */
  void take(StockLedgerEntry entry) {
    String orderRef = entry.getOrderRef();
    if (orderRef != null) {
      orders.computeIfAbsent(orderRef, ref -> new Order()).take(entry);
    }
  }

  /** All lines of an order; none where nothing is known of it. */
  List<Row> of(String orderRef) {
    Order order = orders.get(orderRef);
    return order == null ? List.of() : order.rows(orderRef);
  }

  /** The lines of orders that still wait for units, those spoken of last first. */
  List<Row> open() {
    return orders.entrySet().stream()
        .flatMap(entry -> entry.getValue().rows(entry.getKey()).stream())
        .filter(row -> row.allocated() != 0 || row.staged() != 0)
        .sorted(
            Comparator.comparing(Row::spokenOf)
                .reversed()
                .thenComparing(Row::orderRef)
                .thenComparing(Row::lines)
                .thenComparing(Row::location))
        .toList();
  }
}
