package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import java.util.HashMap;
import java.util.Map;

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

  /** Compares all shelves. */
  void compare(Map<ShelfKey, Units> balances) {
    Map<String, AlertAudit.Said> standing = new HashMap<>(alerts.standing(CHECK));
    balances.forEach(
        (shelf, units) -> {
          if (control.isClosed(shelf.location())
              && !control.isNonStock(shelf.sku())
              && units.allocated() > 0) {
            AlertAudit.Said said = standing.remove(shelf.toString());
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
    }
  }
}
