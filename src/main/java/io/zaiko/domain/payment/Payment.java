package io.zaiko.domain.payment;

import java.util.ArrayList;
import java.util.List;

/**
 * What a payment comes to: a fold over the set of what was said of it, whatever order it came in.
 * The table of types and states is in {@code docs/state-of-payments.md}.
 *
 * @param currency of its amounts, that of what was said first; empty where nothing was said.
 *     Amounts in another one are not added up
 * @param authorisedMinor minor units authorised; {@link PaymentStatement#NO_AMOUNT} where unknown.
 *     Once voided or expired, no more than is captured
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
    List<PaymentStatement> inOrder = new ArrayList<>(ofOnePayment);
    inOrder.sort(PaymentFold.ORDER);
    PaymentFold fold = new PaymentFold();
    inOrder.forEach(fold::hear);
    return fold.payment();
  }
}
