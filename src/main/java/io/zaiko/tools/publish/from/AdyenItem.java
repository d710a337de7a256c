package io.zaiko.tools.publish.from;

import io.zaiko.avro.AmountKind;
import io.zaiko.avro.InstrumentKind;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import io.zaiko.avro.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an item of Adyen says of a payment. The payment is the reference of its authorisation; each
 * modification has its own, and a dispute keeps one over all its turns.
 */
final class AdyenItem {
  private static final String NAME = "adyen";
  private static final String CAPTURE = "/capture";

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
    if (type == null) {
      return List.of();
    }
    if (type == PaymentType.AUTHORISED && item.needObject("amount").whole("value") == 0) {
      return List.of(); // a card was checked, nothing was paid
    }
    if (!isCaptureToo()) {
      return List.of(said(type, item.needed("pspReference")));
    }
    return switch (type) {
      case AUTHORISED ->
          List.of(said(type, payment()), said(PaymentType.CAPTURED, payment() + CAPTURE));
      case CAPTURED, CAPTURE_FAILED -> List.of(said(type, payment() + CAPTURE));
      case PENDING,
          AUTHORISATION_ADJUSTED,
          DECLINED,
          VOIDED,
          EXPIRED,
          REFUNDED,
          REFUND_FAILED,
          REFUND_REVERSED,
          CHARGEBACK_RECEIVED,
          CHARGEBACK_REVERSED,
          OUTCOME_UNKNOWN,
          STORED_VALUE_LOADED,
          STORED_VALUE_REDEEMED,
          REDEMPTION_REVERSED,
          STORED_VALUE_EXPIRED,
          SETTLED ->
          List.of(said(type, item.needed("pspReference")));
    };
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
    addReferences(said);
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

  private String payment() throws NotTaken {
    String original = item.text("originalReference");
    return original == null ? item.needed("pspReference") : original;
  }

  /**
   * The merchantReference of a modification may be of the modification: the order is known by the
   * authorisation and by what the retailer wrote to the payment.
   */
  private void addReferences(PaymentEvent.Builder said) throws NotTaken {
    String order = orNull(additional("metadata.order_id"), additional("metadata.orderId"));
    boolean isOfPayment = item.text("originalReference") == null;
    said.setOrderRef(
        order != null
            ? order
            : isOfPayment
                ? item.text("merchantReference")
                : item.text("originalMerchantReference"));
    said.setCheckoutRef(additional("metadata.checkout_ref"));
    said.setLocationId(orNull(additional("store"), additional("metadata.location_id")));
    said.setTerminalId(additional("terminalId"));
    said.setCustomerRef(additional("shopperReference"));
  }

  /** The reason of a success holds the end of the card and its expiry. */
  private void addAnswer(PaymentEvent.Builder said, PaymentType type) {
    said.setReasonCode(additional("chargebackReasonCode"));
    if (!isSuccess || type == PaymentType.CAPTURE_FAILED || type == PaymentType.REFUND_FAILED) {
      said.setResponseCode(orNull(additional("refusalReasonRaw"), item.text("reason")));
    }
  }

  private @Nullable String additional(String name) {
    return item.object("additionalData").text(name);
  }

  private static @Nullable String orNull(@Nullable String first, @Nullable String second) {
    return first != null ? first : second;
  }

  private static String orElse(@Nullable String first, String second) {
    return first != null ? first : second;
  }
}
