package io.zaiko.operators;

import static io.zaiko.domain.stock.Events.broughtBack;
import static io.zaiko.domain.stock.Events.line;
import static io.zaiko.domain.stock.Events.sale;
import static io.zaiko.domain.stock.Fulfilments.ordered;
import static io.zaiko.domain.stock.Fulfilments.ready;
import static io.zaiko.domain.stock.Fulfilments.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.StockAlert;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.FulfilmentAct;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowOrdersTest {

  private static final Duration RETENTION = Duration.ofDays(1);
  private static final long DAY_MICROS = Duration.ofDays(1).toNanos() / 1_000;

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
  void a_void_finds_its_sale_across_a_restore() throws Exception {
    harness.processElement(sale("s", 10, line(1, Act.CARRIED_OUT, 3)), 0);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
    harness.processElement(broughtBack("v", 20, line(1, Act.CARRIED_OUT, 2)), 0);
    assertThat(harness.extractOutputValues())
        .extracting(movement -> movement.deltas().onHand())
        .containsExactly(2L);
  }

  @Test
  void an_order_is_forgotten_a_retention_after_its_newest_event() throws Exception {
    harness.processElement(sale("s", 0, line(1, Act.CARRIED_OUT, 3)), 0);
    harness.processElement(broughtBack("v", DAY_MICROS, line(1, Act.CARRIED_OUT, 1)), 0);
    harness.processWatermark(RETENTION.toMillis() + Duration.ofHours(2).toMillis());
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    harness.processWatermark(2 * RETENTION.toMillis() + Duration.ofHours(2).toMillis());
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void an_excess_is_told() throws Exception {
    harness.processElement(sale("s", 10, line(1, Act.CARRIED_OUT, 1)), 0);
    harness.processElement(broughtBack("v", 20, line(1, Act.CARRIED_OUT, 2)), 0);
    var alerts =
        harness.getSideOutput(FollowOrders.ALERTS).stream().map(r -> r.getValue()).toList();
    assertThat(Decoded.of(StockAlert.class, alerts, "stock-alerts"))
        .extracting(StockAlert::getCheck)
        .containsExactly("EXCESS_VOID");
  }

  /** At 10 ms and a microsecond, so not before the timer of the eleventh millisecond. */
  @Test
  void units_that_are_not_collected_in_time_are_told_once_time_has_come_also_after_a_restore()
      throws Exception {
    harness.processElement(ordered("s", 1_000, "A", 5), 0);
    harness.processElement(ready("r", 2_000, "A", 3, 10_001), 0);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
    harness.processWatermark(10);
    assertThat(checks()).isEmpty();

    harness.processWatermark(11);
    assertThat(checks()).containsExactly("UNCOLLECTED CONFIRMED");

    harness.processElement(step(FulfilmentAct.PICKED_UP, "p", 20_000, "A", 3), 0);
    assertThat(checks()).containsExactly("UNCOLLECTED CONFIRMED", "UNCOLLECTED RESOLVED");
  }

  /** The engine knows no time after one, until all sources have spoken. */
  @Test
  void a_restart_takes_nothing_back_of_what_was_told() throws Exception {
    harness.processElement(ordered("s", 1_000, "A", 5), 0);
    harness.processElement(ready("r", 2_000, "A", 3, 10_000), 0);
    harness.processWatermark(20);
    assertThat(checks()).containsExactly("UNCOLLECTED CONFIRMED");
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();

    harness.processElement(ready("r2", 3_000, "A", 1, 90_000), 0);

    assertThat(checks()).isEmpty();
  }

  @Test
  void of_two_times_of_collection_the_one_that_is_met_is_not_told() throws Exception {
    harness.processElement(ordered("s", 1_000, "A", 5), 0);
    harness.processElement(ready("r1", 2_000, "A", 1, 40_000), 0);
    harness.processElement(ready("r2", 3_000, "A", 1, 30_000), 0);
    harness.processElement(step(FulfilmentAct.PICKED_UP, "p", 4_000, "A", 1), 0);
    assertThat(harness.numEventTimeTimers()).as("death and review").isEqualTo(2);
    harness.processWatermark(35);
    harness.processWatermark(45);
    assertThat(checks()).hasSize(1);
  }

  @Test
  void an_order_that_dies_with_units_set_aside_leaves_no_timer() throws Exception {
    long late = 3 * DAY_MICROS;
    harness.processElement(ordered("s", 0, "A", 5), 0);
    harness.processElement(ready("r", 1, "A", 5, late), 0);
    harness.processWatermark(RETENTION.toMillis() + Duration.ofHours(2).toMillis());
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private List<String> checks() {
    var alerts =
        harness.getSideOutput(FollowOrders.ALERTS) == null
            ? List.<Outbound>of()
            : harness.getSideOutput(FollowOrders.ALERTS).stream().map(r -> r.getValue()).toList();
    return Decoded.of(StockAlert.class, alerts, "stock-alerts").stream()
        .map(alert -> alert.getCheck() + " " + alert.getStatus())
        .toList();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, GoodsEvent, Movement> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new FollowOrders(Decoded.IDS, RETENTION)),
        Keys::order,
        Types.STRING);
  }
}
