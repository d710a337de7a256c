package io.zaiko.tools.verify;

import io.zaiko.avro.AlertAction;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentEvent;
import java.util.Currency;
import java.util.regex.Pattern;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong with a record of a payment, or with an action on an alert. */
final class PaymentRules {
  private static final long MOST_MINOR = 1_000_000_000_000_000L;
  private static final int LONGEST_REASON = 1_000;
  private static final Pattern ALERT_ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern LONG_NUMBER = Pattern.compile("[0-9](?:[ -]*[0-9]){11,}");

  private PaymentRules() {}

  static void check(PaymentEvent event, NaiveRules rules) {
    rules.head(event.getEventId(), event.getOccurredAt(), event.getSource());
    rules.name(event.getProvider());
    rules.name(event.getProviderAccount());
    rules.name(event.getProviderEventId());
    rules.name(event.getProviderPaymentId());
    rules.name(event.getOperationId());
    rules.name(event.getChannel());
    said(event.getOrderRef(), rules);
    said(event.getCheckoutRef(), rules);
    said(event.getReasonCode(), rules);
    said(event.getLocationId(), rules);
    Long sequence = event.getProviderSequence();
    rules.must(sequence == null || sequence >= 0, Fault.NUMBER_OUT_OF_RANGE);
    amount(event.getAmount(), rules);
    Money whole = event.getOrderAmount();
    if (whole != null) {
      amount(whole, rules);
      rules.must(whole.getCurrency().equals(event.getAmount().getCurrency()), Fault.CONTRADICTION);
    }
  }

  static void check(AlertAction action, NaiveRules rules) {
    rules.head(action.getEventId(), action.getOccurredAt(), action.getSource());
    rules.name(action.getAlertId());
    rules.must(ALERT_ID.matcher(action.getAlertId()).matches(), Fault.MALFORMED);
    rules.name(action.getBy());
    String reason = action.getReason();
    rules.must(reason == null || reason.length() <= LONGEST_REASON, Fault.FIELD_TOO_LONG);
  }

  private static void said(@Nullable String name, NaiveRules rules) {
    if (name != null && !name.isBlank()) {
      rules.name(name);
    }
  }

  private static void amount(Money money, NaiveRules rules) {
    rules.must(money.getMinor() >= 0 && money.getMinor() <= MOST_MINOR, Fault.NUMBER_OUT_OF_RANGE);
    rules.must(
        Currency.getAvailableCurrencies().stream()
            .anyMatch(known -> known.getCurrencyCode().equals(money.getCurrency())),
        Fault.UNKNOWN_CURRENCY);
  }

  /** Whether a text of the record holds digits that pass the check of card numbers. */
  static boolean mayHoldCardNumber(@Nullable Object value) {
    if (value instanceof IndexedRecord record) {
      return record.getSchema().getFields().stream()
          .anyMatch(field -> mayHoldCardNumber(record.get(field.pos())));
    }
    return value instanceof CharSequence text
        && LONG_NUMBER
            .matcher(text)
            .results()
            .anyMatch(run -> hasCheckedDigits(run.group().replaceAll("[ -]", "")));
  }

  private static boolean hasCheckedDigits(String digits) {
    for (int start = 0; start < digits.length(); start++) {
      for (int end = start + 12; end <= Math.min(digits.length(), start + 19); end++) {
        if (luhn(digits.substring(start, end)) % 10 == 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static int luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int worth = i % 2 == 0 ? digit : digit * 2;
      sum += worth > 9 ? worth - 9 : worth;
    }
    return sum;
  }
}
