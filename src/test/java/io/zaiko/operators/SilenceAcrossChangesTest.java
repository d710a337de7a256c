package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.StockAlert;
import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.ControlTopic;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.freshness.SignOfLife;
import io.zaiko.domain.freshness.SourceNews;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.place.OpenSpan;
import io.zaiko.domain.place.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A location opens, closes and changes its hours while nothing is heard of its till. */
class SilenceAcrossChangesTest {

  private static final OpenSpan[] MONDAY_TO_SATURDAY = {
    new OpenSpan(1, 540, 1_080),
    new OpenSpan(2, 540, 1_080),
    new OpenSpan(3, 540, 1_080),
    new OpenSpan(4, 540, 1_080),
    new OpenSpan(5, 540, 1_080),
    new OpenSpan(6, 540, 1_080)
  };

  private KeyedTwoInputStreamOperatorTestHarness<String, SignOfLife, ControlRecord, SourceNews>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
    locationIs("2026-01-01T00:00:00Z", place(true, MONDAY_TO_SATURDAY));
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void a_week_of_holidays_is_no_silence_when_the_shop_opens_again() throws Exception {
    closedForHolidays();
    timeIs("2026-01-19T09:27:59Z");
    assertThat(alerts()).as("two minutes of Saturday and 28 of Monday").isEmpty();
    timeIs("2026-01-19T09:28:00Z");
    assertThat(alerts().get(0).getFacts()).containsEntry("silent_minutes_open", 30L);
  }

  @Test
  void what_a_shop_was_is_known_after_a_restore() throws Exception {
    closedForHolidays();
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
    timeIs("2026-01-19T09:27:59Z");
    assertThat(alerts()).isEmpty();
  }

  /** It closes on Saturday two minutes after it was heard, and opens on Monday week. */
  private void closedForHolidays() throws Exception {
    hear("2026-01-10T17:50:00Z");
    timeIs("2026-01-10T17:52:00Z");
    locationIs("2026-01-10T17:52:00Z", place(false, MONDAY_TO_SATURDAY));
    timeIs("2026-01-19T08:55:00Z");
    locationIs("2026-01-19T08:55:00Z", place(true, MONDAY_TO_SATURDAY));
  }

  @Test
  void a_shop_without_hours_that_closes_for_the_night_by_hand_is_not_silent_in_the_morning()
      throws Exception {
    locationIs("2026-01-01T00:00:00Z", place(true));
    for (int day = 10; day < 30; day++) {
      hear("2026-01-%dT17:50:00Z".formatted(day));
      timeIs("2026-01-%dT17:55:00Z".formatted(day));
      locationIs("2026-01-%dT17:55:00Z".formatted(day), place(false));
      timeIs("2026-01-%dT08:00:00Z".formatted(day + 1));
      locationIs("2026-01-%dT08:00:00Z".formatted(day + 1), place(true));
      timeIs("2026-01-%dT08:24:00Z".formatted(day + 1));
      hear("2026-01-%dT08:24:00Z".formatted(day + 1));
    }
    assertThat(alerts()).isEmpty();
  }

  @Test
  void longer_hours_do_not_make_the_past_silent() throws Exception {
    hear("2026-01-07T17:50:00Z");
    timeIs("2026-01-08T08:05:00Z");
    locationIs("2026-01-08T08:05:00Z", place(true));
    timeIs("2026-01-08T08:24:59Z");
    assertThat(alerts()).as("ten minutes of the old hours, less than 20 of the new").isEmpty();
    timeIs("2026-01-08T08:25:00Z");
    assertThat(alerts()).hasSize(1);
  }

  @Test
  void open_time_before_the_closing_counts_on_after_the_opening() throws Exception {
    hear("2026-01-07T10:00:00Z");
    timeIs("2026-01-07T10:20:00Z");
    locationIs("2026-01-07T10:20:00Z", place(false, MONDAY_TO_SATURDAY));
    timeIs("2026-01-08T11:15:00Z");
    locationIs("2026-01-08T11:15:00Z", place(true, MONDAY_TO_SATURDAY));
    timeIs("2026-01-08T11:30:00Z");
    assertThat(alerts().get(0).getFacts()).containsEntry("silent_minutes_open", 35L);
  }

  @Test
  void a_shop_that_closes_takes_its_alert_back_though_it_was_open_before() throws Exception {
    hear("2026-01-07T10:00:00Z");
    timeIs("2026-01-07T10:40:00Z");
    locationIs("2026-01-07T10:40:00Z", place(false, MONDAY_TO_SATURDAY));
    timeIs("2026-01-07T12:00:00Z");
    assertThat(statuses()).containsExactly(AlertStatus.SUSPECTED, AlertStatus.RETRACTED);
  }

  @Test
  void a_forgotten_location_was_what_it_was_until_then() throws Exception {
    hear("2026-01-10T17:50:00Z");
    timeIs("2026-01-12T08:05:00Z");
    locationIs("2026-01-12T08:05:00Z", null);
    timeIs("2026-01-12T08:24:59Z");
    assertThat(alerts()).isEmpty();
  }

  private void hear(String time) throws Exception {
    harness.processElement1(new SignOfLife("till", "shop", micros(time)), 0);
  }

  private void timeIs(String time) throws Exception {
    harness.processBothWatermarks(new Watermark(TimeUnit.MICROSECONDS.toMillis(micros(time))));
  }

  private void locationIs(String since, @Nullable Place place) throws Exception {
    Origin origin = new Origin("locations", 0, 0, micros(since));
    Inbound inbound =
        new Inbound(origin, new byte[] {1}, new byte[] {1}, 5, null, null, null, null);
    harness.processElement2(
        new ControlRecord(
            ControlTopic.LOCATIONS, "shop", place == null, false, true, inbound, place, null),
        0);
  }

  private static Place place(boolean open, OpenSpan... hours) {
    return new Place("shop", open, Place.UTC, List.of(hours), List.of());
  }

  private List<AlertStatus> statuses() {
    return alerts().stream().map(StockAlert::getStatus).toList();
  }

  private List<StockAlert> alerts() {
    List<Outbound> sent = new ArrayList<>();
    var records = harness.getSideOutput(WatchSources.ALERTS);
    if (records != null) {
      records.forEach(record -> sent.add(record.getValue()));
    }
    return Decoded.of(StockAlert.class, sent, "stock-alerts");
  }

  private static long micros(String time) {
    return TimeUnit.MILLISECONDS.toMicros(Instant.parse(time).toEpochMilli());
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, SignOfLife, ControlRecord, SourceNews>
      harness() throws Exception {
    WatchSources watchSources =
        new WatchSources(Decoded.IDS, Duration.ofMinutes(30), ControlAtStart.NOTHING);
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(watchSources, List.of(WatchSources.broadcastStates())),
        SignOfLife::sourceId,
        null,
        Types.STRING);
  }
}
