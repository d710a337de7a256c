package io.zaiko.codec;

import io.zaiko.avro.AlertAction;
import io.zaiko.avro.AlertDisposition;
import io.zaiko.avro.Instrument;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.StoredValue;
import io.zaiko.domain.alert.AlertAction.Disposition;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.payment.AmountKind;
import io.zaiko.domain.payment.Means;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.PaymentType;
import io.zaiko.domain.stock.GoodsEvent;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From a provider's event to the domain. That no text holds a card number is seen to before, by
 * {@link CardNumberGuard}: the messages here may show what is wrong.
 */
final class PaymentMapping {
  /** So that a thousand amounts add up in a long. */
  static final long MAX_MINOR = 1_000_000_000_000_000L;

  private static final int MAX_REASON = 1_000;
  private static final Pattern ALERT_ID = Pattern.compile("[0-9a-f]{32}");

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private PaymentMapping() {}

  static GoodsEvent payment(PaymentEvent event, Arrival arrival) throws Refusal {
    EventHead head =
        EventHead.of(event.getEventId(), event.getOccurredAt(), event.getSource(), arrival);
    PaymentType type = typeOf(event.getType());
    return head.payment(
        new PaymentStatement(
            head.eventId(),
            head.occurredAtMicros(),
            partOfKey(event.getProvider(), "provider"),
            partOfKey(event.getProviderAccount(), "provider_account"),
            name(event.getProviderPaymentId(), "provider_payment_id"),
            name(event.getOperationId(), "operation_id"),
            Fields.counter(
                event.getProviderSequence(), "provider_sequence", PaymentStatement.NO_SEQUENCE),
            type,
            minor(event.getAmount(), "amount"),
            event.getAmount().getCurrency(),
            kindOf(event, type),
            orderAmountMinor(event),
            Fields.optionalName(event.getOrderRef(), "order_ref", Fields.RECORD),
            Fields.optionalName(event.getCheckoutRef(), "checkout_ref", Fields.RECORD),
            event.getInstrument() == null ? "" : event.getInstrument().getKind().name(),
            Fields.optionalName(event.getReasonCode(), "reason_code", Fields.RECORD),
            name(event.getChannel(), "channel"),
            Fields.optionalName(event.getLocationId(), "location_id", Fields.RECORD),
            name(event.getProviderEventId(), "provider_event_id"),
            means(event)));
  }

  /** None of it is a reason to refuse what was paid: what says nothing is as not stated. */
  private static Means means(PaymentEvent event) {
    StoredValue value = event.getStoredValue();
    return new Means(
        event.getOffline(),
        brief(event.getTerminalId()),
        instrument(event.getInstrument()),
        value == null ? null : brief(value.getAccountId()),
        value == null ? null : brief(value.getUnit()),
        value == null ? null : brief(value.getFundingPaymentId()));
  }

  /** The account behind it is the same over providers; a token may differ from use to use. */
  private static @Nullable String instrument(@Nullable Instrument stated) {
    if (stated == null) {
      return null;
    }
    String account = brief(stated.getPar());
    String print = brief(stated.getFingerprint());
    String token = brief(stated.getToken());
    return account != null
        ? "par " + account
        : print != null ? "fingerprint " + print : token == null ? null : "token " + token;
  }

