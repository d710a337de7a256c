package io.zaiko.codec;

import static io.zaiko.codec.Samples.BROKER_TIME;
import static io.zaiko.codec.Samples.adjustmentLine;
import static io.zaiko.codec.Samples.adjustmentOf;
import static io.zaiko.codec.Samples.bytes;
import static io.zaiko.codec.Samples.heartbeat;
import static io.zaiko.codec.Samples.move;
import static io.zaiko.codec.Samples.restock;
import static io.zaiko.codec.Samples.sale;
import static io.zaiko.codec.Samples.saleLine;
import static io.zaiko.codec.Samples.saleOf;
import static io.zaiko.codec.Samples.saleOfLines;
import static io.zaiko.codec.Samples.voided;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zaiko.avro.Condition;
import io.zaiko.domain.identity.Reason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of bad input has a name, a message for people, and keeps its address and its bytes. */
class BadInputTest {

  private static Stream<Arguments> bytesThatAreNoRecord() {
    byte[] good = bytes(sale().build());
    byte[] trailing = Arrays.copyOf(good, good.length + 1);
    return Stream.of(
        arguments("no value", null, Reason.EMPTY_VALUE, "no value"),
        arguments("empty value", new byte[0], Reason.EMPTY_VALUE, "no value"),
        arguments("one byte", new byte[1], Reason.TOO_SHORT, "1 bytes"),
        arguments("four bytes", new byte[4], Reason.TOO_SHORT, "4 bytes"),
        arguments("JSON", "{\"event_id\":1}".getBytes(UTF_8), Reason.WRONG_MAGIC, "123, not 0"),
        arguments("header alone", header(1), Reason.TRUNCATED, "end before"),
        arguments("unknown id", header(Samples.UNKNOWN_ID), Reason.UNKNOWN_SCHEMA, "id 99"),
        arguments("negative id", header(-5), Reason.UNKNOWN_SCHEMA, "id -5"),
        arguments("no Avro", header(Samples.UNREADABLE_ID), Reason.UNRESOLVABLE_SCHEMA, "id 98"),
        arguments("a Restock", bytes(restock().build()), Reason.WRONG_RECORD, "avro.Restock"),
        arguments(
            "fields missing",
            header(Samples.OTHER_SHAPE_ID, 2, 'x'),
            Reason.UNRESOLVABLE_SCHEMA,
            "cannot be read as io.zaiko.avro.Sale"),
        arguments(
            "a list of 2^62 nothings",
            header(Samples.ENDLESS_ID, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f),
            Reason.UNRESOLVABLE_SCHEMA,
            "without bytes"),
        arguments(
            "a string of 2 GiB",
            header(1, 0xfe, 0xff, 0xff, 0xff, 0x0f, 'x'),
            Reason.LENGTH_LIMIT,
            "1 MiB"),
        arguments(
            "a string of 1 GiB",
            header(1, 0x80, 0x80, 0x80, 0x80, 0x08, 'x'),
            Reason.LENGTH_LIMIT,
            "1 MiB"),
        arguments(
            "a string of 2^62 bytes",
            header(1, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f),
            Reason.LENGTH_LIMIT,
            "1 MiB"),
        arguments(
            "2^31 - 1 lines",
            declaringLines(0xfe, 0xff, 0xff, 0xff, 0x0f),
            Reason.LENGTH_LIMIT,
            "100,000 items"),
        arguments("negative length", header(1, 0x01), Reason.MALFORMED, "no io.zaiko.avro.Sale"),
        arguments("cut short", Arrays.copyOf(good, good.length - 1), Reason.TRUNCATED, "end"),
        arguments("a byte too many", trailing, Reason.TRAILING_BYTES, "left after"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("bytesThatAreNoRecord")
  void bytes_that_are_no_record_are_refused(
      String what, byte @Nullable [] value, Reason reason, String says) {
    assertRefused(Samples.decode("sales.web", value), value, reason, says);
  }

  private static Stream<Arguments> recordsThatSayWhatCannotBe() {
    String longName = "x".repeat(129);
    Instant tooEarly = Instant.parse("1989-12-31T23:59:59.999999Z");
    Instant tooLate = BROKER_TIME.plus(Duration.ofDays(1)).plusMillis(1);
    return Stream.of(
        refusal(sale().setEventId(" ").build(), Reason.BLANK_FIELD, "event_id is blank"),
        refusal(sale().setEventId(longName).build(), Reason.FIELD_TOO_LONG, "129 characters"),
        refusal(sale().setOrderRef("").build(), Reason.BLANK_FIELD, "order_ref"),
        refusal(saleOf(saleLine(4).setSku(null)), Reason.MISSING_FIELD, "line 4: sku is null"),
        refusal(saleOf(saleLine(4).setSku("\t")), Reason.BLANK_FIELD, "line 4: sku"),
        refusal(saleOf(saleLine(4).setSku(longName)), Reason.FIELD_TOO_LONG, "line 4: sku"),
        refusal(saleOf(saleLine(4).setLocationId(null)), Reason.MISSING_FIELD, "location_id"),
        refusal(saleOf(saleLine(4).setLocationId("a|b")), Reason.ILLEGAL_CHARACTER, "character 2"),
        refusal(saleOf(saleLine(4).setLocationId("a\nb")), Reason.ILLEGAL_CHARACTER, "U+000A"),
        refusal(saleOf(saleLine(4).setQuantity(null)), Reason.MISSING_FIELD, "line 4: quantity"),
        refusal(saleOf(saleLine(4).setQuantity(-2L)), Reason.NEGATIVE_QUANTITY, "write a Return"),
        refusal(
            saleOf(saleLine(4).setQuantity(1_000_000_000_001L)),
            Reason.QUANTITY_OUT_OF_RANGE,
            "line 4: quantity is 1000000000001"),
        refusal(
            saleOf(saleLine(4).setQuantity(Long.MIN_VALUE)),
            Reason.QUANTITY_OUT_OF_RANGE,
            "check the unit"),
        refusal(
            sale()
                .setLines(
                    List.of(
                        saleLine(0).setQuantity(Long.MAX_VALUE).build(),
                        saleLine(1).setQuantity(Long.MAX_VALUE).build()))
                .build(),
            Reason.QUANTITY_OUT_OF_RANGE,
            "line 0"),
        refusal(saleOf(saleLine(-1)), Reason.NUMBER_OUT_OF_RANGE, "line_no is -1"),
        refusal(
            sale().setLines(List.of(saleLine(1).build(), saleLine(1).build())).build(),
            Reason.REPEATED_LINE_NO,
            "two lines have line_no 1"),
        refusal(saleOfLines(0), Reason.NO_LINES, "no lines"),
        refusal(saleOfLines(10_001), Reason.TOO_MANY_LINES, "10001 lines"),
        refusal(sale().setOccurredAt(tooEarly).build(), Reason.TIME_OUT_OF_RANGE, "before 1990"),
        refusal(sale().setOccurredAt(tooLate).build(), Reason.TIME_OUT_OF_RANGE, "more than a day"),
        refusal(
            sale().setSource(source(-1, 0)).build(), Reason.NUMBER_OUT_OF_RANGE, "source.sequence"),
        refusal(
            sale().setSource(source(0, -1)).build(), Reason.NUMBER_OUT_OF_RANGE, "source.epoch"),
        refusal("voids.pos", voided().setOrderRef(" ").build(), Reason.BLANK_FIELD, "order_ref"),
        refusal(
            "voids.pos",
            voided().setOriginalEventId("").build(),
            Reason.BLANK_FIELD,
            "original_event_id"),
        refusal(
            "voids.pos",
            voided().setOriginalOccurredAt(tooEarly).build(),
            Reason.TIME_OUT_OF_RANGE,
            "original_occurred_at"),
        refusal(
            "adjustments.wms",
            adjustmentOf(move(Condition.SELLABLE, null)),
            Reason.MISSING_FIELD,
            "MOVE without to_condition"),
        refusal(
            "adjustments.wms",
            adjustmentOf(move(Condition.DAMAGED, Condition.DAMAGED)),
            Reason.CONTRADICTION,
            "to the same condition"),
        refusal(
            "adjustments.wms",
            adjustmentOf(move(Condition.SELLABLE, Condition.DAMAGED).setQuantity(-1L)),
            Reason.NEGATIVE_QUANTITY,
            "below zero"),
        refusal(
            "adjustments.wms",
            adjustmentOf(adjustmentLine().setToCondition(Condition.DAMAGED)),
            Reason.CONTRADICTION,
            "belongs to reason MOVE"),
        refusal(
            "heartbeats.pos",
            heartbeat().setOccurredAt(tooLate).build(),
            Reason.TIME_OUT_OF_RANGE,
            "occurred_at"));
  }

  @ParameterizedTest(name = "{2} ({3}) on {0}")
  @MethodSource("recordsThatSayWhatCannotBe")
  void records_that_say_what_cannot_be_are_refused(
      String topic, SpecificRecord record, Reason reason, String says) {
    byte[] value = bytes(record);
    assertRefused(Samples.decode(topic, value), value, reason, says);
  }

  @ParameterizedTest(name = "{0} lines: {1}")
  @MethodSource("salesBeyondTheCapOfLines")
  void sales_beyond_the_cap_of_lines_are_refused(int lines, Reason reason) {
    byte[] value = bytes(saleOfLines(lines));
    assertRefused(Samples.decode("sales.web", value), value, reason, "split");
  }

  private static Stream<Arguments> salesBeyondTheCapOfLines() {
    return Stream.of(
        arguments(100_000, Reason.TOO_MANY_LINES), arguments(100_001, Reason.LENGTH_LIMIT));
  }

  private static void assertRefused(
      Inbound inbound, byte @Nullable [] value, Reason reason, String says) {
    assertThat(inbound.reason()).as(inbound.message()).isEqualTo(reason);
    assertThat(inbound.message()).contains(says).hasSizeLessThan(400).doesNotContain("\n");
    assertThat(inbound.event()).isNull();
    assertThat(inbound.value()).isSameAs(value);
    assertThat(inbound.key()).isEqualTo(Samples.KEY);
    assertThat(inbound.origin().address()).matches(".+\\|3\\|42");
    assertThat(inbound.eventTimeMillis()).isEqualTo(Inbound.NO_TIME);
  }

  private static Arguments refusal(SpecificRecord record, Reason reason, String says) {
    return refusal("sales.web", record, reason, says);
  }

  private static Arguments refusal(
      String topic, SpecificRecord record, Reason reason, String says) {
    return arguments(topic, record, reason, says);
  }

  private static io.zaiko.avro.Source source(long sequence, long epoch) {
    return io.zaiko.avro.Source.newBuilder(Samples.source())
        .setSequence(sequence)
        .setEpoch(epoch)
        .build();
  }

  /** A header, and a body of bytes. */
  private static byte[] header(int schemaId, int... body) {
    ByteBuffer value = ByteBuffer.allocate(WireFormat.HEADER_BYTES + body.length);
    value.put(WireFormat.MAGIC).putInt(schemaId);
    for (int b : body) {
      value.put((byte) b);
    }
    return value.array();
  }

  /** A sale up to its lines, of which it declares as many as the bytes say. */
  private static byte[] declaringLines(int... count) {
    byte[] none = bytes(saleOfLines(0));
    // After the lines, of which there are none (0): adjustments (0), total, tenders.
    int afterLines = 1 + 1 + totalBytes() + tenderBytes();
    ByteBuffer value = ByteBuffer.allocate(none.length - afterLines + count.length);
    value.put(none, 0, none.length - afterLines);
    for (int b : count) {
      value.put((byte) b);
    }
    return value.array();
  }

  private static int totalBytes() {
    return bytes(sale().build()).length - bytes(sale().setTotal(null).build()).length + 1;
  }

  private static int tenderBytes() {
    return bytes(sale().build()).length - bytes(sale().setTenders(List.of()).build()).length + 1;
  }
}
