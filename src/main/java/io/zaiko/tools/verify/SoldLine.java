package io.zaiko.tools.verify;

import io.zaiko.avro.FulfilmentKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of an order: the units that all sales of it state, and the voids that speak of it. */
final class SoldLine {
  /**
   * What sale and void must agree on to speak of the same line.
   *
   * @param orderRef the order
   * @param lineNo its line
   * @param shelf item and place
   * @param fulfilment how the goods were to reach the customer
   */
  record Name(String orderRef, int lineNo, ShelfKey shelf, FulfilmentKind fulfilment) {}

  /** Of further voids of one line the job only says that they came. */
  private static final int VOIDS_REMEMBERED = 100;

  private record Voided(AppliedEvent event, AppliedLine line, long quantity) {}

  private static final Comparator<Voided> IN_ORDER =
      Comparator.<Voided>comparingLong(statement -> statement.event().occurredAtMicros())
          .thenComparing(statement -> statement.event().eventId());

  private long sold;
  private boolean isStated;
  private List<Voided> voids = List.of();

  void sell(long units) {
    sold += units;
    isStated = true;
  }

  void voidBy(AppliedEvent event, AppliedLine line, long units) {
    if (voids.isEmpty()) {
      voids = new ArrayList<>(1);
    }
    voids.add(new Voided(event, line, units));
  }

  /** Lets the voids take effect, the earliest first, up to what was sold. */
  void settle(FulfilmentKind fulfilment) {
    if (voids.isEmpty()) {
      return;
    }
    voids.sort(IN_ORDER);
    long left = sold;
    for (Voided statement : voids) {
      long undone = Math.min(left, statement.quantity());
      left -= undone;
      statement.line().takesEffect(Units.sold(fulfilment, -undone));
    }
    if (forgotten() > 0) {
      voids.stream()
          .filter(statement -> statement.quantity() > 0)
          .forEach(statement -> statement.line().takeFromLedger());
    }
  }

  /** How many voids the job cannot have remembered: which ones, only their arrival decides. */
  long forgotten() {
    return Math.max(0, voidsOfUnits() - VOIDS_REMEMBERED);
  }

  private long voidsOfUnits() {
    return voids.stream().filter(statement -> statement.quantity() > 0).count();
  }

  /** Whether a sale states the line; the job alerts only then. */
  boolean isStated() {
    return isStated;
  }

  /** What is wrong with the effects that the ledger gives voids; null where they may stand. */
  @Nullable String objection(FulfilmentKind fulfilment) {
    long undone = 0;
    long full = 0;
    for (Voided statement : voids) {
      Units effect = statement.line().effect();
      long units = Units.sold(fulfilment, -1).onHand() == 0 ? -effect.allocated() : effect.onHand();
      if (units < 0
          || units > statement.quantity()
          || !effect.equals(Units.sold(fulfilment, -units))) {
        return "void " + statement.event().eventId() + " does what it does not say: " + effect;
      }
      undone += units;
      full += units > 0 && units == statement.quantity() ? 1 : 0;
    }
    if (undone > sold) {
      return "voids undo " + undone + " units of " + sold;
    }
    return undone < sold && full < VOIDS_REMEMBERED
        ? "voids undo " + undone + " units, though more were sold and voided"
        : null;
  }
}
