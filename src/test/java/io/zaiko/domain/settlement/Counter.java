package io.zaiko.domain.settlement;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Status;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentTerms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is said of 4.50 EUR at one counter; times in seconds. */
final class Counter {
  static final String KEY = "shop-1|EUR|450";
  static final long LONG_AFTER = 30 * 86_400L;
  static final String SELLER = "channel|pos|shop-1";

  /** Nobody is ever silent. */
  static final Heard.Ears ALL_HEARD = voice -> Long.MAX_VALUE;

  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;

  static final OrderTerms TERMS =
      new OrderTerms(
          new PaymentTerms(15 * MINUTE, Map.of(), 1, Map.of(), 0, Map.of(), 0, 0),
          Map.of(),
          Set.of(),
          15 * MINUTE,
          1_440 * MINUTE,
          7_200 * MINUTE,
          0,
          new OrderTerms.TellHeld(0, 1),
          new OrderTerms.SaleWindows(15 * MINUTE, 5 * MINUTE, 1_440 * MINUTE),
          new OrderTerms.CaptureWindows(15 * MINUTE, 1_440 * MINUTE, 1_440 * MINUTE),
          5 * MINUTE);

  private final List<CounterNews> said = new ArrayList<>();

  Counter paid(String id, String instrument, long second) {
    return pays(id, instrument, second, CounterPayment.NEVER, false);
  }

  Counter paidOffline(String id, String instrument, long second) {
    return pays(id, instrument, second, CounterPayment.NEVER, true);
  }

  /** A refund at the terminal that names no payment. */
  Counter credited(String id, String instrument, long second) {
    CounterPayment credit =
        new CounterPayment(
            id,
            instrument,
            second * SECOND,
            "credit " + id,
            CounterPayment.NEVER,
            null,
            true,
            false,
            true,
            false,
            false,
            SELLER);
    said.add(new CounterNews(KEY, second * SECOND, credit, null, true));
    return this;
  }

  Counter paidAndGone(String id, String instrument, long second, long gone) {
    return pays(id, instrument, second, gone, false);
  }

  private Counter pays(String id, String instrument, long second, long gone, boolean isOffline) {
    boolean stands = gone == CounterPayment.NEVER;
    CounterPayment payment =
        new CounterPayment(
            id,
            instrument,
            second * SECOND,
            "capture of " + id,
            stands ? gone : gone * SECOND,
            stands ? null : "refund of " + id,
            false,
            false,
            true,
            isOffline,
            false,
            SELLER);
    long asOf = (stands ? second : gone) * SECOND;
    said.add(new CounterNews(KEY, asOf, payment, null, true));
    return this;
  }

  Counter sold(String id, long second) {
    return sold(id, second, second, false);
  }

  /** A sale of which all came back later. */
  Counter soldAndTakenBack(String id, long second, long back) {
    return sold(id, second, back, true);
  }

  private Counter sold(String id, long second, long asOf, boolean isTakenBack) {
    CounterSale sale = new CounterSale(id, id, second * SECOND, isTakenBack);
    said.add(new CounterNews(KEY, asOf * SECOND, null, sale, true));
    return this;
  }

  List<CounterNews> said() {
    return List.copyOf(said);
  }

  /** What is told when all was said, and a long time has passed. */
  List<Alert> inTheEnd() {
    return inTheEnd(said);
  }

  static List<Alert> inTheEnd(List<CounterNews> inOrder) {
    Map<String, Alert> told = new LinkedHashMap<>();
    CounterBook book = CounterBook.EMPTY;
    long now = 0;
    for (CounterNews each : inOrder) {
      now = Math.max(now, each.asOfMicros());
      book = keep(book.heard(each).judged(KEY, TERMS, ALL_HEARD, now), told);
    }
    keep(book.judged(KEY, TERMS, ALL_HEARD, LONG_AFTER * SECOND), told);
    return told.values().stream()
        .filter(each -> each.status() != Status.RETRACTED)
        .sorted(Comparator.comparing(Alert::alertId))
        .toList();
  }

  /** What is told at a time. */
  List<Alert> at(long second) {
    CounterBook book = CounterBook.EMPTY;
    for (CounterNews each : said) {
      book = book.heard(each);
    }
    return book.judged(KEY, TERMS, ALL_HEARD, second * SECOND).alerts().stream()
        .map(MoneyAlert::alert)
        .toList();
  }

  private static CounterBook keep(CounterBook.Step step, Map<String, Alert> told) {
    for (MoneyAlert each : step.alerts()) {
      told.put(each.alert().alertId(), each.alert());
    }
    return step.next();
  }
}
