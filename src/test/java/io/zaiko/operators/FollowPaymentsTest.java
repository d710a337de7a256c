package io.zaiko.operators;

import static io.zaiko.domain.payment.PaymentType.AUTHORISED;
import static io.zaiko.domain.payment.PaymentType.CAPTURED;
import static io.zaiko.domain.payment.PaymentType.REFUNDED;
import static io.zaiko.domain.payment.PaymentType.REFUND_FAILED;
import static io.zaiko.operators.PaymentRecords.payment;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.PaymentState;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.payment.PaymentTerms;
import io.zaiko.domain.stock.GoodsEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowPaymentsTest {
  private static final Duration RETENTION = Duration.ofDays(7);
  private static final Duration LATENESS = Duration.ofMinutes(15);
  private static final GoodsEvent AUTHORISATION = payment("a", 1, AUTHORISED, "a", 100);
  private static final GoodsEvent CAPTURE = payment("c", 2, CAPTURED, "c", 100);
  private static final GoodsEvent REFUND = payment("r", 100, REFUNDED, "r", 150);

  private final List<String> found = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private KeyedOneInputStreamOperatorTestHarness<String, GoodsEvent, Outbound> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness(PaymentRecords.late(LATENESS));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void each_event_tells_a_state_of_a_growing_revision() throws Exception {
    hear(CAPTURE, AUTHORISATION, REFUND);
    collect();
    assertThat(told)
        .containsExactly("1 CAPTURED null/100/0", "2 CAPTURED 100/100/0", "3 REFUNDED 100/100/150");
  }

  @Test
  void a_suspicion_is_confirmed_a_millisecond_after_the_lateness() throws Exception {
    hear(AUTHORISATION, CAPTURE, REFUND);
    harness.processWatermark(1_000_000);
    collect();
    assertThat(found).containsExactly("OVER_REFUND SUSPECTED");
    assertThat(harness.numEventTimeTimers()).as("death and confirmation").isEqualTo(2);
    harness.processWatermark(1_000_001);
    collect();
    assertThat(found).containsExactly("OVER_REFUND SUSPECTED", "OVER_REFUND CONFIRMED");
    assertThat(told).as("time brings no state").hasSize(3);
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
  }

  @Test
  void what_was_cleared_in_time_is_taken_back_once_and_its_timer_with_it() throws Exception {
    hear(AUTHORISATION, CAPTURE, REFUND, payment("f", 101, REFUND_FAILED, "r", 150));
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    hear(payment("g", 102, REFUND_FAILED, "r", 150));
    harness.processWatermark(2_000_000);
    collect();
    assertThat(found).containsExactly("OVER_REFUND SUSPECTED", "OVER_REFUND RETRACTED");
  }

  @Test
  void a_payment_is_forgotten_a_retention_after_its_last_event() throws Exception {
    hear(AUTHORISATION, CAPTURE, REFUND);
    harness.processWatermark(RETENTION.toMillis());
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    harness.processWatermark(RETENTION.plusHours(2).toMillis());
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void a_confirmation_of_the_millisecond_of_death_that_moves_leaves_the_death() throws Exception {
    long death = new HourOfDeath(RETENTION).millis("psp|shop|pay-1", 0);
    Duration lateness = Duration.ofMillis(death).minusSeconds(100).minusMillis(1);
    harness.close();
    harness = harness(PaymentRecords.late(lateness));
    harness.open();
    hear(AUTHORISATION, CAPTURE, REFUND, payment("f", 101, REFUND_FAILED, "r", 150));
    harness.processWatermark(RETENTION.plusHours(2).toMillis());
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void a_restart_in_between_changes_nothing() throws Exception {
    List<GoodsEvent> all = List.of(AUTHORISATION, CAPTURE, REFUND);
    for (GoodsEvent each : all) {
      hear(each);
      restart();
    }
    harness.processWatermark(1_000_000);
    restart();
    harness.processWatermark(1_000_001);
    collect();
    assertThat(told).endsWith("3 REFUNDED 100/100/150").hasSize(3);
    assertThat(found).containsExactly("OVER_REFUND SUSPECTED", "OVER_REFUND CONFIRMED");
  }

  private void hear(GoodsEvent... events) throws Exception {
    for (GoodsEvent event : events) {
      harness.processElement(event, 0);
    }
  }

  private void restart() throws Exception {
    collect();
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness(PaymentRecords.late(LATENESS));
    harness.initializeState(snapshot);
    harness.open();
  }

  /** Takes what was sent. */
  private void collect() {
    Decoded.of(PaymentState.class, harness.extractOutputValues(), "payment-states")
        .forEach(
            state ->
                told.add(
                    "%d %s %s/%d/%d"
                        .formatted(
                            state.getRevision(),
                            state.getState(),
                            state.getAuthorisedMinor(),
                            state.getCapturedMinor(),
                            state.getRefundedMinor())));
    harness.getOutput().clear();
    var side = harness.getSideOutput(FollowPayments.FOUND);
    if (side != null) {
      side.forEach(
          record ->
              found.add(
                  record.getValue().alert().check() + " " + record.getValue().alert().status()));
      side.clear();
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, GoodsEvent, Outbound> harness(
      PaymentTerms terms) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(
            new FollowPayments(Decoded.IDS, terms, Set.of(), RETENTION, RETENTION)),
        Keys::payment,
        Types.STRING);
  }
}
