package io.zaiko.codec;

import static io.zaiko.avro.TransferStep.CLOSED;
import static io.zaiko.avro.TransferStep.RECEIVED;
import static io.zaiko.avro.TransferStep.SHIPPED;
import static io.zaiko.codec.CountSamples.transfer;
import static io.zaiko.codec.CountSamples.transferLine;
import static io.zaiko.codec.Samples.SOLD_AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zaiko.avro.Transfer;
import io.zaiko.domain.identity.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A step of a transfer that says what cannot be is refused whole, with what to change. */
class BadTransferTest {
  private static final String LONG = "x".repeat(129);

  private static Stream<Arguments> steps() {
    return Stream.of(
        refusal(transfer(SHIPPED, transferLine()).setTransferRef(" "), Reason.BLANK_FIELD, "ref"),
        refusal(
            transfer(SHIPPED, transferLine()).setTransferRef(LONG),
            Reason.FIELD_TOO_LONG,
            "transfer_ref has 129"),
        refusal(
            transfer(RECEIVED, transferLine()).setToLocationId(null),
            Reason.MISSING_FIELD,
            "to_location_id is null"),
        refusal(
            transfer(CLOSED, transferLine()).setToLocationId("a|b"),
            Reason.ILLEGAL_CHARACTER,
            "to_location_id"),
        refusal(
            transfer(SHIPPED, transferLine()).setFromLocationId(null),
            Reason.MISSING_FIELD,
            "from_location_id is null"),
        refusal(
            transfer(RECEIVED, transferLine()).setFromLocationId("a\nb"),
            Reason.ILLEGAL_CHARACTER,
            "from_location_id"),
        refusal(
            transfer(SHIPPED, transferLine()).setFromLocationId("store-1"),
            Reason.CONTRADICTION,
            "shipped from \"store-1\" to itself; state another to_location_id"),
        refusal(
            transfer(SHIPPED, transferLine()).setExpectedAt(SOLD_AT),
            Reason.CONTRADICTION,
            "not later than occurred_at"),
        refusal(
            transfer(SHIPPED, transferLine())
                .setExpectedAt(SOLD_AT.plus(Duration.ofDays(366)).plusMillis(1)),
            Reason.TIME_OUT_OF_RANGE,
            "more than 366 days"),
        refusal(
            transfer(SHIPPED, transferLine()).setExpectedAt(ofMicros(Long.MAX_VALUE)),
            Reason.TIME_OUT_OF_RANGE,
            "more than 366 days"),
        refusal(
            transfer(SHIPPED, transferLine()).setExpectedAt(ofMicros(Long.MIN_VALUE)),
            Reason.CONTRADICTION,
            "not later than occurred_at"),
        refusal(transfer(SHIPPED), Reason.NO_LINES, "no lines"),
        refusal(
            transfer(SHIPPED, transferLine(), transferLine()),
            Reason.REPEATED_LINE_NO,
            "line_no 4"));
  }

  private static Stream<Arguments> lines() {
    return Stream.of(
        refusal(transfer(SHIPPED, transferLine().setSku(null)), Reason.MISSING_FIELD, "line 4"),
        refusal(
            transfer(SHIPPED, transferLine().setQuantity(null)), Reason.MISSING_FIELD, "quantity"),
        refusal(
            transfer(RECEIVED, transferLine().setQuantity(-1L)),
            Reason.NEGATIVE_QUANTITY,
            "line 4: quantity is -1"),
        refusal(
            transfer(SHIPPED, transferLine().setQuantity(1_000_000_000_001L)),
            Reason.QUANTITY_OUT_OF_RANGE,
            "line 4"),
        refusal(
            transfer(RECEIVED, transferLine().setDamaged(11L)),
            Reason.CONTRADICTION,
            "11 damaged of 10 received"),
        refusal(
            transfer(RECEIVED, transferLine().setDamaged(-1L)),
            Reason.NEGATIVE_QUANTITY,
            "damaged is -1"),
        refusal(
            transfer(SHIPPED, transferLine().setDamaged(1L)),
            Reason.CONTRADICTION,
            "belongs to step RECEIVED, this one is SHIPPED; leave it out"),
        refusal(
            transfer(CLOSED, transferLine().setDamaged(0L)),
            Reason.CONTRADICTION,
            "this one is CLOSED"));
  }

  @ParameterizedTest(name = "{1}: {2}")
  @MethodSource({"steps", "lines"})
  void a_transfer_that_cannot_be_is_refused(Transfer transfer, Reason reason, String says) {
    Inbound inbound = Samples.decode("transfers.wms", transfer);
    assertThat(inbound.reason()).as(inbound.message()).isEqualTo(reason);
    assertThat(inbound.message()).contains(says).contains("; ").hasSizeLessThan(400);
    assertThat(inbound.event()).isNull();
  }

  private static Instant ofMicros(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static Arguments refusal(Transfer.Builder transfer, Reason reason, String says) {
    return arguments(transfer.build(), reason, says);
  }
}
