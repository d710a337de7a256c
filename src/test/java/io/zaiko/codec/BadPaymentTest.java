package io.zaiko.codec;

import static io.zaiko.codec.Samples.payment;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zaiko.avro.EntryMode;
import io.zaiko.avro.Instrument;
import io.zaiko.avro.InstrumentKind;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.StoredValue;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.payment.AmountKind;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.PaymentType;
import io.zaiko.domain.stock.GoodsEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a good payment means, that bad ones are refused, and that no card number gets in. */
class BadPaymentTest {
  private static final String TOPIC = "payments.psp";
  private static final String LONG = "x".repeat(129);

  /** The number every provider's manual tests with, put together so that no file holds it. */
  private static final String CARD = "4" + "1".repeat(15);

  @Test
  void a_payment_keeps_what_was_stated() {
    GoodsEvent event = event(payment().setOrderAmount(new Money(2500L, "EUR")).build());
    assertThat(event.kind()).isEqualTo(RecordKind.PAYMENT);
    assertThat(event.lines()).isEmpty();
    assertThat(event.checkoutRef()).isEqualTo("cart-1");
    PaymentStatement said = Objects.requireNonNull(event.payment());
    assertThat(said.type()).isEqualTo(PaymentType.CAPTURED);
    assertThat(said.paymentKey()).isEqualTo("psp|shop|pay_1");
    assertThat(said.amountMinor()).isEqualTo(1000);
    assertThat(said.orderAmountMinor()).isEqualTo(2500);
    assertThat(said.method()).isEqualTo("CARD");
    assertThat(said.amountKind()).isEqualTo(AmountKind.TOTAL);
    assertThat(said.providerSequence()).isEqualTo(PaymentStatement.NO_SEQUENCE);
  }

  @ParameterizedTest
  @MethodSource("types")
  void each_type_means_what_it_is_called(io.zaiko.avro.PaymentType type) {
    PaymentStatement said =
        Objects.requireNonNull(
            event(payment().setType(type).setAmountKind(io.zaiko.avro.AmountKind.DELTA).build())
                .payment());
    assertThat(said.type()).hasToString(type.name());
    assertThat(said.amountKind())
        .isEqualTo(
            said.type() == PaymentType.AUTHORISATION_ADJUSTED
                ? AmountKind.DELTA
                : AmountKind.TOTAL);
  }

  private static io.zaiko.avro.PaymentType[] types() {
    return io.zaiko.avro.PaymentType.values();
  }

  private static Stream<Arguments> paymentsThatCannotBe() {
    return Stream.of(
        refusal(payment().setProvider(" "), Reason.BLANK_FIELD, "provider is blank"),
        refusal(payment().setProvider("psp|shop"), Reason.ILLEGAL_CHARACTER, "provider"),
        refusal(
            payment().setProviderAccount("shop|2"), Reason.ILLEGAL_CHARACTER, "provider_account"),
        refusal(payment().setProviderAccount(""), Reason.BLANK_FIELD, "provider_account"),
        refusal(payment().setProviderEventId(""), Reason.BLANK_FIELD, "provider_event_id"),
        refusal(payment().setProviderPaymentId(LONG), Reason.FIELD_TOO_LONG, "129 characters"),
        refusal(payment().setOperationId(""), Reason.BLANK_FIELD, "operation_id"),
        refusal(payment().setChannel(""), Reason.BLANK_FIELD, "channel"),
        refusal(payment().setOrderRef(LONG), Reason.FIELD_TOO_LONG, "order_ref"),
        refusal(payment().setProviderSequence(-1L), Reason.NUMBER_OUT_OF_RANGE, "count from 0"),
        refusal(amount(-1, "EUR"), Reason.NUMBER_OUT_OF_RANGE, "amount is -1 minor units"),
        refusal(amount(Long.MAX_VALUE, "EUR"), Reason.NUMBER_OUT_OF_RANGE, "amount is 92233"),
        refusal(amount(1, "eur"), Reason.UNKNOWN_CURRENCY, "\"eur\" is no currency"),
        refusal(amount(1, "EURO"), Reason.UNKNOWN_CURRENCY, "ISO 4217"),
        refusal(amount(1, "QQQ"), Reason.UNKNOWN_CURRENCY, "ISO 4217"),
        refusal(
            payment().setOrderAmount(new Money(-5L, "EUR")),
            Reason.NUMBER_OUT_OF_RANGE,
            "order_amount is -5"),
        refusal(
            payment().setOrderAmount(new Money(5L, "USD")),
            Reason.CONTRADICTION,
            "order_amount is in USD, amount in EUR"));
  }

  @ParameterizedTest(name = "{1} ({2})")
  @MethodSource("paymentsThatCannotBe")
  void payments_that_cannot_be_are_refused(SpecificRecord record, Reason reason, String says) {
    Inbound inbound = Samples.decode(TOPIC, record);
    assertThat(inbound.reason()).as(inbound.message()).isEqualTo(reason);
    assertThat(inbound.message()).contains(says).hasSizeLessThan(400).doesNotContain("\n");
    assertThat(inbound.event()).isNull();
    assertThat(inbound.value()).containsExactly(Samples.bytes(record));
  }

  /** The paths of all texts, but those of the record's name and source. */
  static List<String> texts() {
    List<String> paths = new ArrayList<>();
    collect(whole(), "", paths);
    assertThat(paths).hasSizeGreaterThan(20).contains("device_id", "instrument.token");
    return paths;
  }

