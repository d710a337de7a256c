package io.zaiko.domain.payment;

import static io.zaiko.domain.payment.PaymentType.AUTHORISED;
import static io.zaiko.domain.payment.PaymentType.CAPTURED;
import static io.zaiko.domain.payment.PaymentType.CHARGEBACK_RECEIVED;
import static io.zaiko.domain.payment.PaymentType.CHARGEBACK_REVERSED;
import static io.zaiko.domain.payment.PaymentType.REFUNDED;
import static io.zaiko.domain.payment.PaymentType.REFUND_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert.Severity;
import org.junit.jupiter.api.Test;

/** DOUBLE_LOSS: refunded and charged back beyond what was captured. */
class DoubleLossTest {
  @Test
  void refunded_and_charged_back_is_lost_twice() {
    Judged payment = paid().at(50, REFUNDED, "r", 80).at(100, CHARGEBACK_RECEIVED, "d", 100);
    assertThat(payment.standing()).containsExactly("DOUBLE_LOSS SUSPECTED");
    payment.toTheEnd();
    assertThat(payment.standing()).containsExactly("DOUBLE_LOSS CONFIRMED");
    assertThat(payment.only().riskMinor()).isEqualTo(80);
    assertThat(payment.only().alert().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(payment.only().alert().facts()).containsEntry("charged_back", 100L);
    assertThat(payment.only().alert().sentence()).contains("0.80 EUR is lost twice");
  }

  @Test
  void a_dispute_received_reversed_and_received_again_is_one_loss() {
    Judged payment =
        paid()
            .at(10, CHARGEBACK_RECEIVED, "d", 100)
            .at(20, CHARGEBACK_REVERSED, "d", 100)
            .at(30, CHARGEBACK_RECEIVED, "d", 100);
    assertThat(payment.toTheEnd().told()).isEmpty();
  }

  @Test
  void a_part_refunded_and_the_rest_charged_back_is_lost_once() {
    Judged payment = paid().at(10, REFUNDED, "r", 40).at(20, CHARGEBACK_RECEIVED, "d", 61);
    assertThat(payment.toTheEnd().told()).isEmpty();
  }

  @Test
  void a_dispute_won_after_it_lasted_resolves_it() {
    Judged payment = paid().at(10, REFUNDED, "r", 100).at(20, CHARGEBACK_RECEIVED, "d", 100);
    payment.until(10_000).at(20_000, CHARGEBACK_REVERSED, "d", 100).toTheEnd();
    assertThat(payment.told())
        .containsExactly("DOUBLE_LOSS SUSPECTED", "DOUBLE_LOSS CONFIRMED", "DOUBLE_LOSS RESOLVED");
  }

  @Test
  void a_refund_that_turns_out_to_have_failed_before_takes_it_back() {
    Judged payment = paid().at(10, REFUNDED, "r", 100).at(20, CHARGEBACK_RECEIVED, "d", 100);
    payment.until(10_000).late(15, 10_001, REFUND_FAILED, "r", 100).toTheEnd();
    assertThat(payment.told())
        .containsExactly("DOUBLE_LOSS SUSPECTED", "DOUBLE_LOSS CONFIRMED", "DOUBLE_LOSS RETRACTED");
  }

  private static Judged paid() {
    return new Judged().at(1, AUTHORISED, "a", 100).at(2, CAPTURED, "c", 100);
  }
}
