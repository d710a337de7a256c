package io.zaiko.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.Cause;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Image;
import io.zaiko.domain.stock.LedgerEntry;
import io.zaiko.domain.stock.Outcome;
import io.zaiko.domain.stock.StockStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/** A plain Avro reader finds in the outputs what the domain said. */
class OutputEncoderTest {
  private static final long NOW = 1_767_225_600_000_001L;
  private static final Buckets BALANCES = new Buckets(-5, 2, 0, 0, 1, 3, 6);

  private final OutputEncoder encoder = new OutputEncoder(ids());

  private static SchemaIds ids() {
    return SchemaIds.resolve(schema -> SchemaIds.written().indexOf(schema));
  }

  @Test
  void an_image_is_the_whole_shelf() throws IOException {
    Outbound out = encoder.image(image(false), NOW);
    GenericRecord read = read(out);
    assertThat(out.topic()).isEqualTo("availability");
    assertThat(text(out.key())).isEqualTo("store-1|SKU-0");
    assertThat(read.get("on_hand")).isEqualTo(-5L);
    assertThat(read.get("allocated")).isEqualTo(3L);
    assertThat(read.get("in_transit")).isEqualTo(6L);
    assertThat(read.get("safety_stock")).isEqualTo(2L);
    assertThat(read.get("available_to_sell")).isEqualTo(-11L);
    assertThat(units(read.get("channels"))).isEqualTo(Map.of("web", 3L));
    assertThat(read.get("previous_available_to_sell")).isEqualTo(-10L);
    assertThat(units(read.get("unavailable"))).isEqualTo(Map.of("DAMAGED", 2L, "NOT_FOUND", 1L));
    assertThat(read.get("status")).hasToString("OUT_OF_STOCK");
    assertThat(read.get("cause")).hasToString("{\"event_id\": \"sale-1\", \"kind\": \"SALE\"}");
    assertThat(read.get("as_of")).isEqualTo(1_000_001L);
    assertThat(read.get("emitted_at")).isEqualTo(NOW);
    assertThat(read.get("epoch")).isEqualTo(17L);
    assertThat(read.get("version")).isEqualTo(4L);
  }

  @Test
  void a_withdrawn_shelf_is_a_tombstone() {
    Outbound out = encoder.image(image(true), NOW);
    assertThat(out.value()).isNull();
    assertThat(text(out.key())).isEqualTo("store-1|SKU-0");
  }

  private static Image image(boolean withdrawn) {
    return new Image(
        "store-1",
        "SKU-0",
        BALANCES,
        2,
        -11,
        Map.of("web", 3L),
        StockStatus.OUT_OF_STOCK,
        -10L,
        new Cause("sale-1", "SALE"),
        1_000_001L,
        17,
        4,
        withdrawn);
  }

  @Test
  void a_ledger_entry_has_the_change_and_the_state_after() throws IOException {
    LedgerEntry entry =
        new LedgerEntry(
            "store-1",
            "SKU-0",
            "void-1",
            2,
            RecordKind.VOID,
            Outcome.EXCESS_VOID,
            "R-1",
            -1L,
            new Buckets(7, 0, 0, 0, 0, 0, -9),
            BALANCES,
            17,
            4,
            -3_600_000L);
    GenericRecord read = read(encoder.ledgerEntry(entry, NOW));
    assertThat(read.get("outcome")).hasToString("EXCESS_VOID");
    assertThat(read.get("order_ref")).hasToString("R-1");
    assertThat(read.get("line_no")).isEqualTo(2);
    assertThat(read.get("occurred_at")).isEqualTo(-1L);
    assertThat(((GenericRecord) read.get("deltas")).get("on_hand")).isEqualTo(7L);
    assertThat(units(((GenericRecord) read.get("deltas")).get("unavailable"))).isEmpty();
    assertThat(units(((GenericRecord) read.get("balances")).get("unavailable")))
        .isEqualTo(Map.of("DAMAGED", 2L, "NOT_FOUND", 1L));
    assertThat(((GenericRecord) read.get("deltas")).get("in_transit")).isEqualTo(-9L);
    assertThat(((GenericRecord) read.get("balances")).get("in_transit")).isEqualTo(6L);
    assertThat(read.get("clock_skew_ms")).isEqualTo(-3_600_000L);
  }

