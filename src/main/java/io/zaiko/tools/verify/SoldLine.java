package io.zaiko.tools.verify;

import io.zaiko.avro.FulfilmentKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

  private record Voided(AppliedEvent event, AppliedLine line, long quantity) {}

  private static final Comparator<Voided> IN_ORDER =
      Comparator.<Voided>comparingLong(statement -> statement.event().occurredAtMicros())
          .thenComparing(statement -> statement.event().eventId());

  private long sold;
  private List<Voided> voids = List.of();

  void sell(long units) {
    sold += units;
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
  }
}
