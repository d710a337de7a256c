package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The order lines of each shelf, entry by entry, and which of them it can not serve. */
final class HonestOversold {
  private final HonestOutputs out;
  private final Map<ShelfKey, Map<String, List<Entry>>> lines = new HashMap<>();

  private record Entry(String orderRef, int lineNo, long at, long units) {}

  HonestOversold(HonestOutputs out) {
    this.out = out;
  }

  /** Units of an order line are allocated, or no more. */
  void allocate(ShelfKey shelf, String orderRef, int lineNo, long at, long units) {
    if (units != 0) {
      List<Entry> entries =
          lines
              .computeIfAbsent(shelf, first -> new HashMap<>())
              .computeIfAbsent(orderRef + '/' + lineNo, first -> new ArrayList<>());
      entries.add(new Entry(orderRef, lineNo, at, units));
      if (sum(entries) == 0) {
        entries.clear();
      }
    }
  }

  /** Tells what a shelf lacks that has such books, and is to serve orders. */
  void tell(ShelfKey shelf, Units books) {
    long fit = Math.max(books.onHand(), 0) - books.unavailable();
    long lacking = Math.min(Math.max(books.allocated() - fit, 0), books.allocated());
    if (lacking <= 0) {
      nothing(shelf);
      return;
    }
    List<List<Entry>> newest = new ArrayList<>(lines.getOrDefault(shelf, Map.of()).values());
    newest.removeIf(line -> sum(line) <= 0);
    newest.sort(
        Comparator.<List<Entry>>comparingLong(line -> -since(line))
            .thenComparing(line -> line.get(0).orderRef())
            .thenComparing(line -> line.get(0).lineNo()));
    List<String> roles = new ArrayList<>();
    long left = lacking;
    for (List<Entry> line : newest) {
      if (left > 0 && roles.size() < 50) {
        Entry any = line.get(0);
        roles.add(
            "order "
                + any.orderRef()
                + " line "
                + any.lineNo()
                + ": "
                + Math.min(left, sum(line))
                + " units");
        left -= sum(line);
      }
    }
    out.alert(
        "OVERSOLD", shelf.toString(), AlertStatus.CONFIRMED, Map.of("oversold", lacking), roles);
  }

  /** All that a shelf owes can be served, or is owed by nobody. */
  void nothing(ShelfKey shelf) {
    out.alert(
        "OVERSOLD", shelf.toString(), AlertStatus.RESOLVED, Map.of("oversold", 0L), List.of());
  }

  private static long since(List<Entry> line) {
    return line.stream().filter(e -> e.units() > 0).mapToLong(Entry::at).min().orElseThrow();
  }

  private static long sum(List<Entry> line) {
    return line.stream().mapToLong(Entry::units).sum();
  }
}
