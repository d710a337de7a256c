package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.StockAlert;
import io.zaiko.domain.place.OpenSpan;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Silence counts in the opening hours of locations, and those are known after a restart. */
class WatchedHoursTest {
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
  void closed_hours_do_not_count() throws Exception {
    watch.locationIs(
        RunningWatch.place("shop", true, new OpenSpan(3, 540, 1_080), new OpenSpan(4, 540, 1_080)));
    watch.hear("till", "shop", "2026-01-07T17:50:00Z");
    watch.timeIs("2026-01-08T09:19:59Z");
    assertThat(watch.alerts()).isEmpty();
    watch.timeIs("2026-01-08T09:20:00Z");
    assertThat(watch.alerts()).hasSize(1);
    assertThat(watch.alerts().get(0).getFacts()).containsEntry("silent_minutes_open", 30L);
  }

  @Test
  void a_closed_location_is_never_silent_and_one_that_closes_takes_its_alert_back()
      throws Exception {
    watch.hear("till", "shop", "2026-01-07T10:00:00Z");
    watch.timeIs("2026-01-07T10:40:00Z");
    watch.locationIs(RunningWatch.place("shop", false));
    watch.timeIs("2026-01-07T12:00:00Z");
    assertThat(watch.statuses()).containsExactly(AlertStatus.SUSPECTED, AlertStatus.RETRACTED);
    watch.timeIs("2026-01-20T12:00:00Z");
    assertThat(watch.statuses()).hasSize(2);
  }

  @Test
  void a_restored_watch_tells_no_twice_and_hears_the_source_again() throws Exception {
    watch.locationIs(RunningWatch.place("shop", true, new OpenSpan(3, 540, 1_080)));
    watch.hear("till", "shop", "2026-01-07T10:00:00Z");
    watch.hear("other", "shop", "2026-01-07T10:20:00Z");
    watch.timeIs("2026-01-07T10:31:00Z");
    assertThat(watch.alerts()).hasSize(1);
    watch.restored(watch.snapshot(), ControlAtStart.NOTHING);
    watch.hear("till", "shop", "2026-01-07T09:50:00Z"); // before any watermark, and no recovery
    assertThat(watch.statuses()).doesNotContain(AlertStatus.RESOLVED);
    watch.timeIs("2026-01-07T10:55:00Z");
    assertThat(watch.alerts()).extracting(StockAlert::getKey).contains("other");
    watch.hear("till", "shop", "2026-01-07T10:55:00Z");
    assertThat(watch.statuses()).last().isEqualTo(AlertStatus.RESOLVED);
    watch.hear("till", "shop", "2026-01-07T17:59:00Z");
    watch.timeIs("2026-01-08T12:00:00Z");
    assertThat(watch.alerts())
        .as("the hours, Wednesday's only, are known still")
        .filteredOn(alert -> alert.getKey().equals("till"))
        .last()
        .extracting(StockAlert::getStatus)
        .isEqualTo(AlertStatus.RESOLVED);
  }

  /** The control source goes on behind what it read before: nobody tells of them again. */
  @Test
  void after_a_savepoint_without_locations_the_hours_read_at_the_start_count() throws Exception {
    watch.hear("till", "shop", "2026-01-07T17:50:00Z");
    OperatorSubtaskState old = watch.snapshot();
    watch.restored(
        old,
        RunningWatch.atStart(9, RunningWatch.place("shop", true, new OpenSpan(3, 540, 1_080))));
    watch.timeIs("2026-01-08T12:00:00Z");
    assertThat(watch.alerts()).isEmpty();
    watch.timeIs("2026-01-14T09:20:00Z");
    assertThat(watch.alerts().get(0).getFacts()).containsEntry("silent_minutes_open", 30L);
  }

  @Test
  void what_was_read_at_the_start_undoes_nothing_that_was_heard_since() throws Exception {
    ControlAtStart start =
        RunningWatch.atStart(
            9, RunningWatch.place("shop", false), RunningWatch.place("depot", false));
    watch.restored(watch.snapshot(), start);
    watch.locationIs(RunningWatch.place("shop", true), 9);
    watch.locationIs(RunningWatch.place("depot", true), 8);
    watch.hear("till", "shop", "2026-01-07T10:00:00Z");
    watch.hear("scale", "depot", "2026-01-07T10:00:00Z");
    watch.restored(watch.snapshot(), start);
    watch.timeIs("2026-01-07T10:30:00Z");
    assertThat(watch.alerts()).extracting(StockAlert::getKey).containsExactly("till");
  }

  @Test
  void hours_are_known_at_a_fresh_start() throws Exception {
    watch.close();
    watch =
        new RunningWatch(
            RunningWatch.TIMEOUT, RunningWatch.atStart(9, RunningWatch.place("shop", false)));
    watch.hear("till", "shop", "2026-01-07T10:00:00Z");
    watch.timeIs("2026-01-07T12:00:00Z");
    assertThat(watch.alerts()).isEmpty();
  }
}
