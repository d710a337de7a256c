package io.zaiko.domain.settlement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which payments of one place, currency and amount may each have a sale of their own. As many have
 * as can; where sales are too few, those go without that come last in the order they are given in.
 * Which these are is a function of the set: sets of payments that can all have a sale make a
 * matroid, and of it the first basis is taken.
 */
final class CounterMatch {
  private final List<CounterSale> sales;
  private final OrderTerms terms;
  private final @Nullable CounterPayment[] takers;
  private final Map<String, CounterSale> saleOf = new HashMap<>();

  /**
   * Gives sales to payments.
   *
   * @param inOrder who comes first
   * @param sales in order of time
   */
  CounterMatch(List<CounterPayment> inOrder, List<CounterSale> sales, OrderTerms terms) {
    this.sales = sales;
    this.terms = terms;
    this.takers = new CounterPayment[sales.size()];
    for (CounterPayment payment : inOrder) {
      finds(payment, new boolean[takers.length]);
    }
    for (int i = 0; i < takers.length; i++) {
      CounterPayment taker = takers[i];
      if (taker != null) {
        saleOf.put(taker.paymentKey(), sales.get(i));
      }
    }
  }

  /** Its own sale; null where it has none. */
  @Nullable CounterSale saleOf(CounterPayment payment) {
    return saleOf.get(payment.paymentKey());
  }

  /** Takes a free sale, else one whose taker finds another. */
  private boolean finds(CounterPayment payment, boolean[] asked) {
    List<Integer> within = within(payment);
    for (int i : within) {
      if (takers[i] == null) {
        takers[i] = payment;
        return true;
      }
    }
    for (int i : within) {
      if (!asked[i]) {
        asked[i] = true;
        if (finds(Objects.requireNonNull(takers[i], "none is free"), asked)) {
          takers[i] = payment;
          return true;
        }
      }
    }
    return false;
  }

  private List<Integer> within(CounterPayment payment) {
    long from = payment.earliestSaleMicros(terms);
    long to = payment.latestSaleMicros(terms);
    List<Integer> within = new ArrayList<>();
    for (int i = firstFrom(from); i < takers.length && sales.get(i).atMicros() <= to; i++) {
      within.add(i);
    }
    return within;
  }

  private int firstFrom(long micros) {
    int low = 0;
    int high = takers.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sales.get(middle).atMicros() < micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
