package io.zaiko.domain.settlement;

import io.zaiko.domain.money.Amounts;
import java.util.HashMap;
import java.util.Map;

/** A line of an order: how many units of it stand, and how many left the house. */
final class SoldLine {
  private final OrderEntry sale;
  private final Map<String, Again> again = new HashMap<>();
  private final OrderEntry.Line sold;
  private final boolean isPriced;
  private final long ofLinesMinor;
  private final long sharedMinor;
  private boolean isSold;
  private long voided;
  private long cancelled;
  private long handedOver;

  /**
   * Nothing became of it yet.
   *
   * @param sale it belongs to
   * @param ofLinesMinor what all lines of its sale come to
   * @param sharedMinor what is shared among them by their amounts
   */
  SoldLine(
      OrderEntry sale,
      OrderEntry.Line sold,
      boolean isPriced,
      long ofLinesMinor,
      long sharedMinor) {
    this.sale = sale;
    this.sold = sold;
    this.isPriced = isPriced;
    this.ofLinesMinor = ofLinesMinor;
    this.sharedMinor = sharedMinor;
  }

  /** Another sale tells the line as well, at whatever time. */
  void isToldAgain(OrderEntry other, OrderEntry.Line line) {
    again.put(other.eventId(), new Again(other.sourceId().equals(sale.sourceId()), line.units()));
  }

  /** What was carried out has left from now on; of another sale it is booked again. */
  void sell(OrderEntry by) {
    Again other = again.get(by.eventId());
    if (other == null) {
      isSold = true;
    } else {
      other.isBooked = true;
    }
  }

  /** A void of another sale of the line undoes that one. */
  void note(OrderEntry entry, long units) {
    Again other = again.get(entry.originalEventId());
    if (other == null) {
      note(entry.kind(), units);
    } else {
      other.units -= units;
    }
  }

  /** Units that other sources sold again, and that stand. */
  long doubled() {
    return again.values().stream()
        .filter(other -> other.isBooked && !other.isOfItsSource)
        .mapToLong(other -> Math.max(0, other.units))
        .sum();
  }

  /** What a later sale tells of the line. */
  private static final class Again {
    private final boolean isOfItsSource;
    private long units;
    private boolean isBooked;

    Again(boolean isOfItsSource, long units) {
      this.isOfItsSource = isOfItsSource;
      this.units = units;
    }
  }

  private void note(OrderEntry.Kind kind, long units) {
    switch (kind) {
      case VOID -> voided = Amounts.sum(voided, units);
      case CANCELLED, SHORT_PICKED -> cancelled = Amounts.sum(cancelled, units);
      case HANDED_OVER -> handedOver = Amounts.sum(handedOver, units);
      case SALE, RETURN -> {}
    }
  }

  String sku() {
    return sold.sku();
  }

  boolean isCarriedOut() {
    return sold.isCarriedOut();
  }

  long units() {
    return sold.units();
  }

  /** Whether it states what is owed for it. */
  boolean isPriced() {
    return isPriced;
  }

  /** Units that do not stand: what was handed over can be voided, and no more be cancelled. */
  long gone() {
    long cancellable =
        sold.isCarriedOut() ? 0 : Math.max(0, sold.units() - Math.min(sold.units(), handedOver));
    return Math.min(sold.units(), Amounts.sum(voided, Math.min(cancelled, cancellable)));
  }

  /** Units that stand and left the house. */
  long left() {
    long standing = sold.units() - gone();
    if (sold.isCarriedOut()) {
      return isSold ? standing : 0;
    }
    return Math.min(handedOver, standing);
  }

  /** What some of its units are worth, with their share of tax and discounts. */
  long worth(long units) {
    if (units == 0) {
      return 0;
    }
    return Amounts.share(
        sold.amountMinor(),
        Amounts.sum(ofLinesMinor, sharedMinor),
        ofLinesMinor,
        units,
        sold.units());
  }
}
