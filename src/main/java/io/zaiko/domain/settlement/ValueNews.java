package io.zaiko.domain.settlement;

import io.zaiko.domain.payment.PaymentPart;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.ValueEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something for the balance of a gift card or points account, or for whoever knows which accounts a
 * payment funds.
 *
 * @param key who is to hear it: an account, or a payment's id, by which loads name it
 * @param asOfMicros its business time, never ahead of the broker's clock
 * @param entry what happened to the balance; null for other news
 * @param isOfIt for an entry, false where it turns out to be of another account
 * @param funding what a payment could fund; null for other news
 * @param claimant the account of a load that names the payment; null for other news
 */
public record ValueNews(
    String key,
    long asOfMicros,
    @Nullable ValueEntry entry,
    boolean isOfIt,
    @Nullable Funding funding,
    @Nullable String claimant) {

  /**
   * What is new of balances, for their accounts.
   *
   * @param before all that was said of a payment before, in order of time
   * @param next all that is now
   */
  public static List<ValueNews> ofBalances(
      List<PaymentStatement> before, List<PaymentStatement> next, long asOfMicros) {
    List<ValueEntry> were = ValueEntry.of(before);
    List<ValueEntry> are = ValueEntry.of(next);
    if (were.isEmpty() && are.isEmpty()) {
      return List.of();
    }
    List<ValueNews> news = new ArrayList<>();
    without(were, are).forEach(entry -> news.add(said(entry, asOfMicros, false)));
    without(are, were).forEach(entry -> news.add(said(entry, asOfMicros, true)));
    return news;
  }

  private static List<ValueEntry> without(List<ValueEntry> all, List<ValueEntry> others) {
    Set<ValueEntry> known = new HashSet<>(others);
    return all.stream().filter(entry -> !known.contains(entry)).toList();
  }

  private static ValueNews said(ValueEntry entry, long asOfMicros, boolean isOfIt) {
    return new ValueNews(entry.account(), asOfMicros, entry, isOfIt, null, null);
  }

  /** Asks for what funds a load; empty where the news are of no load that names a payment. */
  public Optional<ValueNews> claim() {
    ValueEntry said = entry;
    return said == null || said.fundingPaymentId() == null || !isOfIt
        ? Optional.empty()
        : Optional.of(
            new ValueNews(said.fundingPaymentId(), asOfMicros, null, true, null, said.account()));
  }

  /**
   * What a payment could fund, where that is new.
   *
   * @param before what it brought before; null where nothing was known of it
   */
  public static Optional<ValueNews> ofFunding(@Nullable PaymentPart before, PaymentPart next) {
    Funding funding = Funding.of(next);
    return funding == null || (before != null && funding.saysTheSameAs(Funding.of(before)))
        ? Optional.empty()
        : Optional.of(funds(next.paymentId(), funding));
  }

  static ValueNews funds(String key, Funding funding) {
    return new ValueNews(key, funding.spokenOfMicros(), null, true, funding, null);
  }
}
