package io.zaiko.domain.payment;

import static io.zaiko.domain.payment.PaymentType.AUTHORISED;
import static io.zaiko.domain.payment.PaymentType.CAPTURED;
import static io.zaiko.domain.payment.PaymentType.CHARGEBACK_RECEIVED;
import static io.zaiko.domain.payment.PaymentType.DECLINED;
import static io.zaiko.domain.payment.PaymentType.REFUNDED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What people complained about in public, each with where. */
class PaymentComplaintsTest {
  /** killbill #334. */
  @Test
  void payments_with_more_refunded_than_captured_are_told() {
    assertThat(paid().at(50, REFUNDED, "r", 250).toTheEnd().standing())
        .containsExactly("OVER_REFUND CONFIRMED");
  }

  /** killbill #333. */
  @Test
  void payments_with_more_coming_in_than_authorised_are_told() {
    assertThat(paid().at(50, CAPTURED, "again", 100).toTheEnd().standing())
        .containsExactly("LIFECYCLE_VIOLATION CONFIRMED");
  }

  /** juspay/hyperswitch-control-center #4109. */
  @Test
  void a_refund_of_a_payment_in_dispute_loses_it_twice() {
    assertThat(
            paid()
                .at(50, CHARGEBACK_RECEIVED, "d", 100)
                .at(60, REFUNDED, "r", 100)
                .toTheEnd()
                .standing())
        .containsExactly("DOUBLE_LOSS CONFIRMED");
  }

  /** medusajs/medusa #16681. */
  @Test
  void a_refund_tried_again_under_another_key_is_told() {
    Judged payment = paid().at(50, REFUNDED, "key-1", 100).at(51, REFUNDED, "key-2", 100);
    assertThat(payment.standing()).containsExactly("OVER_REFUND SUSPECTED");
    assertThat(payment.only().riskMinor()).isEqualTo(100);
  }

  /** checkout/checkout-sdk-php #369. */
  @Test
  void captured_told_before_approved_is_no_fault() {
    Judged payment = new Judged().at(10, CAPTURED, "c", 100).late(9, 12, AUTHORISED, "a", 100);
    assertThat(payment.toTheEnd().told()).isEmpty();
    assertThat(Payment.of(payment.life().statements()).state()).isEqualTo(PaymentState.CAPTURED);
  }

  /** woocommerce-gateway-stripe #902. */
  @Test
  void an_old_failure_told_late_leaves_a_paid_order_paid() {
    Judged payment = paid().late(0, 5_000, DECLINED, "first-try", 100);
    assertThat(payment.toTheEnd().told()).isEmpty();
    assertThat(Payment.of(payment.life().statements()).state()).isEqualTo(PaymentState.CAPTURED);
  }

  /** saleor/apps #2446. */
  @Test
  void partial_refunds_of_one_amount_are_each_their_own() {
    Judged payment = paid();
    for (int i = 0; i < 4; i++) {
      payment.at(50, REFUNDED, "r" + i, 25);
    }
    assertThat(payment.toTheEnd().told()).isEmpty();
    assertThat(Payment.of(payment.life().statements()).refundedMinor()).isEqualTo(100);
  }

  private static Judged paid() {
    return new Judged().at(1, AUTHORISED, "a", 100).at(2, CAPTURED, "c", 100);
  }
}
