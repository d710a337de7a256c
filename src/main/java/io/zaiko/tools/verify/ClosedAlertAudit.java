package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Compares the alerts of orders that wait in closed locations with the shelves. */
final class ClosedAlertAudit {
  private static final String CHECK = "CLOSED_WITH_ORDERS";

  private final ControlAudit control;
  private final AlertAudit alerts;
  private final Differences differences;

  ClosedAlertAudit(ControlAudit control, AlertAudit alerts, Differences differences) {
    this.control = control;
    this.alerts = alerts;
    this.differences = differences;
  }

  /**
   * Compares all shelves.
   *
   * @return how many alerts are missing or not yet taken back, as they are until the sweep of a
   *     location that closed or opened, or of an item that was declared, has been there
   */
  long compare(Map<ShelfKey, Units> balances) {
    Map<String, AlertAudit.Said> standing = new HashMap<>(alerts.standing(CHECK));
    AtomicLong unswept = new AtomicLong();
    balances.forEach(
        (shelf, units) -> {
          if (control.isClosed(shelf.location())
              && !control.isNonStock(shelf.sku())
              && units.allocated() > 0) {
            AlertAudit.Said said = standing.remove(shelf.toString());
            if (said == null) {
              unswept.incrementAndGet();
            }
            differences.expect(
                said != null
                    && said.status() == AlertStatus.CONFIRMED
                    && said.facts().getOrDefault("allocated", 0L) == units.allocated(),
                Check.ALERTS,
                () ->
                    shelf
                        + " is closed with "
                        + units.allocated()
                        + " allocated, but "
                        + (said == null ? "no alert stands" : "the alert says " + said.facts()));
          }
        });
    for (String key : standing.keySet()) {
      differences.add(Check.ALERTS, key + ": " + CHECK + " stands, but no order waits there");
      int bar = key.indexOf('|');
      if (bar >= 0 && control.isPlace(key.substring(0, bar))) {
        unswept.incrementAndGet();
      }
    }
    return unswept.get();
  }
}
