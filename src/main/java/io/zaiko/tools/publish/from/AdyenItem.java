package io.zaiko.tools.publish.from;

import io.zaiko.avro.AmountKind;
import io.zaiko.avro.InstrumentKind;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import io.zaiko.avro.Source;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an item of Adyen says of a payment. The payment is the reference of its authorisation; each
 * modification has its own, and a dispute keeps one over all its turns.
 */
final class AdyenItem {
  private static final String NAME = "adyen";
  private static final String CAPTURE = "/capture";
  private static final Set<String> OF_ITSELF =
      Set.of(
          "PENDING",
          "AUTHORISATION",
          "OFFER_CLOSED",
          "EXPIRE",
          "TECHNICAL_CANCEL",
          "REFUND_WITH_DATA"); // at a terminal, of a card and no payment

  private final Body item;
  private final Unstated unstated;
  private final boolean isSuccess;

  AdyenItem(Body item, Unstated unstated) {
    this.item = item;
    this.unstated = unstated;
    this.isSuccess = item.isTrue("success");
  }

  /** Empty where it says nothing of a payment. */
  List<PaymentEvent> told() throws NotTaken {
    PaymentType type = type(item.needed("eventCode"));
    if (!isSuccess && !"false".equals(item.text("success"))) {
      throw new NotTaken(item.at("success") + " is neither true nor false; hand on the whole body");
    }
    if (type == null) {
      return List.of();
    }
    if (type == PaymentType.AUTHORISED && item.needObject("amount").whole("value") == 0) {
      return List.of(); // a card was checked, nothing was paid
    }
    if (!isCaptureToo()) {
      return List.of(said(type, item.needed("pspReference")));
    }
    if (type == PaymentType.AUTHORISED) {
      return List.of(said(type, payment()), said(PaymentType.CAPTURED, payment() + CAPTURE));
    }
    boolean isOfCapture = type == PaymentType.CAPTURED || type == PaymentType.CAPTURE_FAILED;
    return List.of(said(type, isOfCapture ? payment() + CAPTURE : item.needed("pspReference")));
  }

  /** Bank transfers and slips know no separate capture. */
  private boolean isCaptureToo() {
    InstrumentKind kind = AdyenInstrument.kind(item.text("paymentMethod"));
    return unstated.capturesAtOnce()
        || kind == InstrumentKind.BANK_TRANSFER
        || kind == InstrumentKind.BANK_SLIP;
  }

  private @Nullable PaymentType type(String eventCode) {
    // Event codes are no enum: Adyen adds to them.
    return switch (eventCode) {
      case "PENDING" -> whereDone(PaymentType.PENDING);
      case "AUTHORISATION" -> isSuccess ? PaymentType.AUTHORISED : PaymentType.DECLINED;
      case "AUTHORISATION_ADJUSTMENT" ->
          isSuccess ? PaymentType.AUTHORISATION_ADJUSTED : PaymentType.DECLINED;
      case "OFFER_CLOSED", "EXPIRE" -> whereDone(PaymentType.EXPIRED);
      case "CANCELLATION", "TECHNICAL_CANCEL" -> whereDone(PaymentType.VOIDED);
      case "CANCEL_OR_REFUND" -> whereDone(cancelledOrRefunded());
      case "CAPTURE" -> isSuccess ? PaymentType.CAPTURED : PaymentType.CAPTURE_FAILED;
      case "CAPTURE_FAILED" -> whereDone(PaymentType.CAPTURE_FAILED);
      case "REFUND", "REFUND_WITH_DATA" ->
          isSuccess ? PaymentType.REFUNDED : PaymentType.REFUND_FAILED;
      case "REFUND_FAILED" -> whereDone(PaymentType.REFUND_FAILED);
      case "REFUNDED_REVERSED" -> whereDone(PaymentType.REFUND_REVERSED);
      case "CHARGEBACK", "SECOND_CHARGEBACK", "PREARBITRATION_LOST" ->
          whereDone(PaymentType.CHARGEBACK_RECEIVED);
      case "CHARGEBACK_REVERSED", "PREARBITRATION_WON" ->
          whereDone(PaymentType.CHARGEBACK_REVERSED);
      default -> null;
    };
  }

