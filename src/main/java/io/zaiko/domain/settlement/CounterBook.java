package io.zaiko.domain.settlement;

import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.alert.Episode;
import io.zaiko.domain.payment.MoneyAlert;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Payments without an order and sales without a payment, of one place, currency and amount, of the
 * last days. What is wrong with them, a function of the set, is in {@link CounterChecks}.
 *
 * @param payments in order of time
 * @param sales in order of time; with the payments at most {@link #MAX_ENTRIES}, the newest
 * @param told alerts that are not taken back
 * @param dueMicros when it is to be judged again; {@link OrderAccount#NOT_DUE} where it is not
 * @param spokenOfMicros business time of what was last said
 * @param fromMicros what is older is not known any more
 */
public record CounterBook(
    List<CounterPayment> payments,
    List<CounterSale> sales,
    List<Told> told,
    long dueMicros,
    long spokenOfMicros,
    long fromMicros) {
  /** The most payments and sales that are held against each other. */
  public static final int MAX_ENTRIES = 2_000;

  /** Nothing was said yet. */
  public static final CounterBook EMPTY =
      new CounterBook(
          List.of(), List.of(), List.of(), OrderAccount.NOT_DUE, Long.MIN_VALUE, Long.MIN_VALUE);

  private static final long MARGIN_MICROS = TimeUnit.DAYS.toMicros(7);

  /** An alert that was told. */
  public record Told(String key, long episode) {}

  /**
   * What hearing something, or time, brought about.
   *
   * @param next what is known from now on
   * @param alerts all that there is to tell of it, said before or not, and what is taken back
   */
  public record Step(CounterBook next, List<MoneyAlert> alerts) {}

  public CounterBook {
    payments = payments == null ? List.of() : payments;
    sales = sales == null ? List.of() : sales;
    told = told == null ? List.of() : told;
  }

  /** For how long entries are kept, business time: the longest window and a week. */
  public static long keptMicros(OrderTerms terms) {
    return longestMicros(terms) + MARGIN_MICROS;
  }

  private static long longestMicros(OrderTerms terms) {
    OrderTerms.SaleWindows sale = terms.sale();
    long longest = Math.max(sale.offlineMicros(), sale.onlineMicros());
    longest = Math.max(longest, sale.inShopMicros());
    return Math.max(longest, terms.repeatMicros());
  }

  /** Hears that a payment or a sale is there, as it is now, or is so no more. */
  public CounterBook heard(CounterNews said, OrderTerms terms) {
    List<CounterPayment> nextPayments = new ArrayList<>(payments);
    List<CounterSale> nextSales = new ArrayList<>(sales);
    CounterPayment payment = said.payment();
    CounterSale sale = said.sale();
    if (payment != null) {
      nextPayments.removeIf(each -> each.paymentKey().equals(payment.paymentKey()));
      if (said.isThere()) {
        nextPayments.add(payment);
        CounterPayment.sort(nextPayments);
      }
    }
    if (sale != null) {
      nextSales.removeIf(each -> each.id().equals(sale.id()));
      if (said.isThere()) {
        nextSales.add(sale);
        CounterSale.sort(nextSales);
      }
    }
    long spokenOf = Math.max(spokenOfMicros, said.asOfMicros());
    long from = Math.max(fromMicros, spokenOf - keptMicros(terms));
    from = Math.max(from, newestFrom(nextPayments, nextSales));
    return new CounterBook(
        List.copyOf(newest(nextPayments, from)),
        List.copyOf(newestOf(nextSales, from)),
        told,
        dueMicros,
        spokenOf,
        from);
  }

  /** Since when no more than can be kept is known. */
  private static long newestFrom(List<CounterPayment> payments, List<CounterSale> sales) {
    int tooMany = payments.size() + sales.size() - MAX_ENTRIES;
    if (tooMany <= 0) {
      return Long.MIN_VALUE;
    }
    List<Long> times = new ArrayList<>();
    payments.forEach(each -> times.add(each.atMicros()));
    sales.forEach(each -> times.add(each.atMicros()));
    times.sort(null);
    return times.get(tooMany - 1) + 1;
  }

  private static List<CounterPayment> newest(List<CounterPayment> payments, long from) {
    return payments.stream().filter(each -> each.atMicros() >= from).toList();
  }

  private static List<CounterSale> newestOf(List<CounterSale> sales, long from) {
    return sales.stream().filter(each -> each.atMicros() >= from).toList();
  }

  /**
   * Judges it, as of a time. Days of which something may be forgotten are judged no more: what was
   * told of them stands as it was told.
   *
   * @param key its place, currency and amount, as {@link CounterNews#key()}
   */
  public Step judged(String key, OrderTerms terms, long nowMicros) {
    long fromEpisode =
        fromMicros == Long.MIN_VALUE
            ? Long.MIN_VALUE
            : Episode.OF_REPEATS.at(fromMicros + longestMicros(terms)) + 1;
    CounterChecks checks = new CounterChecks(key, this, terms, nowMicros, fromEpisode);
    List<MoneyAlert> alerts = new ArrayList<>(checks.alerts());
    List<Told> standing =
        alerts.stream().map(each -> new Told(each.alert().key(), each.alert().episode())).toList();
    for (Told before : told) {
      if (before.episode() >= fromEpisode && !standing.contains(before)) {
        alerts.add(
            MoneyAlert.takenBack(
                Check.DUPLICATE_CHARGE, before.key(), before.episode(), spokenOfMicros));
      }
    }
    return new Step(
        new CounterBook(payments, sales, standing, checks.dueMicros(), spokenOfMicros, fromMicros),
        alerts);
  }
}
