package io.zaiko.tools.verify;

import io.zaiko.avro.DecisionLine;
import io.zaiko.avro.ReservationDecision;
import io.zaiko.tools.verify.NaiveHold.Fate;
import java.util.Map;

/** What people are told of reservations: paid without stock, committed without an order. */
final class HoldAlertAudit {
  private static final String WITHOUT_STOCK = "PAID_WITHOUT_STOCK";
  private static final String WITHOUT_ORDER = "HOLD_WITHOUT_ORDER";

  private final Differences differences;
  private final HoldSettings settings;
  private final ProvenTime time;
  private final Map<String, AlertAudit.Said> withoutStock;
  private final Map<String, AlertAudit.Said> withoutOrder;

  HoldAlertAudit(
      AlertAudit alerts, Differences differences, HoldSettings settings, ProvenTime time) {
    this.differences = differences;
    this.settings = settings;
    this.time = time;
    this.withoutStock = alerts.standing(WITHOUT_STOCK);
    this.withoutOrder = alerts.standing(WITHOUT_ORDER);
  }

  /** Compares what is told of a reservation with its last decision. */
  void compare(NaiveHold hold, ReservationDecision last) {
    long missing = last.getLines().stream().mapToLong(DecisionLine::getWithoutStock).sum();
    boolean isShort = missing > 0 && last.getDecision().equals("COMMITTED");
    differences.expect(
        isShort == (withoutStock.remove(hold.id()) != null),
        Check.ALERTS,
        () ->
            hold.id()
                + (isShort
                    ? ": " + missing + " units are promised without stock, but no "
                    : ": its order has its units, but ")
                + WITHOUT_STOCK
                + " stands");
    boolean isOpen = hold.fate == Fate.COMMITTED && last.getDecision().equals("COMMITTED");
    long due = hold.committedAtMicros + HoldSettings.micros(settings.withoutOrderAfter());
    boolean isTold = withoutOrder.remove(hold.id()) != null;
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
  }

  /** No alert stands for a reservation that was never placed. */
  void compareOthers(NaiveReservations reservations) {
    withoutStock.keySet().forEach(id -> unplaced(reservations, id, WITHOUT_STOCK));
    withoutOrder.keySet().forEach(id -> unplaced(reservations, id, WITHOUT_ORDER));
  }

  private void unplaced(NaiveReservations reservations, String id, String check) {
    NaiveHold hold = reservations.named(id);
    differences.expect(
        hold != null && hold.place() != null,
        Check.ALERTS,
        () -> id + ": " + check + " stands, but no such reservation was placed");
  }
}
