package io.zaiko.domain.settlement;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.alert.Alert.Evidence;
import io.zaiko.domain.alert.Alert.Severity;
import io.zaiko.domain.alert.Alert.Status;
import io.zaiko.domain.alert.Episode;
import io.zaiko.domain.money.Amounts;
import io.zaiko.domain.payment.MoneyAlert;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who paid with one instrument more often than was sold: payments of one place, currency and amount
 * that follow each other within {@code payment.repeat.window}, a run, and fewer sales that could be
 * theirs. What went back within {@code payment.reversal.window} was no payment. Other customers'
 * payments take their sales before a repeated one does. A run of which no sale at all is known
 * tells nothing where the channel is not LINKED: its sales may be told nowhere.
 */
final class CounterChecks {
  private final String key;
  private final OrderTerms terms;
  private final long nowMicros;
  private final CounterMatch match;
  private final TreeMap<String, List<Run>> found = new TreeMap<>();
  private long dueMicros = OrderAccount.NOT_DUE;

  /** Payments with one instrument, in order of time; how many have a sale, and since when not. */
  private record Run(List<CounterPayment> payments, int own, long sinceMicros) {
    long standing() {
      return Math.max(0, payments.stream().filter(CounterPayment::stands).count() - own);
    }

    long episode() {
      return Episode.OF_REPEATS.at(payments.get(0).atMicros());
    }
  }

  /**
   * Judges what is known of one place, currency and amount.
   *
   * @param fromEpisode days before are judged no more
   */
  CounterChecks(String key, CounterBook book, OrderTerms terms, long nowMicros, long fromEpisode) {
    this.key = key;
    this.terms = terms;
    this.nowMicros = nowMicros;
    List<List<CounterPayment>> runs = runs(book.payments());
    boolean isRepeated = runs.stream().anyMatch(run -> run.size() > 1);
    this.match = new CounterMatch(isRepeated ? inOrder(runs) : List.of(), book.sales(), terms);
    for (List<CounterPayment> run : runs) {
      if (run.size() > 1 && Episode.OF_REPEATS.at(run.get(0).atMicros()) >= fromEpisode) {
        judge(run);
      }
    }
  }

  private List<List<CounterPayment>> runs(List<CounterPayment> payments) {
    List<List<CounterPayment>> runs = new ArrayList<>();
    Map<String, List<CounterPayment>> last = new HashMap<>();
    for (CounterPayment payment : payments) {
      if (payment.wasReversedWithin(terms.reversalMicros())) {
        continue;
      }
      String instrument = payment.instrument();
      List<CounterPayment> run = instrument == null ? null : last.get(instrument);
      boolean isApart =
          run == null
              || payment.atMicros() - run.get(run.size() - 1).atMicros() > terms.repeatMicros();
      if (run == null || isApart) {
        run = new ArrayList<>();
        runs.add(run);
        if (instrument != null) {
          last.put(instrument, run);
        }
      }
      run.add(payment);
    }
    return runs;
  }

  /** The first of each run, then single ones, then the second of each run, and so on. */
  private static List<CounterPayment> inOrder(List<List<CounterPayment>> runs) {
    record Ranked(int rank, boolean isSingle, CounterPayment payment) {}

    List<Ranked> ranked = new ArrayList<>();
    for (List<CounterPayment> run : runs) {
      for (int i = 0; i < run.size(); i++) {
        ranked.add(new Ranked(i, run.size() == 1, run.get(i)));
      }
    }
    ranked.sort(
        Comparator.comparingInt(Ranked::rank)
            .thenComparing(Ranked::isSingle)
            .thenComparingLong(each -> each.payment().atMicros())
            .thenComparing(each -> each.payment().paymentKey()));
    return ranked.stream().map(Ranked::payment).toList();
  }

