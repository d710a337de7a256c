package io.zaiko.domain.payment;

import static io.zaiko.domain.payment.PaymentType.AUTHORISED;
import static io.zaiko.domain.payment.PaymentType.CAPTURED;
import static io.zaiko.domain.payment.PaymentType.REFUNDED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A payment that may have begun before the first event seen is shown, and not judged. */
class UnseenPaymentTest {
  private static final long FROM = 1_000_000;
  private static final long DAY = 86_400;
  private static final PaymentTerms TERMS = Judged.terms(0, FROM);

  @Test
  void a_refund_of_a_payment_not_known_is_never_judged() {
    for (long second : new long[] {FROM - 1, FROM + 1, FROM + 100 * DAY}) {
      Judged payment = new Judged(TERMS).at(second, REFUNDED, "r", 100);
      assertThat(payment.toTheEnd().told()).isEmpty();
      assertThat(Beginning.isUnseen(payment.life().statements(), TERMS)).isTrue();
    }
  }

  @Test
  void a_capture_alone_is_judged_only_after_the_window() {
    assertThat(overRefunded(FROM + DAY - 1).told()).isEmpty();
    assertThat(overRefunded(FROM + DAY).told())
        .containsExactly("OVER_REFUND SUSPECTED", "OVER_REFUND CONFIRMED");
  }

  @Test
  void a_beginning_that_comes_late_lets_it_be_judged() {
    Judged payment = overRefunded(FROM + 10);
    payment.late(FROM + 9, FROM + 3 * DAY, AUTHORISED, "a", 100).toTheEnd();
    assertThat(payment.standing()).containsExactly("OVER_REFUND CONFIRMED");
  }

  @Test
  void an_earlier_capture_that_comes_late_takes_back_what_was_told() {
    Judged payment = overRefunded(FROM + DAY);
    payment.late(FROM + 5, FROM + 3 * DAY, CAPTURED, "of-before", 1);
    assertThat(payment.toTheEnd().told()).endsWith("OVER_REFUND RETRACTED");
  }

  private static Judged overRefunded(long second) {
    return new Judged(TERMS)
        .at(second, CAPTURED, "c", 100)
        .at(second + 5, REFUNDED, "r", 200)
        .toTheEnd();
  }
}
