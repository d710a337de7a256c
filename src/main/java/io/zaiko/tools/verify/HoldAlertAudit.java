package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.DecisionLine;
import io.zaiko.avro.ReservationDecision;
import io.zaiko.tools.verify.NaiveHold.Fate;
import java.util.List;
import java.util.Map;

/**
 * What people are told of reservations: paid without stock, committed without an order. Each stands
 * where it should and nowhere else, is confirmed, and says of how many units. When one was
 * committed and whether it is paid is not compared: what comes late changes that and is not told
 * again.
 */
final class HoldAlertAudit {
  private static final String WITHOUT_STOCK = "PAID_WITHOUT_STOCK";
  private static final String WITHOUT_ORDER = "HOLD_WITHOUT_ORDER";

  private final Differences differences;
  private final HoldSettings settings;
  private final ProvenTime time;
  private final Map<String, AlertAudit.Said> withoutStock;
  private final Map<String, AlertAudit.Said> withoutOrder;
  private final List<AlertAudit.Said> coveredAgain;

  HoldAlertAudit(
      AlertAudit alerts, Differences differences, HoldSettings settings, ProvenTime time) {
    this.differences = differences;
    this.settings = settings;
    this.time = time;
    this.withoutStock = alerts.standing(WITHOUT_STOCK);
    this.withoutOrder = alerts.standing(WITHOUT_ORDER);
    this.coveredAgain = alerts.closed(WITHOUT_STOCK);
  }

  /** Compares what is told of a reservation with its last decision. */
  void compare(NaiveHold hold, ReservationDecision last) {
    compareStock(hold, last);
    compareOrder(hold, last);
  }

  private void compareStock(NaiveHold hold, ReservationDecision last) {
    long missing = last.getLines().stream().mapToLong(DecisionLine::getWithoutStock).sum();
    boolean isShort = missing > 0 && last.getDecision().equals("COMMITTED");
    differences.expect(
        hold.fate != Fate.SOLD || missing == 0,
        Check.ALERTS,
        () -> hold.id() + ": its sale came, but its decision lacks " + missing + " units yet");
    AlertAudit.Said said = withoutStock.remove(hold.id());
    differences.expect(
        isShort == (said != null),
        Check.ALERTS,
        () ->
            hold.id()
                + (isShort
                    ? ": " + missing + " units are promised without stock, but no "
                    : ": its order has its units, but ")
                + WITHOUT_STOCK
                + " stands");
    if (isShort && said != null) {
      confirm(said, "without_stock", missing);
    }
  }

  private void compareOrder(NaiveHold hold, ReservationDecision last) {
    boolean isOpen = hold.fate == Fate.COMMITTED && last.getDecision().equals("COMMITTED");
    long due = hold.committedAtMicros + HoldSettings.micros(settings.withoutOrderAfter());
    AlertAudit.Said said = withoutOrder.remove(hold.id());
    boolean isTold = said != null;
    differences.expect(
        isTold ? isOpen && due <= time.atMostMicros() : !isOpen || !time.hasPassed(due),
        Check.ALERTS,
        () ->
            hold.id()
                + (isTold
                    ? ": it has its order, or not waited long for it, but "
                    : ": it is committed and no sale came, but no ")
                + WITHOUT_ORDER
                + " stands");
    if (said != null && !hold.isDisputed()) {
      confirm(said, "units", hold.asked().values().stream().mapToLong(Long::longValue).sum());
    }
  }

  private void confirm(AlertAudit.Said said, String fact, long units) {
    differences.expect(
        said.status() == AlertStatus.CONFIRMED && said.facts().getOrDefault(fact, -1L) == units,
        Check.ALERTS,
        () ->
            "%s: %s is %s and says %s, recomputed %s %d"
                .formatted(said.key(), said.check(), said.status(), said.facts(), fact, units));
  }

  /**
   * No alert stands for a reservation that was never placed; and units that were lacking are
   * lacking no more, which is not to say that they never were.
   */
  void compareOthers(NaiveReservations reservations) {
    withoutStock.keySet().forEach(id -> unplaced(reservations, id, WITHOUT_STOCK));
    withoutOrder.keySet().forEach(id -> unplaced(reservations, id, WITHOUT_ORDER));
    for (AlertAudit.Said said : coveredAgain) {
      differences.expect(
          said.status() == AlertStatus.RESOLVED
              && said.facts().getOrDefault("without_stock", -1L) == 0,
          Check.ALERTS,
          () ->
              said.key()
                  + ": "
                  + WITHOUT_STOCK
                  + " ended as "
                  + said.status()
                  + ' '
                  + said.facts());
    }
  }

  private void unplaced(NaiveReservations reservations, String id, String check) {
    NaiveHold hold = reservations.named(id);
    differences.expect(
        hold != null && hold.place() != null,
        Check.ALERTS,
        () -> id + ": " + check + " stands, but no such reservation was placed");
  }
}
