package io.zaiko.tools.simulate;

import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.Void;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every check of payments.md section 3 that the simulator plants faults for, done at leisure. */
final class NaiveChecks {
  private final Map<String, NaiveOrder> orders = new TreeMap<>();
  private final Map<String, NaivePayment> payments = new TreeMap<>();
  private final Map<String, List<Sale>> counterSales = new HashMap<>();

  void add(Told told) {
    boolean isLinked = told.topic().matches(".*\\.(pos|web|app|marketplace)");
    if (told.record() instanceof Sale sale) {
      orders.computeIfAbsent(sale.getOrderRef(), ref -> new NaiveOrder(isLinked)).add(sale);
      if (!isLinked) {
        counterSales
            .computeIfAbsent(place(sale.getSoldAtLocationId(), sale.getTotal()), at -> listOf())
            .add(sale);
      }
    } else if (told.record() instanceof Void voided) {
      order(voided.getOrderRef()).add(voided);
    } else if (told.record() instanceof Fulfilment step) {
      order(step.getOrderRef()).add(step);
    } else if (told.record() instanceof Return back && back.getOriginalOrderRef() != null) {
      order(back.getOriginalOrderRef()).add(back);
    } else if (told.record() instanceof PaymentEvent event) {
      payments.computeIfAbsent(event.getProviderPaymentId(), id -> new NaivePayment()).add(event);
    }
  }

  private static List<Sale> listOf() {
    return new ArrayList<>();
  }

  private NaiveOrder order(String ref) {
    return orders.computeIfAbsent(ref, at -> new NaiveOrder(true));
  }

  private static String place(String location, Object money) {
    return location + ' ' + money;
  }

  /** Names of checks by what they are about: an order, an account, or the payments of a place. */
  Map<String, Set<String>> findings() {
    payments
        .values()
        .forEach(
            payment -> {
              String ref = payment.any().getOrderRef();
              if (ref != null) {
                order(ref).add(payment);
              }
            });
    Map<String, Set<String>> found = new TreeMap<>();
    orders.forEach((ref, order) -> note(found, ref, order.findings()));
    judgeAccounts(found);
    judgeInstruments(found);
    return found;
  }

  /** Orders that were charged twice at some time, whatever was paid back since. */
  boolean wasChargedTwice(String ref) {
    return order(ref).wasChargedTwice();
  }

  private static void note(Map<String, Set<String>> found, String key, Set<String> checks) {
    if (!checks.isEmpty()) {
      found.computeIfAbsent(key, at -> new TreeSet<>()).addAll(checks);
    }
  }

  private void judgeAccounts(Map<String, Set<String>> found) {
    Map<String, Long> balances = new TreeMap<>();
    for (NaivePayment payment : payments.values()) {
      if (payment.any().getStoredValue() == null) {
        continue;
      }
      String account = payment.any().getStoredValue().getAccountId();
      balances.merge(account, payment.loaded() - payment.captured(), Long::sum);
      String funding = payment.any().getStoredValue().getFundingPaymentId();
      if (funding != null && payments.get(funding).captured() < payment.loaded()) {
        note(found, account, Set.of("STORED_VALUE_ABUSE"));
      }
    }
    balances.forEach(
        (account, left) -> {
          if (left < 0) {
            note(found, account, Set.of("STORED_VALUE_ABUSE"));
          }
        });
  }

  /** At terminals that know no order: fewer sales of an amount than payments of it. */
  private void judgeInstruments(Map<String, Set<String>> found) {
    Map<String, List<PaymentEvent>> captures = new TreeMap<>();
    for (NaivePayment payment : payments.values()) {
      PaymentEvent event = payment.any();
      if (event.getOrderRef() == null && payment.captured() > 0) {
        captures
            .computeIfAbsent(place(event.getLocationId(), event.getAmount()), at -> pays())
            .add(event);
      }
    }
    captures.forEach(
        (place, paid) -> {
          if (paid.size() > counterSales.getOrDefault(place, List.of()).size()) {
            noteTwins(found, paid);
          }
        });
  }

  private static List<PaymentEvent> pays() {
    return new ArrayList<>();
  }

  private static void noteTwins(Map<String, Set<String>> found, List<PaymentEvent> paid) {
    paid.sort(Comparator.comparing(PaymentEvent::getOccurredAt));
    for (int i = 1; i < paid.size(); i++) {
      PaymentEvent one = paid.get(i - 1);
      PaymentEvent next = paid.get(i);
      Duration apart = Duration.between(one.getOccurredAt(), next.getOccurredAt());
      boolean isTwin =
          apart.compareTo(Duration.ofMinutes(5)) <= 0
              && one.getInstrument().getFingerprint().equals(next.getInstrument().getFingerprint());
      note(
          found,
          next.getProviderPaymentId(),
          Set.of(isTwin ? "DUPLICATE_CHARGE" : "PAYMENT_WITHOUT_SALE"));
    }
    if (paid.size() == 1) {
      note(found, paid.get(0).getProviderPaymentId(), Set.of("PAYMENT_WITHOUT_SALE"));
    }
  }
}
