package io.zaiko.domain.settlement;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.alert.Alert.Evidence;
import io.zaiko.domain.alert.Alert.Severity;
import io.zaiko.domain.alert.Alert.Status;
import io.zaiko.domain.money.Amounts;
import io.zaiko.domain.payment.MoneyAlert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one instrument paid too often at a counter on one day, of which there is an alert.
 *
 * @param instrument a hash
 * @param episode the day of each run's first payment
 * @param runs in order of time, each with fewer sales than payments
 */
public record CounterRepeats(String instrument, long episode, List<CounterRun> runs) {

  public CounterRepeats {
    runs = runs == null ? List.of() : runs;
  }

  /** Whether both are told by one alert. */
  boolean isToldWith(CounterRepeats other) {
    return instrument.equals(other.instrument) && episode == other.episode;
  }

  /** The same, now that a payment or a sale may be another. */
  CounterRepeats heard(CounterNews said) {
    return new CounterRepeats(
        instrument, episode, runs.stream().map(run -> run.heard(said)).toList());
  }

  /**
   * Until when the sale of one of its payments may come; none after {@link OrderAccount#NOT_DUE}.
   */
  long dueMicros(OrderTerms terms, long nowMicros) {
    return runs.stream()
        .flatMap(run -> run.payments().stream())
        .filter(each -> each.sale() == null)
        .mapToLong(each -> each.payment().latestSaleMicros(terms))
        .filter(latest -> latest >= nowMicros)
        .min()
        .orElse(OrderAccount.NOT_DUE);
  }

  /** What there is to tell. */
  MoneyAlert alert(CounterKey key, OrderTerms terms, long nowMicros) {
    long payments = runs.stream().mapToLong(CounterRun::count).sum();
    long sales = runs.stream().mapToLong(CounterRun::sales).sum();
    long standing = runs.stream().mapToLong(CounterRun::standing).sum();
    Map<String, Long> facts =
        new TreeMap<>(Map.of("amount", key.minor(), "payments", payments, "sales", sales));
    facts.put("excess", key.minor() * (standing > 0 ? standing : payments - sales));
    String sentence =
        "One instrument paid %s %d times at %s within minutes, with %d to be found in the sales: give back what was taken too often, or book the sale that is missing."
            .formatted(Amounts.text(key.minor(), key.currency()), payments, key.place(), sales);
    Alert alert =
        new Alert(
            Check.DUPLICATE_CHARGE,
            alertKey(key),
            episode,
            0,
            standing > 0 ? Status.CONFIRMED : Status.RESOLVED,
            isWithoutSale(terms, nowMicros) ? Severity.HIGH : Severity.MEDIUM,
            facts,
            evidence(),
            standing > 0 ? sentence : sentence + " It was made good.",
            lastMicros());
    return new MoneyAlert(alert, key.minor() * standing, key.currency());
  }

  /** What takes the alert back. */
  MoneyAlert takenBack(CounterKey key, long asOfMicros) {
    return MoneyAlert.takenBack(Check.DUPLICATE_CHARGE, alertKey(key), episode, asOfMicros);
  }

  private String alertKey(CounterKey key) {
    return key.text() + '|' + instrument;
  }

  /** Whether the time has passed in which the sale of one of them may come. */
  private boolean isWithoutSale(OrderTerms terms, long nowMicros) {
    return all().stream()
        .anyMatch(
            each -> each.sale() == null && nowMicros > each.payment().latestSaleMicros(terms));
  }

  private List<CounterRun.Paid> all() {
    return runs.stream().flatMap(run -> run.payments().stream()).toList();
  }

  private List<Evidence> evidence() {
    List<Evidence> evidence = new ArrayList<>();
    for (CounterRun.Paid each : all()) {
      evidence.add(new Evidence(each.payment().captureId(), "CAPTURED"));
      CounterSale sale = each.sale();
      if (sale != null) {
        evidence.add(new Evidence(sale.eventId(), "SALE"));
      }
      String gone = each.payment().goneId();
      if (gone != null) {
        evidence.add(new Evidence(gone, "GIVEN_BACK"));
      }
    }
    return List.copyOf(
        evidence.subList(Math.max(0, evidence.size() - OrderEvidence.MOST), evidence.size()));
  }

  private long lastMicros() {
    return all().stream()
        .map(CounterRun.Paid::payment)
        .mapToLong(each -> each.stands() ? each.atMicros() : each.goneMicros())
        .max()
        .orElse(0);
  }
}
