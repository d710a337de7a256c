package io.zaiko.domain.settlement;

import static io.zaiko.domain.payment.PaymentType.CAPTURED;
import static io.zaiko.domain.payment.PaymentType.DECLINED;
import static io.zaiko.domain.payment.PaymentType.REDEMPTION_REVERSED;
import static io.zaiko.domain.payment.PaymentType.REFUNDED;
import static io.zaiko.domain.payment.PaymentType.STORED_VALUE_EXPIRED;
import static io.zaiko.domain.payment.PaymentType.STORED_VALUE_LOADED;
import static io.zaiko.domain.payment.PaymentType.STORED_VALUE_REDEEMED;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.alert.Alert.Severity;
import io.zaiko.domain.payment.Means;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.PaymentType;
import org.junit.jupiter.api.Test;

/** What is spent beyond what was loaded. Loads here name no payment: they are paid for. */
class ValueAccountTest {
  private final BalanceWords words = new BalanceWords();

  private BalanceWords loaded(long minor) {
    return words.load(0, "load", minor, null);
  }

  @Test
  void spent_beyond_the_balance_is_suspected_at_once_and_confirmed_when_it_lasts() {
    loaded(50)
        .gift(10, STORED_VALUE_REDEEMED, "one", 40)
        .gift(20, STORED_VALUE_REDEEMED, "two", 40)
        .until(34);
    assertThat(words.told()).containsExactly("SUSPECTED");
    words.until(35);
    assertThat(words.told()).containsExactly("SUSPECTED", "CONFIRMED");
    MoneyAlert alert = words.standing().get(0);
    assertThat(alert.alert().check()).isEqualTo(Check.STORED_VALUE_ABUSE);
    assertThat(alert.alert().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(alert.alert().key()).isEqualTo("ledger|gift-1");
    assertThat(alert.riskMinor()).isEqualTo(30);
    assertThat(alert.alert().evidence()).hasSize(3);
    assertThat(words.facts()).containsEntry("loaded", 50L).containsEntry("redeemed", 80L);
  }

  @Test
  void the_whole_balance_and_a_minor_unit_more_is_within_the_tolerance() {
    loaded(50).gift(10, STORED_VALUE_REDEEMED, "one", 51).until(100);
    assertThat(words.told()).isEmpty();
  }

  @Test
  void an_expired_balance_cannot_be_spent() {
    loaded(50)
        .gift(10, STORED_VALUE_EXPIRED, "old", 50)
        .gift(20, STORED_VALUE_REDEEMED, "one", 10)
        .until(100);
    assertThat(words.told()).contains("CONFIRMED");
  }

  @Test
  void a_reversal_in_time_takes_the_suspicion_back_and_a_late_one_resolves_it() {
    loaded(50).gift(10, STORED_VALUE_REDEEMED, "one", 80);
    words.gift(12, REDEMPTION_REVERSED, "one", 80).until(100);
    assertThat(words.told()).containsExactly("SUSPECTED", "RETRACTED");
    words.gift(110, STORED_VALUE_REDEEMED, "two", 80);
    words.gift(140, REDEMPTION_REVERSED, "two", 80).until(200);
    assertThat(words.told()).endsWith("RESOLVED");
    assertThat(words.standing().get(0).riskMinor()).isZero();
    assertThat(words.facts()).containsEntry("excess", 30L);
  }

  @Test
  void what_a_refund_gives_back_may_be_spent_again() {
    loaded(50).gift(10, STORED_VALUE_REDEEMED, "one", 50);
    words.hear(BalanceWords.ledger("r", 20, REFUNDED, "one", "refund", 30, null));
    words.gift(30, STORED_VALUE_REDEEMED, "two", 30).until(100);
    assertThat(words.told()).isEmpty();
    words.gift(110, STORED_VALUE_REDEEMED, "three", 30);
    assertThat(words.told()).containsExactly("SUSPECTED");
  }

  @Test
  void a_refund_that_names_no_account_goes_to_the_one_its_payment_names() {
    loaded(50)
        .hear(
            BalanceWords.said("r", 20, "ledger", "one", REFUNDED, "refund", 30, "EUR", null)
                .with(Means.UNKNOWN))
        .gift(10, STORED_VALUE_REDEEMED, "one", 50)
        .gift(30, STORED_VALUE_REDEEMED, "two", 30)
        .until(100);
    assertThat(words.told()).doesNotContain("CONFIRMED");
    assertThat(words.standing()).isEmpty();
  }

  @Test
  void a_load_that_came_late_takes_the_suspicion_back() {
    loaded(50).gift(10, STORED_VALUE_REDEEMED, "one", 80);
    words.load(5, "second", 30, null);
    assertThat(words.told()).containsExactly("SUSPECTED", "RETRACTED");
  }

  @Test
  void a_voided_load_is_gone() {
    loaded(50).gift(1, PaymentType.VOIDED, "load", 50);
    words.gift(10, STORED_VALUE_REDEEMED, "one", 40).load(0, "other", 5, null).until(100);
    assertThat(words.facts()).containsEntry("loaded", 5L).containsEntry("excess", 35L);
  }

  @Test
  void an_account_whose_load_nobody_knows_is_silent() {
    words.gift(10, STORED_VALUE_REDEEMED, "one", 80).until(100);
    words.load(200, "load", 10, null).until(300);
    assertThat(words.told()).as("it was spent from before its first load").isEmpty();
  }

  @Test
  void an_opening_balance_holds_what_was_before_and_nothing_after() {
    words.gift(10, STORED_VALUE_REDEEMED, "one", 80).gift(12, STORED_VALUE_REDEEMED, "two", 9);
    words.hear(opening(20, 50));
    words.gift(30, STORED_VALUE_REDEEMED, "three", 50).until(100);
    assertThat(words.told()).isEmpty();
    words.gift(110, REDEMPTION_REVERSED, "one", 80);
    words.gift(120, STORED_VALUE_REDEEMED, "four", 80).until(200);
    assertThat(words.told()).as("80 came back of what was spent before").isEmpty();
    words.gift(210, STORED_VALUE_REDEEMED, "five", 7).until(300);
    assertThat(words.facts()).containsEntry("excess", 7L);
  }

  @Test
  void amounts_of_another_unit_silence_the_account() {
    loaded(50)
        .hear(
            BalanceWords.said(
                    "d", 10, "ledger", "one", STORED_VALUE_REDEEMED, "one", 80, "USD", null)
                .with(gift("USD")))
        .until(100);
    assertThat(words.told()).isEmpty();
  }

  @Test
  void points_are_told_without_an_amount_of_money() {
    words.hear(points(0, STORED_VALUE_LOADED, "load", 500));
    words.hear(points(10, STORED_VALUE_REDEEMED, "one", 800)).until(100);
    MoneyAlert alert = words.standing().get(0);
    assertThat(alert.currency()).isEmpty();
    assertThat(alert.riskMinor()).isZero();
    assertThat(alert.alert().sentence()).contains("800 POINTS of 500 POINTS loaded");
    assertThat(alert.alert().severity()).isEqualTo(Severity.LOW);
  }

  @Test
  void an_attempt_in_another_currency_silences_nothing() {
    loaded(50)
        .gift(10, STORED_VALUE_REDEEMED, "one", 40)
        .gift(20, STORED_VALUE_REDEEMED, "two", 40)
        .until(100);
    words.hear(
        BalanceWords.said("d", 110, "ledger", "three", DECLINED, "x", 30, "CHF", null)
            .with(gift("CHF")));
    assertThat(words.told()).containsExactly("SUSPECTED", "CONFIRMED");
  }

  @Test
  void what_is_beyond_the_bound_is_told_and_adds_up_no_more() {
    loaded(5);
    for (int i = 1; i <= ValueAccount.MAX_ENTRIES; i++) {
      words.gift(i, STORED_VALUE_LOADED, "load-" + i, 1);
    }
    assertThat(words.standing())
        .extracting(each -> each.alert().check())
        .containsExactly(Check.VALUE_ACCOUNT_FULL);
    assertThat(words.facts()).containsEntry("kept", 1_000L).containsEntry("kept", 1_000L);
  }

  private static Means gift(String unit) {
    return new Means(false, null, null, "gift-1", unit, null);
  }

  private static PaymentStatement opening(long minute, long minor) {
    return BalanceWords.said(
            "open", minute, "ledger", "open", STORED_VALUE_LOADED, "open", minor, "EUR", "OPENING")
        .with(gift("EUR"));
  }

  private static PaymentStatement points(
      long minute, PaymentType type, String payment, long points) {
    return BalanceWords.said(payment, minute, "ledger", payment, type, payment, points, "XXX", null)
        .with(gift("POINTS"));
  }

  @Test
  void a_card_payment_that_names_the_account_neither_spends_nor_gives_back() {
    loaded(50).gift(1, CAPTURED, "card", 50).gift(2, REFUNDED, "card", 50);
    words.gift(10, STORED_VALUE_REDEEMED, "one", 60).until(100);
    assertThat(words.facts()).containsEntry("excess", 10L).containsEntry("given_back", 0L);
  }
}
