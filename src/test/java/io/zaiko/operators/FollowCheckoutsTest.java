package io.zaiko.operators;

import static io.zaiko.domain.payment.PaymentType.CAPTURED;
import static io.zaiko.domain.payment.PaymentType.PENDING;
import static io.zaiko.domain.reservation.Said.DAY;
import static io.zaiko.domain.reservation.Said.commit;
import static io.zaiko.domain.reservation.Said.extend;
import static io.zaiko.domain.reservation.Said.paid;
import static io.zaiko.domain.reservation.Said.place;
import static io.zaiko.domain.reservation.Said.release;
import static io.zaiko.domain.reservation.Said.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.reservation.Ballot;
import io.zaiko.domain.reservation.ForCheckout;
import io.zaiko.domain.reservation.Mentioned;
import io.zaiko.domain.reservation.Said;
import io.zaiko.domain.stock.Fate;
import io.zaiko.domain.stock.HoldNote;
import io.zaiko.domain.stock.HoldTerms;
import io.zaiko.domain.stock.Movement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowCheckoutsTest {
  private static final Duration RETENTION = Duration.ofDays(7);
  private static final Duration ORDER_RETENTION = Duration.ofDays(120);

  private KeyedOneInputStreamOperatorTestHarness<String, ForCheckout, Movement> harness;

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
  void a_hold_ends_with_the_millisecond_of_its_deadline() throws Exception {
    hear(place("r", "p", 0, 600));
    harness.processWatermark(599_999);
    assertThat(fates()).containsExactly("HELD");
    harness.processWatermark(600_000);
    assertThat(fates()).containsExactly("HELD", "EXPIRED");
    HoldTerms end = rounds().get(1);
    assertThat(end.untilMicros()).isEqualTo(600 * Said.SECOND);
    assertThat(end.causeEventId()).isEqualTo("p");
  }

  @Test
  void a_deadline_between_two_milliseconds_comes_with_the_later() throws Exception {
    hear(Mentioned.later(place("r", "p", 0, 600), 1));
    harness.processWatermark(600_000);
    assertThat(fates()).containsExactly("HELD");
    harness.processWatermark(600_001);
    assertThat(fates()).containsExactly("HELD", "EXPIRED");
  }

  @Test
  void an_extension_moves_the_timer() throws Exception {
    hear(place("r", "p", 0, 600), extend("r", "e", 500, 600));
    assertThat(harness.numEventTimeTimers()).as("death and deadline").isEqualTo(2);
    harness.processWatermark(1_099_999);
    assertThat(fates()).containsExactly("HELD", "HELD");
    harness.processWatermark(1_100_000);
    assertThat(fates()).containsExactly("HELD", "HELD", "EXPIRED");
  }

  @Test
  void a_restart_in_between_changes_nothing() throws Exception {
    hear(place("r", "p", 0, 600), paid("y", PENDING, 10, 100));
    restart();
    harness.processWatermark(1_030_000);
    assertThat(fates()).containsExactly("EXPIRED");
    restart();
    hear(paid("y", CAPTURED, 1_000, 100));
    assertThat(fates()).containsExactly("COMMITTED");
    assertThat(rounds().get(0).round()).isEqualTo(4);
    assertThat(rounds().get(0).orderRef()).isEqualTo("c");
  }

  /** The engine knows no time after one, until all sources have spoken. */
  @Test
  void a_restart_does_not_turn_time_back() throws Exception {
    hear(place("r", "p", 0, 600));
    harness.processWatermark(700_000);
    restart();
    hear(release("r", "q", 650));
    assertThat(fates()).as("it ran out before").containsExactly("EXPIRED");
    assertThat(rounds().get(0).note()).isEqualTo(HoldNote.NO_EFFECT);
  }

  @Test
  void the_end_of_time_ends_no_hold() throws Exception {
    hear(place("r", "p", 0, 600));
    harness.processWatermark(Long.MAX_VALUE);
    assertThat(fates()).containsExactly("HELD");
  }

  @Test
  void what_was_never_placed_is_answered_aside_and_leaves_nothing() throws Exception {
    hear(release("x", "q", 5));
    assertThat(harness.extractOutputValues()).isEmpty();
    List<Ballot> answers = side(FollowCheckouts.ANSWERS);
    assertThat(answers).hasSize(1);
    assertThat(answers.get(0).terms().fate()).isEqualTo(Fate.UNKNOWN);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void a_commit_that_lacks_its_sale_is_told_after_a_day() throws Exception {
    hear(place("r", "p", 0, 600), commit("r", "k", 10, "o"));
    timeIs(Duration.ofSeconds(DAY + 9));
    assertThat(checks()).isEmpty();
    timeIs(Duration.ofSeconds(DAY + 10));
    assertThat(checks()).containsExactly("HOLD_WITHOUT_ORDER CONFIRMED");
    timeIs(Duration.ofDays(30));
    hear(sale("r", "s", 30 * DAY, 2));
    assertThat(checks()).endsWith("HOLD_WITHOUT_ORDER RESOLVED").hasSize(2);
  }

  @Test
  void an_ended_checkout_is_forgotten_a_retention_after_its_deadline() throws Exception {
    hear(place("r", "p", 0, DAY));
    timeIs(RETENTION.plusHours(2));
    assertThat(harness.numKeyedStateEntries()).as("held for a day").isEqualTo(1);
    timeIs(RETENTION.plusDays(1).plusHours(2));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void an_order_that_is_awaited_is_known_for_longer_and_no_longer_once_it_came() throws Exception {
    hear(place("r", "p", 0, 600), paid("y", CAPTURED, 1, 100));
    timeIs(Duration.ofDays(100));
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    hear(sale("r", "s", 100 * DAY, 2));
    assertThat(fates()).endsWith("SOLD");
    timeIs(RETENTION.plusDays(100).plusHours(2));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void an_order_that_never_comes_is_forgotten_at_last() throws Exception {
    hear(place("r", "p", 0, 600), paid("y", CAPTURED, 1, 100));
    timeIs(ORDER_RETENTION.plusHours(2));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private void hear(ForCheckout... said) throws Exception {
    for (ForCheckout each : said) {
      harness.processElement(Mentioned.to("c", each), 0);
    }
  }

  private void timeIs(Duration since1970) throws Exception {
    harness.processWatermark(since1970.toMillis());
  }

  private void restart() throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
  }

  private List<String> fates() {
    return rounds().stream().map(terms -> terms.fate().name()).toList();
  }

  private List<HoldTerms> rounds() {
    return harness.extractOutputValues().stream()
        .map(word -> Objects.requireNonNull(word.hold()).terms())
        .toList();
  }

  private List<String> checks() {
    return side(FollowCheckouts.WITHOUT_ORDER).stream()
        .map(alert -> alert.check() + " " + alert.status())
        .toList();
  }

  private <T> List<T> side(OutputTag<T> tag) {
    return harness.getSideOutput(tag) == null
        ? List.of()
        : harness.getSideOutput(tag).stream().map(record -> record.getValue()).toList();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, ForCheckout, Movement> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(
            new FollowCheckouts(Decoded.IDS, Said.POLICY, RETENTION, ORDER_RETENTION)),
        Keys::checkout,
        Types.STRING);
  }
}