  private void judge(List<CounterPayment> payments) {
    int own = (int) payments.stream().filter(each -> match.saleOf(each) != null).count();
    boolean isAwaited = payments.stream().allMatch(CounterPayment::isAwaited);
    if (own == payments.size() || (own == 0 && !isAwaited)) {
      return;
    }
    Run run = new Run(payments, own, payments.get(Math.max(1, own)).atMicros());
    long tells = run.sinceMicros() + terms.reversalMicros();
    if (nowMicros <= tells) {
      dueMicros = Math.min(dueMicros, tells);
      return;
    }
    String name = payments.get(0).instrument() + "|" + run.episode();
    found.computeIfAbsent(name, none -> new ArrayList<>()).add(run);
  }

  /** When it is to be judged again; {@link OrderAccount#NOT_DUE} where it is not. */
  long dueMicros() {
    return dueMicros;
  }

  /** What there is to tell: one for each instrument and day. */
  List<MoneyAlert> alerts() {
    return found.values().stream().map(this::alert).toList();
  }

  private MoneyAlert alert(List<Run> runs) {
    int amountAt = key.lastIndexOf('|');
    int currencyAt = key.lastIndexOf('|', amountAt - 1);
    long minor = Long.parseLong(key.substring(amountAt + 1));
    String currency = key.substring(currencyAt + 1, amountAt);
    long payments = runs.stream().mapToLong(run -> run.payments().size()).sum();
    long own = runs.stream().mapToLong(Run::own).sum();
    long standing = runs.stream().mapToLong(Run::standing).sum();
    List<CounterPayment> all = runs.stream().flatMap(run -> run.payments().stream()).toList();
    Map<String, Long> facts =
        new TreeMap<>(Map.of("amount", minor, "payments", payments, "sales", own));
    facts.put("excess", minor * (standing > 0 ? standing : payments - own));
    String sentence =
        "One instrument paid %s %d times at %s within minutes, with %d to be found in the sales: give back what was taken too often, or book the sale that is missing."
            .formatted(Amounts.text(minor, currency), payments, key.substring(0, currencyAt), own);
    Alert alert =
        new Alert(
            Check.DUPLICATE_CHARGE,
            key + '|' + all.get(0).instrument(),
            runs.get(0).episode(),
            0,
            standing > 0 ? Status.CONFIRMED : Status.RESOLVED,
            isWithoutSale(all) ? Severity.HIGH : Severity.MEDIUM,
            facts,
            evidence(all),
            standing > 0 ? sentence : sentence + " It was made good.",
            lastMicros(all));
    return new MoneyAlert(alert, minor * standing, currency);
  }

  /** Whether the time has passed in which the sale of one of them may come. */
  private boolean isWithoutSale(List<CounterPayment> payments) {
    boolean isWithout = false;
    for (CounterPayment payment : payments) {
      if (match.saleOf(payment) == null) {
        long latest = payment.latestSaleMicros(terms);
        if (nowMicros > latest) {
          isWithout = true;
        } else {
          dueMicros = Math.min(dueMicros, latest);
        }
      }
    }
    return isWithout;
  }

  private List<Evidence> evidence(List<CounterPayment> payments) {
    List<Evidence> evidence = new ArrayList<>();
    for (CounterPayment payment : payments) {
      evidence.add(new Evidence(payment.captureId(), "CAPTURED"));
      CounterSale sale = match.saleOf(payment);
      if (sale != null) {
        evidence.add(new Evidence(sale.eventId(), "SALE"));
      }
      String gone = payment.goneId();
      if (gone != null) {
        evidence.add(new Evidence(gone, "GIVEN_BACK"));
      }
    }
    return List.copyOf(
        evidence.subList(Math.max(0, evidence.size() - OrderEvidence.MOST), evidence.size()));
  }

  private static long lastMicros(List<CounterPayment> payments) {
    return payments.stream()
        .mapToLong(each -> each.stands() ? each.atMicros() : each.goneMicros())
        .max()
        .orElse(0);
  }
}
