package io.zaiko.domain.payment;

import static io.zaiko.domain.payment.PaymentType.AUTHORISED;
import static io.zaiko.domain.payment.PaymentType.CAPTURED;
import static io.zaiko.domain.payment.PaymentType.DECLINED;
import static io.zaiko.domain.payment.PaymentType.REFUNDED;
import static io.zaiko.domain.payment.PaymentType.REFUND_FAILED;
import static io.zaiko.domain.payment.PaymentType.REFUND_REVERSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert.Severity;
import org.junit.jupiter.api.Test;

/** OVER_REFUND: more refunded than captured. */
class OverRefundTest {
  @Test
  void more_refunded_than_captured_is_suspected_at_once_and_confirmed_after_the_lateness() {
    Judged payment = paid().at(100, REFUNDED, "r1", 60).at(200, REFUNDED, "r2", 60);
    assertThat(payment.standing()).containsExactly("OVER_REFUND SUSPECTED");
    assertThat(payment.life().dueMicros()).isEqualTo(1_100 * Judged.SECOND);
    payment.until(1_100);
    assertThat(payment.standing()).containsExactly("OVER_REFUND SUSPECTED");
    payment.untilMicros(1_100 * Judged.SECOND + 1);
    assertThat(payment.standing()).containsExactly("OVER_REFUND CONFIRMED");
    MoneyAlert alert = payment.only();
    assertThat(alert.riskMinor()).isEqualTo(20);
    assertThat(alert.currency()).isEqualTo("EUR");
    assertThat(alert.alert().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(alert.alert().facts())
        .containsEntry("authorised", 100L)
        .containsEntry("captured", 100L)
        .containsEntry("refunded", 120L)
        .containsEntry("charged_back", 0L)
        .containsEntry("excess", 20L);
    assertThat(alert.alert().evidence()).hasSize(4);
    assertThat(alert.alert().sentence()).contains("1.20 EUR of 1.00 EUR", "0.20 EUR too much");
    assertThat(payment.life().dueMicros()).isEqualTo(PaymentLife.NOT_DUE);
  }

  @Test
  void one_minor_unit_is_rounding_and_two_are_not() {
    assertThat(paid().at(100, REFUNDED, "r", 101).toTheEnd().told()).isEmpty();
    assertThat(paid().at(100, REFUNDED, "r", 102).standing()).hasSize(1);
  }

  @Test
  void two_equal_partial_refunds_are_two() {
    assertThat(paid().at(9, REFUNDED, "r1", 50).at(10, REFUNDED, "r2", 50).toTheEnd().told())
        .isEmpty();
    assertThat(paid().at(9, REFUNDED, "r1", 60).at(10, REFUNDED, "r2", 60).standing()).hasSize(1);
  }

  @Test
  void a_refund_that_failed_and_was_tried_again_is_one() {
    Judged same =
        paid().at(9, REFUNDED, "r", 100).at(10, REFUND_FAILED, "r", 100).at(11, REFUNDED, "r", 100);
    assertThat(same.toTheEnd().told()).isEmpty();
    Judged other =
        paid().at(9, REFUNDED, "r", 100).at(10, REFUND_FAILED, "r", 100).at(11, REFUNDED, "s", 100);
    assertThat(other.toTheEnd().told()).isEmpty();
  }

  @Test
  void what_is_made_good_after_it_lasted_is_resolved() {
    Judged payment = paid().at(100, REFUNDED, "r", 150).until(2_000);
    payment.at(3_000, REFUND_REVERSED, "r", 150).toTheEnd();
    assertThat(payment.told())
        .containsExactly("OVER_REFUND SUSPECTED", "OVER_REFUND CONFIRMED", "OVER_REFUND RESOLVED");
    assertThat(payment.only().riskMinor()).isZero();
    assertThat(payment.only().alert().facts())
        .containsEntry("excess", 50L)
        .containsEntry("refunded", 0L);
  }

  @Test
  void what_is_made_good_within_the_lateness_is_taken_back() {
    Judged payment = paid().at(100, REFUNDED, "r", 150).at(1_000, REFUND_REVERSED, "r", 150);
    assertThat(payment.toTheEnd().told())
        .containsExactly("OVER_REFUND SUSPECTED", "OVER_REFUND RETRACTED");
  }

  @Test
  void a_capture_of_before_that_comes_late_takes_it_back() {
    Judged payment = paid().at(100, REFUNDED, "r", 150).until(2_000);
    payment.late(50, 2_100, CAPTURED, "c2", 50);
    assertThat(payment.toTheEnd().told())
        .containsExactlyInAnyOrder(
            "OVER_REFUND SUSPECTED",
            "OVER_REFUND CONFIRMED",
            "OVER_REFUND RETRACTED",
            "LIFECYCLE_VIOLATION CONFIRMED");
  }

  @Test
  void between_two_currencies_three_percent_are_the_rate() {
    assertThat(mixed(103).only().alert().severity()).isEqualTo(Severity.LOW);
    assertThat(mixed(104).only().alert().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(paid().at(9, REFUNDED, "r", 103).only().alert().severity())
        .isEqualTo(Severity.CRITICAL);
  }

  @Test
  void the_greatest_amounts_are_added_up_and_weighed() {
    long most = 1_000_000_000_000_000L;
    Judged payment =
        new Judged()
            .in("USD", 1, DECLINED, "a", 1)
            .in("USD", 2, CAPTURED, "c", 100)
            .at(2, REFUNDED, "in-euros", 1);
    for (int i = 0; i < 900; i++) {
      payment.in("USD", 3 + i, REFUNDED, "r" + i, most);
    }
    assertThat(payment.only().alert().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(payment.only().riskMinor()).isEqualTo(900 * most - 100);
  }

  @Test
  void of_what_was_captured_in_another_currency_nothing_is_said() {
    Judged payment =
        new Judged()
            .at(1, AUTHORISED, "a", 100)
            .in("USD", 2, CAPTURED, "c", 110)
            .at(3, REFUNDED, "r", 100);
    assertThat(payment.toTheEnd().told()).doesNotContain("OVER_REFUND SUSPECTED");
  }

  private static Judged paid() {
    return new Judged().at(1, AUTHORISED, "a", 100).at(2, CAPTURED, "c", 100);
  }

  private static Judged mixed(long refunded) {
    return paid().in("USD", 5, REFUNDED, "in-dollars", 1).at(9, REFUNDED, "r", refunded);
  }
}
