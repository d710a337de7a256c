package io.zaiko.domain.settlement;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.ValueEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that was said of the balance of a gift card or points account, and of the payments that
 * funded its loads. What is wrong with it, a function of the set, is in {@link ValueChecks}.
 *
 * @param entries in {@link ValueEntry#ORDER}, the first {@link #MAX_ENTRIES}
 * @param fundings what each payment that a load names took, at most {@link #MAX_ENTRIES}
 * @param told checks of which there is an alert that is not taken back
 * @param dueMicros when it is to be judged again; {@link #NOT_DUE} where it is not
 * @param spokenOfMicros business time of what was last said
 * @param beyond how many entries were too many to be kept
 * @param waits for whom its checks wait, as it was last told
 */
public record ValueAccount(
    List<ValueEntry> entries,
    List<Funding> fundings,
    List<Check> told,
    long dueMicros,
    long spokenOfMicros,
    long beyond,
    List<Wait> waits) {
  /** The most entries that add up: later ones are counted and add up no more. */
  public static final int MAX_ENTRIES = 1_000;

  /** Stands for no time at which it is to be judged again. */
  public static final long NOT_DUE = Long.MAX_VALUE;

  /** Nothing was said yet. */
  public static final ValueAccount EMPTY =
      new ValueAccount(List.of(), List.of(), List.of(), NOT_DUE, Long.MIN_VALUE, 0, List.of());

  /**
   * What hearing something, or time, brought about.
   *
   * @param next what is known from now on
   * @param alerts all that there is to tell of it, said before or not, and what is taken back
   * @param held that more or fewer of its checks wait for somebody who is silent
   */
  public record Step(ValueAccount next, List<MoneyAlert> alerts, List<HeldNews> held) {}

  public ValueAccount {
    entries = entries == null ? List.of() : entries;
    fundings = fundings == null ? List.of() : fundings;
    told = told == null ? List.of() : told;
    waits = waits == null ? List.of() : waits;
  }

  /** Hears of its balance, or of a payment that a load names. */
  public ValueAccount heard(ValueNews said) {
    long spokenOf = Math.max(spokenOfMicros, said.asOfMicros());
    ValueEntry entry = said.entry();
    if (entry != null) {
      return heard(entry, said.isOfIt(), spokenOf);
    }
    Funding funding = Objects.requireNonNull(said.funding(), "an entry or a payment");
    return new ValueAccount(
        entries,
        FundingLink.with(fundings, funding, MAX_ENTRIES),
        told,
        dueMicros,
        spokenOf,
        beyond,
        waits);
  }

  private ValueAccount heard(ValueEntry entry, boolean isOfIt, long spokenOf) {
    List<ValueEntry> inOrder = new ArrayList<>(entries);
    inOrder.removeIf(each -> each.eventId().equals(entry.eventId()));
    if (isOfIt) {
      inOrder.add(entry);
      inOrder.sort(ValueEntry.ORDER);
    }
    boolean isFull = inOrder.size() > MAX_ENTRIES;
    if (isFull) {
      inOrder.remove(MAX_ENTRIES);
    }
    return new ValueAccount(
        List.copyOf(inOrder),
        fundings,
        told,
        dueMicros,
        spokenOf,
        beyond + (isFull ? 1 : 0),
        waits);
  }

  /**
   * Judges it, as of a time.
   *
   * @param account {@code provider|account_id}
   * @param ears until when each is heard who may yet tell that a load is paid for
   */
  public Step judged(String account, OrderTerms terms, Heard.Ears ears, long nowMicros) {
    Holds holds = new Holds(terms, ears, nowMicros);
    ValueChecks checks = new ValueChecks(account, entries, fundings, terms, holds, nowMicros);
    List<MoneyAlert> alerts = new ArrayList<>(checks.alerts());
    if (beyond > 0) {
      alerts.add(MoneyAlert.withoutAmount(full(account)));
    }
    List<Check> standing = alerts.stream().map(each -> each.alert().check()).toList();
    for (Check before : told) {
      if (!standing.contains(before)) {
        alerts.add(MoneyAlert.takenBack(before, account, spokenOfMicros));
      }
    }
    return new Step(
        new ValueAccount(
            entries,
            fundings,
            standing,
            Math.min(checks.dueMicros(), holds.dueMicros()),
            spokenOfMicros,
            beyond,
            holds.waits()),
        alerts,
        holds.since(waits));
  }

  private Alert full(String account) {
    return new Alert(
        Check.VALUE_ACCOUNT_FULL,
        account,
        0,
        0,
        Alert.Status.CONFIRMED,
        Alert.Severity.HIGH,
        Map.of("kept", (long) MAX_ENTRIES),
        entries.stream()
            .limit(1)
            .map(first -> new Alert.Evidence(first.eventId(), "the first"))
            .toList(),
        "Account %s has more than %d entries; the rest adds up no more: look at it by hand."
            .formatted(account, MAX_ENTRIES),
        spokenOfMicros);
  }
}
