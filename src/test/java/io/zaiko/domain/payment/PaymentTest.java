package io.zaiko.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a payment comes to, and complaints that people made in public. */
class PaymentTest {
  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void any_order_of_arrival_and_any_redelivery_comes_to_the_same(long seed) {
    Random random = new Random(seed);
    List<PaymentStatement> said = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      said.add(
          Statements.statement(
              "e" + i,
              random.nextInt(4),
              random.nextInt(3) - 1,
              any(PaymentType.values(), random),
              "op-" + random.nextInt(4),
              random.nextInt(3) * 50L,
              any(AmountKind.values(), random)));
    }
    Payment expected = Payment.of(said);
    for (int i = 0; i < 10; i++) {
      List<PaymentStatement> other = new ArrayList<>(said);
      other.add(said.get(random.nextInt(said.size())));
      Collections.shuffle(other, random);
      assertThat(Payment.of(other)).as("seed %s", seed).isEqualTo(expected);
    }
  }

  private static <T> T any(T[] choices, Random random) {
    return choices[random.nextInt(choices.length)];
  }

  /** checkout/checkout-sdk-php #369: payment_captured arrives before payment_approved. */
  @Test
  void captured_before_approved_is_captured() {
    Payment payment =
        new Statements()
            .at(5, PaymentType.CAPTURED, "capture", 100)
            .at(5, PaymentType.AUTHORISED, "begin", 100)
            .payment();
    assertThat(payment.state()).isEqualTo(PaymentState.CAPTURED);
    assertThat(payment.authorisedMinor()).isEqualTo(100);
    assertThat(payment.capturedMinor()).isEqualTo(100);
    assertThat(payment.isUnderWay()).isFalse();
  }

  /** woocommerce-gateway-stripe #902: a failure of before, told again later, undoes no payment. */
  @Test
  void an_old_failure_heard_late_does_not_downgrade_a_paid_order() {
    Payment payment =
        new Statements()
            .at(60, PaymentType.AUTHORISED, "second-try", 100)
            .at(60, PaymentType.CAPTURED, "capture", 100)
            .at(10, PaymentType.DECLINED, "first-try", 100)
            .payment();
    assertThat(payment.state()).isEqualTo(PaymentState.CAPTURED);
    assertThat(payment.capturedMinor()).isEqualTo(100);
  }

  @Test
  void a_failure_of_the_second_in_which_the_same_operation_succeeded_came_before_it() {
    Payment payment =
        new Statements()
            .at(10, PaymentType.AUTHORISED, "begin", 100)
            .at(10, PaymentType.DECLINED, "begin", 100)
            .payment();
    assertThat(payment.state()).isEqualTo(PaymentState.AUTHORISED);
  }

  /** Adyen keeps one reference through a dispute. */
  @Test
  void a_dispute_received_reversed_and_received_again_loses_100_once() {
    Statements said =
        new Statements()
            .then(PaymentType.CAPTURED, "capture", 100)
            .then(PaymentType.CHARGEBACK_RECEIVED, "dispute", 100)
            .then(PaymentType.CHARGEBACK_REVERSED, "dispute", 100);
    assertThat(said.payment().chargedBackMinor()).isZero();
    assertThat(said.payment().state()).isEqualTo(PaymentState.CAPTURED);
    said.then(PaymentType.CHARGEBACK_RECEIVED, "dispute", 100);
    assertThat(said.payment().chargedBackMinor()).isEqualTo(100);
    assertThat(said.payment().state()).isEqualTo(PaymentState.CHARGED_BACK);
  }

  /** saleor/apps #2446: partial refunds of one amount are no redelivery. */
  @Test
  void two_partial_refunds_of_one_amount_both_count() {
    Payment payment =
        new Statements()
            .then(PaymentType.CAPTURED, "capture", 100)
            .then(PaymentType.REFUNDED, "refund-1", 30)
            .then(PaymentType.REFUNDED, "refund-2", 30)
            .payment();
    assertThat(payment.refundedMinor()).isEqualTo(60);
    assertThat(payment.state()).isEqualTo(PaymentState.PARTIALLY_REFUNDED);
  }

  @Test
  void a_declined_increment_leaves_what_was_authorised() {
    Statements said = new Statements().then(PaymentType.AUTHORISED, "begin", 100);
    assertThat(said.increased("more", 20).payment().authorisedMinor()).isEqualTo(120);
    said.then(PaymentType.DECLINED, "still-more", 50);
    assertThat(said.payment().authorisedMinor()).isEqualTo(120);
    said.then(PaymentType.DECLINED, "more", 20);
    assertThat(said.payment().authorisedMinor()).isEqualTo(100);
    said.then(PaymentType.AUTHORISATION_ADJUSTED, "total", 70);
    assertThat(said.payment().authorisedMinor()).isEqualTo(70);
    assertThat(said.payment().state()).isEqualTo(PaymentState.AUTHORISED);
  }

  @Test
  void a_void_releases_only_what_is_not_captured() {
    Payment payment =
        new Statements()
            .then(PaymentType.AUTHORISED, "begin", 100)
            .then(PaymentType.CAPTURED, "capture", 40)
            .then(PaymentType.VOIDED, "void", 100)
            .payment();
    assertThat(payment.authorisedMinor()).isEqualTo(40);
    assertThat(payment.capturedMinor()).isEqualTo(40);
    assertThat(payment.isUnderWay()).isFalse();
  }

  @Test
  void a_capture_without_an_authorisation_leaves_what_was_authorised_unknown() {
    Payment payment = new Statements().then(PaymentType.CAPTURED, "capture", 100).payment();
    assertThat(payment.authorisedMinor()).isEqualTo(PaymentStatement.NO_AMOUNT);
    assertThat(payment.state()).isEqualTo(PaymentState.CAPTURED);
  }

  @Test
  void a_payout_that_names_the_capture_takes_nothing_from_it() {
    Payment payment =
        new Statements()
            .then(PaymentType.CAPTURED, "capture", 100)
            .then(PaymentType.SETTLED, "capture", 97)
            .payment();
    assertThat(payment.capturedMinor()).isEqualTo(100);
  }

  @Test
  void a_redemption_reversed_under_its_own_operation_is_no_refund() {
    Payment payment =
        new Statements()
            .then(PaymentType.STORED_VALUE_REDEEMED, "redemption", 100)
            .then(PaymentType.REDEMPTION_REVERSED, "redemption", 100)
            .payment();
    assertThat(payment.capturedMinor()).isZero();
    assertThat(payment.refundedMinor()).isZero();
    assertThat(payment.state()).isEqualTo(PaymentState.VOIDED);
  }

  @Test
  void of_nothing_said_nothing_is_known_and_nothing_is_under_way() {
    Payment payment = Payment.of(List.of());
    assertThat(payment.state()).isEqualTo(PaymentState.UNKNOWN);
    assertThat(payment.isUnderWay()).isFalse();
  }
}
