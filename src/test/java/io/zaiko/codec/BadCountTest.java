package io.zaiko.codec;

import static io.zaiko.codec.CountSamples.count;
import static io.zaiko.codec.CountSamples.countLine;
import static io.zaiko.codec.CountSamples.sensor;
import static io.zaiko.codec.Samples.BROKER_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zaiko.avro.CountLine;
import io.zaiko.avro.StockCount;
import io.zaiko.domain.identity.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A count that says what cannot be is refused whole, with what to change. */
class BadCountTest {
  private static final String LONG = "x".repeat(129);
  private static final long TOO_MANY = 1_000_000_000_001L;

  private static Stream<Arguments> heads() {
    return Stream.of(
        refusal(count(countLine()).setEventId(""), Reason.BLANK_FIELD, "event_id"),
        refusal(count(countLine()).setLocationId(null), Reason.MISSING_FIELD, "location_id"),
        refusal(count(countLine()).setLocationId(" "), Reason.BLANK_FIELD, "location_id"),
        refusal(count(countLine()).setLocationId(LONG), Reason.FIELD_TOO_LONG, "location_id"),
        refusal(count(countLine()).setLocationId("a|b"), Reason.ILLEGAL_CHARACTER, "rename"),
        refusal(count(countLine()).setCountId(" "), Reason.BLANK_FIELD, "count_id is blank"),
        refusal(count(countLine()).setCountId(LONG), Reason.FIELD_TOO_LONG, "count_id has 129"),
        refusal(
            count(countLine()).setCountedAt(Instant.parse("1989-12-31T23:59:59Z")),
            Reason.TIME_OUT_OF_RANGE,
            "counted_at is 1989"),
        refusal(
            count(countLine()).setCountedAt(BROKER_TIME.plus(Duration.ofHours(25))),
            Reason.TIME_OUT_OF_RANGE,
            "counted_at"),
        refusal(
            count(countLine()).setCountedAt(Samples.SOLD_AT.plusNanos(1_000)),
            Reason.CONTRADICTION,
            "later than occurred_at; state when the units were counted"),
        refusal(
            count(countLine())
                .setOccurredAt(BROKER_TIME.plus(Duration.ofMinutes(10)).plusMillis(1))
                .setCountedAt(null),
            Reason.TIME_OUT_OF_RANGE,
            "more than 10 minutes ahead of the broker's clock; state the time in UTC"),
        refusal(count(), Reason.NO_LINES, "complete = true in the last record that has some"),
        refusal(count(lines(10_001)), Reason.TOO_MANY_LINES, "split"),
        refusal(
            sensor(countLine(0, "SKU-0", "facings")).setComplete(true),
            Reason.CONTRADICTION,
            "state the count_id"));
  }

  private static Stream<Arguments> lines() {
    return Stream.of(
        refusal(count(countLine().setSku(null)), Reason.MISSING_FIELD, "line 4: sku"),
        refusal(count(countLine().setSku(LONG)), Reason.FIELD_TOO_LONG, "line 4: sku"),
        refusal(count(countLine().setQuantity(null)), Reason.MISSING_FIELD, "0 where none"),
        refusal(
            count(countLine().setQuantity(-1L)),
            Reason.NEGATIVE_QUANTITY,
            "line 4: quantity is -1, below zero; state the units that are there"),
        refusal(count(countLine().setQuantity(TOO_MANY)), Reason.QUANTITY_OUT_OF_RANGE, "line 4"),
        refusal(count(countLine().setArea("")), Reason.BLANK_FIELD, "line 4: area is blank"),
        refusal(count(countLine().setArea(LONG)), Reason.FIELD_TOO_LONG, "line 4: area has 129"),
        refusal(sensor(countLine()), Reason.CONTRADICTION, "line 4: area is null in a count"),
        refusal(count(unavailable("SOLD", 1)), Reason.CONTRADICTION, "names \"SOLD\"; use DAMAGED"),
        refusal(count(unavailable("damaged", 1)), Reason.CONTRADICTION, "names \"damaged\""),
        refusal(
            count(unavailable("ON_HOLD", -3)),
            Reason.NEGATIVE_QUANTITY,
            "unavailable ON_HOLD is -3"),
        refusal(
            count(unavailable("ON_HOLD", TOO_MANY)),
            Reason.QUANTITY_OUT_OF_RANGE,
            "unavailable ON_HOLD"),
        refusal(
            count(unavailable("DAMAGED", 11)),
            Reason.CONTRADICTION,
            "11 of 10 counted units are unavailable; count them in, or state scope SELLABLE"),
        refusal(
            count(countLine().setUnavailable(Map.of("DAMAGED", 6L, "ON_HOLD", 5L))),
            Reason.CONTRADICTION,
            "11 of 10"));
  }

  private static Stream<Arguments> linesTogether() {
    return Stream.of(
        refusal(
            count(countLine(0, "SKU-0", null), countLine(0, "SKU-1", null)),
            Reason.REPEATED_LINE_NO,
            "line_no 0"),
        refusal(
            count(countLine(0, "SKU-0", null), countLine(1, "SKU-0", null)),
            Reason.CONTRADICTION,
            "line 1: the record counts \"SKU-0\" twice; add the units up"),
        refusal(
            count(countLine(0, "SKU-0", "floor"), countLine(1, "SKU-0", "floor")),
            Reason.CONTRADICTION,
            "in area \"floor\" twice"),
        refusal(
            count(countLine(0, "SKU-0", "floor"), countLine(1, "SKU-0", null)),
            Reason.CONTRADICTION,
            "in an area and in the whole location"),
        refusal(
            count(countLine(0, "SKU-0", null), countLine(1, "SKU-0", "floor")),
            Reason.CONTRADICTION,
            "in an area and in the whole location"));
  }

  @ParameterizedTest(name = "{1}: {2}")
  @MethodSource({"heads", "lines", "linesTogether"})
  void a_count_that_cannot_be_is_refused(StockCount count, Reason reason, String says) {
    Inbound inbound = Samples.decode("counts.store", count);
    assertThat(inbound.reason()).as(inbound.message()).isEqualTo(reason);
    assertThat(inbound.message()).contains(says).contains("; ").hasSizeLessThan(400);
    assertThat(inbound.event()).isNull();
  }

  private static Arguments refusal(StockCount.Builder count, Reason reason, String says) {
    return arguments(count.build(), reason, says);
  }

  private static CountLine.Builder unavailable(String reason, long units) {
    return countLine().setUnavailable(Map.of(reason, units));
  }

  private static CountLine.Builder[] lines(int lines) {
    CountLine.Builder[] builders = new CountLine.Builder[lines];
    Arrays.setAll(builders, i -> countLine(i, "SKU-" + i, null));
    return builders;
  }
}
