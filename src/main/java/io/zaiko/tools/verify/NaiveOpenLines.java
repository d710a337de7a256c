package io.zaiko.tools.verify;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The order lines that are allocated on some shelves, and since when. */
final class NaiveOpenLines {
  /**
   * What names a line of a shelf.
   *
   * @param orderRef the order
   * @param lineNo its line
   */
  record Name(String orderRef, int lineNo) implements Comparable<Name> {
    private static final Comparator<Name> ORDER =
        Comparator.comparing(Name::orderRef).thenComparingInt(Name::lineNo);

    @Override
    public int compareTo(Name other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * Units of a line on one shelf.
   *
   * @param sinceMicros the earliest business time at which some were allocated
   * @param isDecided whether that is the same in whatever order the records came: they were
   *     allocated by one record, and nothing that was done to them was ever done otherwise
   */
  record Open(long units, long sinceMicros, boolean isDecided) {
    private Open and(Open other) {
      return new Open(
          units + other.units,
          Math.min(sinceMicros, other.sinceMicros),
          isDecided
              && other.isDecided
              && (sinceMicros == Long.MAX_VALUE || other.sinceMicros == Long.MAX_VALUE));
    }
  }

  private final Set<ShelfKey> shelves;
  private final Set<String> skus = new HashSet<>();
  private final Map<ShelfKey, Map<Name, Open>> open = new HashMap<>();

  /**
   * Lines of some shelves.
   *
   * @param orders all there are, settled, and with what the ledger says of them
   */
  NaiveOpenLines(Set<ShelfKey> shelves, NaiveOrders orders) {
    this.shelves = shelves;
    shelves.forEach(shelf -> skus.add(shelf.sku()));
    orders
        .lines()
        .forEach(
            (name, line) -> {
              if (skus.contains(name.sku())) {
                add(name, line);
              }
            });
  }

  private void add(NaiveOrderLine.Name name, NaiveOrderLine line) {
    Name own = new Name(name.orderRef(), name.lineNo());
    Set<AppliedLine> added = Collections.newSetFromMap(new IdentityHashMap<>());
    for (NaiveOrderLine.Sale sale : line.sales()) {
      add(own, sale.event(), sale.line(), added);
    }
    for (NaiveOrderLine.Step step : line.steps()) {
      for (AppliedLine done : List.copyOf(step.event().lines())) {
        if (done.lineNo() == name.lineNo() && done.shelf().sku().equals(name.sku())) {
          add(own, step.event(), done, added);
        }
      }
    }
  }

  private void add(Name name, AppliedEvent event, AppliedLine line, Set<AppliedLine> added) {
    if (!shelves.contains(line.shelf()) || line.isLeftOut() || !added.add(line)) {
      return;
    }
    long units = line.effect().allocated();
    boolean isSure = !line.isTakenFromLedger() && (units > 0 || line.entries() <= 1);
    add(
        line.shelf(),
        name,
        new Open(units, units > 0 ? line.movedAtMicros(event) : Long.MAX_VALUE, isSure));
  }

  /** Adds units that something else than a sale allocated under the name of a line. */
  void add(ShelfKey shelf, Name name, Open units) {
    if (shelves.contains(shelf)) {
      open.computeIfAbsent(shelf, first -> new TreeMap<>()).merge(name, units, Open::and);
    }
  }

  /** Those of a shelf that hold units, by name. */
  Map<Name, Open> of(ShelfKey shelf) {
    Map<Name, Open> held = new TreeMap<>(open.getOrDefault(shelf, Map.of()));
    held.values().removeIf(line -> line.units() <= 0);
    return held;
  }
}
