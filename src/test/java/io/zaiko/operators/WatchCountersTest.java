package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.settlement.CounterBook;
import io.zaiko.domain.settlement.CounterNews;
import io.zaiko.domain.settlement.CounterPayment;
import io.zaiko.domain.settlement.CounterSale;
import io.zaiko.domain.settlement.OrderTerms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchCountersTest {
  private static final String KEY = "shop-1|EUR|450";
  private static final long MINUTE = TimeUnit.MINUTES.toMicros(1);
  private static final long DAY = TimeUnit.DAYS.toMicros(1);
  private static final OrderTerms TERMS =
      new OrderTerms(
          PaymentRecords.late(Duration.ofMinutes(15)),
          Map.of(),
          Set.of(),
          15 * MINUTE,
          DAY,
          5 * DAY,
          0,
          new OrderTerms.SaleWindows(15 * MINUTE, 5 * MINUTE, DAY),
          new OrderTerms.CaptureWindows(15 * MINUTE, DAY, DAY),
          5 * MINUTE);
  private static final long KEPT_MILLIS = CounterBook.keptMicros(TERMS) / 1_000;

  private KeyedOneInputStreamOperatorTestHarness<String, CounterNews, MoneyAlert> harness;

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
  void a_repeated_payment_is_told_a_millisecond_after_the_reversal_window() throws Exception {
    hear(paid("p1", 100, 0), sold("s1", 103), paid("p2", 160, 0));
    assertThat(harness.numEventTimeTimers()).as("death and judgement").isEqualTo(2);
    harness.processWatermark(1_060_000);
    assertThat(told()).isEmpty();
    harness.processWatermark(1_060_001);
    assertThat(told()).containsExactly("DUPLICATE_CHARGE CONFIRMED HIGH 0");
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
  }

  @Test
  void what_has_its_sale_leaves_no_timer_but_that_of_death() throws Exception {
    hear(paid("p1", 100, 0), sold("s1", 103), paid("p2", 160, 0), sold("s2", 163));
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    harness.processWatermark(5_000_000);
    assertThat(told()).isEmpty();
  }

  @Test
  void a_sale_that_comes_late_takes_the_alert_back_in_its_episode() throws Exception {
    hear(paid("p1", 90_000, 0), sold("s1", 90_003), paid("p2", 90_060, 0));
    harness.processWatermark(92_000_000);
    hear(sold("s2", 90_063));
    assertThat(told())
        .containsExactly("DUPLICATE_CHARGE CONFIRMED HIGH 1", "DUPLICATE_CHARGE RETRACTED LOW 1");
  }

  @Test
  void a_refund_of_the_next_day_resolves_it() throws Exception {
    hear(paid("p1", 100, 0), sold("s1", 103), paid("p2", 160, 0));
    harness.processWatermark(2_000_000);
    hear(paid("p2", 160, 90_000));
    assertThat(told())
        .containsExactly("DUPLICATE_CHARGE CONFIRMED HIGH 0", "DUPLICATE_CHARGE RESOLVED HIGH 0");
  }

  @Test
  void a_counter_is_forgotten_some_days_after_its_last_word() throws Exception {
    hear(paid("p1", 100, 0), sold("s1", 103), paid("p2", 160, 0));
    harness.processWatermark(KEPT_MILLIS);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    harness.processWatermark(KEPT_MILLIS + Duration.ofHours(1).toMillis());
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void a_restart_in_between_changes_nothing() throws Exception {
    for (CounterNews each : List.of(paid("p1", 100, 0), sold("s1", 103), paid("p2", 160, 0))) {
      hear(each);
      restart();
    }
    harness.processWatermark(1_060_000);
    restart();
    harness.processWatermark(1_060_001);
    assertThat(told()).containsExactly("DUPLICATE_CHARGE CONFIRMED HIGH 0");
    restart();
    hear(sold("s2", 163));
    assertThat(told()).containsExactly("DUPLICATE_CHARGE RETRACTED LOW 0");
  }

  private List<String> told() {
    return harness.extractOutputValues().stream()
        .map(MoneyAlert::alert)
        .map(
            each ->
                each.check().name()
                    + ' '
                    + each.status()
                    + ' '
                    + each.severity()
                    + ' '
                    + each.episode())
        .toList();
  }

  private void hear(CounterNews... news) throws Exception {
    for (CounterNews each : news) {
      harness.processElement(each, 0);
    }
  }

  private void restart() throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
  }

  /** Given back at a second; 0 where it stands. */
  private static CounterNews paid(String id, long second, long gone) {
    long at = second * PaymentRecords.SECOND;
    long goneMicros = gone == 0 ? CounterPayment.NEVER : gone * PaymentRecords.SECOND;
    CounterPayment payment =
        new CounterPayment(
            id, "card", at, "c" + id, goneMicros, gone == 0 ? null : "r" + id, true, false, false);
    return new CounterNews(KEY, gone == 0 ? at : goneMicros, payment, null, true);
  }

  private static CounterNews sold(String id, long second) {
    long at = second * PaymentRecords.SECOND;
    return new CounterNews(KEY, at, null, new CounterSale(id, id, at), true);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, CounterNews, MoneyAlert> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new WatchCounters(TERMS)), CounterNews::key, Types.STRING);
  }
}
