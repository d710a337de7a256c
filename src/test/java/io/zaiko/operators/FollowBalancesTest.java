package io.zaiko.operators;

import static io.zaiko.domain.payment.PaymentType.AUTHORISED;
import static io.zaiko.domain.payment.PaymentType.CAPTURED;
import static io.zaiko.domain.payment.PaymentType.REDEMPTION_REVERSED;
import static io.zaiko.domain.payment.PaymentType.REFUNDED;
import static io.zaiko.domain.payment.PaymentType.STORED_VALUE_LOADED;
import static io.zaiko.domain.payment.PaymentType.STORED_VALUE_REDEEMED;
import static io.zaiko.domain.payment.PaymentType.VOIDED;
import static io.zaiko.operators.BalanceRecords.card;
import static io.zaiko.operators.BalanceRecords.ledger;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.codec.Outbound;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.settlement.Heard;
import io.zaiko.domain.settlement.ValueNews;
import io.zaiko.domain.stock.GoodsEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Follow payments, find funding and follow balances, joined as the job joins them. */
class FollowBalancesTest {
  private static final Duration RETENTION = Duration.ofDays(7);
  private static final Duration PATIENCE = Duration.ofDays(3);
  private static final Duration LATENESS = Duration.ofMinutes(15);
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private Duration hold = Duration.ZERO;
  private final List<String> found = new ArrayList<>();
  private KeyedOneInputStreamOperatorTestHarness<String, GoodsEvent, Outbound> payments;
  private KeyedOneInputStreamOperatorTestHarness<String, ValueNews, ValueNews> links;
  private KeyedTwoInputStreamOperatorTestHarness<String, ValueNews, Heard, MoneyAlert> balances;

