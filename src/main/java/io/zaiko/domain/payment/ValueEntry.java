package io.zaiko.domain.payment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one record says of the balance of a gift card or points account.
 *
 * @param account {@code provider|account_id}
 * @param eventId the record
 * @param occurredAtMicros when the value moved, microseconds since 1970 UTC
 * @param providerSequence the provider's order of its events; {@link PaymentStatement#NO_SEQUENCE}
 *     for none
 * @param type what happened
 * @param paymentKey the payment it was part of
 * @param operationId the operation within the payment; its last status stands
 * @param amountMinor minor units of the unit, 0 or more
 * @param currency of the amount, ISO 4217
 * @param unit of the account, a currency or a name such as POINTS; null where none is stated
 * @param fundingPaymentId for a load, the payment that paid for it; null where none is stated
 * @param isOpening whether it is the balance of an account from before
 */
public record ValueEntry(
    String account,
    String eventId,
    long occurredAtMicros,
    long providerSequence,
    PaymentType type,
    String paymentKey,
    String operationId,
    long amountMinor,
    String currency,
    @Nullable String unit,
    @Nullable String fundingPaymentId,
    boolean isOpening) {
  /** As {@link PaymentFold#ORDER}: time, the provider's number, rank. */
  public static final Comparator<ValueEntry> ORDER =
      Comparator.comparingLong(ValueEntry::occurredAtMicros)
          .thenComparingLong(ValueEntry::providerSequence)
          .thenComparingInt(entry -> PaymentFold.rank(entry.type()))
          .thenComparing(ValueEntry::paymentKey)
          .thenComparing(ValueEntry::operationId)
          .thenComparing(ValueEntry::eventId);

  private static final String OPENING = "OPENING";

  /**
   * What a payment says of balances. A statement that names no account is of the one that its
   * payment names first.
   *
   * @param inOrder statements of one payment, in {@link PaymentFold#ORDER}
   * @return in the same order; nothing where it names no account
   */
  public static List<ValueEntry> of(List<PaymentStatement> inOrder) {
    List<ValueEntry> entries = new ArrayList<>();
    Means first =
        inOrder.stream()
            .map(PaymentStatement::means)
            .filter(means -> means.valueAccount() != null)
            .findFirst()
            .orElse(null);
    if (first == null) {
      return entries;
    }
    for (PaymentStatement said : inOrder) {
      if (touchesBalance(said.type())) {
        entries.add(of(said, said.means().valueAccount() == null ? first : said.means()));
      }
    }
    return entries;
  }

  /** What only announces, or is between banks, would fill the account for nothing. */
  private static boolean touchesBalance(PaymentType type) {
    return switch (type) {
      case PENDING,
          AUTHORISED,
          AUTHORISATION_ADJUSTED,
          EXPIRED,
          CHARGEBACK_RECEIVED,
          CHARGEBACK_REVERSED,
          SETTLED ->
          false;
      case CAPTURED,
          CAPTURE_FAILED,
          DECLINED,
          VOIDED,
          REFUNDED,
          REFUND_FAILED,
          REFUND_REVERSED,
          OUTCOME_UNKNOWN,
          STORED_VALUE_LOADED,
          STORED_VALUE_REDEEMED,
          REDEMPTION_REVERSED,
          STORED_VALUE_EXPIRED ->
          true;
    };
  }

  private static ValueEntry of(PaymentStatement said, Means means) {
    boolean isLoad = said.type() == PaymentType.STORED_VALUE_LOADED;
    return new ValueEntry(
        said.provider() + '|' + Objects.requireNonNull(means.valueAccount(), "it names one"),
        said.eventId(),
        said.occurredAtMicros(),
        said.providerSequence(),
        said.type(),
        said.paymentKey(),
        said.operationId(),
        said.amountMinor(),
        said.currency(),
        means.valueUnit(),
        isLoad ? said.means().fundingPaymentId() : null,
        isLoad && OPENING.equals(said.reasonCode()));
  }
}
