package io.zaiko.codec;

import static io.zaiko.avro.FulfilmentAct.ASSIGNED;
import static io.zaiko.avro.FulfilmentAct.CANCELLED;
import static io.zaiko.avro.FulfilmentAct.READY;
import static io.zaiko.avro.FulfilmentAct.SHIPPED;
import static io.zaiko.codec.Samples.SOLD_AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentLine;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.FulfilmentTerms;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a good fulfilment means to the domain; one that cannot be is refused with what to change.
 */
class FulfilmentMappingTest {

  private static final String TOPIC = "fulfilments.wms";
  private static final String LONG = "x".repeat(129);

  @ParameterizedTest
  @EnumSource
  void each_act_means_what_it_is_called(FulfilmentAct act) {
    GoodsEvent event = event(fulfilment(act, line()));
    assertThat(event.kind()).isEqualTo(RecordKind.FULFILMENT);
    assertThat(event.orderRef()).isEqualTo("R-1");
    assertThat(event.occurredAtMicros()).isEqualTo(micros(SOLD_AT));
    GoodsLine line = event.lines().get(0);
    assertThat(line.act()).isEqualTo(Act.FULFILLED);
    assertThat(Objects.requireNonNull(line.terms()).act()).hasToString(act.name());
  }

  @Test
  void a_line_keeps_where_units_come_from() {
    GoodsEvent event = event(fulfilment(ASSIGNED, line().setFromLocationId("north")));
    assertThat(event.lines())
        .containsExactly(
            new GoodsLine(
                4,
                "SKU-0",
                "store-1",
                3,
                Act.FULFILLED,
                Condition.SELLABLE,
                Condition.SELLABLE,
                null,
                null,
                new FulfilmentTerms(io.zaiko.domain.stock.FulfilmentAct.ASSIGNED, "north", null)));
  }

  @Test
  void a_line_keeps_until_when_units_may_be_collected() {
    Instant until = SOLD_AT.plus(Duration.ofDays(366));
    GoodsLine line = event(fulfilment(READY, line().setCollectUntil(until))).lines().get(0);
    assertThat(Objects.requireNonNull(line.terms()).collectUntilMicros()).isEqualTo(micros(until));
  }

  @Test
  void a_line_of_no_units_is_let_in() {
    assertThat(event(fulfilment(SHIPPED, line().setQuantity(0L))).lines().get(0).quantity())
        .isZero();
  }

  private static Stream<Arguments> bad() {
    return Stream.of(
        refusal(fulfilment(SHIPPED, line()).setEventId(" "), Reason.BLANK_FIELD, "event_id"),
        refusal(fulfilment(SHIPPED, line()).setOrderRef(" "), Reason.BLANK_FIELD, "order_ref"),
        refusal(fulfilment(SHIPPED, line()).setOrderRef(LONG), Reason.FIELD_TOO_LONG, "order_ref"),
        refusal(fulfilment(SHIPPED), Reason.NO_LINES, "no lines"),
        refusal(fulfilment(SHIPPED, line(), line()), Reason.REPEATED_LINE_NO, "line_no 4"),
        refusal(line(SHIPPED).setLineNo(-1), Reason.NUMBER_OUT_OF_RANGE, "line_no is -1"),
        refusal(line(SHIPPED).setSku(null), Reason.MISSING_FIELD, "line 4: sku is null"),
        refusal(line(SHIPPED).setQuantity(null), Reason.MISSING_FIELD, "quantity is null"),
        refusal(line(SHIPPED).setQuantity(-1L), Reason.NEGATIVE_QUANTITY, "quantity is -1"),
        refusal(
            line(SHIPPED).setQuantity(1_000_000_000_001L), Reason.QUANTITY_OUT_OF_RANGE, "line 4"),
        refusal(line(CANCELLED).setLocationId(null), Reason.MISSING_FIELD, "location_id is null"),
        refusal(line(CANCELLED).setLocationId("a|b"), Reason.ILLEGAL_CHARACTER, "location_id"));
  }

  private static Stream<Arguments> terms() {
    return Stream.of(
        refusal(
            line(ASSIGNED).setFromLocationId("a|b"), Reason.ILLEGAL_CHARACTER, "from_location_id"),
        refusal(
            line(ASSIGNED).setFromLocationId("store-1"),
            Reason.CONTRADICTION,
            "assigned from \"store-1\" to itself"),
        refusal(
            line(SHIPPED).setFromLocationId("north"),
            Reason.CONTRADICTION,
            "from_location_id belongs to ASSIGNED, this one is SHIPPED"),
        refusal(
            line(CANCELLED).setCollectUntil(SOLD_AT.plusSeconds(1)),
            Reason.CONTRADICTION,
            "collect_until belongs to READY, this one is CANCELLED"),
        refusal(
            line(READY).setCollectUntil(SOLD_AT), Reason.CONTRADICTION, "not later than occurred"),
        refusal(
            line(READY).setCollectUntil(Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS)),
            Reason.TIME_OUT_OF_RANGE,
            "more than 366 days"));
  }

  @ParameterizedTest(name = "{1}: {2}")
  @MethodSource({"bad", "terms"})
  void a_fulfilment_that_cannot_be_is_refused(Fulfilment bad, Reason reason, String says) {
    Inbound inbound = Samples.decode(TOPIC, bad);
    assertThat(inbound.reason()).as(inbound.message()).isEqualTo(reason);
    assertThat(inbound.message()).contains(says).contains("; ").hasSizeLessThan(400);
    assertThat(inbound.event()).isNull();
  }

  private static GoodsEvent event(Fulfilment.Builder good) {
    Inbound inbound = Samples.decode(TOPIC, good.build());
    return Objects.requireNonNull(inbound.event(), () -> "refused: " + inbound.message());
  }

  private static Fulfilment.Builder fulfilment(FulfilmentAct act, FulfilmentLine.Builder... lines) {
    return Fulfilment.newBuilder()
        .setEventId("fulfilment-1")
        .setOccurredAt(SOLD_AT)
        .setSource(Samples.source())
        .setOrderRef("R-1")
        .setAct(act)
        .setLines(Arrays.stream(lines).map(FulfilmentLine.Builder::build).toList());
  }

  private static FulfilmentLine.Builder line() {
    return FulfilmentLine.newBuilder()
        .setLineNo(4)
        .setSku("SKU-0")
        .setQuantity(3L)
        .setLocationId("store-1");
  }

  /** A line and the act of the record that is to hold it. */
  private record Spoilt(FulfilmentAct act, FulfilmentLine.Builder line) {
    Spoilt setLineNo(int value) {
      line.setLineNo(value);
      return this;
    }

    Spoilt setSku(String value) {
      line.setSku(value);
      return this;
    }

    Spoilt setQuantity(Long value) {
      line.setQuantity(value);
      return this;
    }

    Spoilt setLocationId(String value) {
      line.setLocationId(value);
      return this;
    }

    Spoilt setFromLocationId(String value) {
      line.setFromLocationId(value);
      return this;
    }

    Spoilt setCollectUntil(Instant value) {
      line.setCollectUntil(value);
      return this;
    }
  }

  private static Spoilt line(FulfilmentAct act) {
    return new Spoilt(act, line());
  }

  private static Arguments refusal(Spoilt spoilt, Reason reason, String says) {
    return refusal(fulfilment(spoilt.act(), spoilt.line()), reason, says);
  }

  private static Arguments refusal(Fulfilment.Builder bad, Reason reason, String says) {
    return arguments(bad.build(), reason, says);
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }
}
