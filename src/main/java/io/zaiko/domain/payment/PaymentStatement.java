package io.zaiko.domain.payment;

import org.jspecify.annotations.Nullable;

/**
 * What one record says of a payment.
 *
 * @param eventId the record
 * @param occurredAtMicros when the money moved, microseconds since 1970 UTC
 * @param provider who moved it
 * @param providerAccount under which account of the retailer
 * @param paymentId the provider's id of the payment
 * @param operationId the operation within the payment; its last status stands
 * @param providerSequence the provider's order of its events; {@link #NO_SEQUENCE} for none
 * @param type what happened
 * @param amountMinor minor units, 0 or more
 * @param currency ISO 4217
 * @param amountKind for AUTHORISATION_ADJUSTED; TOTAL for other types
 * @param orderAmountMinor what the whole checkout comes to, in the same currency; {@link
 *     #NO_AMOUNT} where it is not stated
 * @param orderRef the order; null where it is not stated
 * @param checkoutRef the checkout; null where it is not stated
 * @param method kind of the instrument, such as CARD or BANK_SLIP; empty where it is not stated
 * @param reasonCode why; null where it is not stated
 * @param channel by which it came; empty where that is of no concern
 * @param locationId the shop; null where none is stated, or that is of no concern
 * @param providerEventId the provider's name of the event; empty where that is of no concern
 * @param means what was paid with, and how; {@link Means#UNKNOWN} where that is of no concern
 */
public record PaymentStatement(
    String eventId,
    long occurredAtMicros,
    String provider,
    String providerAccount,
    String paymentId,
    String operationId,
    long providerSequence,
    PaymentType type,
    long amountMinor,
    String currency,
    AmountKind amountKind,
    long orderAmountMinor,
    @Nullable String orderRef,
    @Nullable String checkoutRef,
    String method,
    @Nullable String reasonCode,
    String channel,
    @Nullable String locationId,
    String providerEventId,
    Means means) {
  /** The provider does not number its events. */
  public static final long NO_SEQUENCE = -1;

  /** The amount is not stated. */
  public static final long NO_AMOUNT = -1;

  public PaymentStatement {
    channel = channel == null ? "" : channel; // absent in older states, as is the next
    providerEventId = providerEventId == null ? "" : providerEventId;
    means = means == null ? Means.UNKNOWN : means;
  }

  /** A statement that says nothing of the means. */
  public PaymentStatement(
      String eventId,
      long occurredAtMicros,
      String provider,
      String providerAccount,
      String paymentId,
      String operationId,
      long providerSequence,
      PaymentType type,
      long amountMinor,
      String currency,
      AmountKind amountKind,
      long orderAmountMinor,
      @Nullable String orderRef,
      @Nullable String checkoutRef,
      String method,
      @Nullable String reasonCode,
      String channel,
      @Nullable String locationId,
      String providerEventId) {
    this(
        eventId,
        occurredAtMicros,
        provider,
        providerAccount,
        paymentId,
        operationId,
        providerSequence,
        type,
        amountMinor,
        currency,
        amountKind,
        orderAmountMinor,
        orderRef,
        checkoutRef,
        method,
        reasonCode,
        channel,
        locationId,
        providerEventId,
        Means.UNKNOWN);
  }

  /** The same without what only those who judge the payment ask for. */
  public PaymentStatement ofItsCheckout() {
    return new PaymentStatement(
        eventId,
        occurredAtMicros,
        provider,
        providerAccount,
        paymentId,
        operationId,
        providerSequence,
        type,
        amountMinor,
        currency,
        amountKind,
        orderAmountMinor,
        orderRef,
        checkoutRef,
        method,
        reasonCode,
        "",
        null,
        "");
  }

  /** What tells the provider's event from all others of that provider. */
  public String providerEventKey() {
    return provider + '|' + providerEventId;
  }

  /** Whether it says the same, be it under another event id. */
  public boolean saysTheSameAs(PaymentStatement other) {
    return named("").equals(other.named(""));
  }

  private PaymentStatement named(String otherEventId) {
    return new PaymentStatement(
        otherEventId,
        occurredAtMicros,
        provider,
        providerAccount,
        paymentId,
        operationId,
        providerSequence,
        type,
        amountMinor,
        currency,
        amountKind,
        orderAmountMinor,
        orderRef,
        checkoutRef,
        method,
        reasonCode,
        channel,
        locationId,
        providerEventId,
        means);
  }

  /** What tells this payment from all others. */
  public String paymentKey() {
    return provider + '|' + providerAccount + '|' + paymentId;
  }
}
