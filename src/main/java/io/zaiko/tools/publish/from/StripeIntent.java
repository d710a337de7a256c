package io.zaiko.tools.publish.from;

import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Stripe says of a payment intent. */
final class StripeIntent {
  private final StripeEvent event;
  private final Body intent;
  private final String id;

  StripeIntent(StripeEvent event, Body intent) throws NotTaken {
    this.event = event;
    this.intent = intent;
    this.id = intent.needed("id");
  }

  Told told(String type) throws NotTaken {
    return switch (type) {
      case "payment_intent.created" -> created();
      case "payment_intent.requires_action", "payment_intent.processing" -> pending();
      case "payment_intent.amount_capturable_updated" -> authorised();
      case "payment_intent.succeeded" -> captured();
      case "payment_intent.payment_failed" -> declined();
      case "payment_intent.canceled" -> released();
      default -> Told.NOTHING;
    };
  }

  /**
   * A customer who looks at the payment page has an intent too, and it never ends by itself: it is
   * under way from when it is confirmed.
   */
  private Told created() throws NotTaken {
    String status = intent.text("status");
    boolean isUnderWay = "processing".equals(status) || "requires_action".equals(status);
    return isUnderWay ? pending() : Told.NOTHING;
  }

  private Told pending() throws NotTaken {
    return said(PaymentType.PENDING, id, "amount");
  }

  /** The new total; once a part is captured, the rest that is left says nothing new. */
  private Told authorised() throws NotTaken {
    boolean isNew =
        intent.whole("amount_received", 0) == 0 && intent.whole("amount_capturable") > 0;
    return isNew ? said(PaymentType.AUTHORISED, charge(), "amount_capturable") : Told.NOTHING;
  }

  /** With the last capture Stripe releases what is left, and says so nowhere else. */
  private Told captured() throws NotTaken {
    Told captured = said(PaymentType.CAPTURED, charge(), "amount_received");
    boolean isReleased =
        intent.whole("amount_received") < intent.whole("amount", 0)
            && intent.whole("amount_capturable", -1) == 0;
    if (!isReleased) {
      return captured;
    }
    Told released = said(PaymentType.VOIDED, id, "amount");
    // One event says both: each needs a name of its own.
    released
        .events()
        .forEach(said -> said.setProviderEventId(said.getProviderEventId() + '/' + id));
    return captured.and(released);
  }

  private Told declined() throws NotTaken {
    Body error = intent.object("last_payment_error");
    String charge = error.reference("charge");
    PaymentEvent.Builder said =
        event.say(
            PaymentType.DECLINED,
            id,
            charge == null ? id : charge,
            intent,
            "amount",
            intent.whole("amount"));
    StripeEvent.addMetadata(said, intent);
    said.setResponseCode(error.firstText("decline_code", "code"));
    Body method = error.object("payment_method");
    StripeInstrument.add(said, method, method.text("id"));
    return Told.of(said.build());
  }

  /** Of the payment as a whole: what had been captured of it stands. */
  private Told released() throws NotTaken {
    String why = intent.text("cancellation_reason");
    boolean isExpired = "automatic".equals(why) || "expired".equals(why);
    return said(isExpired ? PaymentType.EXPIRED : PaymentType.VOIDED, id, "amount");
  }

  private Told said(PaymentType type, String operation, String amount) throws NotTaken {
    PaymentEvent.Builder said =
        event.say(type, id, operation, intent, amount, intent.whole(amount));
    StripeEvent.addMetadata(said, intent);
    if (type != PaymentType.PENDING) {
      said.setReasonCode(intent.text("cancellation_reason"));
    }
    Body charge = chargeObject();
    if (charge == null) {
      StripeInstrument.addToken(said, intent.reference("payment_method"));
    } else {
      StripeInstrument.add(
          said, charge.object("payment_method_details"), charge.reference("payment_method"));
    }
    return Told.of(said.build());
  }

  private String charge() throws NotTaken {
    String latest = intent.reference("latest_charge");
    Body last = chargeObject();
    String listed = last == null ? null : last.text("id");
    return latest != null ? latest : listed != null ? listed : id;
  }

  /** The charge where it came along: put in place of its name, or in the list of older versions. */
  private @Nullable Body chargeObject() throws NotTaken {
    Body expanded = intent.object("latest_charge");
    if (!expanded.isMissing()) {
      return expanded;
    }
    List<Body> charges = intent.object("charges").list("data"); // newest first
    return charges.isEmpty() ? null : charges.get(0);
  }
}
