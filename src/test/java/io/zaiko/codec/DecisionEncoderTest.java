package io.zaiko.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.reservation.Decision;
import io.zaiko.domain.reservation.DecisionKind;
import io.zaiko.domain.reservation.DecisionLine;
import io.zaiko.domain.reservation.Withdrawal;
import io.zaiko.domain.stock.Fate;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.HoldNote;
import io.zaiko.domain.stock.HoldTerms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A plain Avro reader finds in a decision what was decided; the job itself, what it withdrew. */
class DecisionEncoderTest {
  private static final long AT = 1_767_225_600_000_001L;
  private static final String LONGEST = "r".repeat(128);

  private final SchemaIds ids = SchemaIds.resolve(schema -> SchemaIds.written().indexOf(schema));
  private final DecisionEncoder encoder = new DecisionEncoder(ids);

  @Test
  void a_decision_says_what_was_decided_and_why() throws IOException {
    List<DecisionLine> lines =
        List.of(
            new DecisionLine("store-1", "LAMP", 2, 5, true, 0),
            new DecisionLine("store-1", "MUG", 3, 1, false, 4));
    Outbound out =
        encoder.decision(decision(DecisionKind.EXTENDED, lines, AT + 2, null, true), 17, AT + 3);
    assertThat(out.topic()).isEqualTo("reservation-decisions");
    assertThat(text(out.key())).isEqualTo("cart-1/1");
    GenericRecord read = read(out);
    assertThat(read.get("reservation_id")).hasToString("cart-1/1");
    assertThat(read.get("checkout_ref")).hasToString("cart-1");
    assertThat(read.get("decision")).hasToString("EXTENDED");
    assertThat(read.get("note")).hasToString("PAID");
    assertThat(read.get("lines"))
        .hasToString(
            "[{\"location_id\": \"store-1\", \"sku\": \"LAMP\", \"quantity\": 2,"
                + " \"channel_ats_when_asked\": 5, \"granted\": true, \"without_stock\": 0},"
                + " {\"location_id\": \"store-1\", \"sku\": \"MUG\", \"quantity\": 3,"
                + " \"channel_ats_when_asked\": 1, \"granted\": false, \"without_stock\": 4}]");
    assertThat(read.get("expires_at")).isEqualTo(AT + 2);
    assertThat(read.get("order_ref")).isNull();
    assertThat(read.get("late")).isEqualTo(true);
    assertThat(read.get("cause"))
        .hasToString("{\"event_id\": \"ask-1\", \"kind\": \"RESERVATION\"}");
    assertThat(read.get("decided_at")).isEqualTo(AT);
    assertThat(read.get("emitted_at")).isEqualTo(AT + 3);
    assertThat(read.get("epoch")).isEqualTo(17L);
    assertThat(read.get("revision")).isEqualTo(6L);
  }

  @Test
  void an_order_is_named_and_runs_out_never() throws IOException {
    Decision order = decision(DecisionKind.COMMITTED, List.of(), null, "order-1", false);
    GenericRecord read = read(encoder.decision(order, 17, AT));
    assertThat(read.get("decision")).hasToString("COMMITTED");
    assertThat(read.get("order_ref")).hasToString("order-1");
    assertThat(read.get("expires_at")).isNull();
    assertThat(read.get("late")).isEqualTo(false);
    assertThat((List<?>) read.get("lines")).isEmpty();
  }

  @Test
  void what_is_withdrawn_comes_back_to_the_job_as_an_event_of_its_own() {
    Outbound out =
        encoder.holdRelease(new Withdrawal("cart-1/1", "store-1", List.of("LAMP", "MUG"), AT));
    assertThat(out.topic()).isEqualTo("hold-releases.zaiko");
    assertThat(text(out.key())).isEqualTo("cart-1/1");
    GoodsEvent event = heard(out);
    assertThat(event.kind()).isEqualTo(RecordKind.HOLD_RELEASE);
    assertThat(event.lines()).extracting(GoodsLine::sku).containsExactly("LAMP", "MUG");
    assertThat(event.lines()).extracting(GoodsLine::locationId).containsOnly("store-1");
    assertThat(event.lines()).extracting(GoodsLine::reservationId).containsOnly("cart-1/1");
  }

  @Test
  void the_longest_reservation_makes_a_name_that_the_job_takes() {
    GoodsEvent event = heard(encoder.holdRelease(withdrawal(LONGEST)));
    assertThat(event.eventId()).hasSizeLessThanOrEqualTo(128);
    assertThat(event.lines()).extracting(GoodsLine::reservationId).containsOnly(LONGEST);
  }

  /** After a failure the same is told again: a duplicate, not a conflict. */
  @Test
  void the_same_withdrawal_is_the_same_record_and_another_has_another_name() {
    Outbound once = encoder.holdRelease(withdrawal("cart-1/1"));
    Outbound again = new DecisionEncoder(ids).holdRelease(withdrawal("cart-1/1"));
    assertThat(again.value()).isEqualTo(once.value());
    assertThat(heard(encoder.holdRelease(withdrawal("cart-1/2"))).eventId())
        .isNotEqualTo(heard(once).eventId());
  }

  private static Withdrawal withdrawal(String reservationId) {
    return new Withdrawal(reservationId, "store-1", List.of("LAMP"), AT);
  }

  private static Decision decision(
      DecisionKind kind,
      List<DecisionLine> lines,
      @Nullable Long expiresAtMicros,
      @Nullable String orderRef,
      boolean isLate) {
    HoldTerms terms =
        new HoldTerms(
            "cart-1/1",
            "cart-1",
            "web",
            6,
            2,
            Fate.HELD,
            AT + 1,
            false,
            true,
            "not-this",
            "ask-1",
            RecordKind.RESERVATION,
            AT,
            AT - 5,
            HoldNote.PAID);
    return new Decision(terms, kind, lines, expiresAtMicros, orderRef, isLate, 6);
  }

  private GoodsEvent heard(Outbound out) {
    RecordDecoder decoder = new RecordDecoder(id -> SchemaIds.written().get(id));
    Inbound inbound = decoder.decode(out.topic(), 0, 42, AT / 1_000, out.key(), out.value());
    return Objects.requireNonNull(inbound.event(), inbound::message);
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
