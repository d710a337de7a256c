package io.zaiko.tools.publish.from;

import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;

/** What Stripe says of a refund: its status says what became of the money. */
final class StripeRefund {
  private StripeRefund() {}

  static Told told(StripeEvent event, Body refund) throws NotTaken {
    String charge = refund.reference("charge");
    String intent = refund.reference("payment_intent");
    if (charge == null && intent == null) {
      return Told.NOTHING; // as of a customer's balance
    }
    return told(event, refund, intent != null ? intent : String.valueOf(charge));
  }

  /** Of a payment that is known. */
  static Told told(StripeEvent event, Body refund, String payment) throws NotTaken {
    // Statuses are no enum: the oldest versions have none.
    String status = refund.text("status");
    return switch (status == null ? "succeeded" : status) {
      case "succeeded" ->
          isRelease(refund) ? Told.NOTHING : said(event, refund, payment, PaymentType.REFUNDED);
      case "failed", "canceled" -> said(event, refund, payment, PaymentType.REFUND_FAILED);
      default -> Told.NOTHING; // pending: no money has moved yet
    };
  }

  /**
   * One that succeeded and left the balance as it was moved no money: it released an authorisation,
   * which the charge or the payment intent says.
   */
  private static boolean isRelease(Body refund) {
    return refund.node().path("balance_transaction").isNull();
  }

  private static Told said(StripeEvent event, Body refund, String payment, PaymentType type)
      throws NotTaken {
    PaymentEvent.Builder said =
        event.say(type, payment, refund.needed("id"), refund, "amount", refund.whole("amount"));
    StripeEvent.addMetadata(said, refund);
    String ours = refund.object("metadata").text("reason_code"); // Stripe's own are three
    said.setReasonCode(ours == null ? refund.text("reason") : ours);
    said.setResponseCode(refund.text("failure_reason"));
    return Told.of(said.build());
  }
}
