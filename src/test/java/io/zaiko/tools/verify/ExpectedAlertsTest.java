package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertSeverity;
import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.CountScope;
import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockAlert;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.avro.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Honest books, in which time goes on by heartbeats, with and without the alerts that time brings.
 * All else lies at {@link HonestOutputs#BROKER_TIME}.
 */
class ExpectedAlertsTest {

  private static final Instant BOOKED = HonestOutputs.BROKER_TIME;
  private static final String OPEN = "COUNT_NEVER_COMPLETED";
  private static final String OVERDUE = "TRANSFER_OVERDUE";

  private final HonestBooks books = new HonestBooks();
  private final MemoryTopics topics = books.topics();

  @Test
  void an_open_session_must_be_told_after_a_third_of_the_horizon() {
    publishOpenSession();
    timeIs(BOOKED.plus(Duration.ofHours(24)).plusSeconds(299));
    assertThat(isDifferent()).as("at the edge of time").isFalse();
    timeIs(BOOKED.plus(Duration.ofHours(24)).plusSeconds(301));
    assertThat(isDifferent()).as("nobody was told").isTrue();
    tell(OPEN, "store|s1", AlertStatus.SUSPECTED, 1);
    assertThat(isDifferent()).isFalse();
  }

  @Test
  void an_open_session_that_is_told_before_its_time_is_found() {
    publishOpenSession();
    new HonestOutputs(topics).alert(OPEN, "store|s1", AlertStatus.SUSPECTED, Map.of());
    assertThat(Verification.of(topics, TestSchemas.ALL).text())
        .contains("store|s1: COUNT_NEVER_COMPLETED was told before its time");
  }

  @Test
  void a_session_that_is_forgotten_must_be_confirmed() {
    publishOpenSession();
    tell(OPEN, "store|s1", AlertStatus.SUSPECTED, 1);
    timeIs(BOOKED.plus(Duration.ofHours(72)));
    assertThat(isDifferent()).isFalse();
    timeIs(BOOKED.plus(Duration.ofHours(73)));
    assertThat(isDifferent()).as("it is suspected still").isTrue();
    tell(OPEN, "store|s1", AlertStatus.CONFIRMED, 2);
    assertThat(isDifferent()).isFalse();
  }

  /** So that a job which has only just caught up is asked again. */
  @Test
  void what_is_missing_may_be_about_to_come_unless_something_else_differs_too() {
    publishOpenSession();
    timeIs(BOOKED.plus(Duration.ofHours(48)));
    assertThat(Verification.of(topics, TestSchemas.ALL).maySettle()).isTrue();
    tell("NEGATIVE_ON_HAND", "store|TEA", AlertStatus.CONFIRMED, 1);
    assertThat(Verification.of(topics, TestSchemas.ALL).maySettle()).isFalse();
  }

  @Test
  void an_alert_that_was_taken_back_is_none() {
    publishOpenSession();
    tell(OPEN, "store|s1", AlertStatus.SUSPECTED, 1);
    tell(OPEN, "store|s1", AlertStatus.RESOLVED, 2);
    timeIs(BOOKED.plus(Duration.ofHours(48)));
    assertThat(isDifferent()).isTrue();
  }

  @Test
  void a_session_is_waited_for_since_its_last_word_was_booked() {
    publishOpenSession();
    topics.change(
        "stock-ledger",
        StockLedgerEntry.class,
        entry -> entry.getKind().equals("COUNT"),
        entry -> entry.setEmittedAt(BOOKED.plus(Duration.ofHours(30))));
    timeIs(BOOKED.plus(Duration.ofHours(54)));
    assertThat(isDifferent()).isFalse();
    timeIs(BOOKED.plus(Duration.ofHours(55)));
    assertThat(isDifferent()).isTrue();
  }

  @Test
  void of_a_complete_session_nothing_need_be_told() {
    publishOpenSession();
    books.publish("counts.store", Goods.count("last area", "s1", Goods.at(30)));
    timeIs(BOOKED.plus(Duration.ofDays(30)));
    assertThat(isDifferent()).isFalse();
  }

  @Test
  void while_records_come_in_nothing_is_expected() {
    publishOpenSession();
    Instant now = BOOKED.plus(Duration.ofDays(30));
    topics.append("heartbeats.store", now.toEpochMilli(), null, TestSchemas.encode(beat(now)));
    VerifyReport report =
        Verification.of(
            topics, TestSchemas.ALL, Assumptions.DEFAULT, InstantSource.fixed(now.plusSeconds(59)));
    assertThat(report.isOk()).as(report.text()).isTrue();
    assertThat(report.text()).contains("not judged: the newest input is younger than a minute");
    assertThat(isDifferent()).as("a minute later").isTrue();
    long earlier = now.minusSeconds(90).toEpochMilli();
    MemoryTopics quiet = new HonestBooks().topics();
    quiet.append("heartbeats.store", earlier, null, TestSchemas.encode(beat(now)));
    ProvenTime time = new ProvenTime(false, InstantSource.fixed(now));
    quiet.read(List.of("heartbeats.store"), raw -> time.heard(raw, NaiveStock.micros(now)));
    assertThat(time.micros()).isEqualTo(NaiveStock.micros(now.minus(Duration.ofMinutes(5))));
  }

  @Test
  void units_that_should_have_arrived_must_be_told() {
    books.publish("restocks.store", Goods.restock("in", Goods.at(0), 20));
    Transfer shipped = Goods.shipped("shipped", Goods.at(40), 5);
    shipped.setExpectedAt(BOOKED.plusSeconds(60));
    books.publish("transfers.store", shipped);
    timeIs(BOOKED.plusSeconds(359));
    assertThat(isDifferent()).as("at the edge of time").isFalse();
    timeIs(BOOKED.plusSeconds(361));
    assertThat(isDifferent()).as("nobody was told").isTrue();
    tell(OVERDUE, "transfer", AlertStatus.CONFIRMED, 1);
    assertThat(isDifferent()).isFalse();
  }

  @Test
  void a_shipment_without_a_time_is_overdue_after_fourteen_days_unless_it_arrived() {
    books.publish("restocks.store", Goods.restock("in", Goods.at(0), 20));
    books.publish("transfers.store", Goods.shipped("shipped", Goods.at(40), 5));
    timeIs(Goods.at(40).plus(Duration.ofDays(14)).plusSeconds(301));
    assertThat(isDifferent()).isTrue();
    books.publish("transfers.store", Goods.received("arrived", Goods.at(50), 5));
    assertThat(isDifferent()).isFalse();
  }

  @Test
  void in_a_replay_time_has_come_when_its_end_has() {
    books.publish("restocks.store", Goods.restock("in", Goods.at(0), 20));
    books.publish("transfers.store", Goods.shipped("shipped", Goods.at(40), 5));
    timeIs(BOOKED);
    Assumptions replay =
        new Assumptions(
            ClockSkew.DEFAULT,
            Assumptions.REPLAY_HORIZON,
            3,
            Assumptions.REPLAY_HORIZON,
            Duration.ZERO,
            true);
    assertThat(Verification.of(topics, TestSchemas.ALL, replay).isOk()).isTrue();
    byte[] end = TestSchemas.encode(beat(BOOKED));
    topics.append("heartbeats.replay", BOOKED.toEpochMilli(), null, end);
    VerifyReport ended = Verification.of(topics, TestSchemas.ALL, replay);
    assertThat(ended.isOk()).as(ended.text()).isFalse();
  }

  private void publishOpenSession() {
    books.publish("restocks.store", Goods.restock("in", Goods.at(0), 20));
    books.publish(
        "counts.store",
        Goods.count("area", "s1", Goods.at(20), 16, "floor", CountScope.EVERYTHING, false));
  }

  private void timeIs(Instant time) {
    topics.append("heartbeats.store", time.toEpochMilli(), null, TestSchemas.encode(beat(time)));
  }

  private static Heartbeat beat(Instant at) {
    Heartbeat beat = new Heartbeat();
    beat.setEventId("beat at " + at);
    beat.setOccurredAt(at);
    beat.setSource(Source.newBuilder().setId("clock").build());
    return beat;
  }

  private void tell(String check, String key, AlertStatus status, long revision) {
    StockAlert alert =
        StockAlert.newBuilder()
            .setAlertId(check + '/' + key)
            .setCheck(check)
            .setKey(key)
            .setEpisode(0L)
            .setRevision(revision)
            .setStatus(status)
            .setSeverity(AlertSeverity.MEDIUM)
            .setFacts(check.equals(OVERDUE) ? Map.of("missing", 5L) : Map.of())
            .setEvidence(List.of())
            .setSentence("")
            .setOccurredAt(check.equals(OPEN) ? BOOKED.plus(Duration.ofHours(72)) : BOOKED)
            .setEmittedAt(BOOKED)
            .build();
    topics.append("stock-alerts", BOOKED.toEpochMilli(), null, TestSchemas.encode(alert));
  }

  private boolean isDifferent() {
    VerifyReport report = Verification.of(topics, TestSchemas.ALL);
    assertThat(report.checks())
        .as(report.text())
        .allMatch(check -> check.isOk() || check.subject().equals(Check.ALERTS.subject()));
    return !report.isOk();
  }
}
