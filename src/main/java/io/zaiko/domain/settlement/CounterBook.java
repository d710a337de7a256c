package io.zaiko.domain.settlement;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.alert.Episode;
import io.zaiko.domain.payment.MoneyAlert;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Payments without an order and sales without a payment, of one place, currency and amount, of the
 * last days. What is wrong with them, a function of the set, is in {@link CounterChecks}.
 *
 * @param payments in order of time
 * @param sales in order of time; with the payments at most {@link #MAX_ENTRIES}, the newest
 * @param told of what there is an alert that is not taken back, at most {@link #MAX_TOLD}
 * @param dueMicros when it is to be judged again; {@link OrderAccount#NOT_DUE} where it is not
 * @param spokenOfMicros business time of what was last said
 * @param fromMicros what is older is not known any more
 * @param waits for whom its checks wait, as it was last told
 */
public record CounterBook(
    List<CounterPayment> payments,
    List<CounterSale> sales,
    List<CounterRepeats> told,
    long dueMicros,
    long spokenOfMicros,
    long fromMicros,
    List<Wait> waits) {
  /** The most payments and sales that are held against each other. */
  public static final int MAX_ENTRIES = 2_000;

  /** The most alerts of which what is given back later is heard, the newest. */
  public static final int MAX_TOLD = 200;

  /** Nothing was said yet. */
  public static final CounterBook EMPTY =
      new CounterBook(
          List.of(),
          List.of(),
          List.of(),
          OrderAccount.NOT_DUE,
          Long.MIN_VALUE,
          Long.MIN_VALUE,
          List.of());

  /** So many are forgotten at once, or more. */
  private static final int ROOM = MAX_ENTRIES / 10;

  private static final long HOUR_MICROS = TimeUnit.HOURS.toMicros(1);
  private static final long MARGIN_MICROS = TimeUnit.DAYS.toMicros(7);

  /**
   * What hearing something, or time, brought about.
   *
   * @param next what is known from now on
   * @param alerts all that there is to tell of it, said before or not, and what is taken back
   * @param held that more or fewer of its checks wait for somebody who is silent
   */
  public record Step(CounterBook next, List<MoneyAlert> alerts, List<HeldNews> held) {}

  public CounterBook {
    payments = payments == null ? List.of() : payments;
    sales = sales == null ? List.of() : sales;
    told = told == null ? List.of() : told;
    waits = waits == null ? List.of() : waits;
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
  public CounterBook heard(CounterNews said) {
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
    nextPayments.removeIf(each -> each.atMicros() < fromMicros);
    nextSales.removeIf(each -> each.atMicros() < fromMicros);
    return new CounterBook(
        List.copyOf(nextPayments),
        List.copyOf(nextSales),
        told.stream().map(each -> each.heard(said)).toList(),
        dueMicros,
        Math.max(spokenOfMicros, said.asOfMicros()),
        fromMicros,
        waits);
  }

  /**
   * Since when things are to be known from now on: the last days, and of those no more than can be
   * kept. It moves seldom, for what is forgotten has to be matched first.
   */
  private long nextFrom(OrderTerms terms, long nowMicros) {
    long now = Math.min(spokenOfMicros, nowMicros);
    long from = fromMicros;
    if (now > 0) {
      from = Math.max(from, Math.floorDiv(now - keptMicros(terms), HOUR_MICROS) * HOUR_MICROS);
    }
    if (payments.size() + sales.size() > MAX_ENTRIES) {
      from = Math.max(from, newestFrom(payments, sales));
    }
    return from;
  }

  /** Since when only as many are known as leave room for some more. */
  private static long newestFrom(List<CounterPayment> payments, List<CounterSale> sales) {
    List<Long> times = new ArrayList<>();
    payments.forEach(each -> times.add(each.atMicros()));
    sales.forEach(each -> times.add(each.atMicros()));
    times.sort(null);
    return times.get(times.size() - (MAX_ENTRIES - ROOM) - 1) + 1;
  }

  /**
   * The same without what is older. A payment goes with its sale, whichever of them is older: left
   * alone, either would shift the sales of all that follow.
   */
  private CounterBook knownFrom(long from, CounterMatch match) {
    List<CounterPayment> keptPayments = new ArrayList<>();
    Set<String> goneSales = new HashSet<>();
    for (CounterPayment payment : payments) {
      CounterSale sale = match.saleOf(payment);
      if (payment.atMicros() >= from && (sale == null || sale.atMicros() >= from)) {
        keptPayments.add(payment);
      } else if (sale != null) {
        goneSales.add(sale.id());
      }
    }
    return new CounterBook(
        List.copyOf(keptPayments),
        sales.stream()
            .filter(each -> each.atMicros() >= from && !goneSales.contains(each.id()))
            .toList(),
        told,
        dueMicros,
        spokenOfMicros,
        from,
        waits);
  }

  /** Whether all is known that may be said of whether it has a sale. */
  boolean isWhollyKnown(CounterPayment payment, OrderTerms terms) {
    return fromMicros == Long.MIN_VALUE || payment.neededFromMicros(terms) >= fromMicros;
  }

  /** Of what was told, what stands as it was told but for what is given back. */
  List<CounterRepeats> judgedNoMore(OrderTerms terms) {
    List<CounterRepeats> kept = new ArrayList<>();
    for (CounterRepeats each : told) {
      List<CounterRun> runs =
          each.runs().stream().filter(run -> run.neededFromMicros(terms) < fromMicros).toList();
      if (!runs.isEmpty()) {
        kept.add(new CounterRepeats(each.instrument(), each.episode(), runs));
      }
    }
    return kept;
  }

  /**
   * Judges it, as of a time.
   *
   * @param name its place, currency and amount, as {@link CounterNews#key()}
   * @param ears until when each is heard who may yet tell of a sale
   */
  public Step judged(String name, OrderTerms terms, Heard.Ears ears, long nowMicros) {
    CounterKey key = CounterKey.of(name);
    long from = nextFrom(terms, nowMicros);
    CounterChecks checks = new CounterChecks(this, terms, ears, nowMicros, from > fromMicros);
    List<CounterRepeats> standing = checks.repeats();
    List<MoneyAlert> alerts = new ArrayList<>();
    standing.forEach(each -> alerts.add(each.alert(key, terms, nowMicros)));
    for (CounterRepeats before : told) {
      if (standing.stream().noneMatch(before::isToldWith)) {
        alerts.add(before.takenBack(key, spokenOfMicros));
      }
    }
    List<CounterRepeats> newest =
        standing.stream()
            .sorted(Comparator.comparingLong(CounterRepeats::episode))
            .skip(Math.max(0, standing.size() - MAX_TOLD))
            .toList();
    CounterBook known = from > fromMicros ? knownFrom(from, checks.match()) : this;
    CounterBook next =
        new CounterBook(
            known.payments,
            known.sales,
            newest,
            checks.dueMicros(),
            spokenOfMicros,
            from,
            checks.holds().waits());
    if (next.isBlind(terms)) {
      alerts.add(MoneyAlert.withoutAmount(full(name)));
    }
    return new Step(next, alerts, checks.holds().since(waits));
  }

  /** Whether so much is said of it that no run is known from beginning to end. */
  private boolean isBlind(OrderTerms terms) {
    long run = terms.repeatMicros() + terms.sale().inShopMicros() + terms.reversalMicros();
    return fromMicros != Long.MIN_VALUE && fromMicros > spokenOfMicros - run;
  }

  private Alert full(String name) {
    return new Alert(
        Check.COUNTER_FULL,
        name,
        Episode.OF_REPEATS.at(spokenOfMicros),
        0,
        Alert.Status.CONFIRMED,
        Alert.Severity.MEDIUM,
        Map.of("kept", (long) MAX_ENTRIES),
        List.of(),
        "%s has more than %d payments and sales within minutes: payments that are repeated there are not found; name orders in payments."
            .formatted(name, MAX_ENTRIES),
        spokenOfMicros);
  }
}
