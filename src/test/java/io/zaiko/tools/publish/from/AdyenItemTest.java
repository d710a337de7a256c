package io.zaiko.tools.publish.from;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zaiko.avro.InstrumentKind;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import io.zaiko.domain.payment.Payment;
import io.zaiko.domain.payment.PaymentState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The items are those of Adyen's published OpenAPI description of its webhooks. */
class AdyenItemTest {
  private static final String ORIGINAL = "\"originalReference\":\"9913140798220028\",";

  @ParameterizedTest
  @CsvSource({
    "CAPTURE, true, CAPTURED",
    "CAPTURE, false, CAPTURE_FAILED",
    "CAPTURE_FAILED, true, CAPTURE_FAILED",
    "CANCELLATION, true, VOIDED",
    "TECHNICAL_CANCEL, true, VOIDED",
    "REFUND, true, REFUNDED",
    "REFUND, false, REFUND_FAILED",
    "REFUND_WITH_DATA, true, REFUNDED",
    "REFUND_FAILED, true, REFUND_FAILED",
    "REFUNDED_REVERSED, true, REFUND_REVERSED",
    "CHARGEBACK, true, CHARGEBACK_RECEIVED",
    "CHARGEBACK_REVERSED, true, CHARGEBACK_REVERSED",
    "SECOND_CHARGEBACK, true, CHARGEBACK_RECEIVED",
    "PREARBITRATION_LOST, true, CHARGEBACK_RECEIVED",
    "PREARBITRATION_WON, true, CHARGEBACK_REVERSED",
    "AUTHORISATION_ADJUSTMENT, true, AUTHORISATION_ADJUSTED",
    "AUTHORISATION_ADJUSTMENT, false, DECLINED"
  })
  void what_is_done_to_a_payment_has_a_reference_of_its_own(
      String code, String success, PaymentType type) throws Exception {
    PaymentEvent event = only(item(code, success, ORIGINAL));
    assertThat(event.getType()).isEqualTo(type);
    assertThat(event.getProviderPaymentId()).isEqualTo("9913140798220028");
    assertThat(event.getOperationId()).isEqualTo("QFQTPCQ8HXSKGK82");
    assertThat(event.getAmount().getMinor()).isEqualTo(1000);
    assertThat(event.getAmount().getCurrency()).isEqualTo("EUR");
  }

