package io.zaiko.tools.verify;

import static io.zaiko.tools.verify.Goods.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zaiko.avro.AlertSeverity;
import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.LocationFreshness;
import io.zaiko.avro.SilentSource;
import io.zaiko.avro.StockAlert;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FreshnessAuditTest {

  /** The newest of each is at 08:20 in the store and at 08:30 in the warehouse. */
  private static MemoryTopics honest() {
    HonestBooks books = new HonestBooks();
    books.publish("restocks.dock", Goods.restock("in", at(0), 10));
    books.publish("sales.store", Goods.sale("late", at(20), 1));
    books.publish("sales.store", Goods.sale("early", at(5), 1));
    books.publish("sales.store", Goods.sale("just before", at(20).minusSeconds(30), 1));
    books.publish("transfers.store", Goods.shipped("out", at(10), 2));
    books.publish("transfers.store", Goods.received("back", at(30), 2));
    return books.topics();
  }

  @Test
  void what_is_told_right_adds_up() {
    VerifyReport report = verify(honest());
    assertThat(report.isOk()).as(report.text()).isTrue();
    assertThat(compared(report)).isEqualTo(2);
  }

  @Test
  void what_is_told_may_be_behind_within_a_minute_until_a_replay_has_ended() {
    MemoryTopics topics = honest();
    retell(topics, at(20).minusSeconds(30));
    assertThat(verify(topics).isOk()).isTrue();
    append(topics, "heartbeats.replay", beat("replay-end", at(100_000)));
    assertThat(isFound(verify(topics), Check.FRESHNESS)).isTrue();
  }

  @Test
  void an_alert_that_stands_and_is_listed_adds_up_as_long_as_its_source_is_not_heard() {
    MemoryTopics topics = honest();
    append(topics, "stock-alerts", silent("till", at(90), 1));
    append(topics, "location-freshness", listed("store", at(20), "till"));
    VerifyReport report = verify(topics);
    assertThat(report.isOk()).as(report.text()).isTrue();
    append(topics, "heartbeats.store", beat("till", at(59)));
    assertThat(verify(topics).isOk()).isTrue();
    append(topics, "heartbeats.store", beat("till", at(91)));
    assertThat(isFound(verify(topics), Check.ALERTS)).isTrue();
  }

  @Test
  void what_a_silent_source_said_within_the_hour_may_wait_for_the_next_look() {
    MemoryTopics topics = honest();
    append(topics, "stock-alerts", silent("till", at(60), 1));
    append(topics, "location-freshness", listed("store", at(20), "till"));
    Instant now = Instant.now();
    byte[] beat = TestSchemas.encode(beat("till", at(61)));
    topics.append("heartbeats.store", now.toEpochMilli(), null, beat);
    VerifyReport report = verify(topics);
    assertThat(report.isOk()).as(report.text()).isTrue();
    byte[] earlier = TestSchemas.encode(beat("till", at(62)));
    long twoHoursAgo = now.minus(2, ChronoUnit.HOURS).toEpochMilli();
    topics.append("heartbeats.store", twoHoursAgo, null, earlier);
    assertThat(isFound(verify(topics), Check.ALERTS)).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("corruptions")
  void a_corruption_is_found(String name, Check found, Consumer<MemoryTopics> corruption) {
    MemoryTopics topics = honest();
    corruption.accept(topics);
    VerifyReport report = verify(topics);
    assertThat(isFound(report, found)).as(report.text()).isTrue();
  }

  static Stream<Arguments> corruptions() {
    return Stream.of(
        corruption(
            "a location that is not told of",
            Check.FRESHNESS,
            topics ->
                topics.remove("location-freshness", LocationFreshness.class, in("warehouse"))),
        corruption(
            "a last time before the newest record",
            Check.FRESHNESS,
            topics -> retell(topics, at(5))),
        corruption(
            "a last time within the minute at which nothing happened",
            Check.FRESHNESS,
            topics -> retell(topics, at(20).minusSeconds(29))),
        corruption(
            "a last time after the newest record",
            Check.FRESHNESS,
            topics -> retell(topics, at(20).plus(1, ChronoUnit.MICROS))),
        corruption(
            "a location of which nothing was applied",
            Check.FRESHNESS,
            topics -> append(topics, "location-freshness", listed("moon", at(20)))),
        corruption(
            "a silent source without an alert",
            Check.FRESHNESS,
            topics -> append(topics, "location-freshness", listed("store", at(20), "till"))),
        corruption(
            "a silent source that is listed nowhere",
            Check.FRESHNESS,
            topics -> append(topics, "stock-alerts", silent("till", at(60), 1))),
        corruption(
            "an alert for a source that was heard since",
            Check.ALERTS,
            topics -> {
              append(topics, "stock-alerts", silent("till", at(29), 1));
              append(topics, "location-freshness", listed("store", at(20), "till"));
            }),
        corruption(
            "an alert for a source that was never heard",
            Check.ALERTS,
            topics -> {
              append(topics, "stock-alerts", silent("ghost", at(60), 1));
              append(topics, "location-freshness", listed("store", at(20), "ghost"));
            }));
  }

  private static Arguments corruption(String name, Check found, Consumer<MemoryTopics> corruption) {
    return arguments(name, found, corruption);
  }

  private static java.util.function.Predicate<LocationFreshness> in(String location) {
    return record -> record.getLocationId().equals(location);
  }

  private static void retell(MemoryTopics topics, Instant last) {
    append(topics, "location-freshness", listed("store", last));
  }

  private static LocationFreshness listed(String location, Instant last, String... silent) {
    return new LocationFreshness(
        location,
        last,
        Stream.of(silent).map(source -> new SilentSource(source, last)).toList(),
        Instant.EPOCH);
  }

  private static StockAlert silent(String source, Instant at, long locations) {
    return StockAlert.newBuilder()
        .setAlertId("SOURCE_SILENT/" + source)
        .setCheck("SOURCE_SILENT")
        .setKey(source)
        .setEpisode(0L)
        .setRevision(1L)
        .setStatus(AlertStatus.SUSPECTED)
        .setSeverity(AlertSeverity.MEDIUM)
        .setFacts(Map.of("locations", locations))
        .setEvidence(List.of())
        .setSentence("")
        .setOccurredAt(at)
        .setEmittedAt(Instant.EPOCH)
        .build();
  }

  private static Heartbeat beat(String source, Instant at) {
    Heartbeat beat = new Heartbeat();
    beat.setEventId("beat at " + at);
    beat.setOccurredAt(at);
    beat.setSource(io.zaiko.avro.Source.newBuilder().setId(source).build());
    return beat;
  }

  private static void append(MemoryTopics topics, String topic, SpecificRecord record) {
    long brokerMillis = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
    topics.append(topic, brokerMillis, null, TestSchemas.encode(record));
  }

  private static VerifyReport verify(MemoryTopics topics) {
    return Verification.of(topics, TestSchemas.ALL);
  }

  private static boolean isFound(VerifyReport report, Check check) {
    return report.checks().stream()
        .anyMatch(outcome -> outcome.subject().equals(check.subject()) && !outcome.isOk());
  }

  private static long compared(VerifyReport report) {
    return report.checks().stream()
        .filter(outcome -> outcome.subject().equals(Check.FRESHNESS.subject()))
        .findFirst()
        .orElseThrow()
        .compared();
  }
}
