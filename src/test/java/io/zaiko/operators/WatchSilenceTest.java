package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.settlement.HeldNews;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchSilenceTest {
  private static final Duration RETENTION = Duration.ofDays(7);
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private KeyedOneInputStreamOperatorTestHarness<String, HeldNews, MoneyAlert> harness;

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
  void each_provider_and_each_channel_has_an_alert_of_its_own() throws Exception {
    hear("provider|psp|a", 1, 1);
    hear("provider|psp|b", 1, 2);
    hear("paid|pos|s1", 1, 3);
    assertThat(told())
        .extracting(Alert::key)
        .containsExactly("provider|psp", "provider|psp", "paid|pos");
  }

  @Test
  void a_restart_in_between_counts_nothing_twice() throws Exception {
    hear("provider|psp", 3, 1);
    restart();
    hear("provider|psp", -2, 2);
    restart();
    hear("provider|psp", -1, 3);
    assertThat(told()).extracting(Alert::status).containsExactly(Alert.Status.RESOLVED);
    assertThat(told().get(0).facts()).containsEntry("held_at_most", 3L);
  }

  @Test
  void it_dies_at_the_hour_after_it_last_changed() throws Exception {
    hear("provider|psp", 1, 1);
    harness.processWatermark(RETENTION.toMillis());
    hear("provider|psp", -1, 120);
    harness.processWatermark(RETENTION.toMillis() + 3 * HOUR_MILLIS - 1);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    harness.processWatermark(RETENTION.toMillis() + 3 * HOUR_MILLIS);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private void hear(String voice, long change, long minute) throws Exception {
    long at = TimeUnit.MINUTES.toMicros(minute);
    harness.processElement(new HeldNews(voice, change, false, Long.MIN_VALUE, at), 0);
  }

  private List<Alert> told() {
    return harness.extractOutputValues().stream().map(MoneyAlert::alert).toList();
  }

  private void restart() throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, HeldNews, MoneyAlert> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new WatchSilence(BalanceRecords.late(Duration.ZERO), RETENTION)),
        HeldNews::key,
        Types.STRING);
  }
}
