package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the requests for a count with the shelves: one stands where units are not found, while
 * fulfilments, all in all, say that somebody could not find some there.
 */
final class CountRequestAudit {
  private static final String CHECK = "COUNT_REQUESTED";

  private final ControlAudit control;
  private final AlertAudit alerts;
  private final Differences differences;
  private final Map<ShelfKey, Long> missed = new HashMap<>();
  private final Set<ShelfKey> sought = new HashSet<>();
  private long unswept;

  /**
   * Requests.
   *
   * @param lines of which units may have been missing for a while
   * @param events with what they did, once the ledger is read
   */
  CountRequestAudit(
      Iterable<JudgedLine> lines,
      Iterable<AppliedEvent> events,
      ControlAudit control,
      AlertAudit alerts,
      Differences differences) {
    this.control = control;
    this.alerts = alerts;
    this.differences = differences;
    for (JudgedLine line : lines) {
      sought.addAll(line.soughtAt());
    }
    for (AppliedEvent event : events) {
      if (event.isFulfilment()) {
        event.lines().forEach(this::add);
      }
    }
  }

  private void add(AppliedLine line) {
    long units = line.effect().notFound();
    if (units != 0 && !line.isLeftOut()) {
      missed.merge(line.shelf(), units, Long::sum);
      sought.add(line.shelf());
    }
  }

  /**
   * Compares all shelves.
   *
   * @return how many requests are missing or not yet taken back, as they are until the sweep of an
   *     item that was declared has been there
   */
  long compare(Map<ShelfKey, Units> balances) {
    Map<String, AlertAudit.Said> standing = alerts.standing(CHECK);
    Set<String> soughtKeys = new HashSet<>();
    for (ShelfKey shelf : sought) {
      long notFound = Math.max(0, balances.getOrDefault(shelf, Units.ZERO).notFound());
      boolean isMissed = missed.getOrDefault(shelf, 0L) > 0 && !control.isNonStock(shelf.sku());
      compare(shelf, isMissed ? notFound : 0, standing.remove(shelf.toString()));
      soughtKeys.add(shelf.toString());
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
      differences.expect(
          units == 0,
          Check.ALERTS,
          () -> shelf + ": " + units + " units could not be found, but no " + CHECK + " stands");
      unswept += units > 0 && control.isDeclared(shelf.sku()) ? 1 : 0;
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