  /** A cancellation that failed, for one, changes nothing. */
  private @Nullable PaymentType whereDone(@Nullable PaymentType type) {
    return isSuccess ? type : null;
  }

  private @Nullable PaymentType cancelledOrRefunded() {
    String action = additional("modification.action");
    return switch (action == null ? "" : action) {
      case "cancel" -> PaymentType.VOIDED;
      case "refund" -> PaymentType.REFUNDED;
      default -> null; // not yet known
    };
  }

  private PaymentEvent said(PaymentType type, String operation) throws NotTaken {
    String account = item.needed("merchantAccountCode");
    WrittenTime date = WrittenTime.of(item.needed("eventDate"), item.at("eventDate"));
    String name = eventName(date, operation);
    Body amount = item.needObject("amount");
    PaymentEvent.Builder said =
        PaymentEvent.newBuilder()
            .setEventId(NAME + ':' + name)
            .setOccurredAt(date.instant())
            .setSource(
                Source.newBuilder()
                    .setId(NAME + '/' + account)
                    .setTimePrecision(date.precisionMicros())
                    .build())
            .setProvider(NAME)
            .setProviderAccount(account)
            .setProviderEventId(name)
            .setProviderPaymentId(payment())
            .setOperationId(operation)
            .setType(type)
            .setAmount(
                MinorUnits.ADYEN.money(
                    amount.whole("value"), amount.needed("currency"), amount.at("value")))
            .setAmountKind(AmountKind.TOTAL)
            .setChannel(orElse(additional("metadata.channel"), unstated.channel()));
    addReferences(said, type);
    addAnswer(said, type);
    AdyenInstrument.add(said, item);
    return said.build();
  }

  /** Adyen sends a notification again with the same code, reference, success and date. */
  private String eventName(WrittenTime date, String operation) throws NotTaken {
    String name =
        item.needed("pspReference")
            + '/'
            + item.needed("eventCode")
            + (isSuccess ? "/true/" : "/false/")
            + date.instant();
    return operation.endsWith(CAPTURE) ? name + CAPTURE : name;
  }

  /** What is done to a payment must name it, or it would look like a payment of its own. */
  private String payment() throws NotTaken {
    String original = item.text("originalReference");
    if (original != null) {
      return original;
    }
    boolean isItself = OF_ITSELF.contains(item.needed("eventCode"));
    return item.needed(isItself ? "pspReference" : "originalReference");
  }

  /**
   * The merchantReference of what the retailer asked for, as a refund, may be of that request: the
   * order is known by the authorisation, by a dispute, and by what was written to the payment.
   */
  private void addReferences(PaymentEvent.Builder said, PaymentType type) {
    Body more = item.object("additionalData");
    String order = more.firstText("metadata.order_id", "metadata.orderId");
    boolean isOfPayment =
        (item.text("originalReference") == null && type != PaymentType.REFUNDED)
            || type == PaymentType.CHARGEBACK_RECEIVED
            || type == PaymentType.CHARGEBACK_REVERSED;
    String reference = isOfPayment ? "merchantReference" : "originalMerchantReference";
    said.setOrderRef(order != null ? order : item.text(reference));
    said.setCheckoutRef(more.text("metadata.checkout_ref"));
    said.setLocationId(more.firstText("store", "metadata.location_id"));
    said.setTerminalId(more.text("terminalId"));
    said.setCustomerRef(more.firstText("shopperReference", "tokenization.shopperReference"));
  }

  /** The reason of a success holds the end of the card and its expiry. */
  private void addAnswer(PaymentEvent.Builder said, PaymentType type) {
    String reason =
        item.object("additionalData")
            .firstText("metadata.reason_code", "merchantRefundReason", "chargebackReasonCode");
    said.setReasonCode(reason == null ? null : reason.strip());
    if (!isSuccess || type == PaymentType.CAPTURE_FAILED || type == PaymentType.REFUND_FAILED) {
      String raw = additional("refusalReasonRaw");
      said.setResponseCode(raw == null ? item.text("reason") : raw);
    }
  }

  private @Nullable String additional(String name) {
    return item.object("additionalData").text(name);
  }

  private static String orElse(@Nullable String first, String second) {
    return first != null ? first : second;
  }
}
