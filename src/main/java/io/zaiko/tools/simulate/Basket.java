package io.zaiko.tools.simulate;

import io.zaiko.avro.AmountAdjustment;
import io.zaiko.avro.AmountAdjustmentKind;
import io.zaiko.avro.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * What is bought, each item on one line, and what it comes to.
 *
 * @param currency ISO 4217
 * @param lines at least one; the number of a line is its place, 0 and up
 * @param adjustments parts of the total that belong to no line
 */
record Basket(String currency, List<BasketLine> lines, List<AmountAdjustment> adjustments) {
  Basket {
    lines = List.copyOf(lines);
    adjustments = List.copyOf(adjustments);
  }

  /** The same with one part more; without it where the part is zero. */
  Basket with(AmountAdjustmentKind kind, long minor) {
    if (minor == 0) {
      return this;
    }
    List<AmountAdjustment> more = new ArrayList<>(adjustments);
    more.add(new AmountAdjustment(kind, money(minor)));
    return new Basket(currency, lines, more);
  }

  /** What the customer owes, minor units: lines and adjustments. */
  long total() {
    long total = 0;
    for (BasketLine line : lines) {
      total += line.amount();
    }
    for (AmountAdjustment adjustment : adjustments) {
      total += adjustment.getAmount().getMinor();
    }
    return total;
  }

  Money money(long minor) {
    return new Money(minor, currency);
  }
}
