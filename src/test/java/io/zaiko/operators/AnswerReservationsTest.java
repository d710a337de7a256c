package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.HoldRelease;
import io.zaiko.avro.ReservationDecision;
import io.zaiko.avro.StockAlert;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.reservation.Ballot;
import io.zaiko.domain.stock.Fate;
import io.zaiko.domain.stock.HoldNote;
import io.zaiko.domain.stock.HoldTerms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each reservation has two shelves, LAMP and MUG at store-1. */
class AnswerReservationsTest {
  private static final Duration RETENTION = Duration.ofDays(7);
  private static final Duration ORDER_RETENTION = Duration.ofDays(120);
  private static final Duration HELD_FOR = Duration.ofMinutes(15);

  private KeyedTwoInputStreamOperatorTestHarness<String, Ballot, Alert, Outbound> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void each_round_of_each_reservation_is_answered_once() throws Exception {
    hear(yes("LAMP", "a", 1, Fate.HELD), yes("LAMP", "b", 1, Fate.HELD));
    assertThat(decisions()).isEmpty();
    hear(yes("MUG", "b", 1, Fate.HELD), yes("MUG", "a", 1, Fate.HELD));
    hear(yes("LAMP", "a", 2, Fate.COMMITTED), yes("MUG", "a", 2, Fate.COMMITTED));
    assertThat(decisions()).containsExactly("b GRANTED 1", "a GRANTED 1", "a COMMITTED 2");
    assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
  }

  @Test
  void a_refusal_tells_the_shelves_that_granted_to_let_go() throws Exception {
    hear(yes("LAMP", "a", 1, Fate.HELD), no("MUG", "a"));
    assertThat(decisions()).containsExactly("a REFUSED 1");
    List<HoldRelease> releases =
        Decoded.of(HoldRelease.class, harness.extractOutputValues(), "hold-releases.zaiko");
    assertThat(releases).extracting(HoldRelease::getReservationId).containsExactly("a");
    assertThat(releases).extracting(HoldRelease::getSkus).containsExactly(List.of("LAMP"));
  }

  @Test
  void an_order_without_stock_is_told_to_people() throws Exception {
    hear(yes("LAMP", "a", 1, Fate.HELD), yes("MUG", "a", 1, Fate.HELD));
    hear(yes("LAMP", "a", 2, Fate.COMMITTED), lacksTwo("MUG", "a"));
    List<StockAlert> alerts =
        Decoded.of(StockAlert.class, harness.extractOutputValues(), "stock-alerts");
    assertThat(alerts).extracting(StockAlert::getCheck).containsExactly("PAID_WITHOUT_STOCK");
    assertThat(alerts).extracting(StockAlert::getKey).containsExactly("a");
  }

  @Test
  void that_an_order_does_not_come_is_told_once_its_shelves_have_granted() throws Exception {
    harness.processElement2(new StreamRecord<>(withoutOrder("a")));
    harness.processElement2(new StreamRecord<>(withoutOrder("b")));
    hear(yes("LAMP", "a", 1, Fate.COMMITTED), yes("LAMP", "b", 1, Fate.HELD), no("MUG", "b"));
    restart();
    hear(yes("MUG", "a", 1, Fate.COMMITTED));
    List<StockAlert> alerts =
        Decoded.of(StockAlert.class, harness.extractOutputValues(), "stock-alerts");
    assertThat(alerts).extracting(StockAlert::getKey).containsExactly("a");
    assertThat(alerts).extracting(StockAlert::getCheck).containsExactly("HOLD_WITHOUT_ORDER");
  }

  @Test
  void what_is_said_of_a_reservation_that_never_comes_is_forgotten_at_last() throws Exception {
    harness.processElement2(new StreamRecord<>(withoutOrder("a")));
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    timeIs(ORDER_RETENTION.plusHours(2));
    assertNothingIsLeft();
  }

  @Test
  void a_restart_between_two_ballots_of_a_round_changes_nothing() throws Exception {
    hear(yes("LAMP", "a", 1, Fate.HELD), yes("LAMP", "a", 2, Fate.RELEASED));
    restart();
    hear(yes("MUG", "a", 1, Fate.HELD));
    assertThat(decisions()).containsExactly("a GRANTED 1");
    restart();
    hear(yes("MUG", "a", 2, Fate.RELEASED));
    assertThat(decisions()).containsExactly("a RELEASED 2");
  }

