package io.zaiko.tools.verify;

import io.zaiko.avro.AmountAdjustmentKind;
import io.zaiko.avro.Money;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the sales of an order come to. A line that several tell belongs to the earliest of them. */
final class OrderTotal {
  private static final Set<AmountAdjustmentKind> SHARED =
      Set.of(AmountAdjustmentKind.TAX, AmountAdjustmentKind.DISCOUNT);

  /** What names a line. */
  private record Name(int lineNo, String sku) {}

  /**
   * A line and the sale that it belongs to.
   *
   * @param isOfWhole whether all lines of that sale belong to it
   */
  record Line(GoodsRecord<Sale> sale, SaleLine said, boolean isOfWhole) {
    NaiveOrderLine.Place place() {
      return new NaiveOrderLine.Place(said.getLocationId(), said.getFulfilment());
    }

    /** What some of its units come to, with their share of taxes and discounts; null: not known. */
    @Nullable Long worth(long units) {
      Money amount = said.getAmount();
      if (units == 0) {
        return 0L;
      }
      if (amount == null) {
        return null;
      }
      long shared = isOfWhole ? sharedMinor(sale.said()) : 0;
      StatedTotal stated = StatedTotal.of(sale.said());
      BigInteger above = product(amount.getMinor(), units);
      BigInteger below = BigInteger.valueOf(said.getQuantity());
      if (shared != 0) {
        long lines = stated.linesMinor();
        if (!stated.isEveryLineKnown()) {
          return null;
        }
        if (lines != 0) {
          above = above.multiply(BigInteger.valueOf(lines + shared));
          below = below.multiply(BigInteger.valueOf(lines));
        }
      }
      return new BigDecimal(above)
          .divide(new BigDecimal(below), 0, RoundingMode.HALF_UP)
          .longValue();
    }

    private static BigInteger product(long a, long b) {
      return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }

    private static long sharedMinor(Sale sale) {
      return sale.getAdjustments().stream()
          .filter(adjustment -> SHARED.contains(adjustment.getKind()))
          .mapToLong(adjustment -> adjustment.getAmount().getMinor())
          .sum();
    }
  }

  /**
   * A sale that has lines of its own.
   *
   * @param minor what it adds to the total; null where that is not known
   */
  record Part(GoodsRecord<Sale> sale, @Nullable Long minor) {}

  private final List<Part> parts = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();

  /**
   * @param sales the earliest first
   */
  OrderTotal(List<GoodsRecord<Sale>> sales) {
    Set<Name> told = new HashSet<>();
    for (GoodsRecord<Sale> sale : sales) {
      List<SaleLine> own =
          sale.said().getLines().stream()
              .filter(line -> told.add(new Name(line.getLineNo(), line.getSku())))
              .toList();
      boolean isWhole = own.size() == sale.said().getLines().size();
      own.forEach(line -> lines.add(new Line(sale, line, isWhole)));
      if (!own.isEmpty()) {
        parts.add(
            new Part(sale, isWhole ? StatedTotal.of(sale.said()).minor() : sumOfAmounts(own)));
      }
    }
  }

  private static @Nullable Long sumOfAmounts(List<SaleLine> lines) {
    long sum = 0;
    for (SaleLine line : lines) {
      if (line.getAmount() != null) {
        sum += line.getAmount().getMinor();
      } else if (line.getQuantity() != 0) {
        return null;
      }
    }
    return sum;
  }

  /** The sales that have lines of their own. */
  List<Part> parts() {
    return parts;
  }

  List<Line> lines() {
    return lines;
  }

  boolean isKnown() {
    return parts.stream().allMatch(part -> part.minor() != null);
  }

  /** Minor units; it must be known. */
  long minor() {
    return parts.stream().mapToLong(part -> Objects.requireNonNull(part.minor())).sum();
  }
}
