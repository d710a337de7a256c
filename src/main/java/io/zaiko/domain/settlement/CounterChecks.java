package io.zaiko.domain.settlement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who paid with one instrument more often than was sold: payments of one place, currency and amount
 * that follow each other within {@code payment.repeat.window}, a run, and fewer sales that could be
 * theirs. What went back within {@code payment.reversal.window} was no payment. Other customers'
 * payments take their sales before a repeated one does. A run of which no sale at all is known
 * tells nothing where the channel is not LINKED: its sales may be told nowhere.
 */
final class CounterChecks {
  private final OrderTerms terms;
  private final Holds holds;
  private final long nowMicros;
  private final CounterMatch match;
  private final Map<Name, List<CounterRun>> found = new LinkedHashMap<>();
  private long dueMicros = OrderAccount.NOT_DUE;

  /** Of one alert. */
  private record Name(String instrument, long episode) {}

  /**
   * Judges what is known of one place, currency and amount.
   *
   * @param ears until when each is heard who may yet tell of a sale
   * @param isForgetting whether the match is asked for even if nobody paid twice
   */
  CounterChecks(
      CounterBook book, OrderTerms terms, Heard.Ears ears, long nowMicros, boolean isForgetting) {
    this.terms = terms;
    this.holds = new Holds(terms, ears, nowMicros);
    this.nowMicros = nowMicros;
    List<CounterRepeats> kept = book.judgedNoMore(terms);
    List<CounterPayment> ofKept =
        kept.stream()
            .flatMap(each -> each.runs().stream())
            .flatMap(run -> run.payments().stream())
            .map(CounterRun.Paid::payment)
            .toList();
    CounterCredits credits = new CounterCredits(book.payments(), ofKept);
    for (CounterRepeats each : kept) {
      Name name = new Name(each.instrument(), each.episode());
      each.runs().forEach(run -> find(name, run.with(credits::of)));
    }
    List<List<CounterPayment>> runs =
        runs(book.payments().stream().filter(each -> !each.isCredit()).map(credits::of).toList());
    boolean isRepeated = runs.stream().anyMatch(run -> run.size() > 1);
    this.match =
        new CounterMatch(
            isRepeated || isForgetting ? inOrder(runs) : List.of(), book.sales(), terms);
    Set<String> judged = new HashSet<>();
    ofKept.forEach(each -> judged.add(each.paymentKey()));
    for (List<CounterPayment> run : runs) {
      boolean isKnown =
          run.stream()
              .allMatch(
                  each -> book.isWhollyKnown(each, terms) && !judged.contains(each.paymentKey()));
      if (run.size() > 1 && isKnown) {
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
    CounterRun run =
        new CounterRun(
            payments.stream().map(each -> new CounterRun.Paid(each, match.saleOf(each))).toList());
    boolean isAwaited = payments.stream().allMatch(CounterPayment::isAwaited);
    if (!run.isRepeated() || (run.sales() == 0 && !isAwaited)) {
      return;
    }
    long tells = run.sinceMicros() + terms.reversalMicros();
    if (nowMicros <= tells) {
      dueMicros = Math.min(dueMicros, tells);
    } else if (!holds.isHeld(tells, payments.stream().map(CounterPayment::seller).toList())) {
      CounterPayment first = payments.get(0);
      String instrument = first.instrument();
      find(new Name(instrument == null ? "" : instrument, run.episode()), run);
    }
  }

  private void find(Name name, CounterRun run) {
    if (run.isRepeated()) {
      found.computeIfAbsent(name, none -> new ArrayList<>()).add(run);
    }
  }

  /** What there is to tell: one for each instrument and day. */
  List<CounterRepeats> repeats() {
    List<CounterRepeats> all = new ArrayList<>();
    found.forEach(
        (name, runs) ->
            all.add(new CounterRepeats(name.instrument(), name.episode(), List.copyOf(runs))));
    return all;
  }

  /** Which payment has which sale; none where nobody asked for it. */
  CounterMatch match() {
    return match;
  }

  /** What is due, and waits for a seller who is silent. */
  Holds holds() {
    return holds;
  }

  /** When it is to be judged again; {@link OrderAccount#NOT_DUE} where it is not. */
  long dueMicros() {
    return repeats().stream()
        .mapToLong(each -> each.dueMicros(terms, nowMicros))
        .reduce(Math.min(dueMicros, holds.dueMicros()), Math::min);
  }
}
