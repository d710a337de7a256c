package io.zaiko.tools.verify;

import io.zaiko.avro.FulfilmentKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order: the units that all sales of it state, and the voids that speak of it. A
 * mis-ring undoes the sale it names when that was made; where it names none of this line, when the
 * earliest was.
 */
final class SoldLine {
  /**
   * What sale and void must agree on to speak of the same line.
   *
   * @param orderRef the order
   * @param lineNo its line
   * @param shelf item and place
   * @param fulfilment how the goods were to reach the customer
   */
  record Name(String orderRef, int lineNo, ShelfKey shelf, FulfilmentKind fulfilment) {
    /** The order line that it is of. */
    NaiveOrderLine.Name whole() {
      return new NaiveOrderLine.Name(orderRef, lineNo, shelf.sku());
    }
  }

  /** Of further voids of one line the job only says that they came. */
  private static final int VOIDS_REMEMBERED = 100;

  /** Of a line sold so often the job knows the times of the earliest sales. */
  private static final int SALES_REMEMBERED = 100;

  /**
   * A void.
   *
   * @param saleEventId the sale that a mis-ring names; null where the goods came back
   */
  private record Voided(
      AppliedEvent event, AppliedLine line, long quantity, @Nullable String saleEventId) {}

  private static final Comparator<AppliedEvent> EARLIEST =
      Comparator.comparingLong(AppliedEvent::movedAtMicros).thenComparing(AppliedEvent::eventId);

  private static final Comparator<Voided> IN_ORDER =
      Comparator.<Voided>comparingLong(statement -> statement.event().occurredAtMicros())
          .thenComparing(statement -> statement.event().eventId());

  private long sold;
  private boolean isStated;
  private List<AppliedEvent> sales = List.of();
  private List<Voided> voids = List.of();
  private boolean isBelieved;

  void sell(AppliedEvent sale, long units) {
    sold += units;
    isStated = true;
    if (units == 0) {
      return;
    }
    if (sales.isEmpty()) {
      sales = List.of(sale); // mostly there is one
      return;
    }
    if (sales.size() == 1) {
      sales = new ArrayList<>(sales);
    }
    sales.add(sale);
  }

  void voidBy(AppliedEvent event, AppliedLine line, long units, @Nullable String saleEventId) {
    if (voids.isEmpty()) {
      voids = new ArrayList<>(1);
    }
    voids.add(new Voided(event, line, units, saleEventId));
  }

  /** Lets the voids take effect, the earliest first, up to what was sold. */
  void settle(FulfilmentKind fulfilment) {
    if (voids.isEmpty()) {
      return;
    }
    settleTimes();
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

  /** Says of each void when it moves its units. */
  void settleTimes() {
    if (voids.isEmpty()) {
      return;
    }
    List<AppliedEvent> known = sales.stream().sorted(EARLIEST).limit(SALES_REMEMBERED).toList();
    for (Voided statement : voids) {
      if (statement.saleEventId() != null && !known.isEmpty()) {
        statement.line().movesWith(saleOf(statement, known));
      }
    }
  }

  private static AppliedEvent saleOf(Voided statement, List<AppliedEvent> earliestFirst) {
    return earliestFirst.stream()
        .filter(sale -> sale.eventId().equals(statement.saleEventId()))
        .findFirst()
        .orElse(earliestFirst.get(0));
  }

  /** The sales of some units that state it. */
  List<AppliedEvent> sales() {
    return sales;
  }

  /** Whether something is true of any void. */
  boolean anyVoid(BiPredicate<AppliedEvent, AppliedLine> claim) {
    return voids.stream().anyMatch(statement -> claim.test(statement.event(), statement.line()));
  }

  /**
   * Believes the ledger, which is all read, in what the voids undo.
   *
   * @return what is wrong with that; null where it may stand
   */
  @Nullable String takeFromLedger(FulfilmentKind fulfilment) {
    voids.forEach(statement -> statement.line().takesEffect(statement.line().booked()));
    isBelieved = true;
    return overstepped(fulfilment);
  }

  /** Whether the ledger said what its voids undo, for its order was forgotten. */
  boolean isBelieved() {
    return isBelieved;
  }

  /** Units that its sales state. */
  long sold() {
    return sold;
  }

  /** Units that its voids state, whether they were there or not. */
  long voided() {
    return voids.stream().mapToLong(Voided::quantity).sum();
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
    String overstepped = overstepped(fulfilment);
    if (overstepped != null) {
      return overstepped;
    }
    long undone = 0;
    long full = 0;
    for (Voided statement : voids) {
      long units = unitsOf(statement, fulfilment);
      undone += units;
      full += units > 0 && units == statement.quantity() ? 1 : 0;
    }
    return undone < sold && full < VOIDS_REMEMBERED
        ? "voids undo " + undone + " units, though more were sold and voided"
        : null;
  }

  private static long unitsOf(Voided statement, FulfilmentKind fulfilment) {
    Units effect = statement.line().effect();
    return Units.sold(fulfilment, -1).onHand() == 0 ? -effect.allocated() : effect.onHand();
  }

  /** Whether a void undoes what it does not say, or all together more than was sold. */
  private @Nullable String overstepped(FulfilmentKind fulfilment) {
    long undone = 0;
    for (Voided statement : voids) {
      Units effect = statement.line().effect();
      long units = unitsOf(statement, fulfilment);
      if (units < 0
          || units > statement.quantity()
          || !effect.equals(Units.sold(fulfilment, -units))) {
        return "void " + statement.event().eventId() + " does what it does not say: " + effect;
      }
      undone += units;
    }
    return undone > sold ? "voids undo " + undone + " units of " + sold : null;
  }
}
