package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertSeverity;
import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.Location;
import io.zaiko.avro.LocationKind;
import io.zaiko.avro.OpeningHours;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockAlert;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A till that was last heard two days ago at noon; business time has come to a while after. */
class SilentSourcesTest {

  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final Instant NOW = NOON.plus(Duration.ofHours(36));
  private static final Duration TIMEOUT = Duration.ofMinutes(30);

  private final WireReader wire = new WireReader(TestSchemas.ALL);
  private final List<Consumer<SilentSources>> said = new ArrayList<>();
  private final MemoryTopics topics = new MemoryTopics();

  @Test
  void a_till_of_a_shop_that_is_always_open_must_be_called_silent() {
    hear("shop", NOON);
    assertThat(isMissed(after(30), TIMEOUT)).isFalse();
    assertThat(isMissed(after(41), TIMEOUT)).as("at the edge of time").isFalse();
    assertThat(isMissed(after(42), TIMEOUT)).isTrue();
    assertThat(isMissed(after(42), Duration.ofMinutes(31))).isFalse();
    assertThat(isMissed(after(42), Duration.ZERO)).as("it is not watched").isFalse();
  }

  @Test
  void it_is_not_missed_where_the_alert_stands() {
    hear("shop", NOON);
    tell(AlertStatus.SUSPECTED, 1);
    assertThat(isMissed(after(600), TIMEOUT)).isFalse();
    tell(AlertStatus.RETRACTED, 2);
    assertThat(isMissed(after(600), TIMEOUT)).isTrue();
  }

  @Test
  void what_is_said_later_of_anything_keeps_it_from_silence() {
    hear("shop", NOON);
    hear(List.of(), after(60));
    assertThat(isMissed(after(90), TIMEOUT)).isFalse();
    assertThat(isMissed(after(102), TIMEOUT)).isTrue();
  }

  @Test
  void a_source_that_speaks_for_no_place_is_silent_nowhere() {
    hear(List.of(), NOON);
    assertThat(isMissed(after(600), TIMEOUT)).isFalse();
  }

  @Test
  void only_minutes_of_the_opening_hours_count() {
    place("shop", open("12:10", "12:30"), NOON.minusSeconds(60));
    hear("shop", NOON);
    assertThat(isMissed(after(600), TIMEOUT)).isFalse();
    place("shop", open("12:10", "12:52"), NOON.minusSeconds(60));
    assertThat(isMissed(after(600), TIMEOUT)).isTrue();
  }

  @Test
  void a_closed_shop_expects_nobody() {
    Location closed = open("00:00", "24:00");
    closed.setOpen(false);
    place("shop", closed, NOON.minusSeconds(60));
    hear("shop", NOON);
    assertThat(isMissed(after(600), TIMEOUT)).isFalse();
  }

  @Test
  void a_shop_of_which_something_was_said_since_or_what_cannot_be_read_is_not_judged() {
    hear("shop", NOON);
    place("shop", open("00:00", "24:00"), after(1));
    assertThat(isMissed(after(600), TIMEOUT)).isFalse();
    place("shop", open("nine", "24:00"), NOON.minusSeconds(60));
    assertThat(isMissed(after(600), TIMEOUT)).isFalse();
    place("shop", null, NOON.minusSeconds(60));
    assertThat(isMissed(after(600), TIMEOUT)).as("forgotten, so it is always open").isTrue();
  }

  @Test
  void what_was_last_spoken_of_a_month_ago_is_given_up() {
    hear("shop", NOON.minus(Duration.ofDays(28)));
    assertThat(isMissed(after(0), TIMEOUT)).isFalse();
    hear("other", NOON);
    hear(List.of("third"), NOON.minus(Duration.ofDays(40)));
    place("other", open("00:00", "00:01"), NOON.minusSeconds(60));
    assertThat(isMissed(after(600), TIMEOUT)).isFalse();
  }