  @Test
  void an_alert_is_keyed_by_its_id() throws IOException {
    Alert alert =
        new Alert(
            Alert.Check.NEGATIVE_ON_HAND,
            "store-1|SKU-0",
            0,
            2,
            Alert.Status.RESOLVED,
            Alert.Severity.HIGH,
            Map.of("on_hand", -5L),
            List.of(new Alert.Evidence("sale-1", "first below zero")),
            "Count SKU-0 at store-1.",
            5L);
    Outbound out = encoder.alert(alert, NOW);
    GenericRecord read = read(out);
    assertThat(text(out.key())).isEqualTo(alert.alertId()).isEqualTo(read.get("alert_id") + "");
    assertThat(read.get("check")).hasToString("NEGATIVE_ON_HAND");
    assertThat(read.get("status")).hasToString("RESOLVED");
    assertThat(read.get("facts")).hasToString("{on_hand=-5}");
    assertThat((List<?>) read.get("evidence")).hasSize(1);
  }

  @Test
  void a_duplicate_names_its_identity_and_its_address() throws IOException {
    GoodsEvent event =
        Objects.requireNonNull(Samples.decode("sales.web", Samples.sale().build()).event());
    Outbound out = encoder.duplicate(event, "till|0|SALE|7");
    assertThat(text(out.key())).isEqualTo("sales.web|3|42");
    assertThat(read(out).get("identity")).hasToString("till|0|SALE|7");
    assertThat(((GenericRecord) read(out).get("origin")).get("timestamp"))
        .isEqualTo(1_767_225_600_000_000L);
  }

  @Test
  void a_dead_letter_holds_the_record_as_it_was() throws IOException {
    byte[] value = {0, 0, 0, 0, 1, 42};
    Inbound refused = Samples.decode("sales.web", value);
    GenericRecord read = read(encoder.deadLetter(refused));
    assertThat(read.get("value")).isEqualTo(ByteBuffer.wrap(value));
    assertThat(read.get("key")).isEqualTo(ByteBuffer.wrap(Samples.KEY));
    assertThat(read.get("size")).isEqualTo(6L);
    assertThat(read.get("schema_id")).isEqualTo(1);
    assertThat(read.get("reason")).hasToString("TRUNCATED");
    assertThat(read.get("event_id")).isNull();
  }

  @Test
  void a_dead_letter_of_no_value_says_so() throws IOException {
    GenericRecord read = read(encoder.deadLetter(Samples.decode("sales.web", (byte[]) null)));
    assertThat(read.get("size")).isEqualTo(-1L);
    assertThat(read.get("sha256")).isNull();
    assertThat(read.get("schema_id")).isNull();
  }

  @Test
  void a_dead_letter_of_the_largest_record_fits_the_broker() throws IOException {
    int brokerMaximum = 1_048_588;
    Outbound whole = encoder.deadLetter(refused(OutputEncoder.MAX_RAW_BYTES));
    assertThat(Objects.requireNonNull(whole.value()).length).isLessThan(brokerMaximum - 100_000);
    assertThat(read(whole).get("value")).isNotNull();
    GenericRecord digest = read(encoder.deadLetter(refused(brokerMaximum)));
    assertThat(digest.get("value")).isNull();
    assertThat(digest.get("key")).isNull();
    assertThat(digest.get("size")).isEqualTo((long) brokerMaximum);
    assertThat(digest.get("sha256") + "").matches("[0-9a-f]{64}");
  }

  private static Inbound refused(int bytes) {
    Origin origin = new Origin("sales.web", 0, 9, 0);
    byte[] key = {1, 2};
    return new Inbound(
        origin, key, new byte[bytes], 0, null, Reason.MALFORMED, "no sale", "sale-1");
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

  private static Map<String, Long> units(Object map) {
    return ((Map<?, ?>) map)
        .entrySet().stream()
            .collect(Collectors.toMap(e -> e.getKey().toString(), e -> (Long) e.getValue()));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
