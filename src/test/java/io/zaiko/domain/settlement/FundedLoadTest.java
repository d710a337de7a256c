package io.zaiko.domain.settlement;

import static io.zaiko.domain.payment.PaymentType.AUTHORISED;
import static io.zaiko.domain.payment.PaymentType.CAPTURED;
import static io.zaiko.domain.payment.PaymentType.CHARGEBACK_RECEIVED;
import static io.zaiko.domain.payment.PaymentType.CHARGEBACK_REVERSED;
import static io.zaiko.domain.payment.PaymentType.REFUNDED;
import static io.zaiko.domain.payment.PaymentType.STORED_VALUE_EXPIRED;
import static io.zaiko.domain.payment.PaymentType.STORED_VALUE_LOADED;
import static io.zaiko.domain.payment.PaymentType.STORED_VALUE_REDEEMED;
import static io.zaiko.domain.payment.PaymentType.VOIDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.payment.Means;
import org.junit.jupiter.api.Test;

/** What is spent of loads that nobody paid for. */
class FundedLoadTest {
  private final BalanceWords words = new BalanceWords();

  private BalanceWords loadedFor(long captured) {
    words.card(0, AUTHORISED, "pay", "a", 50).load(1, "load", 50, "pay");
    return captured == 0 ? words : words.card(2, CAPTURED, "pay", "c", captured);
  }

  @Test
  void a_voided_payment_is_told_once_the_load_was_spent_from() {
    loadedFor(0).card(5, VOIDED, "pay", "a", 50).until(100);
    assertThat(words.told()).as("not spent").isEmpty();
    words.gift(110, STORED_VALUE_REDEEMED, "one", 40).until(200);
    assertThat(words.told()).containsExactly("SUSPECTED", "CONFIRMED");
    assertThat(words.facts()).containsEntry("unfunded", 50L).containsEntry("excess", 40L);
    assertThat(words.standing().get(0).riskMinor()).as("the rest may be spent").isEqualTo(50);
    assertThat(words.standing().get(0).alert().sentence()).contains("payment pay holds no money");
  }

  @Test
  void a_payment_has_the_window_to_be_captured_and_is_resolved_when_it_is_later() {
    loadedFor(0).gift(5, STORED_VALUE_REDEEMED, "one", 40).until(15);
    assertThat(words.told()).isEmpty();
    words.until(16);
    assertThat(words.told()).containsExactly("SUSPECTED");
    words.until(31).card(60, CAPTURED, "pay", "c", 50);
    assertThat(words.told()).containsExactly("SUSPECTED", "CONFIRMED", "RESOLVED");
  }

  @Test
  void captured_in_time_and_told_late_takes_the_alert_back() {
    loadedFor(0).gift(5, STORED_VALUE_REDEEMED, "one", 40).until(16).until(31);
    words.card(2, CAPTURED, "pay", "c", 50);
    assertThat(words.told()).containsExactly("SUSPECTED", "CONFIRMED", "RETRACTED");
  }

  @Test
  void a_chargeback_takes_the_money_and_its_reversal_brings_it_back() {
    loadedFor(50).gift(5, STORED_VALUE_REDEEMED, "one", 50);
    words.card(10, CHARGEBACK_RECEIVED, "pay", "d", 50);
    assertThat(words.told()).containsExactly("SUSPECTED");
    words.card(90, CHARGEBACK_REVERSED, "pay", "d", 50);
    assertThat(words.told()).endsWith("RESOLVED");
  }

  @Test
  void a_refund_of_other_goods_of_the_payment_leaves_the_load_paid() {
    words.card(0, CAPTURED, "pay", "c", 120).load(1, "load", 50, "pay");
    words.gift(5, STORED_VALUE_REDEEMED, "one", 50).card(10, REFUNDED, "pay", "r", 70).until(100);
    assertThat(words.told()).isEmpty();
    words.card(110, REFUNDED, "pay", "s", 30);
    assertThat(words.facts()).containsEntry("unfunded", 30L);
  }

  @Test
  void a_payment_that_took_a_part_of_the_load_pays_that_part() {
    loadedFor(20).gift(5, STORED_VALUE_REDEEMED, "one", 50).until(100);
    assertThat(words.told()).as("the rest was paid otherwise").isEmpty();
    words.card(110, REFUNDED, "pay", "r", 20);
    assertThat(words.facts()).containsEntry("unfunded", 20L).containsEntry("excess", 20L);
  }

  @Test
  void what_is_paid_for_is_spent_first() {
    words.load(0, "paid", 40, null);
    loadedFor(0).gift(5, STORED_VALUE_REDEEMED, "one", 40).until(100);
    assertThat(words.told()).isEmpty();
    words.gift(110, STORED_VALUE_REDEEMED, "two", 10).until(200);
    assertThat(words.facts()).containsEntry("excess", 10L);
  }

  @Test
  void an_unpaid_load_that_expires_unspent_is_no_loss() {
    loadedFor(0).gift(5, STORED_VALUE_EXPIRED, "old", 50).until(100);
    assertThat(words.told()).isEmpty();
  }

  @Test
  void a_payment_that_nobody_knows_is_not_missed() {
    words.load(0, "load", 50, "till-7").gift(5, STORED_VALUE_REDEEMED, "one", 50).until(100);
    assertThat(words.told()).isEmpty();
  }

  @Test
  void of_two_payments_of_one_name_the_better_counts() {
    loadedFor(0).gift(5, STORED_VALUE_REDEEMED, "one", 40);
    words.hear(
        BalanceWords.said("o", 1, "other", "pay", CAPTURED, "c", 50, "EUR", null)
            .with(Means.UNKNOWN));
    words.until(100);
    assertThat(words.told()).isEmpty();
  }

  @Test
  void a_card_that_pays_for_another_card_funds_it() {
    words.hear(
        BalanceWords.said("s", 0, "ledger", "swap", STORED_VALUE_REDEEMED, "swap", 50, "EUR", null)
            .with(new Means(false, null, null, "gift-0", "EUR", null)));
    words.load(1, "load", 50, "swap").gift(5, STORED_VALUE_REDEEMED, "one", 50).until(100);
    assertThat(words.told()).isEmpty();
  }

  @Test
  void points_of_a_purchase_are_unpaid_once_all_of_it_was_refunded() {
    Means points = new Means(false, null, null, "points-1", "POINTS", "pay");
    words.card(0, CAPTURED, "pay", "c", 5_000);
    words.hear(
        BalanceWords.said("l", 1, "ledger", "l", STORED_VALUE_LOADED, "l", 50, "XXX", null)
            .with(points));
    words.hear(
        BalanceWords.said("s", 2, "ledger", "s", STORED_VALUE_REDEEMED, "s", 30, "XXX", null)
            .with(points));
    words.card(3, REFUNDED, "pay", "r", 4_000).until(100);
    assertThat(words.told()).as("some of it stands").isEmpty();
    words.card(110, REFUNDED, "pay", "q", 1_000).until(200);
    assertThat(words.facts()).containsEntry("unfunded", 50L).containsEntry("excess", 30L);
  }
}
