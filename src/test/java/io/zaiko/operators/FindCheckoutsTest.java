package io.zaiko.operators;

import static io.zaiko.domain.payment.PaymentType.AUTHORISED;
import static io.zaiko.domain.payment.PaymentType.CAPTURED;
import static io.zaiko.domain.reservation.Said.commit;
import static io.zaiko.domain.reservation.Said.extend;
import static io.zaiko.domain.reservation.Said.paid;
import static io.zaiko.domain.reservation.Said.place;
import static io.zaiko.domain.reservation.Said.release;
import static io.zaiko.domain.reservation.Said.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.reservation.Belonging;
import io.zaiko.domain.reservation.ForCheckout;
import io.zaiko.domain.reservation.Mention;
import io.zaiko.domain.reservation.Mentioned;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindCheckoutsTest {
  private static final Duration UNKNOWN_AFTER = Duration.ofSeconds(60);
  private static final Duration OF_WAITING = Duration.ofDays(7);
  private static final Duration OF_PAYMENTS = Duration.ofDays(120);
  private static final Duration OF_RESERVATIONS = Duration.ofDays(1_200);

  private KeyedOneInputStreamOperatorTestHarness<String, Mention, ForCheckout> harness;

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
  void a_place_without_a_checkout_is_its_own() throws Exception {
    hear(place("r", "p", 0, 600), null);
    hear(release("r", "q", 1), null);
    assertThat(passed()).containsExactly("p to r", "q to r");
  }

  @Test
  void what_comes_before_its_place_waits_for_it() throws Exception {
    hear(commit("r", "k", 1, "o"), null);
    hear(sale("r", "s", 2, 1), null);
    restart();
    assertThat(passed()).isEmpty();
    hear(place("r", "p", 0, 600), "c");
    hear(extend("r", "e", 3, 600), null);
    assertThat(passed()).containsExactly("p to c", "k to c", "s to c", "e to c");
    timeIs(Duration.ofSeconds(70));
    assertThat(passed()).as("all are answered").hasSize(4);
  }

  @Test
  void who_names_another_checkout_is_foreign() throws Exception {
    hear(place("r", "p", 0, 600), "c");
    hear(release("r", "mine", 1), "c");
    hear(release("r", "theirs", 1), "x");
    hear(place("r", "again", 1, 600), "c");
    hear(place("r", "other", 1, 600), null);
    assertThat(passed())
        .containsExactly("p to c", "mine to c", "theirs to c!", "again to c", "other to c!");
  }

  @Test
  void a_request_that_nobody_placed_is_sent_on_to_the_millisecond() throws Exception {
    hear(commit("r", "k", 10, "o"), "c");
    hear(sale("r", "s", 11, 1), null);
    harness.processWatermark(69_999);
    assertThat(passed()).isEmpty();
    harness.processWatermark(70_000);
    assertThat(passed()).containsExactly("k to r");
    hear(place("r", "p", 9, 600), "c");
    assertThat(passed()).as("the sale waited on").containsExactly("k to r", "p to c", "s to c");
  }

  @Test
  void the_end_of_time_answers_nothing() throws Exception {
    hear(commit("r", "k", 10, "o"), "c");
    harness.processWatermark(Long.MAX_VALUE);
    assertThat(passed()).isEmpty();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void a_payment_teaches_its_checkout_to_those_that_state_none() throws Exception {
    hear(paid("y", CAPTURED, 2, 100), null);
    assertThat(passed()).isEmpty();
    hear(paid("y", AUTHORISED, 1, 100), "c");
    restart();
    hear(paid("y", CAPTURED, 3, 50), null);
    hear(paid("z", CAPTURED, 3, 50), null);
    assertThat(passed()).containsExactly("y-CAPTURED to c");
  }

  @Test
  void no_more_than_a_hundred_wait() throws Exception {
    for (int i = 0; i < Belonging.MAX_WAITING + 5; i++) {
      hear(sale("r", "s" + i, i, 1), null);
    }
    hear(place("r", "p", 0, 600), "c");
    assertThat(passed()).hasSize(Belonging.MAX_WAITING + 1);
  }

  @Test
  void a_committed_reservation_is_released_though_nobody_spoke_of_it_for_years() throws Exception {
    hear(place("r", "p", 0, 600), "c");
    hear(commit("r", "k", 1, "o"), null);
    timeIs(Duration.ofDays(1_000));
    hear(release("r", "q", Duration.ofDays(1_000).toSeconds()), null);
    assertThat(passed()).containsExactly("p to c", "k to c", "q to c");
  }

  /** As the card payments of tills, of which no checkout is ever told. */
  @Test
  void payments_of_no_checkout_are_forgotten_soon() throws Exception {
    for (int i = 0; i < 20; i++) {
      hear(paid("till-" + i, AUTHORISED, i, 100), null);
      hear(paid("till-" + i, CAPTURED, i + 1, 100), null);
    }
    hear(paid("y", AUTHORISED, 0, 100), "c");
    timeIs(OF_WAITING.plusHours(2));
    assertThat(harness.numKeyedStateEntries()).as("that of the checkout").isEqualTo(1);
    hear(paid("y", CAPTURED, OF_WAITING.plusDays(1).toSeconds(), 100), null);
    assertThat(passed()).containsExactly("y-AUTHORISED to c", "y-CAPTURED to c");
  }

  @Test
  void everything_is_forgotten_a_retention_after_it_was_last_spoken_of() throws Exception {
    hear(place("r", "p", 0, 600), "c");
    hear(sale("x", "s", 0, 1), null);
    hear(commit("w", "k", 0, "o"), null);
    hear(paid("y", CAPTURED, 0, 100), null);
    hear(paid("z", CAPTURED, 0, 100), "c");
    hear(release("r", "q", Duration.ofDays(1).toSeconds()), null);
    timeIs(OF_WAITING.plusHours(2));
    assertThat(harness.numKeyedStateEntries()).as("whose checkout is known").isEqualTo(2);
    assertThat(harness.numEventTimeTimers()).isEqualTo(2);
    timeIs(OF_PAYMENTS.plusHours(2));
    assertThat(harness.numKeyedStateEntries()).as("the reservation is known yet").isEqualTo(1);
    timeIs(OF_RESERVATIONS.plusHours(2));
    assertThat(harness.numKeyedStateEntries()).as("spoken of a day later").isEqualTo(1);
    timeIs(OF_RESERVATIONS.plusDays(1).plusHours(2));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private void hear(ForCheckout said, @Nullable String checkoutRef) throws Exception {
    harness.processElement(Mentioned.of(said, checkoutRef), 0);
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

  private List<String> passed() {
    return harness.extractOutputValues().stream().map(Mentioned::text).toList();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Mention, ForCheckout> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(
            new FindCheckouts(UNKNOWN_AFTER, OF_WAITING, OF_PAYMENTS, OF_RESERVATIONS)),
        Keys::owner,
        Types.STRING);
  }
}
