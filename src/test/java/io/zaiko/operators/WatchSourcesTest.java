package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.StockAlert;
import io.zaiko.domain.freshness.SourceNews;
import io.zaiko.domain.freshness.SourceWatch;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a source is silent, and how long it is remembered. */
class WatchSourcesTest {
  private RunningWatch watch;

  @BeforeEach
  void open() throws Exception {
    watch = RunningWatch.started();
  }

  @AfterEach
  void close() throws Exception {
    watch.close();
  }

  @Test
  void a_source_is_silent_after_the_timeout_and_not_before() throws Exception {
    watch.hear("till", "shop", "2026-01-07T10:00:00Z");
    watch.timeIs("2026-01-07T10:29:59Z");
    assertThat(watch.alerts()).isEmpty();
    watch.timeIs("2026-01-07T10:30:00Z");
    StockAlert alert = watch.alerts().get(0);
    assertThat(alert.getCheck()).isEqualTo("SOURCE_SILENT");
    assertThat(alert.getKey()).isEqualTo("till");
    assertThat(alert.getStatus()).isEqualTo(AlertStatus.SUSPECTED);
    assertThat(alert.getFacts())
        .containsEntry("last_heard", RunningWatch.micros("2026-01-07T10:00:00Z"))
        .containsEntry("silent_minutes_open", 30L)
        .containsEntry("locations", 1L);
    assertThat(watch.news(SourceNews.Kind.FELL_SILENT))
        .containsExactly(
            new SourceNews(
                "shop",
                "till",
                SourceNews.Kind.FELL_SILENT,
                RunningWatch.micros("2026-01-07T10:00:00Z")));
  }

  @Test
  void what_is_said_in_time_keeps_it_from_being_silent() throws Exception {
    watch.hear("till", "shop", "2026-01-07T10:00:00Z");
    watch.hear("till", "shop", "2026-01-07T10:20:00Z");
    watch.timeIs("2026-01-07T10:49:00Z");
    assertThat(watch.alerts()).isEmpty();
    watch.timeIs("2026-01-07T10:50:00Z");
    assertThat(watch.alerts()).hasSize(1);
  }

  @Test
  void a_heartbeat_counts_for_all_locations_of_its_source() throws Exception {
    watch.hear("adapter", "shop", "2026-01-07T10:00:00Z");
    watch.hear("adapter", "depot", "2026-01-07T10:00:00Z");
    watch.hear("adapter", null, "2026-01-07T10:25:00Z");
    watch.timeIs("2026-01-07T10:54:00Z");
    assertThat(watch.alerts()).isEmpty();
  }

  @Test
  void a_heartbeat_alone_makes_no_state() throws Exception {
    watch.hear("adapter", null, "2026-01-07T10:00:00Z");
    assertThat(watch.entries()).isZero();
    assertThat(watch.timers()).isZero();
  }

  @Test
  void it_is_resolved_at_once_when_the_source_is_heard_again() throws Exception {
    watch.hear("till", "shop", "2026-01-07T10:00:00Z");
    watch.timeIs("2026-01-07T11:00:00Z");
    watch.hear("till", "shop", "2026-01-07T11:00:01Z");
    assertThat(watch.statuses()).containsExactly(AlertStatus.SUSPECTED, AlertStatus.RESOLVED);
    assertThat(watch.alerts()).extracting(StockAlert::getRevision).containsExactly(1L, 2L);
    assertThat(watch.news(SourceNews.Kind.NOT_SILENT)).hasSize(1);
    watch.timeIs("2026-01-07T11:31:00Z");
    assertThat(watch.alerts()).last().extracting(StockAlert::getRevision).isEqualTo(3L);
    assertThat(watch.alerts())
        .extracting(StockAlert::getAlertId)
        .containsOnly(watch.alerts().get(0).getAlertId());
  }

  @Test
  void an_offline_till_that_catches_up_is_silent_until_it_has() throws Exception {
    watch.hear("till", "shop", "2026-01-07T10:00:00Z");
    watch.timeIs("2026-01-07T14:00:00Z");
    watch.hear("till", "shop", "2026-01-07T11:00:00Z");
    watch.hear("till", "shop", "2026-01-07T13:00:00Z");
    assertThat(watch.statuses()).containsOnly(AlertStatus.SUSPECTED);
    watch.hear("till", "shop", "2026-01-07T13:50:00Z");
    assertThat(watch.statuses()).last().isEqualTo(AlertStatus.RESOLVED);
  }

