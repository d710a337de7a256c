package io.zaiko.domain.settlement;

import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentLife;
import io.zaiko.domain.payment.PaymentPart;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What the payments job tells of balances, by the state machines of its operators. */
public final class JudgedBalances {
  private final OrderTerms terms;
  private final Consumer<MoneyAlert> tell;
  private final Map<String, FundingLink> links = new HashMap<>();
  private final Map<String, ValueAccount> accounts = new HashMap<>();

  public JudgedBalances(OrderTerms terms, Consumer<MoneyAlert> tell) {
    this.terms = terms;
    this.tell = tell;
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
    ValueAccount.Step step = account.judged(key, terms, nowMicros);
    accounts.put(key, step.next());
    step.alerts().forEach(tell);
  }

  /** Time has come so far. */
  public void timeCame(long nowMicros) {
    Map.copyOf(accounts).forEach((key, account) -> judge(key, account, nowMicros));
  }
}