  @Test
  void the_whole_audit_finds_it() {
    append("restocks.dock", Goods.restock("in", NOON, 5), NOON);
    append("heartbeats.dock", beat(after(600)), after(600));
    assertThat(report()).contains("till was not heard for 41 open minutes of store, but no SOURCE");
    tell(AlertStatus.SUSPECTED, 1);
    assertThat(report()).doesNotContain("was not heard for");
    tell(AlertStatus.RETRACTED, 2);
    Location closed = open("00:00", "24:00");
    closed.setLocationId("store");
    closed.setOpen(false);
    byte[] key = "store".getBytes(StandardCharsets.UTF_8);
    topics.append(
        "locations", NOON.minusSeconds(60).toEpochMilli(), key, TestSchemas.encode(closed));
    assertThat(report()).doesNotContain("was not heard for");
  }

  private String report() {
    return Verification.of(topics, TestSchemas.ALL, Assumptions.DEFAULT, InstantSource.fixed(NOW))
        .text();
  }

  private void append(String topic, SpecificRecord record, Instant at) {
    topics.append(topic, at.toEpochMilli(), null, TestSchemas.encode(record));
  }

  private static Heartbeat beat(Instant at) {
    Heartbeat beat = new Heartbeat();
    beat.setEventId("beat");
    beat.setOccurredAt(at);
    beat.setSource(Source.newBuilder().setId("clock").build());
    return beat;
  }

  private static Instant after(int minutes) {
    return NOON.plusSeconds(60L * minutes);
  }

  private void hear(String place, Instant at) {
    hear(List.of(place), at);
  }

  private void hear(List<String> places, Instant at) {
    said.add(sources -> sources.heard("till", places, NaiveStock.micros(at)));
  }

  private boolean isMissed(Instant provenTime, Duration timeout) {
    Differences differences = new Differences();
    AlertAudit alerts = new AlertAudit(new OutputReader(wire, differences), differences);
    topics.read(List.of("stock-alerts"), alerts::alert);
    ProvenTime time = new ProvenTime(false, InstantSource.fixed(NOW));
    SilentSources sources = new SilentSources(wire, time, timeout);
    said.forEach(one -> one.accept(sources));
    Instant newest = provenTime.plus(Duration.ofMinutes(5));
    time.heard(
        new RawRecord("heartbeats.store", 0, 0, newest.toEpochMilli(), null, null),
        NaiveStock.micros(newest));
    sources.compare(alerts, differences);
    return differences.differentBy(Check.ALERTS) > 0;
  }

  private void place(String id, @Nullable Location location, Instant since) {
    byte[] value = location == null ? null : TestSchemas.encode(location);
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    RawRecord raw = topics.append("locations", since.toEpochMilli(), key, value);
    said.add(sources -> sources.location(raw, false));
  }

  /** Open at the same times each day. */
  private static Location open(String opens, String closes) {
    List<OpeningHours> hours = new ArrayList<>();
    for (int day = 1; day <= 7; day++) {
      hours.add(new OpeningHours(day, opens, closes));
    }
    return Location.newBuilder()
        .setLocationId("shop")
        .setKind(LocationKind.STORE)
        .setOpeningHours(hours)
        .build();
  }

  private void tell(AlertStatus status, long revision) {
    StockAlert alert =
        StockAlert.newBuilder()
            .setAlertId("SOURCE_SILENT/till")
            .setCheck("SOURCE_SILENT")
            .setKey("till")
            .setEpisode(0L)
            .setRevision(revision)
            .setStatus(status)
            .setSeverity(AlertSeverity.MEDIUM)
            .setFacts(Map.of())
            .setEvidence(List.of())
            .setSentence("")
            .setOccurredAt(NOON)
            .setEmittedAt(NOON)
            .build();
    topics.append("stock-alerts", NOON.toEpochMilli(), null, TestSchemas.encode(alert));
  }
}
