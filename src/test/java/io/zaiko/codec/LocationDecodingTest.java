package io.zaiko.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zaiko.avro.Location;
import io.zaiko.avro.LocationKind;
import io.zaiko.avro.OpeningHours;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.place.OpenSpan;
import io.zaiko.domain.place.Place;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a location says of its zone, its hours and its groups, and what makes no sense. */
class LocationDecodingTest {

  @Test
  void a_location_keeps_its_zone_its_hours_in_order_and_its_groups() {
    Location stated =
        location(hours(7, "12:00", "24:00"), hours(1, "14:00", "18:30"), hours(1, "09:05", "14:00"))
            .setTimeZone("Europe/London")
            .setGroups(List.of("south", "big"))
            .build();
    assertThat(decode(stated).place())
        .isEqualTo(
            new Place(
                "store-1",
                true,
                "Europe/London",
                List.of(
                    new OpenSpan(1, 545, 840),
                    new OpenSpan(1, 840, 1_110),
                    new OpenSpan(7, 720, 1_440)),
                List.of("south", "big")));
  }

  @Test
  void a_location_that_says_little_is_always_open_by_universal_time_and_in_no_group() {
    assertThat(decode(location().setOpen(false).build()).place())
        .isEqualTo(new Place("store-1", false, "UTC", List.of(), List.of()));
  }

  private static Stream<Arguments> nonsense() {
    return Stream.of(
        refusal(location().setTimeZone("Europe/Lundon"), Reason.UNKNOWN_TIME_ZONE, "IANA name"),
        refusal(location().setTimeZone(""), Reason.UNKNOWN_TIME_ZONE, "IANA name"),
        refusal(location().setLatitude(90.01), Reason.NUMBER_OUT_OF_RANGE, "latitude is 90.01"),
        refusal(location().setLatitude(Double.NaN), Reason.NUMBER_OUT_OF_RANGE, "latitude"),
        refusal(location().setLongitude(-180.5), Reason.NUMBER_OUT_OF_RANGE, "-180 to 180"),
        refusal(location(hours(0, "09:00", "17:00")), Reason.NUMBER_OUT_OF_RANGE, "day is 0"),
        refusal(location(hours(8, "09:00", "17:00")), Reason.NUMBER_OUT_OF_RANGE, "day is 8"),
        refusal(location(hours(1, "9:00", "17:00")), Reason.IMPOSSIBLE_HOURS, "opens is \"9:00\""),
        refusal(location(hours(1, "09:60", "17:00")), Reason.IMPOSSIBLE_HOURS, "HH:MM"),
        refusal(location(hours(1, "09:00", "24:01")), Reason.IMPOSSIBLE_HOURS, "closes is"),
        refusal(location(hours(1, "09:00", "09:00")), Reason.IMPOSSIBLE_HOURS, "be later"),
        refusal(location(hours(5, "18:00", "02:00")), Reason.IMPOSSIBLE_HOURS, "as two spans"),
        refusal(
            location(hours(2, "12:59", "20:00"), hours(2, "08:00", "13:00")),
            Reason.IMPOSSIBLE_HOURS,
            "two opening_hours of day 2 overlap"),
        refusal(
            location(hours(2, "08:00", "20:00"), hours(2, "09:00", "10:00")),
            Reason.IMPOSSIBLE_HOURS,
            "overlap"),
        refusal(
            location(
                hours(2, "08:00", "10:00"), hours(2, "14:00", "15:00"), hours(2, "09:00", "11:00")),
            Reason.IMPOSSIBLE_HOURS,
            "overlap"),
        refusal(
            location().setOpeningHours(Collections.nCopies(101, hours(1, "09:00", "10:00"))),
            Reason.NUMBER_OUT_OF_RANGE,
            "opening_hours has 101 spans"),
        refusal(location().setGroups(List.of("a", "")), Reason.BLANK_FIELD, "a name in groups"),
        refusal(
            location().setGroups(List.of("x".repeat(129))), Reason.FIELD_TOO_LONG, "in groups has"),
        refusal(location().setGroups(List.of("a|b")), Reason.ILLEGAL_CHARACTER, "the group"),
        refusal(location().setGroups(List.of("a\tb")), Reason.ILLEGAL_CHARACTER, "the group"),
        refusal(location().setGroups(List.of("a", "a")), Reason.CONTRADICTION, "named twice"),
        refusal(
            location().setGroups(IntStream.range(0, 101).mapToObj(i -> "g" + i).toList()),
            Reason.NUMBER_OUT_OF_RANGE,
            "groups has 101 names"));
  }

  @ParameterizedTest(name = "{1}: {2}")
  @MethodSource("nonsense")
  void a_location_that_makes_no_sense_is_refused(Location location, Reason reason, String says) {
    ControlRecord record = decode(location);
    assertThat(record.inbound().reason()).as(record.inbound().message()).isEqualTo(reason);
    assertThat(record.inbound().message()).contains(says).contains("; ").hasSizeLessThan(400);
    assertThat(record.place()).isNull();
  }

  private static Arguments refusal(Location.Builder location, Reason reason, String says) {
    return arguments(location.build(), reason, says);
  }

  private static Location.Builder location(OpeningHours... hours) {
    return Location.newBuilder()
        .setLocationId("store-1")
        .setKind(LocationKind.STORE)
        .setOpeningHours(Arrays.asList(hours));
  }

  private static OpeningHours hours(int day, String opens, String closes) {
    return new OpeningHours(day, opens, closes);
  }

  private static ControlRecord decode(Location location) {
    return new ControlDecoder(Samples::byId)
        .decode(
            ControlTopic.LOCATIONS,
            1,
            5,
            0,
            "store-1".getBytes(StandardCharsets.UTF_8),
            Samples.bytes(location));
  }
}