  /** Null for what is blank; for what is longer than a name, a name of its own. */
  private static @Nullable String brief(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return text.length() <= Fields.MAX_NAME_CHARACTERS
        ? text
        : UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** What a person made of an alert. */
  static GoodsEvent action(AlertAction action, Arrival arrival) throws Refusal {
    EventHead head =
        EventHead.of(action.getEventId(), action.getOccurredAt(), action.getSource(), arrival);
    String alertId = name(action.getAlertId(), "alert_id");
    if (!ALERT_ID.matcher(alertId).matches()) {
      throw new Refusal(
          Reason.MALFORMED,
          "alert_id "
              + Refusal.shown(alertId)
              + " is none; use the 32 hexadecimal digits that payment-alerts has");
    }
    return head.action(
        new io.zaiko.domain.alert.AlertAction(
            head.eventId(),
            alertId,
            dispositionOf(action.getAction()),
            name(action.getBy(), "by"),
            reason(action.getReason()),
            head.occurredAtMicros()));
  }

  private static @Nullable String reason(@Nullable String text) throws Refusal {
    if (text != null && text.length() > MAX_REASON) {
      throw new Refusal(
          Reason.FIELD_TOO_LONG,
          "reason has " + text.length() + " characters; use at most " + MAX_REASON);
    }
    return text == null || text.isBlank() ? null : text;
  }

  private static Disposition dispositionOf(AlertDisposition action) {
    return switch (action) {
      case ACKNOWLEDGED -> Disposition.ACKNOWLEDGED;
      case DISMISSED -> Disposition.DISMISSED;
      case CLOSED -> Disposition.CLOSED;
    };
  }

  private static String name(String value, String field) throws Refusal {
    return Fields.name(value, field, Fields.RECORD);
  }

  /** Else two payments could have one key. */
  private static String partOfKey(String value, String field) throws Refusal {
    String name = name(value, field);
    if (name.indexOf('|') >= 0) {
      throw new Refusal(
          Reason.ILLEGAL_CHARACTER,
          field + " " + Refusal.shown(name) + " holds |, which parts payment_id; name it without");
    }
    return name;
  }

  /** Whether an amount, of which a discount is negative, can be one. */
  static boolean isUsable(Money money) {
    long minor = money.getMinor();
    return minor >= -MAX_MINOR && minor <= MAX_MINOR && CURRENCIES.contains(money.getCurrency());
  }

  private static long minor(Money money, String field) throws Refusal {
    long minor = money.getMinor();
    if (minor < 0 || minor > MAX_MINOR) {
      throw new Refusal(
          Reason.NUMBER_OUT_OF_RANGE,
          field
              + " is "
              + minor
              + " minor units; use 0 to 1,000,000,000,000,000: the type says which way the money"
              + " went");
    }
    if (!CURRENCIES.contains(money.getCurrency())) {
      throw new Refusal(
          Reason.UNKNOWN_CURRENCY,
          field
              + ".currency "
              + Refusal.shown(money.getCurrency())
              + " is no currency; use three capital letters of ISO 4217, as EUR");
    }
    return minor;
  }

  private static long orderAmountMinor(PaymentEvent event) throws Refusal {
    Money whole = event.getOrderAmount();
    if (whole == null) {
      return PaymentStatement.NO_AMOUNT;
    }
    long minor = minor(whole, "order_amount");
    if (!whole.getCurrency().equals(event.getAmount().getCurrency())) {
      throw new Refusal(
          Reason.CONTRADICTION,
          "order_amount is in "
              + whole.getCurrency()
              + ", amount in "
              + event.getAmount().getCurrency()
              + "; state both in the currency of the payment, or leave out order_amount");
    }
    return minor;
  }

  private static AmountKind kindOf(PaymentEvent event, PaymentType type) {
    boolean isDelta =
        type == PaymentType.AUTHORISATION_ADJUSTED
            && event.getAmountKind() == io.zaiko.avro.AmountKind.DELTA;
    return isDelta ? AmountKind.DELTA : AmountKind.TOTAL;
  }

  private static PaymentType typeOf(io.zaiko.avro.PaymentType type) {
    return switch (type) {
      case PENDING -> PaymentType.PENDING;
      case AUTHORISED -> PaymentType.AUTHORISED;
      case AUTHORISATION_ADJUSTED -> PaymentType.AUTHORISATION_ADJUSTED;
      case DECLINED -> PaymentType.DECLINED;
      case CAPTURED -> PaymentType.CAPTURED;
      case CAPTURE_FAILED -> PaymentType.CAPTURE_FAILED;
      case VOIDED -> PaymentType.VOIDED;
      case EXPIRED -> PaymentType.EXPIRED;
      case REFUNDED -> PaymentType.REFUNDED;
      case REFUND_FAILED -> PaymentType.REFUND_FAILED;
      case REFUND_REVERSED -> PaymentType.REFUND_REVERSED;
      case CHARGEBACK_RECEIVED -> PaymentType.CHARGEBACK_RECEIVED;
      case CHARGEBACK_REVERSED -> PaymentType.CHARGEBACK_REVERSED;
      case OUTCOME_UNKNOWN -> PaymentType.OUTCOME_UNKNOWN;
      case STORED_VALUE_LOADED -> PaymentType.STORED_VALUE_LOADED;
      case STORED_VALUE_REDEEMED -> PaymentType.STORED_VALUE_REDEEMED;
      case REDEMPTION_REVERSED -> PaymentType.REDEMPTION_REVERSED;
      case STORED_VALUE_EXPIRED -> PaymentType.STORED_VALUE_EXPIRED;
      case SETTLED -> PaymentType.SETTLED;
    };
  }
}
