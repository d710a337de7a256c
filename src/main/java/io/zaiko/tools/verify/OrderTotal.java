package io.zaiko.tools.verify;

import io.zaiko.avro.AmountAdjustmentKind;
import io.zaiko.avro.Money;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.VoidLine;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the sales of an order come to. A line that several tell belongs to the earliest of them. */
final class OrderTotal {
  private static final Set<AmountAdjustmentKind> SHARED =
      Set.of(AmountAdjustmentKind.TAX, AmountAdjustmentKind.DISCOUNT);

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
      StatedTotal stated = StatedTotal.of(sale.said());
      if (amount == null || (isOfWhole && !stated.isEveryLineKnown())) {
        return null;
      }
      long shared = isOfWhole ? sharedMinor(sale.said()) : 0;
      BigInteger above = product(amount.getMinor(), units);
      BigInteger below = BigInteger.valueOf(said.getQuantity());
      if (shared != 0) {
        long lines = stated.linesMinor();
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

  /**
   * A line as a later sale tells it.
   *
   * @param isOfAnotherSource than the one it belongs to
   */
  record Again(GoodsRecord<Sale> sale, SaleLine said, boolean isOfAnotherSource) {
    /** Whether a line of a void that names a sale is of it. */
    boolean isUndoneBy(String voidedSaleId, VoidLine voided) {
      return voidedSaleId.equals(sale.eventId()) && said.getLineNo() == voided.getLineNo();
    }
  }

  private final List<Part> parts = new ArrayList<>();
  private final Map<Integer, Line> lines = new LinkedHashMap<>();
  private final List<Again> again = new ArrayList<>();

  /**
   * @param sales the earliest first
   */
  OrderTotal(List<GoodsRecord<Sale>> sales) {
    for (GoodsRecord<Sale> sale : sales) {
      List<SaleLine> own =
          sale.said().getLines().stream()
              .filter(line -> !lines.containsKey(line.getLineNo()))
              .toList();
      boolean isWhole = own.size() == sale.said().getLines().size();
      sale.said().getLines().forEach(line -> tellAgain(sale, line));
      own.forEach(line -> lines.put(line.getLineNo(), new Line(sale, line, isWhole)));
      if (!own.isEmpty()) {
        parts.add(
            new Part(sale, isWhole ? StatedTotal.of(sale.said()).minor() : sumOfAmounts(own)));
      }
    }
  }

  private void tellAgain(GoodsRecord<Sale> sale, SaleLine said) {
    Line first = lines.get(said.getLineNo());
    if (first != null) {
      again.add(new Again(sale, said, !isOfOneSource(first.sale().said(), sale.said())));
    }
  }

  private static boolean isOfOneSource(Sale one, Sale other) {
    return one.getSource().getId().equals(other.getSource().getId());
  }

  /** The lines that a sale told after the one they belong to. */
  List<Again> again() {
    return again;
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

  Collection<Line> lines() {
    return lines.values();
  }

  boolean isKnown() {
    return parts.stream().allMatch(part -> part.minor() != null);
  }

  /** Minor units; it must be known. */
  long minor() {
    return parts.stream().mapToLong(part -> Objects.requireNonNull(part.minor())).sum();
  }
}
