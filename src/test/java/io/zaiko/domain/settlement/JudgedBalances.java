package io.zaiko.domain.settlement;

import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentLife;
import io.zaiko.domain.payment.PaymentPart;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What the payments job tells of balances, by the state machines of its operators. */
public final class JudgedBalances {
  private final OrderTerms terms;
  private final Heard.Ears ears;
  private final Consumer<MoneyAlert> tell;
  private final Consumer<HeldNews> hold;
  private final Map<String, FundingLink> links = new HashMap<>();
  private final Map<String, ValueAccount> accounts = new HashMap<>();
  private final TreeMap<Long, Set<String>> due = new TreeMap<>();

  /** Where nobody is ever silent. */
  public JudgedBalances(OrderTerms terms, Consumer<MoneyAlert> tell) {
    this(terms, voice -> Long.MAX_VALUE, tell, held -> {});
  }

  public JudgedBalances(
      OrderTerms terms, Heard.Ears ears, Consumer<MoneyAlert> tell, Consumer<HeldNews> hold) {
    this.terms = terms;
    this.ears = ears;
    this.tell = tell;
    this.hold = hold;
  }

  /** Hears what is new of a payment. */
  public void hear(PaymentLife before, PaymentLife next, long asOfMicros, long nowMicros) {
    PaymentPart was = before.events() == 0 ? null : part(before);
    ValueNews.ofFunding(was, part(next)).ifPresent(news -> link(news, nowMicros));
    for (ValueNews news :
        ValueNews.ofBalances(before.statements(), next.statements(), asOfMicros)) {
      account(news, nowMicros);
      news.claim().ifPresent(claim -> link(claim, nowMicros));
    }
  }

  private PaymentPart part(PaymentLife life) {
    return life.part(terms.payments(), terms.refundReasons());
  }

  private void link(ValueNews said, long nowMicros) {
    FundingLink.Step step = links.getOrDefault(said.key(), FundingLink.UNHEARD).heard(said);
    links.put(said.key(), step.next());
    step.news().forEach(news -> account(news, nowMicros));
  }

  private void account(ValueNews said, long nowMicros) {
    judge(said.key(), accounts.getOrDefault(said.key(), ValueAccount.EMPTY).heard(said), nowMicros);
  }

  private void judge(String key, ValueAccount account, long nowMicros) {
    ValueAccount.Step step = account.judged(key, terms, ears, nowMicros);
    accounts.put(key, step.next());
    if (step.next().dueMicros() != ValueAccount.NOT_DUE) {
      due.computeIfAbsent(step.next().dueMicros(), at -> new TreeSet<>()).add(key);
    }
    step.alerts().forEach(tell);
    step.held().forEach(hold);
  }

  /** When something is due next; the end of time for never. */
  public long nextDueMicros() {
    return due.isEmpty() ? Long.MAX_VALUE : due.firstKey();
  }

  /** Time passes: what is due on the way is judged as of then. */
  public void timePasses(long untilMicros) {
    while (!due.isEmpty() && due.firstKey() < untilMicros) {
      Map.Entry<Long, Set<String>> next = due.pollFirstEntry();
      for (String key : next.getValue()) {
        ValueAccount account = Objects.requireNonNull(accounts.get(key), "it was judged");
        if (account.dueMicros() == next.getKey()) {
          judge(key, account, next.getKey() + 1);
        }
      }
    }
  }

  /** Time has come so far. */
  public void timeCame(long nowMicros) {
    Map.copyOf(accounts).forEach((key, account) -> judge(key, account, nowMicros));
  }
}
