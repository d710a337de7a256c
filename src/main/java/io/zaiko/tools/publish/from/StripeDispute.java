package io.zaiko.tools.publish.from;

import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import org.jspecify.annotations.Nullable;

/** What Stripe says of a dispute. An inquiry takes no money, and is none. */
final class StripeDispute {
  private StripeDispute() {}

  static Told told(StripeEvent event, Body dispute, String eventType) throws NotTaken {
    PaymentType type = typeOf(eventType, dispute.text("status"));
    if (type == null) {
      return Told.NOTHING;
    }
    String charge = dispute.reference("charge");
    PaymentEvent.Builder said =
        event.say(
            type,
            StripeCharge.paymentOf(dispute, charge == null ? dispute.needed("charge") : charge),
            dispute.needed("id"),
            dispute,
            "amount",
            dispute.whole("amount"));
    StripeEvent.addMetadata(said, dispute);
    said.setReasonCode(dispute.text("reason"));
    return Told.of(said.build());
  }

  private static @Nullable PaymentType typeOf(String eventType, @Nullable String status) {
    boolean isInquiry = status != null && status.startsWith("warning_");
    return switch (eventType) {
      case "charge.dispute.funds_withdrawn" -> PaymentType.CHARGEBACK_RECEIVED;
      case "charge.dispute.funds_reinstated" -> PaymentType.CHARGEBACK_REVERSED;
      case "charge.dispute.created" -> isInquiry ? null : PaymentType.CHARGEBACK_RECEIVED;
      case "charge.dispute.closed" -> closed(status);
      default -> null;
    };
  }

  private static @Nullable PaymentType closed(@Nullable String status) {
    return switch (status == null ? "" : status) {
      case "lost" -> PaymentType.CHARGEBACK_RECEIVED;
      case "won", "prevented", "charge_refunded" -> PaymentType.CHARGEBACK_REVERSED;
      default -> null; // an inquiry, which takes no money
    };
  }
}
