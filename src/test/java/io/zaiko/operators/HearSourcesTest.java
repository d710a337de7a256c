package io.zaiko.operators;

import static io.zaiko.domain.payment.PaymentType.CAPTURED;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.SourceRef;
import io.zaiko.domain.settlement.Heard;
import io.zaiko.domain.stock.GoodsEvent;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HearSourcesTest {
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private KeyedOneInputStreamOperatorTestHarness<String, GoodsEvent, Heard> harness;

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
  void a_payment_speaks_for_its_provider_its_account_and_whoever_pays_where_it_was()
      throws Exception {
    hear(card("a", 1));
    assertThat(told())
        .containsExactlyInAnyOrder("provider|psp 1", "provider|psp|shop 1", "paid|pos 1");
  }

  @Test
  void a_source_tells_every_ten_seconds_and_its_heartbeats_speak_for_all_it_is_known_for()
      throws Exception {
    hear(card("a", 1), card("b", 10));
    assertThat(told()).hasSize(3);
    hear(heartbeat(11));
    assertThat(told()).hasSize(6).contains("provider|psp 11", "paid|pos 11");
  }

  /** One adapter for all terminals of a chain. */
  @Test
  void a_source_speaks_for_thousands_of_shops() throws Exception {
    for (int shop = 0; shop < 2_000; shop++) {
      hear(BalanceRecords.inShop("a" + shop, 1, "s" + shop));
    }
    harness.getOutput().clear();
    hear(heartbeat(60));
    assertThat(told()).hasSize(2_003).contains("paid|pos|s0 60", "paid|pos|s1999 60");
  }

  @Test
  void a_source_is_forgotten_at_the_hour_after_it_was_last_heard() throws Exception {
    hear(card("a", 1), heartbeat(3_700));
    harness.processWatermark(3 * HOUR_MILLIS - 1);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    harness.processWatermark(4 * HOUR_MILLIS);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void after_a_restart_heartbeats_speak_as_before() throws Exception {
    hear(card("a", 1));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
    hear(heartbeat(60));
    assertThat(told()).contains("provider|psp|shop 60").hasSize(3);
  }

  private List<String> told() {
    return harness.extractOutputValues().stream()
        .map(heard -> heard.voice() + ' ' + heard.untilMicros() / PaymentRecords.SECOND)
        .toList();
  }

  private void hear(GoodsEvent... events) throws Exception {
    for (GoodsEvent event : events) {
      harness.processElement(event, 0);
    }
  }

  private static GoodsEvent card(String eventId, long second) {
    return BalanceRecords.card(eventId, second, CAPTURED, 50);
  }

  private static GoodsEvent heartbeat(long second) {
    return new GoodsEvent(
        RecordKind.HEARTBEAT,
        "beat-" + second,
        new SourceRef("psp", 0, SourceRef.NO_SEQUENCE),
        new Origin("heartbeats.psp", 0, second, Long.MAX_VALUE),
        second * PaymentRecords.SECOND,
        1,
        null,
        second * PaymentRecords.SECOND,
        false,
        null,
        null,
        List.of(),
        0,
        null,
        0,
        null,
        null,
        null,
        null);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, GoodsEvent, Heard> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new HearSources(Duration.ofHours(1))),
        event -> event.source().id(),
        Types.STRING);
  }
}