  @BeforeEach
  void open() throws Exception {
    payments =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new FollowPayments(
                    Decoded.IDS, PaymentRecords.late(LATENESS), Set.of(), RETENTION, RETENTION)),
            Keys::payment,
            Types.STRING);
    links = harness(new FindFunding(PATIENCE, RETENTION));
    balances = follow();
    payments.open();
    links.open();
    balances.open();
  }

  @AfterEach
  void close() throws Exception {
    payments.close();
    links.close();
    balances.close();
  }

  @Test
  void an_overdrawn_card_is_confirmed_a_millisecond_after_the_lateness() throws Exception {
    hear(ledger("load", 1, STORED_VALUE_LOADED, 50, null));
    hear(ledger("one", 100, STORED_VALUE_REDEEMED, 80, null));
    time(1_000_000);
    assertThat(found).containsExactly("STORED_VALUE_ABUSE SUSPECTED 30");
    time(1_000_001);
    assertThat(found).endsWith("STORED_VALUE_ABUSE CONFIRMED 30").hasSize(2);
    assertThat(balances.numEventTimeTimers()).as("death is left").isEqualTo(1);
  }

  @Test
  void a_payment_told_before_the_load_that_names_it_is_found() throws Exception {
    hear(card("a", 1, AUTHORISED, 50), card("v", 5, VOIDED, 50));
    hear(ledger("load", 2, STORED_VALUE_LOADED, 50, "pay-1"));
    hear(ledger("one", 3, STORED_VALUE_REDEEMED, 40, null));
    assertThat(found).as("it may be captured yet").isEmpty();
    time(902_000);
    assertThat(found).isEmpty();
    time(902_001);
    assertThat(found).containsExactly("STORED_VALUE_ABUSE SUSPECTED 40");
    time(1_802_001);
    assertThat(found).endsWith("STORED_VALUE_ABUSE CONFIRMED 40").hasSize(2);
  }

  @Test
  void a_payment_told_after_the_load_that_names_it_is_found() throws Exception {
    hear(ledger("load", 2, STORED_VALUE_LOADED, 50, "pay-1"));
    hear(ledger("one", 3, STORED_VALUE_REDEEMED, 40, null));
    time(902_001);
    assertThat(found).as("nobody knows the payment").isEmpty();
    hear(card("a", 1, AUTHORISED, 50));
    assertThat(found).containsExactly("STORED_VALUE_ABUSE SUSPECTED 40");
    hear(card("c", 4, CAPTURED, 50));
    assertThat(found).endsWith("STORED_VALUE_ABUSE RETRACTED 0").hasSize(2);
  }

  @Test
  void whether_a_load_is_paid_for_waits_while_its_provider_is_silent() throws Exception {
    balances.close();
    hold = Duration.ofHours(2);
    balances = follow();
    balances.open();
    hear(card("a", 1, AUTHORISED, 50));
    hear(ledger("load", 2, STORED_VALUE_LOADED, 50, "pay-1"));
    hear(ledger("one", 3, STORED_VALUE_REDEEMED, 40, null));
    time(HOUR);
    restart();
    time(2 * HOUR);
    assertThat(found).isEmpty();
    balances.processElement2(new Heard("provider|psp", 902_000_000), 0);
    time(2 * HOUR + 10 * 60_000);
    assertThat(found).as("it was heard no further than the load was missed").isEmpty();
    balances.processElement2(new Heard("provider|psp", 902_000_001), 0);
    time(2 * HOUR + 20 * 60_000);
    assertThat(found).containsExactly("STORED_VALUE_ABUSE CONFIRMED 40");
  }

  @Test
  void a_load_waits_no_longer_than_the_setting_says() throws Exception {
    balances.close();
    hold = Duration.ofHours(2);
    balances = follow();
    balances.open();
    hear(card("a", 1, AUTHORISED, 50));
    hear(ledger("load", 2, STORED_VALUE_LOADED, 50, "pay-1"));
    hear(ledger("one", 3, STORED_VALUE_REDEEMED, 40, null));
    time(902_000 + 2 * HOUR);
    assertThat(found).isEmpty();
    time(902_000 + 2 * HOUR + 61_000);
    assertThat(found).containsExactly("STORED_VALUE_ABUSE CONFIRMED 40");
  }

  @Test
  void a_payment_is_told_on_when_it_begins_and_when_its_money_moves() throws Exception {
    assertThat(toldOn(card("a", 1, AUTHORISED, 50))).isEqualTo(1);
    assertThat(toldOn(card("c", 2, CAPTURED, 50))).isEqualTo(1);
    assertThat(toldOn(card("v", 3, VOIDED, 0))).isZero();
    assertThat(toldOn(card("r", 4, REFUNDED, 20))).isEqualTo(1);
    assertThat(toldOn(ledger("load", 5, STORED_VALUE_LOADED, 50, null))).as("no payment").isZero();
  }

  @Test
  void an_account_is_forgotten_a_retention_after_its_last_word() throws Exception {
    hear(card("c", 1, CAPTURED, 50), ledger("load", 2, STORED_VALUE_LOADED, 50, "pay-1"));
    hear(ledger("one", 100, STORED_VALUE_REDEEMED, 80, null));
    hear(ledger("one", 110, REDEMPTION_REVERSED, 80, null));
    time(RETENTION.toMillis());
    assertThat(balances.numKeyedStateEntries()).isEqualTo(1);
    assertThat(links.numKeyedStateEntries()).as("an account asked").isEqualTo(1);
    time(RETENTION.toMillis() + 2 * HOUR);
    assertThat(balances.numKeyedStateEntries()).isZero();
    assertThat(balances.numEventTimeTimers()).isZero();
    assertThat(links.numKeyedStateEntries()).isZero();
    assertThat(links.numEventTimeTimers()).isZero();
  }

  @Test
  void a_payment_that_no_load_names_is_forgotten_sooner() throws Exception {
    hear(card("a", 1, AUTHORISED, 50), card("c", 2, CAPTURED, 50));
    assertThat(links.numKeyedStateEntries()).isEqualTo(1);
    time(PATIENCE.toMillis() + 2 * HOUR);
    assertThat(links.numKeyedStateEntries()).isZero();
    assertThat(links.numEventTimeTimers()).isZero();
  }

  @Test
  void a_restart_in_between_changes_nothing() throws Exception {
    for (GoodsEvent each :
        List.of(
            card("c", 1, CAPTURED, 50),
            ledger("load", 2, STORED_VALUE_LOADED, 50, "pay-1"),
            ledger("one", 90, STORED_VALUE_REDEEMED, 50, null),
            card("r", 100, REFUNDED, 30))) {
      hear(each);
      restart();
    }
    time(1_000_001);
    assertThat(found)
        .containsExactly("STORED_VALUE_ABUSE SUSPECTED 30", "STORED_VALUE_ABUSE CONFIRMED 30");
  }

  private void restart() throws Exception {
    OperatorSubtaskState snapshot = balances.snapshot(1, 1);
    balances.close();
    balances = follow();
    balances.initializeState(snapshot);
    balances.open();
    OperatorSubtaskState known = links.snapshot(1, 1);
    links.close();
    links = harness(new FindFunding(PATIENCE, RETENTION));
    links.initializeState(known);
    links.open();
  }

  private KeyedTwoInputStreamOperatorTestHarness<String, ValueNews, Heard, MoneyAlert> follow()
      throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(
            new FollowBalances(BalanceRecords.late(LATENESS, hold), RETENTION),
            List.of(HeardVoices.UNTIL)),
        ValueNews::key,
        null,
        Types.STRING);
  }

  private void hear(GoodsEvent... events) throws Exception {
    for (GoodsEvent event : events) {
      payments.processElement(event, 0);
      for (ValueNews news : take(FollowPayments.FUNDING)) {
        links.processElement(news, 0);
      }
      for (ValueNews news : take(FollowPayments.BALANCES)) {
        balances.processElement1(news, 0);
      }
      pass();
    }
  }

  private void time(long millis) throws Exception {
    links.processWatermark(millis);
    balances.processBothWatermarks(new Watermark(millis));
    pass();
  }

  private void pass() throws Exception {
    for (ValueNews news : links.extractOutputValues()) {
      balances.processElement1(news, 0);
    }
    links.getOutput().clear();
    for (MoneyAlert alert : balances.extractOutputValues()) {
      String word =
          "%s %s %d"
              .formatted(
                  alert.alert().check(),
                  alert.alert().status(),
                  alert.alert().facts().getOrDefault("excess", 0L));
      if (found.isEmpty() || !found.get(found.size() - 1).equals(word)) {
        found.add(word);
      }
    }
    balances.getOutput().clear();
  }

  private int toldOn(GoodsEvent event) throws Exception {
    payments.processElement(event, 0);
    return take(FollowPayments.FUNDING).size();
  }

  private List<ValueNews> take(OutputTag<ValueNews> tag) {
    List<ValueNews> taken = new ArrayList<>();
    var side = payments.getSideOutput(tag);
    if (side != null) {
      side.forEach(each -> taken.add(each.getValue()));
      side.clear();
    }
    return taken;
  }

  private static <T> KeyedOneInputStreamOperatorTestHarness<String, ValueNews, T> harness(
      KeyedProcessFunction<String, ValueNews, T> function) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(function), ValueNews::key, Types.STRING);
  }
}
