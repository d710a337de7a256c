package io.zaiko.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.AlertAction;
import io.zaiko.domain.payment.AmountKind;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentStanding;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.PaymentType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A plain Avro reader finds where a payment stands, and what is wrong with it. */
class PaymentEncoderTest {
  private static final long AT = 1_767_225_600_000_001L;

  private final PaymentEncoder encoder =
      new PaymentEncoder(SchemaIds.resolve(schema -> SchemaIds.written().indexOf(schema)));

  @Test
  void a_state_says_where_a_payment_stands() throws IOException {
    PaymentStatement authorised = said("e1", AT, PaymentType.AUTHORISED, "a", null, 100);
    PaymentStatement captured = said("e2", AT + 9, PaymentType.CAPTURED, "c", "order-1", 40);
    PaymentStanding standing =
        new PaymentStanding(List.of(authorised, captured), false, 7, 3, authorised);
    Outbound out = encoder.state(standing, 17, AT + 20);
    assertThat(out.topic()).isEqualTo("payment-states");
    assertThat(text(out.key())).isEqualTo("psp|shop|pay-1");
    GenericRecord read = read(out);
    assertThat(read.get("payment_id")).hasToString("psp|shop|pay-1");
    assertThat(read.get("provider")).hasToString("psp");
    assertThat(read.get("provider_account")).hasToString("shop");
    assertThat(read.get("provider_payment_id")).hasToString("pay-1");
    assertThat(read.get("order_ref")).as("the first that is stated").hasToString("order-1");
    assertThat(read.get("checkout_ref")).isNull();
    assertThat(read.get("channel")).hasToString("web");
    assertThat(read.get("location_id")).isNull();
    assertThat(read.get("state")).hasToString("PARTIALLY_CAPTURED");
    assertThat(read.get("unseen")).isEqualTo(false);
    assertThat(read.get("currency")).hasToString("EUR");
    assertThat(read.get("authorised_minor")).isEqualTo(100L);
    assertThat(read.get("captured_minor")).isEqualTo(40L);
    assertThat(read.get("refunded_minor")).isEqualTo(0L);
    assertThat(read.get("charged_back_minor")).isEqualTo(0L);
    assertThat(read.get("events")).isEqualTo(7L);
    assertThat(read.get("cause")).hasToString("{\"event_id\": \"e1\", \"kind\": \"AUTHORISED\"}");
    assertThat(read.get("as_of")).isEqualTo(AT + 9);
    assertThat(read.get("emitted_at")).isEqualTo(AT + 20);
    assertThat(read.get("epoch")).isEqualTo(17L);
    assertThat(read.get("revision")).isEqualTo(3L);
  }

  @Test
  void what_was_never_authorised_is_unknown_and_not_zero() throws IOException {
    PaymentStatement captured = said("e", AT, PaymentType.CAPTURED, "c", null, 40);
    GenericRecord read =
        read(encoder.state(new PaymentStanding(List.of(captured), true, 1, 1, captured), 1, AT));
    assertThat(read.get("authorised_minor")).isNull();
    assertThat(read.get("unseen")).isEqualTo(true);
  }

  @Test
  void an_alert_says_what_is_wrong_and_what_a_person_made_of_it() throws IOException {
    AlertAction action =
        new AlertAction(
            "x", alert().alertId(), AlertAction.Disposition.DISMISSED, "ann", null, AT + 3);
    Outbound out = encoder.alert(new MoneyAlert(alert(), 20, "EUR"), action, AT + 5);
    assertThat(out.topic()).isEqualTo("payment-alerts");
    assertThat(text(out.key())).isEqualTo(alert().alertId()).matches("[0-9a-f]{32}");
    GenericRecord read = read(out);
    assertThat(read.get("alert_id")).hasToString(alert().alertId());
    assertThat(read.get("check")).hasToString("OVER_REFUND");
    assertThat(read.get("key")).hasToString("psp|shop|pay-1");
    assertThat(read.get("revision")).isEqualTo(4L);
    assertThat(read.get("status")).hasToString("CONFIRMED");
    assertThat(read.get("severity")).hasToString("CRITICAL");
    assertThat(read.get("amount_at_risk")).hasToString("{\"minor\": 20, \"currency\": \"EUR\"}");
    assertThat(read.get("facts")).hasToString("{excess=20}");
    assertThat(read.get("evidence")).hasToString("[{\"event_id\": \"e\", \"role\": \"REFUNDED\"}]");
    assertThat(read.get("sentence")).hasToString("Stop it.");
    GenericRecord disposition = (GenericRecord) read.get("disposition");
    assertThat(disposition.get("action")).hasToString("DISMISSED");
    assertThat(disposition.get("by")).hasToString("ann");
    assertThat(disposition.get("reason")).isNull();
    assertThat(disposition.get("at")).isEqualTo(AT + 3);
    assertThat(disposition.get("event_id")).hasToString("x");
    assertThat(read.get("occurred_at")).isEqualTo(AT);
    assertThat(read.get("emitted_at")).isEqualTo(AT + 5);
  }

  @Test
  void where_no_amount_is_known_none_is_at_risk() throws IOException {
    GenericRecord read = read(encoder.alert(MoneyAlert.withoutAmount(alert()), null, AT));
    assertThat(read.get("amount_at_risk")).isNull();
    assertThat(read.get("disposition")).isNull();
  }

  private static Alert alert() {
    return new Alert(
        Alert.Check.OVER_REFUND,
        "psp|shop|pay-1",
        0,
        4,
        Alert.Status.CONFIRMED,
        Alert.Severity.CRITICAL,
        Map.of("excess", 20L),
        List.of(new Alert.Evidence("e", "REFUNDED")),
        "Stop it.",
        AT);
  }

  private static PaymentStatement said(
      String eventId,
      long atMicros,
      PaymentType type,
      String operation,
      @Nullable String orderRef,
      long minor) {
    return new PaymentStatement(
        eventId,
        atMicros,
        "psp",
        "shop",
        "pay-1",
        operation,
        PaymentStatement.NO_SEQUENCE,
        type,
        minor,
        "EUR",
        AmountKind.TOTAL,
        PaymentStatement.NO_AMOUNT,
        orderRef,
        null,
        "CARD",
        null,
        "web",
        null,
        "evt-" + eventId);
  }

  private static GenericRecord read(Outbound out) throws IOException {
    byte[] value = Objects.requireNonNull(out.value());
    Schema schema = SchemaIds.written().get(WireFormat.schemaId(value));
    int body = value.length - WireFormat.HEADER_BYTES;
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(value, WireFormat.HEADER_BYTES, body, null);
    GenericRecord read = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
    assertThat(decoder.isEnd()).isTrue();
    return read;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
