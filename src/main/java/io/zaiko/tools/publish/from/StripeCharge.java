package io.zaiko.tools.publish.from;

import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What Stripe says of a charge. One that is not captured is an authorisation. */
final class StripeCharge {
  private final StripeEvent event;
  private final Body charge;
  private final String id;
  private final String payment;

  StripeCharge(StripeEvent event, Body charge) throws NotTaken {
    this.event = event;
    this.charge = charge;
    this.id = charge.needed("id");
    this.payment = paymentOf(charge, id);
  }

  /** The payment intent; the charge itself where it was made without one. */
  static String paymentOf(Body object, String charge) {
    String intent = object.reference("payment_intent");
    return intent == null ? charge : intent;
  }

  Told told(String type) throws NotTaken {
    return switch (type) {
      case "charge.pending" -> said(PaymentType.PENDING, id, "amount");
      case "charge.succeeded" ->
          isCaptured() ? captured() : said(PaymentType.AUTHORISED, id, "amount");
      case "charge.captured" -> captured();
      case "charge.failed" -> said(PaymentType.DECLINED, id, "amount");
      case "charge.expired" -> said(PaymentType.EXPIRED, payment, "amount");
      case "charge.refunded" -> refunded();
      default -> Told.NOTHING;
    };
  }

  private boolean isCaptured() {
    return charge.isTrue("captured");
  }

  /** All that was captured of it so far; older versions say only what was given back. */
  private Told captured() throws NotTaken {
    return charge.has("amount_captured")
        ? said(PaymentType.CAPTURED, id, "amount_captured")
        : said(
            PaymentType.CAPTURED,
            id,
            "amount",
            charge.whole("amount") - charge.whole("amount_refunded", 0));
  }

  /**
   * Its {@code amount_refunded} adds up all refunds, so it is never taken: the refunds of the list
   * are, and where there is no list the events of each refund say it. Of a charge that was never
   * captured nothing is given back: it was released.
   */
  private Told refunded() throws NotTaken {
    if (!isCaptured()) {
      return said(PaymentType.VOIDED, payment, "amount");
    }
    List<PaymentEvent> refunds = new ArrayList<>();
    int skipped = 0;
    for (Body refund : givenBack()) {
      Told told = StripeRefund.told(event, refund, payment);
      for (PaymentEvent said : told.events()) {
        // One event says several: each needs a name of its own.
        said.setProviderEventId(said.getProviderEventId() + '/' + said.getOperationId());
        refunds.add(said);
      }
      skipped += told.skipped();
    }
    return refunds.isEmpty() ? Told.NOTHING : new Told(refunds, skipped);
  }

  /** Without the one that released what a partial capture left, which is the first. */
  private List<Body> givenBack() throws NotTaken {
    List<Body> refunds = new ArrayList<>(charge.object("refunds").list("data"));
    long left = charge.whole("amount") - charge.whole("amount_captured", charge.whole("amount"));
    if (left > 0 && !refunds.isEmpty()) {
      Body first = refunds.get(0);
      for (Body refund : refunds) {
        first = OLDEST.compare(refund, first) < 0 ? refund : first;
      }
      boolean isMoved = first.text("balance_transaction") != null;
      if (first.whole("amount") == left && !isMoved) {
        refunds.remove(first);
      }
    }
    return refunds;
  }

  private static final Comparator<Body> OLDEST =
      Comparator.comparingLong(refund -> refund.node().path("created").asLong());

  private Told said(PaymentType type, String operation, String amount) throws NotTaken {
    return said(type, operation, amount, charge.whole(amount));
  }

  private Told said(PaymentType type, String operation, String amount, long minor) throws NotTaken {
    PaymentEvent.Builder said = event.say(type, payment, operation, charge, amount, minor);
    StripeEvent.addMetadata(said, charge);
    if (type == PaymentType.DECLINED) {
      String reason = charge.object("outcome").text("reason");
      said.setResponseCode(reason == null ? charge.text("failure_code") : reason);
    }
    StripeInstrument.add(
        said, charge.object("payment_method_details"), charge.reference("payment_method"));
    return Told.of(said.build());
  }
}
