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
import io.zaiko.domain.freshness.SourceWatch;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.place.OpenSpan;
import io.zaiko.domain.place.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchSourcesTest {

  private static final Duration TIMEOUT = Duration.ofMinutes(30);

  private KeyedTwoInputStreamOperatorTestHarness<String, SignOfLife, ControlRecord, SourceNews>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness(TIMEOUT);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void a_source_is_silent_after_the_timeout_and_not_before() throws Exception {
    hear("till", "shop", "2026-01-07T10:00:00Z");
    timeIs("2026-01-07T10:29:59Z");
    assertThat(alerts()).isEmpty();
    timeIs("2026-01-07T10:30:00Z");
    StockAlert alert = alerts().get(0);
    assertThat(alert.getCheck()).isEqualTo("SOURCE_SILENT");
    assertThat(alert.getKey()).isEqualTo("till");
    assertThat(alert.getStatus()).isEqualTo(AlertStatus.SUSPECTED);
    assertThat(alert.getFacts())
        .containsEntry("last_heard", micros("2026-01-07T10:00:00Z"))
        .containsEntry("silent_minutes_open", 30L)
        .containsEntry("locations", 1L);
    assertThat(news(SourceNews.Kind.FELL_SILENT))
        .containsExactly(
            new SourceNews(
                "shop", "till", SourceNews.Kind.FELL_SILENT, micros("2026-01-07T10:00:00Z")));
  }

  @Test
  void what_is_said_in_time_keeps_it_from_being_silent() throws Exception {
    hear("till", "shop", "2026-01-07T10:00:00Z");
    hear("till", "shop", "2026-01-07T10:20:00Z");
    timeIs("2026-01-07T10:49:00Z");
    assertThat(alerts()).isEmpty();
    timeIs("2026-01-07T10:50:00Z");
    assertThat(alerts()).hasSize(1);
  }

  @Test
  void a_heartbeat_counts_for_all_locations_of_its_source() throws Exception {
    hear("adapter", "shop", "2026-01-07T10:00:00Z");
    hear("adapter", "depot", "2026-01-07T10:00:00Z");
    hear("adapter", null, "2026-01-07T10:25:00Z");
    timeIs("2026-01-07T10:54:00Z");
    assertThat(alerts()).isEmpty();
  }

  @Test
  void a_heartbeat_alone_makes_no_state() throws Exception {
    hear("adapter", null, "2026-01-07T10:00:00Z");
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void closed_hours_do_not_count() throws Exception {
    locationIs(place("shop", true, new OpenSpan(3, 540, 1_080), new OpenSpan(4, 540, 1_080)));
    hear("till", "shop", "2026-01-07T17:50:00Z");
    timeIs("2026-01-08T09:19:59Z");
    assertThat(alerts()).isEmpty();
    timeIs("2026-01-08T09:20:00Z");
    assertThat(alerts()).hasSize(1);
    assertThat(alerts().get(0).getFacts()).containsEntry("silent_minutes_open", 30L);
  }

  @Test
  void a_closed_location_is_never_silent_and_one_that_closes_takes_its_alert_back()
      throws Exception {
    hear("till", "shop", "2026-01-07T10:00:00Z");
    timeIs("2026-01-07T10:40:00Z");
    locationIs(place("shop", false));
    timeIs("2026-01-07T12:00:00Z");
    assertThat(statuses()).containsExactly(AlertStatus.SUSPECTED, AlertStatus.RETRACTED);
    timeIs("2026-01-20T12:00:00Z");
    assertThat(statuses()).hasSize(2);
  }

  @Test
  void it_is_resolved_at_once_when_the_source_is_heard_again() throws Exception {
    hear("till", "shop", "2026-01-07T10:00:00Z");
    timeIs("2026-01-07T11:00:00Z");
    hear("till", "shop", "2026-01-07T11:00:01Z");
    assertThat(statuses()).containsExactly(AlertStatus.SUSPECTED, AlertStatus.RESOLVED);
    assertThat(alerts()).extracting(StockAlert::getRevision).containsExactly(1L, 2L);
    assertThat(news(SourceNews.Kind.NOT_SILENT)).hasSize(1);
    timeIs("2026-01-07T11:31:00Z");
    assertThat(alerts()).last().extracting(StockAlert::getRevision).isEqualTo(3L);
    assertThat(alerts())
        .extracting(StockAlert::getAlertId)
        .containsOnly(alerts().get(0).getAlertId());
  }

  @Test
  void an_offline_till_that_catches_up_is_silent_until_it_has() throws Exception {
    hear("till", "shop", "2026-01-07T10:00:00Z");
    timeIs("2026-01-07T14:00:00Z");
    hear("till", "shop", "2026-01-07T11:00:00Z");
    hear("till", "shop", "2026-01-07T13:00:00Z");
    assertThat(statuses()).containsOnly(AlertStatus.SUSPECTED);
    hear("till", "shop", "2026-01-07T13:50:00Z");
    assertThat(statuses()).last().isEqualTo(AlertStatus.RESOLVED);
  }

  @Test
  void one_alert_names_all_locations_where_a_source_is_silent() throws Exception {
    for (int i = 0; i < 900; i++) {
      hear("chain", "shop-" + i, "2026-01-07T10:00:00Z");
    }
    timeIs("2026-01-07T10:30:00Z");
    assertThat(alerts()).hasSize(1);
    assertThat(alerts().get(0).getFacts()).containsEntry("locations", 900L);
    assertThat(alerts().get(0).getSentence()).contains("and 890 more");
    assertThat(news(SourceNews.Kind.FELL_SILENT)).hasSize(900);
  }

  @Test
  void a_source_is_watched_at_a_thousand_locations_at_most() throws Exception {
    for (int i = 0; i <= SourceWatch.MAX_PLACES; i++) {
      hear("chain", "shop-" + i, "2026-01-07T10:00:00Z");
    }
    timeIs("2026-01-07T10:30:00Z");
    assertThat(news(SourceNews.Kind.FELL_SILENT)).hasSize(SourceWatch.MAX_PLACES);
    assertThat(news(SourceNews.Kind.SPOKE)).hasSize(SourceWatch.MAX_PLACES + 1);
  }

  @Test
  void a_restored_watch_tells_no_twice_and_hears_the_source_again() throws Exception {
    locationIs(place("shop", true, new OpenSpan(3, 540, 1_080)));
    hear("till", "shop", "2026-01-07T10:00:00Z");
    hear("other", "shop", "2026-01-07T10:20:00Z");
    timeIs("2026-01-07T10:31:00Z");
    assertThat(alerts()).hasSize(1);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness(TIMEOUT);
    harness.initializeState(snapshot);
    harness.open();
    hear("till", "shop", "2026-01-07T09:50:00Z"); // before any watermark, and no recovery
    assertThat(statuses()).doesNotContain(AlertStatus.RESOLVED);
    timeIs("2026-01-07T10:55:00Z");
    assertThat(alerts()).extracting(StockAlert::getKey).contains("other");
    hear("till", "shop", "2026-01-07T10:55:00Z");
    assertThat(statuses()).last().isEqualTo(AlertStatus.RESOLVED);
    hear("till", "shop", "2026-01-07T17:59:00Z");
    timeIs("2026-01-08T12:00:00Z");
    assertThat(alerts())
        .as("the hours, Wednesday's only, are known still")
        .filteredOn(alert -> alert.getKey().equals("till"))
        .last()
        .extracting(StockAlert::getStatus)
        .isEqualTo(AlertStatus.RESOLVED);
  }

  @Test
  void a_source_not_heard_for_thirty_days_is_given_up_and_leaves_nothing() throws Exception {
    hear("till", "shop", "2026-01-01T10:00:00Z");
    timeIs("2026-01-31T09:59:59Z");
    assertThat(statuses()).containsExactly(AlertStatus.SUSPECTED);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
    timeIs("2026-01-31T11:00:00Z");
    assertThat(statuses()).containsExactly(AlertStatus.SUSPECTED, AlertStatus.RETRACTED);
    assertThat(news(SourceNews.Kind.NOT_SILENT)).hasSize(1);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void a_source_that_comes_back_from_the_dead_has_an_alert_of_its_own() throws Exception {
    hear("till", "shop", "2026-01-01T10:00:00Z");
    timeIs("2026-02-20T10:00:00Z");
    hear("till", "shop", "2026-02-20T10:00:00Z");
    timeIs("2026-02-20T11:00:00Z");
    assertThat(alerts()).extracting(StockAlert::getRevision).containsExactly(1L, 2L, 1L);
    assertThat(alerts().get(2).getAlertId()).isNotEqualTo(alerts().get(0).getAlertId());
  }

  @Test
  void what_is_older_than_the_memory_begins_no_new_life() throws Exception {
    timeIs("2026-02-20T10:00:00Z");
    hear("till", "shop", "2026-01-21T10:00:00Z");
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(news(SourceNews.Kind.SPOKE)).hasSize(1);
  }

  @Test
  void a_location_no_longer_named_is_forgotten_though_its_source_lives() throws Exception {
    hear("chain", "old", "2026-01-01T10:00:00Z");
    hear("chain", "new", "2026-01-01T10:00:00Z");
    for (int day = 2; day <= 31; day++) {
      hear("chain", "new", "2026-01-%02dT10:00:00Z".formatted(day));
    }
    timeIs("2026-01-31T10:30:00Z");
    assertThat(news(SourceNews.Kind.FELL_SILENT))
        .extracting(SourceNews::locationId)
        .containsOnly("new");
    assertThat(harness.numKeyedStateEntries()).as("the source and one place").isEqualTo(2);
  }

  @Test
  void without_a_timeout_nothing_is_watched_and_everything_passed_on() throws Exception {
    harness.close();
    harness = harness(Duration.ZERO);
    harness.open();
    hear("till", "shop", "2026-01-07T10:00:00Z");
    hear("till", null, "2026-01-07T10:00:00Z");
    timeIs("2027-03-01T10:00:00Z");
    assertThat(harness.extractOutputValues())
        .containsExactly(
            new SourceNews("shop", "till", SourceNews.Kind.SPOKE, micros("2026-01-07T10:00:00Z")));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(alerts()).isEmpty();
  }

  /** The control source goes on behind what it read before: nobody tells of them again. */
  @Test
  void after_a_savepoint_without_locations_the_hours_read_at_the_start_count() throws Exception {
    hear("till", "shop", "2026-01-07T17:50:00Z");
    OperatorSubtaskState old = snapshotWithoutWhatWasReadAtTheStart();
    restored(old, atStart(9, place("shop", true, new OpenSpan(3, 540, 1_080))));
    timeIs("2026-01-08T12:00:00Z");
    assertThat(alerts()).isEmpty();
    timeIs("2026-01-14T09:20:00Z");
    assertThat(alerts().get(0).getFacts()).containsEntry("silent_minutes_open", 30L);
  }

  @Test
  void what_was_read_at_the_start_undoes_nothing_that_was_heard_since() throws Exception {
    ControlAtStart start = atStart(9, place("shop", false), place("depot", false));
    restored(snapshotWithoutWhatWasReadAtTheStart(), start);
    locationIs(place("shop", true), 9);
    locationIs(place("depot", true), 8);
    hear("till", "shop", "2026-01-07T10:00:00Z");
    hear("scale", "depot", "2026-01-07T10:00:00Z");
    restored(harness.snapshot(2, 2), start);
    timeIs("2026-01-07T10:30:00Z");
    assertThat(alerts()).extracting(StockAlert::getKey).containsExactly("till");
  }

  @Test
  void hours_are_known_at_a_fresh_start() throws Exception {
    harness.close();
    harness = harness(TIMEOUT, atStart(9, place("shop", false)));
    harness.open();
    hear("till", "shop", "2026-01-07T10:00:00Z");
    timeIs("2026-01-07T12:00:00Z");
    assertThat(alerts()).isEmpty();
  }

  /** As of a release that did not keep it: so is any state of which no start was told. */
  private OperatorSubtaskState snapshotWithoutWhatWasReadAtTheStart() throws Exception {
    return harness.snapshot(1, 1);
  }

  private void restored(OperatorSubtaskState state, ControlAtStart start) throws Exception {
    harness.close();
    harness = harness(TIMEOUT, start);
    harness.initializeState(state);
    harness.open();
  }

  private static ControlAtStart atStart(long readUpTo, Place... places) {
    return new ControlAtStart(
        Set.of(), List.of(), null, List.of(places), Map.of("locations|0", readUpTo));
  }

  private void hear(String source, @Nullable String location, String time) throws Exception {
    harness.processElement1(new SignOfLife(source, location, micros(time)), 0);
  }

  private void timeIs(String time) throws Exception {
    long millis = TimeUnit.MICROSECONDS.toMillis(micros(time));
    harness.processBothWatermarks(new org.apache.flink.streaming.api.watermark.Watermark(millis));
  }

  private void locationIs(Place place) throws Exception {
    locationIs(place, 0);
  }

  private void locationIs(Place place, long offset) throws Exception {
    harness.processElement2(
        new ControlRecord(
            ControlTopic.LOCATIONS,
            place.locationId(),
            false,
            false,
            place.open(),
            new Inbound(
                new Origin("locations", 0, offset, 0),
                new byte[] {1},
                new byte[] {1},
                5,
                null,
                null,
                null,
                null),
            place,
            null),
        0);
  }

  private static Place place(String id, boolean open, OpenSpan... hours) {
    return new Place(id, open, Place.UTC, List.of(hours), List.of());
  }

  private List<SourceNews> news(SourceNews.Kind kind) {
    return harness.extractOutputValues().stream().filter(news -> news.kind() == kind).toList();
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
      harness(Duration timeout) throws Exception {
    return harness(timeout, ControlAtStart.NOTHING);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, SignOfLife, ControlRecord, SourceNews>
      harness(Duration timeout, ControlAtStart start) throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(
            new WatchSources(Decoded.IDS, timeout, start), List.of(WatchSources.broadcastStates())),
        SignOfLife::sourceId,
        null,
        Types.STRING);
  }
}
