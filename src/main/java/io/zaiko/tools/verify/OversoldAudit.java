package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares the alerts of shelves that can not serve all their orders with the books: that one
 * stands where it must, its number, and the order lines that it names. The newest lose.
 */
final class OversoldAudit {
  private static final String CHECK = "OVERSOLD";
  private static final int NAMED_AT_MOST = 50;
  private static final Pattern NAMED =
      Pattern.compile("order (.*) line (-?\\d+): (\\d+) units", Pattern.DOTALL);

  /**
   * Units of a hold that became an order without its sale.
   *
   * @param orderRef the order under which they are allocated
   * @param lineNo its line
   * @param sinceMicros business time at which they were allocated
   * @param isDecided whether that is the same in whatever order the records came; false where a
   *     sale may have been heard before the hold
   */
  record Held(
      String orderRef,
      int lineNo,
      ShelfKey shelf,
      long units,
      long sinceMicros,
      boolean isDecided) {}

  private final ControlAudit control;
  private final AlertAudit alerts;
  private final Differences differences;
  private final BeforeOversold before;
  private final List<Held> held = new ArrayList<>();
  private long unswept;

  OversoldAudit(
      ControlAudit control, AlertAudit alerts, Differences differences, BeforeOversold before) {
    this.control = control;
    this.alerts = alerts;
    this.differences = differences;
    this.before = before;
  }

  /** Notes units that a hold allocates, which the balances count already. */
  void hold(Held units) {
    held.add(units);
  }

  /**
   * Compares all shelves.
   *
   * @param balances of all shelves, with what holds allocate
   * @param orders settled, and with what the ledger says of them
   * @return how many alerts are missing or not yet taken back, as they are until the sweep of an
   *     item or a group that was declared has been there
   */
  long compare(Map<ShelfKey, Units> balances, NaiveOrders orders) {
    Map<ShelfKey, Long> oversold = oversold(balances);
    NaiveOpenLines lines = new NaiveOpenLines(oversold.keySet(), orders);
    for (Held units : held) {
      lines.add(
          units.shelf(),
          new NaiveOpenLines.Name(units.orderRef(), units.lineNo()),
          new NaiveOpenLines.Open(units.units(), units.sinceMicros(), units.isDecided()));
    }
    Map<String, AlertAudit.Said> standing = alerts.standing(CHECK);
    oversold.forEach(
        (shelf, units) ->
            compare(shelf, units, standing.remove(shelf.toString()), lines.of(shelf)));
    for (String key : standing.keySet()) {
      differences.add(Check.ALERTS, key + ": " + CHECK + " stands, but all orders can be served");
      unswept += mayBeUnswept(ShelfKey.of(key)) ? 1 : 0;
    }
    for (AlertAudit.Said said : alerts.closed(CHECK)) {
      differences.expect(
          said.status() == AlertStatus.RESOLVED && said.facts().getOrDefault("oversold", -1L) == 0,
          Check.ALERTS,
          () -> said.key() + ": " + CHECK + " ended as " + said.status() + ' ' + said.facts());
    }
    return unswept;
  }

  private Map<ShelfKey, Long> oversold(Map<ShelfKey, Units> balances) {
    Set<String> groups = control.groups();
    Map<ShelfKey, Long> oversold = new HashMap<>();
    balances.forEach(
        (shelf, books) -> {
          long there = books.onHand() < 0 ? 0 : books.onHand();
          long lacking = books.allocated() + books.unavailable() - there;
          long units = lacking < books.allocated() ? lacking : books.allocated();
          if (units > 0 && !control.isNonStock(shelf.sku()) && !groups.contains(shelf.location())) {
            oversold.put(shelf, units);
          }
        });
    return oversold;
  }

  private boolean mayBeUnswept(ShelfKey shelf) {
    return control.isDeclared(shelf.sku()) || control.wasGroup(shelf.location());
  }

  private void compare(
      ShelfKey shelf,
      long units,
      AlertAudit.@Nullable Said said,
      Map<NaiveOpenLines.Name, NaiveOpenLines.Open> lines) {
    if (said == null) {
      differences.expect(
          before.mayBeUntold(shelf),
          Check.ALERTS,
          () -> shelf + ": " + units + " units are oversold, but no " + CHECK + " stands");
      unswept += mayBeUnswept(shelf) ? 1 : 0;
      return;
    }
    differences.expect(
        said.status() == AlertStatus.CONFIRMED
            && said.facts().getOrDefault("oversold", -1L) == units,
        Check.ALERTS,
        () ->
            "%s: %s is %s and says %s, recomputed %d"
                .formatted(shelf, CHECK, said.status(), said.facts(), units));
    Map<NaiveOpenLines.Name, Long> named = named(said.roles());
    boolean isDecided =
        !before.mayHoldOldLines(shelf)
            && lines.values().stream().allMatch(NaiveOpenLines.Open::isDecided);
    if (isDecided) {
      Map<NaiveOpenLines.Name, Long> losers = losers(lines, units);
      differences.expect(
          named.equals(losers),
          Check.ALERTS,
          () -> shelf + ": " + CHECK + " names " + text(named) + ", recomputed " + text(losers));
    } else {
      differences.expect(
          named.entrySet().stream()
              .allMatch(loser -> loser.getValue() <= unitsOf(lines.get(loser.getKey()))),
          Check.ALERTS,
          () -> shelf + ": " + CHECK + " names " + text(named) + ", which is not all allocated");
    }
  }

  private static long unitsOf(NaiveOpenLines.@Nullable Open line) {
    return line == null ? 0 : line.units();
  }

  /** From the newest on as many as hold the units, of the last one the rest. */
  private static Map<NaiveOpenLines.Name, Long> losers(
      Map<NaiveOpenLines.Name, NaiveOpenLines.Open> lines, long units) {
    List<Map.Entry<NaiveOpenLines.Name, NaiveOpenLines.Open>> newest =
        new ArrayList<>(lines.entrySet()); // by name, and a sort is stable
    newest.sort(Comparator.comparingLong(line -> -line.getValue().sinceMicros()));
    Map<NaiveOpenLines.Name, Long> losers = new TreeMap<>();
    long left = units;
    for (var line : newest) {
      if (left > 0 && losers.size() < NAMED_AT_MOST) {
        losers.put(line.getKey(), Math.min(left, line.getValue().units()));
        left -= line.getValue().units();
      }
    }
    return losers;
  }

  private static Map<NaiveOpenLines.Name, Long> named(List<String> roles) {
    Map<NaiveOpenLines.Name, Long> named = new TreeMap<>();
    Set<String> unread = new HashSet<>();
    for (String role : roles) {
      Matcher line = NAMED.matcher(role);
      if (!line.matches() || !unread.add(role)) {
        named.put(new NaiveOpenLines.Name(role, -1), Long.MAX_VALUE);
        continue;
      }
      named.put(
          new NaiveOpenLines.Name(line.group(1), Integer.parseInt(line.group(2))),
          Long.parseLong(line.group(3)));
    }
    return named;
  }

  private static List<String> text(Map<NaiveOpenLines.Name, Long> lines) {
    List<String> text = new ArrayList<>();
    lines.forEach(
        (name, units) -> text.add("%s/%d: %d".formatted(name.orderRef(), name.lineNo(), units)));
    return text;
  }
}
