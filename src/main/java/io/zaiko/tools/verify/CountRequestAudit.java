package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the requests for a count with the shelves. Somebody must have come short there once:
 * surely so where a fulfilment still says it, perhaps where what came since took its units.
 */
final class CountRequestAudit {
  private static final String CHECK = "COUNT_REQUESTED";

  private final ControlAudit control;
  private final AlertAudit alerts;
  private final Differences differences;
  private final Set<ShelfKey> sought = new HashSet<>();
  private final Set<ShelfKey> missed = new HashSet<>();
  private final Set<String> soughtKeys = new HashSet<>();
  private long unswept;

  CountRequestAudit(
      Iterable<JudgedLine> lines,
      ControlAudit control,
      AlertAudit alerts,
      Differences differences) {
    this.control = control;
    this.alerts = alerts;
    this.differences = differences;
    for (JudgedLine line : lines) {
      sought.addAll(line.soughtAt());
      missed.addAll(line.missedAt());
    }
    sought.forEach(shelf -> soughtKeys.add(shelf.toString()));
  }

  /**
   * Compares all shelves.
   *
   * @return how many requests are missing or not yet taken back, as they are until the sweep of an
   *     item that was declared has been there
   */
  long compare(Map<ShelfKey, Units> balances) {
    Map<String, AlertAudit.Said> standing = alerts.standing(CHECK);
    for (ShelfKey shelf : sought) {
      long notFound = Math.max(0, balances.getOrDefault(shelf, Units.ZERO).notFound());
      boolean isStock = !control.isNonStock(shelf.sku());
      compare(shelf, isStock ? notFound : 0, standing.remove(shelf.toString()));
    }
    for (String key : standing.keySet()) {
      differences.add(Check.ALERTS, key + ": " + CHECK + " stands, but nobody came short there");
    }
    for (AlertAudit.Said said : alerts.closed(CHECK)) {
      differences.expect(
          soughtKeys.contains(said.key()),
          Check.ALERTS,
          () -> said.key() + ": " + CHECK + " was told, but nobody came short there");
      differences.expect(
          said.status() == AlertStatus.RESOLVED && said.facts().getOrDefault("not_found", -1L) == 0,
          Check.ALERTS,
          () -> said.key() + ": " + CHECK + " ended as " + said.status() + ' ' + said.facts());
    }
    return unswept;
  }

  private void compare(ShelfKey shelf, long units, AlertAudit.@Nullable Said said) {
    if (said == null) {
      boolean isMissing = units > 0 && missed.contains(shelf);
      differences.expect(
          !isMissing,
          Check.ALERTS,
          () -> shelf + ": " + units + " units could not be found, but no " + CHECK + " stands");
      unswept += isMissing && control.isDeclared(shelf.sku()) ? 1 : 0;
      return;
    }
    differences.expect(
        units > 0,
        Check.ALERTS,
        () -> shelf + ": " + CHECK + " stands, but no unit is missing there");
    unswept += units == 0 && control.isDeclared(shelf.sku()) ? 1 : 0;
    differences.expect(
        units == 0
            || (said.status() == AlertStatus.CONFIRMED
                && said.facts().getOrDefault("not_found", -1L) == units),
        Check.ALERTS,
        () ->
            "%s: %s is %s and says %s, recomputed %d"
                .formatted(shelf, CHECK, said.status(), said.facts(), units));
  }
}
