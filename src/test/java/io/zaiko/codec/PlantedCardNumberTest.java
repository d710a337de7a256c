package io.zaiko.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zaiko.avro.AlertAction;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.Void;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.identity.RecordKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A card number in any text of what the payments job reads, from the bytes that come to those of
 * the dead letter. The texts are found in the schemas: one that is added is asked of, or fails here
 * until it is named below with a reason.
 */
class PlantedCardNumberTest {
  private static final int WRITER = 7;

  /** Of guarded records: one product code or counter in ten passes the check. */
  private static final Set<String> NAMES = Set.of("event_id", "source.id");

  /**
   * Texts of the records that are not searched, for the guides promise it of payments and of what
   * is written of their alerts: these are names that shops, tills and channels give to goods,
   * places, people and orders, as many of them numbers as long as a card's.
   */
  private static final Map<RecordKind, Set<String>> NOT_SEARCHED =
      Map.of(
          RecordKind.HEARTBEAT,
          Set.of(),
          RecordKind.VOID,
          Set.of(
              "order_ref",
              "original_event_id",
              "terminal_id",
              "employee_id",
              "lines[].sku",
              "lines[].location_id"),
          RecordKind.FULFILMENT,
          Set.of(
              "order_ref",
              "employee_id",
              "lines[].sku",
              "lines[].location_id",
              "lines[].from_location_id"),
          RecordKind.SALE,
          Set.of(
              "order_ref",
              "sold_at_location_id",
              "terminal_id",
              "employee_id",
              "customer_ref",
              "checkout_ref",
              "lines[].sku",
              "lines[].amount.currency",
              "lines[].location_id",
              "lines[].reservation_id",
              "adjustments[].amount.currency",
              "total.currency",
              "tenders[].amount.currency",
              "tenders[].provider",
              "tenders[].payment_ref"),
          RecordKind.RETURN,
          Set.of(
              "return_ref",
              "original_order_ref",
              "terminal_id",
              "employee_id",
              "customer_ref",
              "lines[].sku",
              "lines[].amount.currency",
              "lines[].location_id",
              "adjustments[].amount.currency",
              "total.currency",
              "tenders[].amount.currency",
              "tenders[].provider",
              "tenders[].payment_ref"));

  /** A Visa number of nobody, put together with its check digit so that no file holds it. */
  private static final String CARD = withCheckDigit("4" + "0".repeat(5) + "98765" + "4321");

  private static final List<String> WRITTEN =
      List.of(
          CARD,
          "paid by " + CARD + ", thanks",
          "12 " + CARD + " 7",
          inFours(' '),
          "no. " + inFours('-') + ".",
          "ref 12 " + inFours(' '));

