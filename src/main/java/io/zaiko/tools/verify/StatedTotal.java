package io.zaiko.tools.verify;

import io.zaiko.avro.AmountAdjustment;
import io.zaiko.avro.Money;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.Tender;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a sale or a return says it comes to.
 *
 * @param total null where it does not say
 * @param lines amounts of its lines, as far as they are said
 * @param isEveryLineKnown whether each line of some units says its amount
 * @param adjustments what belongs to no line
 * @param tenders how it is paid
 */
record StatedTotal(
    @Nullable Money total,
    List<Money> lines,
    boolean isEveryLineKnown,
    List<AmountAdjustment> adjustments,
    List<Tender> tenders) {

  static StatedTotal of(Sale sale) {
    return new StatedTotal(
        sale.getTotal(),
        sale.getLines().stream().map(line -> line.getAmount()).filter(Objects::nonNull).toList(),
        sale.getLines().stream()
            .allMatch(line -> line.getAmount() != null || line.getQuantity() == 0),
        sale.getAdjustments(),
        sale.getTenders());
  }

  static StatedTotal of(Return back) {
    return new StatedTotal(
        back.getTotal(),
        back.getLines().stream().map(line -> line.getAmount()).filter(Objects::nonNull).toList(),
        back.getLines().stream()
            .allMatch(line -> line.getAmount() != null || line.getQuantity() == 0),
        back.getAdjustments(),
        back.getTenders());
  }

  /** Lines and adjustments; null where a line does not say. */
  @Nullable Long parts() {
    if (!isEveryLineKnown) {
      return null;
    }
    long sum = linesMinor();
    for (AmountAdjustment adjustment : adjustments) {
      sum += adjustment.getAmount().getMinor();
    }
    return sum;
  }

  /** The sum of the lines' amounts, as far as they are said. */
  long linesMinor() {
    return lines.stream().mapToLong(Money::getMinor).sum();
  }

  /** The total, else its parts; null where neither is known. */
  @Nullable Long minor() {
    return total == null ? parts() : Long.valueOf(total.getMinor());
  }

  /** All amounts that it says. */
  List<Money> amounts() {
    List<Money> all = new ArrayList<>();
    if (total != null) {
      all.add(total);
    }
    all.addAll(lines);
    adjustments.forEach(adjustment -> all.add(adjustment.getAmount()));
    tenders.forEach(tender -> all.add(tender.getAmount()));
    return all;
  }

  /** The currency of all of it; null where it says none, or several. */
  @Nullable String currency() {
    Set<String> currencies = new HashSet<>();
    amounts().forEach(amount -> currencies.add(amount.getCurrency()));
    return currencies.size() == 1 ? currencies.iterator().next() : null;
  }

  /** Whether it says a total and all parts of it, and these come to another sum. */
  boolean isMismatch(PaymentMeasures measures) {
    Long parts = parts();
    String currency = currency();
    return total != null
        && parts != null
        && currency != null
        && Math.abs(total.getMinor() - parts) > measures.toleranceOf(currency);
  }
}
