package io.zaiko.domain.settlement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A payment's id, as loads name it: who is called so, and which accounts ask. Loads state no
 * provider, so that payments of several may bear one id; an account is told of all of them.
 *
 * @param payments that bear the id, in order of their keys, at most {@link #MAX_PAYMENTS}
 * @param accounts that have a load which names it, at most {@link #MAX_ACCOUNTS}
 * @param spokenOfMicros business time of what was last said
 */
public record FundingLink(List<Funding> payments, List<String> accounts, long spokenOfMicros) {
  /** The most payments of one id that are told apart. */
  public static final int MAX_PAYMENTS = 10;

  /** The most accounts that one payment funds, such as gift cards bought at once. */
  public static final int MAX_ACCOUNTS = 1_000;

  /** Nobody bears it, and nobody asks. */
  public static final FundingLink UNHEARD = new FundingLink(List.of(), List.of(), Long.MIN_VALUE);

  /**
   * What hearing something brought about.
   *
   * @param next what is known from now on
   * @param news for accounts
   */
  public record Step(FundingLink next, List<ValueNews> news) {}

  public FundingLink {
    payments = payments == null ? List.of() : payments;
    accounts = accounts == null ? List.of() : accounts;
  }

  /** Whether an account asks for it. */
  public boolean isAskedFor() {
    return !accounts.isEmpty();
  }

  /** Hears of a payment, or of an account that asks. */
  public Step heard(ValueNews said) {
    long spokenOf = Math.max(spokenOfMicros, said.asOfMicros());
    Funding funding = said.funding();
    return funding == null
        ? asked(Objects.requireNonNull(said.claimant(), "a payment or an account"), spokenOf)
        : heard(funding, spokenOf);
  }

  private Step asked(String account, long spokenOf) {
    if (accounts.contains(account) || accounts.size() == MAX_ACCOUNTS) {
      return new Step(new FundingLink(payments, accounts, spokenOf), List.of());
    }
    List<String> all = new ArrayList<>(accounts);
    all.add(account);
    return new Step(
        new FundingLink(payments, List.copyOf(all), spokenOf),
        payments.stream().map(each -> ValueNews.funds(account, each)).toList());
  }

  private Step heard(Funding funding, long spokenOf) {
    List<Funding> all = with(payments, funding, MAX_PAYMENTS);
    return new Step(
        new FundingLink(all, accounts, spokenOf),
        accounts.stream().map(account -> ValueNews.funds(account, funding)).toList());
  }

  /** The same with what is said of one payment in place of what was said of it before. */
  static List<Funding> with(List<Funding> known, Funding newest, int most) {
    List<Funding> all = new ArrayList<>(known);
    all.removeIf(each -> each.paymentKey().equals(newest.paymentKey()));
    if (all.size() < most) {
      all.add(newest);
      all.sort(Comparator.comparing(Funding::paymentKey));
    }
    return List.copyOf(all);
  }
}
