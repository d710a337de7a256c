package io.zaiko.operators;

import static io.zaiko.domain.stock.Transfers.closed;
import static io.zaiko.domain.stock.Transfers.received;
import static io.zaiko.domain.stock.Transfers.shipped;
import static io.zaiko.domain.stock.Transfers.some;
import static io.zaiko.domain.stock.Transfers.tea;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.StockAlert;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowTransfersTest {

  private static final Duration LATENESS = Duration.ofHours(24);
  private static final Duration RETENTION = Duration.ofDays(30);
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long WEEK_MICROS = TimeUnit.DAYS.toMicros(7);

  private KeyedOneInputStreamOperatorTestHarness<String, GoodsEvent, Movement> harness;

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
  void a_receipt_finds_its_shipment_across_a_restore() throws Exception {
    send(shipped("s", 10, "B", WEEK_MICROS, tea(4)));
    restart();
    send(received("r", 20, "C", tea(3)));
    assertThat(harness.extractOutputValues())
        .extracting(Movement::locationId, movement -> movement.deltas().inTransit())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("C", 0L),
            org.assertj.core.groups.Tuple.tuple("B", -3L));
  }

  @Test
  void what_is_over_is_suspected_and_confirmed_by_time() throws Exception {
    send(received("r", 20, "B", tea(3)));
    assertThat(told()).containsExactly("TRANSFER_DISCREPANCY SUSPECTED");
    harness.processWatermark(LATENESS.toMillis());
    assertThat(told()).hasSize(1);
    harness.processWatermark(LATENESS.toMillis() + MINUTE);
    assertThat(told()).last().isEqualTo("TRANSFER_DISCREPANCY CONFIRMED");
  }

  @Test
  void a_transfer_is_overdue_by_time_and_not_before() throws Exception {
    send(shipped("s", 10, "B", WEEK_MICROS, tea(4), some("MUG", 1)));
    harness.processWatermark(7 * DAY);
    assertThat(told()).isEmpty();
    harness.processWatermark(7 * DAY + MINUTE);
    assertThat(told()).containsExactly("TRANSFER_OVERDUE CONFIRMED");
  }

  @Test
  void a_shipment_that_is_overdue_when_it_arrives_is_told_with_the_next_watermark()
      throws Exception {
    harness.processWatermark(8 * DAY);
    send(shipped("s", 10, "B", WEEK_MICROS, tea(4)));
    harness.processWatermark(8 * DAY + 1);
    assertThat(told()).containsExactly("TRANSFER_OVERDUE CONFIRMED");
  }

  @Test
  void a_restart_neither_takes_back_what_is_overdue_nor_forgets_what_time_it_is() throws Exception {
    send(shipped("s", 10, "B", WEEK_MICROS, tea(10)));
    harness.processWatermark(7 * DAY + MINUTE);
    restart();
    send(received("r", 20, "B", tea(4)));
    send(received("m", 20, "B", some("POT", 1)));
    harness.processWatermark(7 * DAY + 2 * MINUTE);
    assertThat(alerts())
        .filteredOn(alert -> alert.getCheck().equals("TRANSFER_OVERDUE"))
        .extracting(alert -> alert.getFacts().get("missing"), StockAlert::getRevision)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(6L, 2L));
    assertThat(told())
        .as("its lateness has passed")
        .contains("TRANSFER_DISCREPANCY CONFIRMED")
        .doesNotContain("TRANSFER_DISCREPANCY SUSPECTED");
  }

  private void restart() throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
  }

  @Test
  void an_earlier_expectation_that_comes_late_moves_the_timer() throws Exception {
    send(shipped("s1", 10, "B", 2 * WEEK_MICROS, tea(4)));
    send(shipped("s2", 10, "C", WEEK_MICROS, tea(4)));
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    harness.processWatermark(7 * DAY + MINUTE);
    assertThat(told()).hasSize(1);
    harness.processWatermark(14 * DAY + MINUTE);
    assertThat(told()).hasSize(2);
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
  }

  @Test
  void a_settled_transfer_is_forgotten_a_retention_after_its_newest_record() throws Exception {
    send(shipped("s", 10, "B", WEEK_MICROS, tea(4), some("MUG", 1)));
    send(received("r", TimeUnit.DAYS.toMicros(1), "B", tea(4)));
    send(closed("c", TimeUnit.DAYS.toMicros(2), "B", some("MUG", 1)));
    assertThat(harness.numKeyedStateEntries()).isPositive();
    harness.processWatermark(RETENTION.toMillis() + 2 * DAY - 1);
    assertThat(harness.numKeyedStateEntries()).isPositive();
    harness.processWatermark(RETENTION.toMillis() + 2 * DAY + Duration.ofHours(1).toMillis());
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void a_transfer_that_never_arrives_is_forgotten_ten_retentions_later() throws Exception {
    send(shipped("s", 10, "B", WEEK_MICROS, tea(4)));
    harness.processWatermark(10 * RETENTION.toMillis());
    assertThat(harness.numKeyedStateEntries()).isPositive();
    harness.processWatermark(10 * RETENTION.toMillis() + Duration.ofHours(1).toMillis());
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void what_is_overdue_stays_so_when_more_is_shipped() throws Exception {
    send(shipped("s1", 10, "B", WEEK_MICROS, tea(4)));
    harness.processWatermark(7 * DAY + MINUTE);
    send(shipped("s2", WEEK_MICROS, "B", 2 * WEEK_MICROS, tea(1)));
    harness.processWatermark(14 * DAY);
    assertThat(told()).containsExactly("TRANSFER_OVERDUE CONFIRMED");
    harness.processWatermark(14 * DAY + MINUTE);
    assertThat(told()).hasSize(2).containsOnly("TRANSFER_OVERDUE CONFIRMED");
  }

  @Test
  void the_revisions_of_an_alert_never_fall_when_a_name_is_used_again() throws Exception {
    for (int life = 0; life < 3; life++) {
      long begin = 2 * life * RETENTION.toMillis();
      long micros = TimeUnit.MILLISECONDS.toMicros(begin);
      send(shipped("s" + life, micros, "B", micros + WEEK_MICROS, tea(4)));
      harness.processWatermark(begin + 7 * DAY + MINUTE);
      send(received("r" + life, micros + WEEK_MICROS + 1, "B", tea(9)));
      harness.processWatermark(begin + 9 * DAY);
      send(closed("c" + life, micros + WEEK_MICROS + 2, "B", tea(4)));
      harness.processWatermark(begin + 9 * DAY + RETENTION.toMillis() + DAY);
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
    Map<String, Long> revisions = new HashMap<>();
    for (StockAlert alert : alerts()) {
      Long before = revisions.put(alert.getAlertId(), alert.getRevision());
      assertThat(alert.getRevision()).isEqualTo(before == null ? 1 : before + 1);
    }
    assertThat(alerts()).extracting(StockAlert::getKey).containsOnly("t", "t|TEA");
    assertThat(revisions).as("two in each life").hasSize(6);
  }

  @Test
  void nothing_is_forgotten_before_it_was_judged() throws Exception {
    send(shipped("s", 10, "B", TimeUnit.DAYS.toMicros(360), tea(4)));
    harness.processWatermark(360 * DAY);
    assertThat(told()).isEmpty();
    harness.processWatermark(361 * DAY);
    assertThat(told()).containsExactly("TRANSFER_OVERDUE CONFIRMED");
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void the_end_of_all_time_leaves_nothing() throws Exception {
    send(shipped("s", 10, "B", WEEK_MICROS, tea(4)));
    send(received("r", 20, "B", tea(9)));
    harness.processWatermark(Long.MAX_VALUE);
    assertThat(told())
        .containsExactly("TRANSFER_DISCREPANCY SUSPECTED", "TRANSFER_DISCREPANCY CONFIRMED");
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private void send(GoodsEvent event) throws Exception {
    harness.processElement(event, 0);
  }

  private List<String> told() {
    return alerts().stream().map(alert -> alert.getCheck() + " " + alert.getStatus()).toList();
  }

  private List<StockAlert> alerts() {
    Queue<StreamRecord<Outbound>> alerts = harness.getSideOutput(FollowTransfers.ALERTS);
    List<Outbound> sent =
        (alerts == null ? new ConcurrentLinkedQueue<StreamRecord<Outbound>>() : alerts)
            .stream().map(StreamRecord::getValue).toList();
    return Decoded.of(StockAlert.class, sent, "stock-alerts");
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, GoodsEvent, Movement> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new FollowTransfers(Decoded.IDS, LATENESS, RETENTION)),
        Keys::transfer,
        Types.STRING);
  }
}
