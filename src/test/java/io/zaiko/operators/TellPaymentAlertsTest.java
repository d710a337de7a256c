package io.zaiko.operators;

import static io.zaiko.domain.alert.Alert.Status.CONFIRMED;
import static io.zaiko.domain.alert.Alert.Status.RESOLVED;
import static io.zaiko.domain.alert.Alert.Status.RETRACTED;
import static io.zaiko.domain.alert.Alert.Status.SUSPECTED;
import static io.zaiko.domain.alert.AlertAction.Disposition.ACKNOWLEDGED;
import static io.zaiko.domain.alert.AlertAction.Disposition.CLOSED;
import static io.zaiko.domain.alert.AlertAction.Disposition.DISMISSED;
import static io.zaiko.operators.PaymentRecords.action;
import static io.zaiko.operators.PaymentRecords.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertHandling;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.PaymentAlert;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.payment.MoneyAlert;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TellPaymentAlertsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration RETENTION = Duration.ofDays(7);
  private static final String ALERT = found(SUSPECTED, 1, 1).alert().alertId();

  private KeyedTwoInputStreamOperatorTestHarness<String, MoneyAlert, Inbound, Outbound> harness;

  @BeforeEach
  void open() throws Exception {
    open(RETENTION);
  }

  private void open(Duration retention) throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new TellPaymentAlerts(Decoded.IDS, PATIENCE, retention)),
            alert -> alert.alert().alertId(),
            TellPaymentAlerts::alertOf,
            Types.STRING);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void what_is_found_again_unchanged_tells_nothing() throws Exception {
    find(found(SUSPECTED, 5, 1), found(SUSPECTED, 5, 9), found(CONFIRMED, 5, 9));
    find(found(CONFIRMED, 6, 9), found(RETRACTED, 0, 10), found(RETRACTED, 0, 11));
    assertThat(told())
        .containsExactly(
            "1 SUSPECTED 5 -", "2 CONFIRMED 5 -", "3 CONFIRMED 6 -", "4 RETRACTED 6 -");
  }

  @Test
  void what_was_never_told_is_not_taken_back() throws Exception {
    find(found(RETRACTED, 0, 10));
    assertThat(told()).isEmpty();
  }

  @Test
  void status_and_action_stand_beside_each_other() throws Exception {
    find(found(SUSPECTED, 5, 1));
    act(action("x", ALERT, ACKNOWLEDGED, 2));
    find(found(CONFIRMED, 5, 3));
    act(action("y", ALERT, DISMISSED, 4));
    assertThat(told())
        .containsExactly(
            "1 SUSPECTED 5 -",
            "2 SUSPECTED 5 ACKNOWLEDGED",
            "3 CONFIRMED 5 ACKNOWLEDGED",
            "4 CONFIRMED 5 DISMISSED");
  }

  @Test
  void the_newest_action_stands_in_whatever_order_they_come() throws Exception {
    find(found(CONFIRMED, 5, 1));
    act(action("b", ALERT, CLOSED, 9), action("z", ALERT, DISMISSED, 4));
    act(action("a", ALERT, ACKNOWLEDGED, 9), action("c", ALERT, DISMISSED, 9));
    assertThat(told())
        .containsExactly(
            "1 CONFIRMED 5 -",
            "2 CONFIRMED 5 CLOSED",
            "3 CONFIRMED 5 CLOSED",
            "4 CONFIRMED 5 CLOSED",
            "5 CONFIRMED 5 DISMISSED");
  }

  @Test
  void actions_before_their_alert_wait_and_the_first_revision_bears_the_newest() throws Exception {
    act(action("y", ALERT, CLOSED, 5), action("x", ALERT, ACKNOWLEDGED, 4));
    assertThat(harness.extractOutputValues()).isEmpty();
    find(found(SUSPECTED, 5, 1));
    timeIs(Duration.ofDays(1));
    assertThat(told()).containsExactly("1 SUSPECTED 5 CLOSED");
    assertThat(refused()).isEmpty();
  }

  @Test
  void an_action_on_no_alert_becomes_a_dead_letter_with_its_bytes() throws Exception {
    act(action("x", ALERT, CLOSED, 60));
    timeIs(PATIENCE.plusSeconds(60));
    assertThat(refused()).isEmpty();
    timeIs(PATIENCE.plusSeconds(60).plusMillis(1));
    assertThat(refused()).hasSize(1);
    DeadLetter letter = refused().get(0);
    assertThat(letter.getReason()).isEqualTo("UNKNOWN_ALERT");
    assertThat(letter.getEventId()).isEqualTo("x");
    assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    find(found(SUSPECTED, 5, 700));
    assertThat(told()).as("what was refused is not borne").containsExactly("1 SUSPECTED 5 -");
  }

  @Test
  void an_action_that_still_waits_is_borne_though_another_was_refused() throws Exception {
    act(action("new", ALERT, ACKNOWLEDGED, 500), action("old", ALERT, CLOSED, 10));
    timeIs(PATIENCE.plusSeconds(11));
    assertThat(refused()).extracting(DeadLetter::getEventId).containsExactly("old");
    find(found(SUSPECTED, 5, 1));
    assertThat(told()).containsExactly("1 SUSPECTED 5 ACKNOWLEDGED");
  }

  @Test
  void no_more_than_a_hundred_wait() throws Exception {
    for (int i = 0; i < 100; i++) {
      act(action("x" + i, ALERT, CLOSED, i));
    }
    assertThat(refused()).isEmpty();
    act(action("one-more", ALERT, CLOSED, 200));
    assertThat(refused()).extracting(DeadLetter::getEventId).containsExactly("one-more");
    timeIs(Duration.ofHours(1));
    assertThat(refused()).hasSize(101);
  }

  @Test
  void an_alert_is_forgotten_a_retention_after_it_was_last_spoken_of() throws Exception {
    find(found(SUSPECTED, 5, 1), found(RESOLVED, 5, 2));
    act(action("x", ALERT, CLOSED, 7_200));
    timeIs(RETENTION.plusHours(1));
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    timeIs(RETENTION.plusHours(3));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  /** An account that it is of lives as long, and may yet take it back. */
  @Test
  void one_that_stands_is_known_ten_times_as_long() throws Exception {
    find(found(SUSPECTED, 5, 1));
    timeIs(RETENTION.multipliedBy(10));
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    timeIs(RETENTION.multipliedBy(10).plusHours(2));
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void refused_actions_leave_nothing_behind() throws Exception {
    act(action("x", ALERT, CLOSED, 60), action("y", ALERT, CLOSED, 90));
    timeIs(RETENTION.plusHours(3));
    assertThat(refused()).hasSize(2);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void an_action_whose_patience_outlasts_the_memory_is_refused_all_the_same() throws Exception {
    harness.close();
    open(Duration.ZERO);
    act(action("x", ALERT, CLOSED, 3_590));
    timeIs(Duration.ofHours(1));
    assertThat(refused()).isEmpty();
    timeIs(Duration.ofHours(2));
    assertThat(refused()).extracting(DeadLetter::getEventId).containsExactly("x");
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private void find(MoneyAlert... found) throws Exception {
    for (MoneyAlert each : found) {
      harness.processElement1(new StreamRecord<>(each));
    }
  }

  private void act(Inbound... actions) throws Exception {
    for (Inbound each : actions) {
      harness.processElement2(new StreamRecord<>(each));
    }
  }

  private void timeIs(Duration since1970) throws Exception {
    harness.processBothWatermarks(new Watermark(since1970.toMillis()));
  }

  private List<String> told() {
    return Decoded.of(PaymentAlert.class, harness.extractOutputValues(), "payment-alerts").stream()
        .map(TellPaymentAlertsTest::words)
        .toList();
  }

  private static String words(PaymentAlert alert) {
    AlertHandling handling = alert.getDisposition();
    return "%d %s %d %s"
        .formatted(
            alert.getRevision(),
            alert.getStatus(),
            alert.getFacts().get("excess"),
            handling == null ? "-" : handling.getAction());
  }

  private List<DeadLetter> refused() {
    return Decoded.of(DeadLetter.class, harness.extractOutputValues(), "dead-letters");
  }
}
