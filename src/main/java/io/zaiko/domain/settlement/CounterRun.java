package io.zaiko.domain.settlement;

import io.zaiko.domain.alert.Episode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Payments of one instrument, place, currency and amount that follow each other closely.
 *
 * @param payments in order of time, each with its own sale where it has one
 */
public record CounterRun(List<Paid> payments) {

  /**
   * A payment.
   *
   * @param sale its own; null where it has none
   */
  public record Paid(CounterPayment payment, @Nullable CounterSale sale) {}

  public CounterRun {
    payments = payments == null ? List.of() : payments;
  }

  /** Whether there are fewer sales than payments. */
  boolean isRepeated() {
    return sales() < count();
  }

  /** By its first payment. */
  long episode() {
    return Episode.OF_REPEATS.at(payments.get(0).payment.atMicros());
  }

  long count() {
    return payments.size();
  }

  /** How many have a sale of their own. */
  long sales() {
    return payments.stream().filter(each -> each.sale != null).count();
  }

  /**
   * How many were taken too often and not given back. What an ordinary return gave back is its
   * sale's money, and none of the duplicate's.
   */
  long standing() {
    long held = payments.stream().filter(each -> each.payment.stands()).count();
    long sold =
        payments.stream()
            .map(Paid::sale)
            .filter(each -> each != null && !each.isTakenBack())
            .count();
    return Math.max(0, Math.min(count() - sales(), held - sold));
  }

  /** Since when there is a payment too many. */
  long sinceMicros() {
    return payments.get((int) Math.max(1, sales())).payment.atMicros();
  }

  /** Since when all must be known to judge it. */
  long neededFromMicros(OrderTerms terms) {
    return payments.stream()
        .mapToLong(each -> each.payment.neededFromMicros(terms))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** The same, each payment as it is now. */
  CounterRun with(UnaryOperator<CounterPayment> now) {
    return new CounterRun(
        payments.stream().map(each -> new Paid(now.apply(each.payment), each.sale)).toList());
  }

  /** The same, now that one of its payments, or the sale of one, may be another or none. */
  CounterRun heard(CounterNews said) {
    List<Paid> next = new ArrayList<>();
    for (Paid each : payments) {
      CounterPayment payment = said.payment();
      boolean isMeant = payment != null && payment.paymentKey().equals(each.payment.paymentKey());
      if (payment == null || !isMeant) {
        next.add(new Paid(each.payment, saleAfter(each.sale, said)));
      } else if (said.isThere()) {
        boolean isStillCredited = each.payment.isCredited() && payment.stands();
        next.add(new Paid(isStillCredited ? each.payment : payment, each.sale));
      }
    }
    return new CounterRun(List.copyOf(next));
  }

  private static @Nullable CounterSale saleAfter(@Nullable CounterSale own, CounterNews said) {
    CounterSale sale = said.sale();
    boolean isOwn = own != null && sale != null && Objects.equals(own.id(), sale.id());
    return isOwn && said.isThere() ? sale : own;
  }
}
