package io.zaiko.tools.publish.from;

import io.zaiko.avro.AmountKind;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import io.zaiko.avro.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an event of Stripe says of a payment. The payment is the payment intent, or the charge where
 * there is none. A charge is the operation of what it takes, whichever event says so; what is said
 * of the payment as a whole has the payment for its operation.
 */
final class StripeEvent {
  private static final String NAME = "stripe";
  private static final long SECOND_MICROS = 1_000_000;

  private final Body event;
  private final Unstated unstated;
  private final @Nullable String account;

  StripeEvent(Body event, Unstated unstated) {
    this.event = event;
    this.unstated = unstated;
    this.account = event.text("account");
  }

  Told told() throws NotTaken {
    String type = event.needed("type");
    // Event types are no enum: Stripe adds to them.
    return switch (type) {
      case "payment_intent.created",
          "payment_intent.requires_action",
          "payment_intent.processing",
          "payment_intent.amount_capturable_updated",
          "payment_intent.succeeded",
          "payment_intent.payment_failed",
          "payment_intent.canceled" ->
          new StripeIntent(this, object()).told(type);
      case "charge.pending",
          "charge.succeeded",
          "charge.captured",
          "charge.failed",
          "charge.expired",
          "charge.refunded" ->
          new StripeCharge(this, object()).told(type);
      case "charge.refund.updated", "refund.created", "refund.updated", "refund.failed" ->
          StripeRefund.told(this, object());
      case "charge.dispute.created",
          "charge.dispute.closed",
          "charge.dispute.funds_withdrawn",
          "charge.dispute.funds_reinstated" ->
          StripeDispute.told(this, object(), type);
      default -> Told.NOTHING;
    };
  }

  private Body object() throws NotTaken {
    return event.needObject("data").needObject("object");
  }

  /**
   * The head of what it says.
   *
   * @param said the object that speaks, whose currency is meant
   * @param amount its field of the amount
   * @param minor that amount as Stripe counts
   */
  PaymentEvent.Builder say(
      PaymentType type, String payment, String operation, Body said, String amount, long minor)
      throws NotTaken {
    String id = event.needed("id");
    String of = account == null ? unstated.account() : account;
    return PaymentEvent.newBuilder()
        .setEventId(NAME + ':' + id + '/' + operation)
        .setOccurredAt(createdAt())
        .setSource(
            Source.newBuilder().setId(NAME + '/' + of).setTimePrecision(SECOND_MICROS).build())
        .setProvider(NAME)
        .setProviderAccount(of)
        .setProviderEventId(id)
        .setProviderPaymentId(payment)
        .setOperationId(operation)
        .setType(type)
        .setAmount(MinorUnits.STRIPE.money(minor, said.needed("currency"), said.at(amount)))
        .setAmountKind(AmountKind.TOTAL)
        .setChannel(unstated.channel());
  }

  private Instant createdAt() throws NotTaken {
    long seconds = event.whole("created");
    if (seconds < 0 || seconds > Integer.MAX_VALUE * 4L) {
      throw new NotTaken(event.at("created") + " is no time in seconds; hand on the whole body");
    }
    return Instant.ofEpochSecond(seconds);
  }

  /** Adds what the retailer wrote to the payment. */
  static void addMetadata(PaymentEvent.Builder said, Body object) {
    Body metadata = object.object("metadata");
    said.setOrderRef(metadata.firstText("order_id", "orderId"));
    said.setCheckoutRef(metadata.text("checkout_ref"));
    said.setLocationId(metadata.text("location_id"));
    said.setCustomerRef(object.reference("customer"));
    String channel = metadata.text("channel");
    if (channel != null) {
      said.setChannel(channel);
    }
  }
}
