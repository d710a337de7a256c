package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.settlement.CounterBook;
import io.zaiko.domain.settlement.CounterNews;
import io.zaiko.domain.settlement.CounterPayment;
import io.zaiko.domain.settlement.CounterSale;
import io.zaiko.domain.settlement.Heard;
import io.zaiko.domain.settlement.OrderTerms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchCountersTest {
  private static final String KEY = "shop-1|EUR|450";
  private static final long MINUTE = TimeUnit.MINUTES.toMicros(1);
  private static final long DAY = TimeUnit.DAYS.toMicros(1);
  private static final String SELLER = "channel|pos|shop-1";
  private static final Duration RETENTION = Duration.ofDays(180);
  private static final OrderTerms TERMS = terms(0);
  private static final long KEPT_MILLIS = CounterBook.keptMicros(TERMS) / 1_000;

  private KeyedTwoInputStreamOperatorTestHarness<String, CounterNews, Heard, MoneyAlert> harness;

  private OrderTerms terms = TERMS;

  @BeforeEach
  void open() throws Exception {
    harness = harness(terms);
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
    time(1_060_000);
    assertThat(told()).isEmpty();
    time(1_060_001);
    assertThat(told()).containsExactly("DUPLICATE_CHARGE CONFIRMED HIGH 0");
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
  }

  @Test
  void what_has_its_sale_leaves_no_timer_but_that_of_death() throws Exception {
    hear(paid("p1", 100, 0), sold("s1", 103), paid("p2", 160, 0), sold("s2", 163));
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    time(5_000_000);
    assertThat(told()).isEmpty();
  }

  @Test
  void a_sale_that_comes_late_takes_the_alert_back_in_its_episode() throws Exception {
    hear(paid("p1", 90_000, 0), sold("s1", 90_003), paid("p2", 90_060, 0));
    time(92_000_000);
    hear(sold("s2", 90_063));
    assertThat(told())
        .containsExactly("DUPLICATE_CHARGE CONFIRMED HIGH 1", "DUPLICATE_CHARGE RETRACTED LOW 1");
  }

  @Test
  void a_refund_of_the_next_day_resolves_it() throws Exception {
    hear(paid("p1", 100, 0), sold("s1", 103), paid("p2", 160, 0));
    time(2_000_000);
    hear(paid("p2", 160, 90_000));
    assertThat(told())
        .containsExactly("DUPLICATE_CHARGE CONFIRMED HIGH 0", "DUPLICATE_CHARGE RESOLVED HIGH 0");
  }

  @Test
  void a_counter_is_forgotten_some_days_after_its_last_word() throws Exception {
    hear(paid("p1", 100, 0), sold("s1", 103), paid("p2", 160, 0), sold("s2", 163));
    time(KEPT_MILLIS);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    time(KEPT_MILLIS + Duration.ofHours(2).toMillis());
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void a_restart_in_between_changes_nothing() throws Exception {
    for (CounterNews each : List.of(paid("p1", 100, 0), sold("s1", 103), paid("p2", 160, 0))) {
      hear(each);
      restart();
    }
    time(1_060_000);
    restart();
    time(1_060_001);
    assertThat(told()).containsExactly("DUPLICATE_CHARGE CONFIRMED HIGH 0");
    restart();
    hear(sold("s2", 163));
    assertThat(told()).containsExactly("DUPLICATE_CHARGE RETRACTED LOW 0");
  }

  @Test
  void a_counter_with_an_alert_is_known_as_long_as_payments() throws Exception {
    hear(paid("p1", 100, 0), sold("s1", 103), paid("p2", 160, 0));
    time(KEPT_MILLIS + Duration.ofHours(1).toMillis());
    hear(paid("p2", 160, 60 * 86_400));
    assertThat(told())
        .containsExactly("DUPLICATE_CHARGE CONFIRMED HIGH 0", "DUPLICATE_CHARGE RESOLVED HIGH 0");
    time(Duration.ofDays(241).toMillis());
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void while_the_shop_is_silent_a_repeated_payment_waits_for_its_sales() throws Exception {
    waitAtMost(3 * DAY);
    speaks(1_000);
    hear(paid("p1", 100, 0), sold("s1", 103), paid("p2", 160, 0));
    time(4_000_000);
    assertThat(told()).isEmpty();
    restart();
    speaks(1_061);
    time(4_600_000);
    assertThat(told()).containsExactly("DUPLICATE_CHARGE CONFIRMED HIGH 0");
  }

  @Test
  void who_is_silent_is_not_waited_for_for_ever() throws Exception {
    waitAtMost(DAY);
    hear(paid("p1", 100, 0), sold("s1", 103), paid("p2", 160, 0));
    time(86_400_000);
    assertThat(told()).isEmpty();
    time(86_400_000 + 1_060_000 + 60_000);
    assertThat(told()).containsExactly("DUPLICATE_CHARGE CONFIRMED HIGH 0");
  }

  private void waitAtMost(long micros) throws Exception {
    harness.close();
    terms = terms(micros);
    harness = harness(terms);
    harness.open();
  }

  private void speaks(long second) throws Exception {
    harness.processElement2(new Heard(SELLER, second * PaymentRecords.SECOND), 0);
  }

  private void time(long millis) throws Exception {
    harness.processWatermark1(new Watermark(millis));
    harness.processWatermark2(new Watermark(millis));
  }

  private static OrderTerms terms(long holdMaxMicros) {
    return new OrderTerms(
        PaymentRecords.late(Duration.ofMinutes(15)),
        Map.of(),
        Set.of(),
        15 * MINUTE,
        DAY,
        5 * DAY,
        holdMaxMicros,
        new OrderTerms.TellHeld(15 * MINUTE, 1),
        new OrderTerms.SaleWindows(15 * MINUTE, 5 * MINUTE, DAY),
        new OrderTerms.CaptureWindows(15 * MINUTE, DAY, DAY),
        5 * MINUTE);
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
      harness.processElement1(each, 0);
    }
  }

  private void restart() throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness(terms);
    harness.initializeState(snapshot);
    harness.open();
  }

  /** Given back at a second; 0 where it stands. */
  private static CounterNews paid(String id, long second, long gone) {
    long at = second * PaymentRecords.SECOND;
    long goneMicros = gone == 0 ? CounterPayment.NEVER : gone * PaymentRecords.SECOND;
    CounterPayment payment =
        new CounterPayment(
            id,
            "card",
            at,
            "c" + id,
            goneMicros,
            gone == 0 ? null : "r" + id,
            false,
            false,
            true,
            false,
            false,
            SELLER);
    return new CounterNews(KEY, gone == 0 ? at : goneMicros, payment, null, true);
  }

  private static CounterNews sold(String id, long second) {
    long at = second * PaymentRecords.SECOND;
    return new CounterNews(KEY, at, null, new CounterSale(id, id, at, false), true);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, CounterNews, Heard, MoneyAlert>
      harness(OrderTerms terms) throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(
            new WatchCounters(terms, RETENTION), List.of(HeardVoices.UNTIL)),
        CounterNews::key,
        null,
        Types.STRING);
  }
}