  @Test
  void one_alert_names_all_locations_where_a_source_is_silent() throws Exception {
    for (int i = 0; i < 900; i++) {
      watch.hear("chain", "shop-" + i, "2026-01-07T10:00:00Z");
    }
    watch.timeIs("2026-01-07T10:30:00Z");
    assertThat(watch.alerts()).hasSize(1);
    assertThat(watch.alerts().get(0).getFacts()).containsEntry("locations", 900L);
    assertThat(watch.alerts().get(0).getSentence()).contains("and 890 more");
    assertThat(watch.news(SourceNews.Kind.FELL_SILENT)).hasSize(900);
  }

  @Test
  void a_source_is_watched_at_a_thousand_locations_at_most() throws Exception {
    for (int i = 0; i <= SourceWatch.MAX_PLACES; i++) {
      watch.hear("chain", "shop-" + i, "2026-01-07T10:00:00Z");
    }
    watch.timeIs("2026-01-07T10:30:00Z");
    assertThat(watch.news(SourceNews.Kind.FELL_SILENT)).hasSize(SourceWatch.MAX_PLACES);
    assertThat(watch.news(SourceNews.Kind.SPOKE)).hasSize(SourceWatch.MAX_PLACES + 1);
  }

  @Test
  void a_source_not_heard_for_thirty_days_is_given_up_and_leaves_nothing() throws Exception {
    watch.hear("till", "shop", "2026-01-01T10:00:00Z");
    watch.timeIs("2026-01-31T09:59:59Z");
    assertThat(watch.statuses()).containsExactly(AlertStatus.SUSPECTED);
    assertThat(watch.entries()).isEqualTo(2);
    watch.timeIs("2026-01-31T11:00:00Z");
    assertThat(watch.statuses()).containsExactly(AlertStatus.SUSPECTED, AlertStatus.RETRACTED);
    assertThat(watch.news(SourceNews.Kind.NOT_SILENT)).hasSize(1);
    assertThat(watch.entries()).isZero();
    assertThat(watch.timers()).isZero();
  }

  @Test
  void a_source_that_comes_back_from_the_dead_has_an_alert_of_its_own() throws Exception {
    watch.hear("till", "shop", "2026-01-01T10:00:00Z");
    watch.timeIs("2026-02-20T10:00:00Z");
    watch.hear("till", "shop", "2026-02-20T10:00:00Z");
    watch.timeIs("2026-02-20T11:00:00Z");
    assertThat(watch.alerts()).extracting(StockAlert::getRevision).containsExactly(1L, 2L, 1L);
    assertThat(watch.alerts().get(2).getAlertId()).isNotEqualTo(watch.alerts().get(0).getAlertId());
  }

  @Test
  void what_is_older_than_the_memory_begins_no_new_life() throws Exception {
    watch.timeIs("2026-02-20T10:00:00Z");
    watch.hear("till", "shop", "2026-01-21T10:00:00Z");
    assertThat(watch.entries()).isZero();
    assertThat(watch.timers()).isZero();
    assertThat(watch.news(SourceNews.Kind.SPOKE)).hasSize(1);
  }

  @Test
  void a_location_no_longer_named_is_forgotten_though_its_source_lives() throws Exception {
    watch.hear("chain", "old", "2026-01-01T10:00:00Z");
    watch.hear("chain", "new", "2026-01-01T10:00:00Z");
    for (int day = 2; day <= 31; day++) {
      watch.hear("chain", "new", "2026-01-%02dT10:00:00Z".formatted(day));
    }
    watch.timeIs("2026-01-31T10:30:00Z");
    assertThat(watch.news(SourceNews.Kind.FELL_SILENT))
        .extracting(SourceNews::locationId)
        .containsOnly("new");
    assertThat(watch.entries()).as("the source and one place").isEqualTo(2);
  }

  @Test
  void without_a_timeout_nothing_is_watched_and_everything_passed_on() throws Exception {
    watch.close();
    watch = new RunningWatch(Duration.ZERO, ControlAtStart.NOTHING);
    watch.hear("till", "shop", "2026-01-07T10:00:00Z");
    watch.hear("till", null, "2026-01-07T10:00:00Z");
    watch.timeIs("2027-03-01T10:00:00Z");
    assertThat(watch.news())
        .containsExactly(
            new SourceNews(
                "shop",
                "till",
                SourceNews.Kind.SPOKE,
                RunningWatch.micros("2026-01-07T10:00:00Z")));
    assertThat(watch.entries()).isZero();
    assertThat(watch.alerts()).isEmpty();
  }
}
