package io.zaiko.operators;

import static io.zaiko.domain.stock.Events.broughtBack;
import static io.zaiko.domain.stock.Events.line;
import static io.zaiko.domain.stock.Events.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.StockAlert;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import java.time.Duration;
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

  private static KeyedOneInputStreamOperatorTestHarness<String, GoodsEvent, Movement> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new FollowOrders(Decoded.IDS, RETENTION)),
        Keys::order,
        Types.STRING);
  }
}
