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

  /** Asked in vain: whoever has it finds no other, now or later. */
  private final boolean[] isAskedInVain;

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
    this.isAskedInVain = new boolean[sales.size()];
    List<Integer> asked = new ArrayList<>();
    for (CounterPayment payment : inOrder) {
      if (finds(payment, asked)) {
        asked.forEach(i -> isAskedInVain[i] = false);
      }
      asked.clear();
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
  private boolean finds(CounterPayment payment, List<Integer> asked) {
    long to = payment.latestSaleMicros(terms);
    int first = firstFrom(payment.earliestSaleMicros(terms));
    int end = first;
    for (; end < takers.length && sales.get(end).atMicros() <= to; end++) {
      if (takers[end] == null) {
        takers[end] = payment;
        return true;
      }
    }
    for (int i = first; i < end; i++) {
      if (!isAskedInVain[i]) {
        isAskedInVain[i] = true;
        asked.add(i);
        if (finds(Objects.requireNonNull(takers[i], "none is free"), asked)) {
          takers[i] = payment;
          return true;
        }
      }
    }
    return false;
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
