package io.zaiko.domain.settlement;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.alert.Alert.Severity;
import io.zaiko.domain.alert.Alert.Status;
import io.zaiko.domain.alert.Excess;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.ValueEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is wrong with the balance of a gift card or points account: a function of the set of what
 * was said of it and of what funded it, and of how far time has come.
 *
 * <pre>
 *   nothing -> SUSPECTED while more was spent than was paid for -> CONFIRMED when that has lasted
 *              -> RESOLVED when it was made good
 *   SUSPECTED, CONFIRMED -> RETRACTED by what happened before and came late
 * </pre>
 */
final class ValueChecks {
  /** So much of an alert's evidence is kept, the newest. */
  private static final int MAX_EVIDENCE = 50;

  private record Dated(long atMicros, Alert.Evidence said) {}

  private final String account;
  private final List<ValueEntry> inOrder;
  private final List<Funding> fundings;
  private final ValueWalk walk;
  private final long nowMicros;
  private final List<MoneyAlert> alerts = new ArrayList<>();
  private long dueMicros;

  /**
   * Judges.
   *
   * @param account {@code provider|account_id}
   * @param inOrder in {@link ValueEntry#ORDER}
   * @param fundings of its loads
   * @param holds of loads that may yet turn out to be paid for
   * @param nowMicros how far business time has come
   */
  ValueChecks(
      String account,
      List<ValueEntry> inOrder,
      List<Funding> fundings,
      OrderTerms terms,
      Holds holds,
      long nowMicros) {
    this.account = account;
    this.inOrder = inOrder;
    this.fundings = fundings;
    this.walk = ValueWalk.through(inOrder, fundings, terms, holds, nowMicros);
    this.nowMicros = nowMicros;
    this.dueMicros = walk.nextMissedMicros(nowMicros);
    ValueUnit unit = walk.unit();
    if (unit != null) {
      spending(walk.unpaid, unit);
    }
  }

  /** What there is to tell. */
  List<MoneyAlert> alerts() {
    return alerts;
  }

  /** When to judge again though nothing more is said; the end of time if it makes no difference. */
  long dueMicros() {
    return dueMicros;
  }

  private void spending(Excess unpaid, ValueUnit unit) {
    boolean isSettled = unpaid.isSettled(nowMicros);
    if (unpaid.stands() && !isSettled) {
      dueMicros = Math.min(dueMicros, unpaid.settlesAtMicros());
    }
    if (unpaid.stands()) {
      tell(isSettled ? Status.CONFIRMED : Status.SUSPECTED, unpaid.minor(), unit);
    } else if (unpaid.wasMadeGood()) {
      tell(Status.RESOLVED, unpaid.peakMinor(), unit);
    }
  }

  private void tell(Status status, long excess, ValueUnit unit) {
    ValueSums sums = walk.sums();
    boolean isOver = status == Status.RESOLVED;
    Map<String, Long> facts = new TreeMap<>();
    facts.put("loaded", sums.loaded());
    facts.put("redeemed", sums.redeemed());
    facts.put("given_back", sums.givenBack());
    facts.put("expired", sums.expired());
    facts.put("unfunded", walk.unfundedMinor());
    facts.put("excess", excess);
    // The rest of a load that nobody paid for may still be spent.
    long risk = isOver ? 0 : sums.overdrawn() + walk.unfundedMinor();
    alerts.add(
        new MoneyAlert(
            new Alert(
                Check.STORED_VALUE_ABUSE,
                account,
                0,
                0,
                status,
                unit.isMoney() ? Severity.CRITICAL : Severity.LOW,
                facts,
                evidence(),
                isOver
                    ? "%s had spent %s that nobody paid for; that was made good."
                        .formatted(name(), unit.text(excess))
                    : inWords(sums, unit),
                lastMicros()),
            unit.isMoney() ? risk : 0,
            unit.isMoney() ? unit.currency() : ""));
  }

  /** Points of a purchase that was given back are no theft: most houses let them go. */
  private String inWords(ValueSums sums, ValueUnit unit) {
    String act = unit.isMoney() ? "block it" : "take it back or let it go";
    String spent = unit.text(sums.redeemed() - sums.givenBack());
    return sums.overdrawn() > 0 && walk.unfundedMinor() == 0
        ? "%s paid %s of %s loaded, %s too much: %s, and see which till took it last."
            .formatted(name(), spent, unit.text(sums.loaded()), unit.text(sums.overdrawn()), act)
        : "%s was loaded with %s for which payment %s holds no money, and paid %s: %s, and ask for the money or undo the load."
            .formatted(
                name(),
                unit.text(walk.unfundedMinor()),
                String.join(", ", walk.unpaying()),
                spent,
                act);
  }

  /** Of the account, and of the payments that its loads name. */
  private List<Alert.Evidence> evidence() {
    List<Dated> all = new ArrayList<>();
    for (ValueEntry said : inOrder) {
      all.add(
          new Dated(
              said.occurredAtMicros(), new Alert.Evidence(said.eventId(), said.type().name())));
    }
    for (Funding funding : fundings) {
      for (Funding.Move move : funding.moves()) {
        all.add(new Dated(move.atMicros(), new Alert.Evidence(move.eventId(), move.type().name())));
      }
    }
    all.sort(
        Comparator.comparingLong(Dated::atMicros).thenComparing(each -> each.said().eventId()));
    return all.stream().skip(Math.max(0, all.size() - MAX_EVIDENCE)).map(Dated::said).toList();
  }

  private long lastMicros() {
    long last = inOrder.get(inOrder.size() - 1).occurredAtMicros();
    for (Funding funding : fundings) {
      for (Funding.Move move : funding.moves()) {
        last = Math.max(last, move.atMicros());
      }
    }
    return last;
  }

  private String name() {
    int end = account.indexOf('|');
    return "Account %s of %s".formatted(account.substring(end + 1), account.substring(0, end));
  }
}