  @Test
  void the_epoch_grows_with_every_attempt() throws Exception {
    hear(yes("LAMP", "a", 1, Fate.HELD), yes("MUG", "a", 1, Fate.HELD));
    long before = last().getEpoch();
    restart();
    hear(yes("LAMP", "a", 2, Fate.HELD), yes("MUG", "a", 2, Fate.HELD));
    long after = last().getEpoch();
    assertThat(after).isGreaterThan(before);
    restart();
    hear(yes("LAMP", "a", 3, Fate.HELD), yes("MUG", "a", 3, Fate.HELD));
    assertThat(last().getEpoch()).isGreaterThan(after);
    assertThat(last().getRevision()).isEqualTo(3);
  }

  @Test
  void an_answer_is_forgotten_a_retention_after_its_deadline() throws Exception {
    hear(yes("LAMP", "a", 1, Fate.HELD), no("MUG", "a"));
    timeIs(RETENTION);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    timeIs(RETENTION.plus(HELD_FOR).plusHours(1));
    assertNothingIsLeft();
  }

  @Test
  void an_order_that_awaits_its_sale_is_remembered_longer_and_no_longer_once_it_came()
      throws Exception {
    hear(yes("LAMP", "a", 1, Fate.COMMITTED), yes("MUG", "a", 1, Fate.COMMITTED));
    hear(yes("LAMP", "b", 1, Fate.COMMITTED), yes("MUG", "b", 1, Fate.COMMITTED));
    hear(yes("LAMP", "b", 2, Fate.SOLD), yes("MUG", "b", 2, Fate.SOLD));
    timeIs(RETENTION.plusHours(2));
    assertThat(harness.numKeyedStateEntries()).as("a awaits its sale").isEqualTo(1);
    timeIs(ORDER_RETENTION.plusHours(2));
    assertNothingIsLeft();
  }

  @Test
  void a_round_that_never_completes_is_forgotten_at_last() throws Exception {
    hear(yes("LAMP", "a", 1, Fate.HELD));
    timeIs(ORDER_RETENTION.plusHours(2));
    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() {
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private void hear(Ballot... ballots) throws Exception {
    for (Ballot ballot : ballots) {
      harness.processElement1(new StreamRecord<>(ballot));
    }
  }

  private void timeIs(Duration since1970) throws Exception {
    harness.processBothWatermarks(new Watermark(since1970.toMillis()));
  }

  private void restart() throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
  }

  private List<String> decisions() {
    return records().stream()
        .map(each -> each.getReservationId() + " " + each.getDecision() + " " + each.getRevision())
        .toList();
  }

  private ReservationDecision last() {
    List<ReservationDecision> records = records();
    return records.get(records.size() - 1);
  }

  private List<ReservationDecision> records() {
    return Decoded.of(
        ReservationDecision.class, harness.extractOutputValues(), "reservation-decisions");
  }

  private static Alert withoutOrder(String reservationId) {
    return new Alert(
        Alert.Check.HOLD_WITHOUT_ORDER,
        reservationId,
        0,
        1,
        Alert.Status.CONFIRMED,
        Alert.Severity.MEDIUM,
        Map.of("units", 4L),
        List.of(new Alert.Evidence("ask-1", "placed")),
        "Its sale does not come.",
        0);
  }

  private static Ballot yes(String sku, String reservationId, long round, Fate fate) {
    return ballot(sku, terms(reservationId, round, fate), true, 0);
  }

  private static Ballot no(String sku, String reservationId) {
    return ballot(sku, terms(reservationId, 1, Fate.HELD), false, 0);
  }

  private static Ballot lacksTwo(String sku, String reservationId) {
    return ballot(sku, terms(reservationId, 2, Fate.COMMITTED), true, 2);
  }

  private static Ballot ballot(String sku, HoldTerms terms, boolean isGranted, long lacking) {
    return new Ballot(terms, "store-1", sku, 2, 5, isGranted, false, false, lacking);
  }

  private static HoldTerms terms(String reservationId, long round, Fate fate) {
    boolean isHeld = fate == Fate.HELD;
    return new HoldTerms(
        reservationId,
        "c",
        "web",
        round,
        2,
        fate,
        isHeld ? TimeUnit.MILLISECONDS.toMicros(HELD_FOR.toMillis()) : 0,
        false,
        true,
        fate == Fate.COMMITTED || fate == Fate.SOLD ? "order-1" : null,
        "ask-" + round,
        RecordKind.RESERVATION,
        round,
        round,
        HoldNote.NONE);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, Ballot, Alert, Outbound> harness()
      throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(
            new AnswerReservations(Decoded.IDS, RETENTION, ORDER_RETENTION)),
        Ballot::reservationId,
        Alert::key,
        Types.STRING);
  }
}
