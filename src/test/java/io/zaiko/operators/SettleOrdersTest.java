package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.payment.Bill;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentPart;
import io.zaiko.domain.payment.PaymentType;
import io.zaiko.domain.settlement.Heard;
import io.zaiko.domain.settlement.HeldNews;
import io.zaiko.domain.settlement.OrderEntry;
import io.zaiko.domain.settlement.OrderNews;
import io.zaiko.domain.settlement.OrderTerms;
import io.zaiko.domain.settlement.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettleOrdersTest {
  private static final long SECOND = TimeUnit.SECONDS.toMicros(1);
  private static final long MINUTE = 60 * SECOND;
  private static final long DAY = TimeUnit.DAYS.toMicros(1);
  private static final Duration RETENTION = Duration.ofHours(3);
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
  private static final long LONG_AFTER_MILLIS = Duration.ofDays(30).toMillis();
  private static final OrderTerms TERMS =
      new OrderTerms(
          PaymentRecords.late(Duration.ofMinutes(15)),
          Map.of("web", Profile.LINKED, "pos", Profile.LINKED),
          Set.of(),
          15 * MINUTE,
          DAY,
          5 * DAY,
          DAY,
          new OrderTerms.TellHeld(15 * MINUTE, 1),
          new OrderTerms.SaleWindows(15 * MINUTE, 5 * MINUTE, DAY),
          new OrderTerms.CaptureWindows(15 * MINUTE, DAY, DAY),
          5 * MINUTE);

  private KeyedTwoInputStreamOperatorTestHarness<String, OrderNews, Heard, MoneyAlert> harness;

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
  void a_double_charge_is_suspected_at_once_and_confirmed_by_a_timer() throws Exception {
    hear(sold("web", 100), captured("p1", 100), captured("p2", 160));
    assertThat(told()).containsExactly("DUPLICATE_CHARGE SUSPECTED");
    until(160_000 + 900_000);
    assertThat(told()).hasSize(1);
    until(160_000 + 900_001);
    assertThat(told()).containsExactly("DUPLICATE_CHARGE SUSPECTED", "DUPLICATE_CHARGE CONFIRMED");
  }

  @Test
  void an_order_dies_at_the_hour_after_it_was_last_spoken_of() throws Exception {
    hear(sold("web", 100), captured("p1", 160));
    until(4 * HOUR_MILLIS - 1);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    until(5 * HOUR_MILLIS);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void it_does_not_die_before_what_is_due_of_it() throws Exception {
    hear(sold("web", 100), captured("p1", 100), captured("p2", 160));
    until(TimeUnit.MICROSECONDS.toMillis(5 * DAY));
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    until(LONG_AFTER_MILLIS);
    assertThat(told()).contains("MONEY_KEPT CONFIRMED");
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void what_is_missing_waits_while_those_who_may_tell_of_it_are_silent() throws Exception {
    hear(sold("pos", 100));
    until(100_000 + 2 * HOUR_MILLIS);
    assertThat(told()).isEmpty();
    restart();
    harness.processElement2(new Heard("paid|pos", 3 * 60 * MINUTE), 0);
    until(100_000 + 2 * HOUR_MILLIS + 10 * 60_000);
    assertThat(told()).containsExactly("SALE_WITHOUT_CAPTURE CONFIRMED");
  }

  @Test
  void but_no_longer_than_the_setting_says() throws Exception {
    hear(sold("pos", 100));
    until(TimeUnit.MICROSECONDS.toMillis(100 * SECOND + 15 * MINUTE + DAY));
    assertThat(told()).isEmpty();
    until(TimeUnit.MICROSECONDS.toMillis(100 * SECOND + 15 * MINUTE + DAY) + 61_000);
    assertThat(told()).containsExactly("SALE_WITHOUT_CAPTURE CONFIRMED");
  }

  @Test
  void for_whom_it_waits_is_told_once_after_a_while_and_when_it_waits_no_more() throws Exception {
    hear(sold("pos", 100));
    until(100_000 + 30 * 60_000);
    assertThat(held()).as("15 minutes for the capture, 15 more").isEmpty();
    until(100_000 + 31 * 60_000 + 1_000);
    assertThat(held()).containsExactly("paid|pos +1");
    restart();
    until(100_000 + 2 * HOUR_MILLIS);
    hear(sold("pos", 101));
    assertThat(held()).as("told before").isEmpty();
    harness.processElement2(new Heard("paid|pos", 3 * 60 * MINUTE), 0);
    until(100_000 + 2 * HOUR_MILLIS + 10 * 60_000);
    assertThat(held()).containsExactly("paid|pos -1");
    until(LONG_AFTER_MILLIS);
    assertThat(held()).hasSize(1);
  }

  @Test
  void who_was_waited_for_in_vain_is_told_as_such() throws Exception {
    hear(sold("pos", 100));
    until(100_000 + HOUR_MILLIS);
    until(LONG_AFTER_MILLIS);
    assertThat(held()).containsExactly("paid|pos +1", "paid|pos -1 in vain");
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void a_restart_in_between_changes_nothing() throws Exception {
    for (OrderNews news : List.of(sold("web", 100), captured("p1", 100), captured("p2", 160))) {
      hear(news);
      restart();
    }
    until(1_060_000);
    restart();
    until(1_060_001);
    assertThat(told()).containsExactly("DUPLICATE_CHARGE CONFIRMED");
    restart();
    hear(refunded("p2", 160, 5_000));
    assertThat(told()).containsExactly("DUPLICATE_CHARGE RESOLVED");
  }

  @Test
  void in_whatever_order_they_come_the_last_word_is_the_same() throws Exception {
    for (int seed = 0; seed < 60; seed++) {
      List<OrderNews> news =
          new ArrayList<>(
              List.of(
                  sold("web", 100),
                  captured("p1", 90),
                  captured("p2", 160),
                  captured("p3", 170),
                  refunded("p3", 170, 9_000)));
      Collections.shuffle(news, new Random(seed));
      for (OrderNews each : news) {
        hear(each);
      }
      until(LONG_AFTER_MILLIS);
      Map<String, String> last = new TreeMap<>();
      harness
          .extractOutputValues()
          .forEach(
              each ->
                  last.put(
                      each.alert().check().name(),
                      each.alert().status() + " " + each.alert().facts().get("excess")));
      last.values().removeIf(each -> each.startsWith("RETRACTED"));
      assertThat(last)
          .as("seed %d", seed)
          .isEqualTo(Map.of("DUPLICATE_CHARGE", "CONFIRMED 1000", "MONEY_KEPT", "CONFIRMED 1000"));
      close();
      open();
    }
  }

  @Test
  void each_desk_speaks_in_its_own_name() throws Exception {
    hear(sold("web", 100), captured("p1", 100), captured("p2", 160));
    assertThat(harness.extractOutputValues())
        .extracting(MoneyAlert::teller)
        .containsOnly("order|W-1");
  }

  /** Each that is news: an alert is said again with every word of its order. */
  private List<String> told() {
    List<String> told = new ArrayList<>();
    for (MoneyAlert each : harness.extractOutputValues()) {
      Alert alert = each.alert();
      String now = alert.check().name() + ' ' + alert.status();
      if (!told.contains(now)) {
        told.add(now);
      }
    }
    return told;
  }

  private List<String> held() {
    List<String> held = new ArrayList<>();
    var side = harness.getSideOutput(WatchSilence.HELD);
    if (side != null) {
      side.forEach(
          each -> {
            HeldNews news = each.getValue();
            String inVain = news.isUnheard() ? " in vain" : "";
            held.add("%s %+d%s".formatted(news.voice(), news.change(), inVain));
          });
    }
    return held;
  }

  private void hear(OrderNews... news) throws Exception {
    for (OrderNews each : news) {
      harness.processElement1(each, 0);
    }
  }

  private void until(long millis) throws Exception {
    harness.processBothWatermarks(new Watermark(millis));
  }

  private void restart() throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
  }

  private static OrderNews sold(String channel, long second) {
    OrderEntry.Line line = new OrderEntry.Line(0, "mug", 1, 1_000, channel.equals("pos"));
    Bill bill = new Bill("EUR", 1_000, 1_000, 0, new TreeMap<>(Map.of(0, 1_000L)), List.of(), null);
    OrderEntry entry =
        new OrderEntry(
            OrderEntry.Kind.SALE,
            "s-" + second,
            second * SECOND,
            channel,
            "till",
            null,
            bill,
            List.of(line),
            channel.equals("pos") ? "shop-1" : null,
            0);
    return new OrderNews(
        "order|W-1", second * SECOND, entry, null, true, null, OrderNews.Path.STATED);
  }

  private static OrderNews captured(String payment, long second) {
    return paid(payment, List.of(move(second, PaymentType.CAPTURED, 0)));
  }

  /** Captured, and given back later. */
  private static OrderNews refunded(String payment, long second, long later) {
    return paid(
        payment,
        List.of(move(second, PaymentType.CAPTURED, 0), move(later, PaymentType.REFUNDED, 1_000)));
  }

  private static PaymentPart.Move move(long second, PaymentType type, long refunded) {
    String eventId = type + "-" + second;
    return new PaymentPart.Move(second * SECOND, eventId, type, 1_000, refunded, 0, 0, 0);
  }

  private static OrderNews paid(String payment, List<PaymentPart.Move> moves) {
    return OrderNews.of(
        new PaymentPart(
            "psp", "shop", payment, "W-1", null, "web", null, false, false, "EUR", false, moves,
            null),
        true);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, OrderNews, Heard, MoneyAlert>
      harness() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(
            new SettleOrders(TERMS, RETENTION), List.of(HeardVoices.UNTIL)),
        OrderNews::key,
        null,
        Types.STRING);
  }
}
