package io.zaiko.tools.reserve;

import io.zaiko.avro.ReservationLine;
import io.zaiko.tools.UserError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Units of one item, as people write them: {@code MUG-BLUE=2}.
 *
 * @param sku the item, 1 to 128 characters
 * @param quantity whole units, 1 to 10^12
 */
record AskedLine(String sku, long quantity) {
  private static final int MOST_LINES = 200;
  private static final long MOST_UNITS = 1_000_000_000_000L;

  /** The lines of a request: what is asked of one item twice is asked once, with the sum. */
  static List<ReservationLine> summed(List<String> asked) {
    if (asked.isEmpty()) {
      throw new UserError(
          "nothing is asked for; name the units as SKU=QTY, for example MUG-BLUE=2");
    }
    Map<String, Long> bySku = new LinkedHashMap<>();
    for (String text : asked) {
      AskedLine line = of(text);
      long sum = bySku.merge(line.sku(), line.quantity(), Long::sum);
      if (sum > MOST_UNITS) {
        throw new UserError(
            String.format(
                "%s is asked for %,d times; ask for at most %,d", line.sku(), sum, MOST_UNITS));
      }
    }
    if (bySku.size() > MOST_LINES) {
      throw new UserError(
          bySku.size() + " items are asked for; ask for at most " + MOST_LINES + " at once");
    }
    return bySku.entrySet().stream()
        .map(entry -> new ReservationLine(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Reads {@code SKU=QTY}; the last = divides, for an item's name may hold one. */
  private static AskedLine of(String text) {
    int equal = text.lastIndexOf('=');
    String sku = equal < 0 ? "" : text.substring(0, equal).strip();
    if (sku.isEmpty()) {
      throw new UserError("'" + text + "' is no line; write SKU=QTY, for example MUG-BLUE=2");
    }
    long quantity = quantity(text, text.substring(equal + 1).strip());
    if (quantity < 1 || quantity > MOST_UNITS) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "'%s' asks for %,d; ask for 1 to %,d units",
              text,
              quantity,
              MOST_UNITS));
    }
    return new AskedLine(Names.required("the sku of a line", sku), quantity);
  }

  private static long quantity(String text, String number) {
    try {
      return Long.parseLong(number);
    } catch (NumberFormatException e) {
      throw new UserError(
          "'"
              + text
              + "': '"
              + number
              + "' is no whole number of units; of what is weighed ask for base units, such as"
              + " 435 for 435 g",
          e);
    }
  }
}
