package io.zaiko.tools.verify;

import java.util.Map;

/**
 * Judges order lines with more voids than the job remembers. Which of them took effect depends on
 * arrival and is taken from the ledger; that they undo no more than was sold does not.
 */
final class VoidAudit {
  private final NaiveStock stock;
  private final AlertAudit alerts;
  private final Differences differences;
  private final FromArrival fromArrival;

  VoidAudit(NaiveStock stock, AlertAudit alerts, Differences differences, FromArrival fromArrival) {
    this.stock = stock;
    this.alerts = alerts;
    this.differences = differences;
    this.fromArrival = fromArrival;
  }

  /**
   * Compares, once ledger and alerts are read.
   *
   * @return how many lines there are with so many voids
   */
  long compare() {
    Map<SoldLine.Name, SoldLine> crowded = stock.orders().crowdedLines();
    crowded.forEach(this::compare);
    return crowded.size();
  }

  private void compare(SoldLine.Name name, SoldLine line) {
    for (long i = 0; i < line.forgotten(); i++) {
      fromArrival.add("EXCESS_VOID");
    }
    // Of a line that is fulfilled, what voids undo is judged together with that.
    boolean isFulfilled = stock.orders().isFulfilled(name);
    String objection = isFulfilled ? null : line.objection(name.fulfilment());
    differences.expect(
        objection == null,
        Check.LINES,
        () -> name.orderRef() + " line " + name.lineNo() + ": " + objection);
    ShelfKey shelf = name.shelf();
    String key =
        name.orderRef() + '|' + name.lineNo() + '|' + shelf.sku() + '|' + shelf.location() + '|';
    differences.expect(
        !line.isStated() || alerts.stands("EXCESS_VOID", key),
        Check.ALERTS,
        () -> key + " has " + line.forgotten() + " voids too many, but no EXCESS_VOID stands");
  }
}
