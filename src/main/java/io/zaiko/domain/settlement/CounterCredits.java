package io.zaiko.domain.settlement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which payments were given back at a terminal by refunds that name no payment: each gives back the
 * latest payment of its instrument, at or before it, that nothing else gave back. Credits speak in
 * their order of time, so that which these are is a function of the set.
 */
final class CounterCredits {
  private final Map<String, CounterPayment> givenBack = new HashMap<>();

  /**
   * Finds them.
   *
   * @param known payments and credits in order of time
   * @param kept payments that are judged no more, as they were last found
   */
  CounterCredits(List<CounterPayment> known, List<CounterPayment> kept) {
    List<CounterPayment> credits =
        known.stream().filter(each -> each.isCredit() && each.instrument() != null).toList();
    Set<String> ids = new HashSet<>();
    credits.forEach(each -> ids.add(each.captureId()));
    List<CounterPayment> payments = new ArrayList<>();
    for (CounterPayment each : kept) {
      // What a credit that is forgotten gave back stays given back.
      payments.add(ids.contains(each.goneId()) ? each.withoutCredit() : each);
    }
    Set<String> keys = new HashSet<>();
    payments.forEach(each -> keys.add(each.paymentKey()));
    known.stream()
        .filter(each -> !each.isCredit() && !keys.contains(each.paymentKey()))
        .forEach(payments::add);
    CounterPayment.sort(payments);
    payments.forEach(each -> givenBack.put(each.paymentKey(), each));
    for (CounterPayment credit : credits) {
      give(credit, payments);
    }
  }

  private void give(CounterPayment credit, List<CounterPayment> payments) {
    for (int i = payments.size() - 1; i >= 0; i--) {
      CounterPayment payment = payments.get(i);
      if (payment.atMicros() <= credit.atMicros()
          && payment.stands()
          && Objects.equals(payment.instrument(), credit.instrument())) {
        payments.set(i, payment.givenBackBy(credit));
        givenBack.put(payment.paymentKey(), payments.get(i));
        return;
      }
    }
  }

  /** The payment as it is when all credits are heard. */
  CounterPayment of(CounterPayment payment) {
    return givenBack.getOrDefault(payment.paymentKey(), payment);
  }
}