  @Test
  void a_refund_at_a_terminal_of_no_payment_is_one_of_its_own() throws Exception {
    PaymentEvent event = only(item("REFUND_WITH_DATA", "true", ""));
    assertThat(event.getType()).isEqualTo(PaymentType.REFUNDED);
    assertThat(event.getProviderPaymentId()).isEqualTo("QFQTPCQ8HXSKGK82");
    assertThat(event.getOrderRef()).as("the reference is of the refund").isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "AUTHORISATION, true, AUTHORISED",
    "AUTHORISATION, false, DECLINED",
    "PENDING, true, PENDING",
    "OFFER_CLOSED, true, EXPIRED",
    "EXPIRE, true, EXPIRED"
  })
  void what_is_said_of_the_payment_itself_names_it_and_its_order(
      String code, String success, PaymentType type) throws Exception {
    PaymentEvent event = only(item(code, success, ""));
    assertThat(event.getType()).isEqualTo(type);
    assertThat(event.getProviderPaymentId()).isEqualTo("QFQTPCQ8HXSKGK82");
    assertThat(event.getOrderRef()).isEqualTo("YOUR_MERCHANT_REFERENCE");
    assertThat(event.getSource().getId()).isEqualTo("adyen/YOUR_MERCHANT_ACCOUNT");
    assertThat(event.getOccurredAt()).isEqualTo(Instant.parse("2021-01-01T00:00:00Z"));
    assertThat(event.getSource().getTimePrecision()).isEqualTo(1_000_000L);
  }

  @ParameterizedTest
  @CsvSource({
    "CANCELLATION, false",
    "EXPIRE, false",
    "REPORT_AVAILABLE, true",
    "NOTIFICATION_OF_CHARGEBACK, true",
    "POSTPONED_REFUND, true",
    "CANCEL_OR_REFUND, true"
  })
  void what_moves_no_money_is_skipped(String code, String success) throws Exception {
    Told told = adapter(false).read(item(code, success, ORIGINAL));
    assertThat(told).isEqualTo(new Told(List.of(), 1));
  }

  @ParameterizedTest
  @CsvSource({"cancel, VOIDED", "refund, REFUNDED"})
  void a_cancel_or_refund_is_what_it_became(String action, PaymentType type) throws Exception {
    String more = ORIGINAL + "\"additionalData\":{\"modification.action\":\"" + action + "\"},";
    assertThat(only(item("CANCEL_OR_REFUND", "true", more)).getType()).isEqualTo(type);
  }

  @Test
  void a_dispute_that_is_lost_in_the_end_is_one_loss() throws Exception {
    List<PaymentEvent> events = new ArrayList<>();
    events.add(only(at("2021-01-01", item("AUTHORISATION", "true", ""), "9913140798220028")));
    events.add(only(at("2021-01-02", item("CAPTURE", "true", ORIGINAL), "CAPTURE0000001")));
    events.add(only(at("2021-02-01", item("CHARGEBACK", "true", ORIGINAL), "DISPUTE0000001")));
    events.add(
        only(at("2021-03-01", item("CHARGEBACK_REVERSED", "true", ORIGINAL), "DISPUTE0000001")));
    assertThat(Accepted.payment(events).state()).isEqualTo(PaymentState.CAPTURED);
    events.add(
        only(at("2021-04-01", item("SECOND_CHARGEBACK", "true", ORIGINAL), "DISPUTE0000001")));
    assertThat(Accepted.payment(events).chargedBackMinor()).isEqualTo(1000);
    assertThat(events).extracting(PaymentEvent::getEventId).doesNotHaveDuplicates();
  }

  @Test
  void a_payment_that_is_captured_at_once_is_both_and_its_failure_undoes_it() throws Exception {
    List<PaymentEvent> events =
        new ArrayList<>(adapter(true).read(item("AUTHORISATION", "true", "")).events());
    assertThat(events)
        .extracting(PaymentEvent::getType)
        .containsExactly(PaymentType.AUTHORISED, PaymentType.CAPTURED);
    assertThat(events).extracting(PaymentEvent::getProviderEventId).doesNotHaveDuplicates();
    Payment paid = Accepted.payment(events);
    assertThat(paid.capturedMinor()).isEqualTo(1000);
    String failed =
        at(
            "2021-01-02",
            item(
                "CAPTURE_FAILED", "true", ORIGINAL.replace("9913140798220028", "QFQTPCQ8HXSKGK82")),
            "FAILED00000001");
    events.addAll(adapter(true).read(failed).events());
    assertThat(Accepted.payment(events).capturedMinor()).isZero();
  }

  @Test
  void a_bank_transfer_is_captured_with_its_authorisation() throws Exception {
    String ideal = item("AUTHORISATION", "true", "").replace("visa", "ideal");
    assertThat(adapter(false).read(ideal).events())
        .extracting(PaymentEvent::getType)
        .containsExactly(PaymentType.AUTHORISED, PaymentType.CAPTURED);
  }

  @Test
  void a_check_of_a_card_for_nothing_is_no_payment() throws Exception {
    String check = item("AUTHORISATION", "true", "").replace("1000", "0");
    assertThat(adapter(false).read(check).skipped()).isEqualTo(1);
  }

  @Test
  void the_instrument_is_what_may_be_kept_of_it() throws Exception {
    String more =
        "\"additionalData\":{\"cardSummary\":\"1142\",\"cardBin\":\"541333\",\"alias\":\"H123\","
            + "\"tokenization.storedPaymentMethodId\":\"M5N7TQ4TG5PFWR50\","
            + "\"shopperInteraction\":\"Ecommerce\",\"metadata.order_id\":\"W-1\","
            + "\"metadata.checkout_ref\":\"c-1\"},";
    PaymentEvent event = only(item("CAPTURE", "true", ORIGINAL + more));
    assertThat(event.getInstrument().getLast4()).isEqualTo("1142");
    assertThat(event.getInstrument().getBin()).isEqualTo("541333");
    assertThat(event.getInstrument().getFingerprint()).isEqualTo("H123");
    assertThat(event.getInstrument().getToken()).isEqualTo("M5N7TQ4TG5PFWR50");
    assertThat(event.getInstrument().getKind()).isEqualTo(InstrumentKind.CARD);
    assertThat(event.getOrderRef()).isEqualTo("W-1");
    assertThat(event.getCheckoutRef()).isEqualTo("c-1");
    String whole = more.replace("1142", "5413" + "33".repeat(6)).replace("541333", "54133333333");
    PaymentEvent cut = only(item("CAPTURE", "true", ORIGINAL + whole));
    assertThat(cut.getInstrument().getLast4()).isNull();
    assertThat(cut.getInstrument().getBin()).isNull();
  }

  @Test
  void the_reference_of_a_refund_is_not_taken_for_the_order() throws Exception {
    assertThat(only(item("REFUND", "true", ORIGINAL)).getOrderRef()).isNull();
    assertThat(only(item("CHARGEBACK", "true", ORIGINAL)).getOrderRef())
        .isEqualTo("YOUR_MERCHANT_REFERENCE");
  }

  @ParameterizedTest
  @CsvSource({"CLP, 10", "ISK, 10", "IDR, 100000", "CVE, 100000", "JPY, 1000", "KWD, 1000"})
  void currencies_that_adyen_counts_otherwise_are_set_right(String currency, long minor)
      throws Exception {
    String item = item("CAPTURE", "true", ORIGINAL).replace("EUR", currency);
    assertThat(only(item).getAmount().getMinor()).isEqualTo(minor);
  }

  @Test
  void a_notification_sent_again_is_the_same_event() throws Exception {
    PaymentEvent first = only(item("CAPTURE", "true", ORIGINAL));
    assertThat(only(item("CAPTURE", "true", ORIGINAL))).isEqualTo(first);
    assertThat(first.getEventId())
        .isEqualTo("adyen:QFQTPCQ8HXSKGK82/CAPTURE/true/2021-01-01T00:00:00Z");
  }

  @Test
  void several_items_of_one_line_are_all_told() throws Exception {
    String wrapped = item("CAPTURE", "true", ORIGINAL);
    String one = wrapped.substring(wrapped.indexOf('[') + 1, wrapped.lastIndexOf(']'));
    String line =
        "{\"notificationItems\":["
            + one
            + ","
            + one.replace("CAPTURE", "REPORT_AVAILABLE")
            + ","
            + one.replace("QFQTPCQ8HXSKGK82", "QFQTPCQ8HXSKGK83")
            + "]}";
    Told told = adapter(false).read(line);
    assertThat(told.events()).hasSize(2);
    assertThat(told.skipped()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "originalReference":"9913140798220028", | ''                | originalReference is missing
          "value":1000                            | "value":"1000"    | amount.value is no whole number
          "success":"true"                        | "success":"maybe" | success is neither true nor false
          2021-01-01T01:00:00+01:00               | yesterday         | eventDate is no time with its zone
          "pspReference":"QFQTPCQ8HXSKGK82",      | ''                | pspReference is missing
          """)
  void a_body_that_lacks_something_is_refused_with_its_field(
      String was, String is, String message) {
    String item = item("CAPTURE", "true", ORIGINAL);
    assertThat(item).contains(was);
    assertThatThrownBy(() -> adapter(false).read(item.replace(was, is)))
        .isInstanceOf(NotTaken.class)
        .hasMessageStartingWith("notificationItems[0].NotificationRequestItem." + message);
  }

  @Test
  void a_line_that_is_no_notification_is_refused() {
    assertThatThrownBy(() -> adapter(false).read("{\"live\":\"false\"}"))
        .isInstanceOf(NotTaken.class)
        .hasMessageStartingWith("notificationItems is missing");
  }

  private static String item(String code, String success, String more) {
    return ("{\"live\":\"false\",\"notificationItems\":[{\"NotificationRequestItem\":{%s"
            + "\"amount\":{\"currency\":\"EUR\",\"value\":1000},\"eventCode\":\"%s\","
            + "\"eventDate\":\"2021-01-01T01:00:00+01:00\","
            + "\"merchantAccountCode\":\"YOUR_MERCHANT_ACCOUNT\","
            + "\"merchantReference\":\"YOUR_MERCHANT_REFERENCE\",\"paymentMethod\":\"visa\","
            + "\"pspReference\":\"QFQTPCQ8HXSKGK82\",\"reason\":\"\",\"success\":\"%s\"}}]}")
        .formatted(more, code, success);
  }

  private static String at(String day, String item, String reference) {
    return item.replace("2021-01-01T", day + "T")
        .replace("\"pspReference\":\"QFQTPCQ8HXSKGK82\"", "\"pspReference\":\"" + reference + "\"");
  }

  private static PaymentEvent only(String line) throws NotTaken {
    List<PaymentEvent> events = adapter(false).read(line).events();
    assertThat(events).hasSize(1);
    assertThat(Accepted.statements(events)).hasSize(1);
    return events.get(0);
  }

  private static ProviderAdapter adapter(boolean capturesAtOnce) {
    return Provider.ADYEN.adapter(List.of(), new Unstated("web", "main", capturesAtOnce));
  }
}
