package io.zaiko.domain.payment;

import java.util.List;

/**
 * What a payment comes to: a fold over the set of what was said of it.
 *
 * @param currency of its amounts
 * @param authorisedMinor minor units authorised; {@link PaymentStatement#NO_AMOUNT} where unknown
 * @param capturedMinor minor units captured
 * @param refundedMinor minor units refunded
 * @param chargedBackMinor minor units charged back
 * @param orderAmountMinor what the whole checkout comes to, as last stated; {@link
 *     PaymentStatement#NO_AMOUNT} where it is not
 * @param state where it stands
 * @param isUnderWay whether money may still come: pending, authorised and not captured in full, or
 *     of an outcome not known
 */
public record Payment(
    String currency,
    long authorisedMinor,
    long capturedMinor,
    long refundedMinor,
    long chargedBackMinor,
    long orderAmountMinor,
    PaymentState state,
    boolean isUnderWay) {
  /** The fold over all statements of one payment, in whatever order. */
  public static Payment of(List<PaymentStatement> ofOnePayment) {
    throw new UnsupportedOperationException("to be written");
  }
}
