package io.zaiko.codec;

import static io.zaiko.codec.Samples.held;
import static io.zaiko.codec.Samples.holdRelease;
import static io.zaiko.codec.Samples.placed;
import static io.zaiko.codec.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationLine;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.domain.identity.Reason;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of reservations that cannot be are refused, with what to change. */
class BadReservationTest {
  private static final String LONG = "x".repeat(129);
  private static final long MOST = 1_000_000_000_000L;
  private static final ReservationLine GOOD = held("MUG", 1L);

  private static Stream<Arguments> requestsThatCannotBe() {
    return Stream.of(
        refusal(placed(GOOD).setReservationId(" "), Reason.BLANK_FIELD, "reservation_id"),
        refusal(placed(GOOD).setReservationId(LONG), Reason.FIELD_TOO_LONG, "reservation_id"),
        refusal(placed(GOOD).setCheckoutRef(LONG), Reason.FIELD_TOO_LONG, "checkout_ref"),
        refusal(placed(GOOD).setChannel(null), Reason.MISSING_FIELD, "channel is null"),
        refusal(placed(GOOD).setLocationId(null), Reason.MISSING_FIELD, "location_id is null"),
        refusal(placed(GOOD).setLocationId("a|b"), Reason.ILLEGAL_CHARACTER, "location_id"),
        refusal(placed(GOOD).setTimeToLiveMs(null), Reason.MISSING_FIELD, "time_to_live_ms"),
        refusal(placed(), Reason.NO_LINES, "no lines"),
        refusal(placed(lines(201)), Reason.TOO_MANY_LINES, "at most 200"),
        refusal(placed(GOOD, held(null, 1L)), Reason.MISSING_FIELD, "line 1: sku is null"),
        refusal(placed(GOOD, held("A", null)), Reason.MISSING_FIELD, "line 1: quantity is null"),
        refusal(placed(held("A", 0L)), Reason.QUANTITY_OUT_OF_RANGE, "quantity is 0; hold 1"),
        refusal(placed(held("A", -1L)), Reason.NEGATIVE_QUANTITY, "RELEASE"),
        refusal(placed(held("A", MOST + 1)), Reason.QUANTITY_OUT_OF_RANGE, "line 0"),
        refusal(
            placed(held("A", MOST), GOOD, held("A", 1L)),
            Reason.QUANTITY_OUT_OF_RANGE,
            "line 2: with line 0, of the same item, quantity is 1000000000001"),
        refusal(request(ReservationAct.EXTEND), Reason.MISSING_FIELD, "time_to_live_ms is null"),
        refusal(
            request(ReservationAct.COMMIT).setOrderRef(LONG), Reason.FIELD_TOO_LONG, "order_ref"));
  }

  @ParameterizedTest(name = "{1} ({2})")
  @MethodSource("requestsThatCannotBe")
  void requests_that_cannot_be_are_refused(SpecificRecord record, Reason reason, String says) {
    assertRefused(Samples.decode("reservations.web", record), reason, says);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 999, 2_592_000_001L, 31_536_000_000L, Long.MIN_VALUE})
  void a_time_to_live_of_nothing_or_of_a_year_is_refused(long millis) {
    assertRefused(
        Samples.decode("reservations.web", placed(GOOD).setTimeToLiveMs(millis).build()),
        Reason.NUMBER_OUT_OF_RANGE,
        "time_to_live_ms is " + millis + "; use 1,000 to 2,592,000,000");
    assertRefused(
        Samples.decode(
            "reservations.web", request(ReservationAct.EXTEND).setTimeToLiveMs(millis).build()),
        Reason.NUMBER_OUT_OF_RANGE,
        "time_to_live_ms is " + millis);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLACE")
  void lines_belong_to_a_place_alone(ReservationAct act) {
    assertRefused(
        Samples.decode("reservations.web", placed(GOOD).setAct(act).build()),
        Reason.CONTRADICTION,
        "this request is " + act);
  }

  private static Stream<Arguments> releasesThatCannotBe() {
    return Stream.of(
        arguments(holdRelease().build(), Reason.NO_LINES, "no skus"),
        arguments(holdRelease(" ").build(), Reason.BLANK_FIELD, "line 0: sku"),
        arguments(holdRelease("A").setLocationId("a|b").build(), Reason.ILLEGAL_CHARACTER, "|"),
        arguments(holdRelease("A").setReservationId("").build(), Reason.BLANK_FIELD, "reserv"));
  }

  @ParameterizedTest
  @MethodSource("releasesThatCannotBe")
  void releases_that_cannot_be_are_refused(SpecificRecord record, Reason reason, String says) {
    assertRefused(Samples.decode("hold-releases.zaiko", record), reason, says);
  }

  private static void assertRefused(Inbound inbound, Reason reason, String says) {
    assertThat(inbound.reason()).as(inbound.message()).isEqualTo(reason);
    assertThat(inbound.message()).contains(says).hasSizeLessThan(400).doesNotContain("\n");
    assertThat(inbound.event()).isNull();
  }

  private static Arguments refusal(ReservationRequest.Builder record, Reason reason, String says) {
    return arguments(record.build(), reason, says);
  }

  private static ReservationLine[] lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> held("SKU-" + i, 1L))
        .toArray(ReservationLine[]::new);
  }
}