  @ParameterizedTest
  @MethodSource("texts")
  void a_card_number_in_any_text_is_refused_and_never_repeated(String path) {
    for (String text :
        List.of(CARD, "card " + spaced(' ') + ".", spaced('-'), "ref 7 " + spaced(' '))) {
      PaymentEvent record = whole();
      put(record, path, text);
      byte[] key = ("key " + text).getBytes(UTF_8);
      byte[] value = Samples.bytes(record);
      Inbound inbound = decode(key, value);
      assertThat(inbound.reason()).as(text).isEqualTo(Reason.CARD_NUMBER);
      assertThat(inbound.message()).startsWith(path + " holds a card number");
      assertThat(digits(Objects.requireNonNull(inbound.message()))).doesNotContain("1111");
      assertThat(value).hasSameSizeAs(inbound.value());
      assertThat(shown(inbound.value())).contains("****").doesNotContain("1111");
      assertThat(shown(inbound.key())).startsWith("key ").doesNotContain("1111");
    }
  }

  @Test
  void the_names_of_the_record_and_its_source_may_pass_the_luhn_check() {
    PaymentEvent record = payment().setEventId(CARD).build();
    record.getSource().setId(CARD);
    assertThat(event(record).eventId()).isEqualTo(CARD);
  }

  @Test
  void bytes_that_cannot_be_read_are_masked_too() {
    byte[] json = ("{\"pan\":\"" + CARD + "\"}").getBytes(UTF_8);
    Inbound noAvro = decode(json, json);
    assertThat(noAvro.reason()).isEqualTo(Reason.WRONG_MAGIC);
    assertThat(shown(noAvro.value())).startsWith("{\"pan\":\"****").doesNotContain("1111");
    assertThat(shown(noAvro.key())).doesNotContain("1111");
    byte[] whole = Samples.bytes(payment().setOrderRef(CARD).setCustomerRef("7").build());
    Inbound cut = decode(Samples.KEY, Arrays.copyOf(whole, whole.length - 1));
    assertThat(cut.reason()).isEqualTo(Reason.TRUNCATED);
    assertThat(shown(cut.value())).doesNotContain("1111");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-01 10:15",
        "R-12-3-000481",
        "550e8400-e29b-41d4-a716-446655440000",
        "1767225600000"
      })
  void what_only_looks_long_is_let_pass(String text) {
    assertThat(event(payment().setOrderRef(text).build()).payment()).isNotNull();
  }

  @Test
  void a_number_that_fails_the_check_or_stands_in_a_longer_one_is_let_pass() {
    String nearly = "4" + "1".repeat(14) + "2";
    assertThat(event(payment().setOrderRef(nearly).build()).payment()).isNotNull();
    String longer = "9".repeat(8) + CARD;
    assertThat(event(payment().setOrderRef(longer).build()).payment()).isNotNull();
  }

  private static PaymentEvent whole() {
    return payment()
        .setOrderRef("R-1")
        .setOrderAmount(new Money(1000L, "EUR"))
        .setLocationId("store-1")
        .setTerminalId("till-1")
        .setEmployeeId("e-1")
        .setCustomerRef("c-1")
        .setEntryMode(EntryMode.ECOMMERCE)
        .setInstrument(
            Instrument.newBuilder()
                .setToken("t")
                .setFingerprint("f")
                .setPar("p")
                .setBin("b")
                .setLast4("l")
                .setKind(InstrumentKind.CARD)
                .setBrand("visa")
                .build())
        .setIpPrefix("10.0.0.0/24")
        .setDeviceId("d")
        .setResponseCode("00")
        .setReasonCode("OPENING")
        .setStoredValue(new StoredValue("a", "EUR", "pay_0"))
        .build();
  }

  private static void collect(IndexedRecord record, String path, List<String> paths) {
    for (Schema.Field field : record.getSchema().getFields()) {
      String name = path + field.name();
      Object value = record.get(field.pos());
      if (value instanceof IndexedRecord inner && !name.equals("source")) {
        collect(inner, name + '.', paths);
      } else if (value instanceof CharSequence && !name.equals("event_id")) {
        paths.add(name);
      }
    }
  }

  private static void put(IndexedRecord record, String path, String text) {
    int dot = path.indexOf('.');
    String first = dot < 0 ? path : path.substring(0, dot);
    int at = record.getSchema().getField(first).pos();
    if (dot < 0) {
      record.put(at, text);
    } else {
      put((IndexedRecord) record.get(at), path.substring(dot + 1), text);
    }
  }

  private static String spaced(char separator) {
    return CARD.replaceAll("(.{4})(?!$)", "$1" + separator);
  }

  private static String digits(String text) {
    return text.replaceAll("[^0-9]", "");
  }

  private static String shown(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  private static PaymentEvent.Builder amount(long minor, String currency) {
    return payment().setAmount(new Money(minor, currency));
  }

  private static Arguments refusal(PaymentEvent.Builder record, Reason reason, String says) {
    return arguments(record.build(), reason, says);
  }

  private static Inbound decode(byte[] key, byte[] value) {
    return new RecordDecoder(Samples::byId)
        .decode(TOPIC, 3, 42, Samples.BROKER_TIME.toEpochMilli(), key, value);
  }

  private static GoodsEvent event(SpecificRecord record) {
    Inbound inbound = Samples.decode(TOPIC, record);
    return Objects.requireNonNull(inbound.event(), inbound::message);
  }
}