  @Test
  void each_kind_of_record_is_searched_or_named_as_not_searched() {
    assertThat(RecordKind.OF_PAYMENTS)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(RecordKind.OF_GUARDED.stream(), NOT_SEARCHED.keySet().stream()).toList());
  }

  @Test
  void each_text_that_is_not_searched_is_named() {
    NOT_SEARCHED.forEach(
        (kind, texts) -> {
          List<String> all = new ArrayList<>(FilledRecord.texts(schema(kind)));
          all.removeAll(NAMES);
          assertThat(all).as("%s", kind).containsExactlyInAnyOrderElementsOf(texts);
        });
  }

  @ParameterizedTest
  @MethodSource("kindsThatAreSearched")
  void a_record_with_all_its_texts_is_let_pass_without_one(RecordKind kind) {
    Inbound inbound = decode(kind, Samples.KEY, Map.of());
    assertThat(inbound.event()).as(inbound.message()).isNotNull();
    assertThat(FilledRecord.texts(schema(kind))).containsAll(NAMES);
  }

  private static Set<RecordKind> kindsThatAreSearched() {
    return RecordKind.OF_GUARDED;
  }

  private static Stream<Arguments> textsThatAreSearched() {
    return RecordKind.OF_GUARDED.stream()
        .flatMap(
            kind ->
                FilledRecord.texts(schema(kind)).stream()
                    .filter(text -> !NAMES.contains(text))
                    .map(text -> arguments(kind, text)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("textsThatAreSearched")
  void a_card_number_in_a_text_goes_no_further(RecordKind kind, String path) throws IOException {
    for (String text : WRITTEN) {
      byte[] key = ("till " + text).getBytes(UTF_8);
      Inbound inbound = decode(kind, key, Map.of(path, text));
      assertThat(inbound.reason()).as(text).isEqualTo(Reason.CARD_NUMBER);
      assertThat(inbound.event()).isNull();
      assertThat(inbound.message()).startsWith(path + " holds a card number");
      nothingOfItIn(inbound.toString());
      nothingOfItIn(deadLetter(inbound));
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("textsThatAreSearched")
  void nor_does_it_in_the_names_of_such_a_record_and_its_source(RecordKind kind, String path)
      throws IOException {
    for (String text : WRITTEN) {
      Map<String, String> planted = Map.of(path, text, "event_id", text, "source.id", text);
      Inbound inbound = decode(kind, text.getBytes(UTF_8), planted);
      assertThat(inbound.reason()).isEqualTo(Reason.CARD_NUMBER);
      assertThat(inbound.eventId()).hasSameSizeAs(text).contains("****");
      nothingOfItIn(inbound.toString());
      nothingOfItIn(deadLetter(inbound));
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("textsThatAreSearched")
  void nor_does_a_copy_in_another_spelling(RecordKind kind, String path) throws IOException {
    Map<String, String> planted =
        Map.of(path, inFours(' '), "event_id", CARD, "source.id", inFours('-'));
    Inbound inbound = decode(kind, CARD.getBytes(UTF_8), planted);
    assertThat(inbound.reason()).isEqualTo(Reason.CARD_NUMBER);
    nothingOfItIn(inbound.toString());
    nothingOfItIn(deadLetter(inbound));
  }

  /** A marketplace's order, a terminal's retrieval reference: both pass Luhn's check. */
  @ParameterizedTest
  @ValueSource(strings = {"303-8291746-5551000", "630410100006"})
  void names_that_no_card_has_pass(String name) {
    for (String path : List.of("order_ref", "provider_payment_id", "operation_id")) {
      Inbound inbound = decode(RecordKind.PAYMENT, Samples.KEY, Map.of(path, name));
      assertThat(inbound.event()).as("%s %s", path, inbound.message()).isNotNull();
    }
  }

  /** A newer writer states more than the contract has; its bytes are kept all the same. */
  @ParameterizedTest
  @MethodSource("kindsThatAreSearched")
  void texts_that_only_the_writer_knows_are_searched(RecordKind kind) throws IOException {
    Schema contract = schema(kind);
    List<Schema.Field> fields = new ArrayList<>();
    contract.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    Schema text = Schema.create(Schema.Type.STRING);
    fields.add(new Schema.Field("memo", text));
    fields.add(new Schema.Field("notes", Schema.createArray(text)));
    fields.add(new Schema.Field("labels", Schema.createMap(text)));
    Schema wider =
        Schema.createRecord(contract.getName(), null, contract.getNamespace(), false, fields);

    assertThat(decode(kind, wider, Samples.KEY, Map.of()).event()).isNotNull();
    for (String path : List.of("memo", "notes[]", "labels{key}", "labels{}")) {
      Inbound inbound = decode(kind, wider, CARD.getBytes(UTF_8), Map.of(path, CARD));
      assertThat(inbound.reason()).as(path).isEqualTo(Reason.CARD_NUMBER);
      nothingOfItIn(inbound.toString());
      nothingOfItIn(deadLetter(inbound));
    }
  }

  @ParameterizedTest
  @MethodSource("kindsThatAreSearched")
  void the_names_of_a_record_and_its_source_alone_may_look_like_one(RecordKind kind) {
    for (String name : NAMES) {
      assertThat(decode(kind, Samples.KEY, Map.of(name, CARD)).event()).as(name).isNotNull();
    }
  }

  /** What the job writes of it, every text and all bytes as Latin letters. */
  private static String deadLetter(Inbound refused) throws IOException {
    SchemaIds ids = SchemaIds.resolve(schema -> SchemaIds.written().indexOf(schema));
    Outbound out = new OutputEncoder(ids).deadLetter(refused);
    byte[] value = Objects.requireNonNull(out.value());
    DeadLetter letter =
        new SpecificDatumReader<>(DeadLetter.class)
            .read(
                null,
                DecoderFactory.get()
                    .binaryDecoder(
                        value,
                        WireFormat.HEADER_BYTES,
                        value.length - WireFormat.HEADER_BYTES,
                        null));
    assertThat(letter.getReason()).isEqualTo("CARD_NUMBER");
    assertThat(shown(letter.getValue())).contains("****");
    assertThat(shown(letter.getKey())).contains("****");
    return String.join(
        "\n",
        new String(out.key(), ISO_8859_1),
        new String(value, ISO_8859_1),
        shown(letter.getKey()),
        shown(letter.getValue()),
        letter.getMessage(),
        String.valueOf(letter.getEventId()));
  }

  private static String shown(ByteBuffer bytes) {
    return ISO_8859_1.decode(bytes.duplicate()).toString();
  }

  /** Neither the number nor eight of its digits in a row, with or without what parts them. */
  private static void nothingOfItIn(String text) {
    String unparted = text.replaceAll("[ -]", "");
    for (int start = 0; start + 8 <= CARD.length(); start++) {
      assertThat(unparted).doesNotContain(CARD.substring(start, start + 8));
    }
  }

  private static Inbound decode(RecordKind kind, byte[] key, Map<String, String> planted) {
    return decode(kind, schema(kind), key, planted);
  }

  private static Inbound decode(
      RecordKind kind, Schema schema, byte[] key, Map<String, String> planted) {
    return new RecordDecoder(id -> schema, RecordDecoder.USUAL_CLOCK_SKEW_MAX, true)
        .decode(
            kind.topicPrefix() + ".psp",
            3,
            42,
            Samples.BROKER_TIME.toEpochMilli(),
            key,
            FilledRecord.bytes(WRITER, schema, planted));
  }

  private static Schema schema(RecordKind kind) {
    return switch (kind) {
      case PAYMENT -> PaymentEvent.getClassSchema();
      case ALERT_ACTION -> AlertAction.getClassSchema();
      case HEARTBEAT -> Heartbeat.getClassSchema();
      case SALE -> Sale.getClassSchema();
      case VOID -> Void.getClassSchema();
      case FULFILMENT -> Fulfilment.getClassSchema();
      case RETURN -> Return.getClassSchema();
      case RESTOCK, ADJUSTMENT, COUNT, TRANSFER, RESERVATION, HOLD_RELEASE ->
          throw new AssertionError(kind + " is not read by the payments job");
    };
  }

  private static String inFours(char separator) {
    return CARD.replaceAll("(.{4})(?!$)", "$1" + separator);
  }

  /** From the right, every other digit counts twice and its digits are added: Luhn's check. */
  private static String withCheckDigit(String digits) {
    int sum =
        IntStream.range(0, digits.length())
            .map(
                i -> {
                  int digit = digits.charAt(digits.length() - 1 - i) - '0';
                  return i % 2 == 0 ? 2 * digit / 10 + 2 * digit % 10 : digit;
                })
            .sum();
    return digits + (10 - sum % 10) % 10;
  }
}
