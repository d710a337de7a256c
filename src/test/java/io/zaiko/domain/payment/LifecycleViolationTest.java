package io.zaiko.domain.payment;

import static io.zaiko.domain.payment.PaymentType.AUTHORISED;
import static io.zaiko.domain.payment.PaymentType.CAPTURED;
import static io.zaiko.domain.payment.PaymentType.CAPTURE_FAILED;
import static io.zaiko.domain.payment.PaymentType.DECLINED;
import static io.zaiko.domain.payment.PaymentType.EXPIRED;
import static io.zaiko.domain.payment.PaymentType.REFUNDED;
import static io.zaiko.domain.payment.PaymentType.VOIDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert.Severity;
import org.junit.jupiter.api.Test;

/** LIFECYCLE_VIOLATION: told when the provider's lateness has passed, not suspected before. */
class LifecycleViolationTest {
  private static final String CONFIRMED = "LIFECYCLE_VIOLATION CONFIRMED";
  private static final String RESOLVED = "LIFECYCLE_VIOLATION RESOLVED";

  @Test
  void captured_beyond_what_was_authorised_is_told_once_the_lateness_has_passed() {
    Judged payment = authorised().at(10, CAPTURED, "c", 130).until(910);
    assertThat(payment.told()).isEmpty();
    payment.untilMicros(910 * Judged.SECOND + 1);
    assertThat(payment.standing()).containsExactly(CONFIRMED);
    assertThat(payment.only().alert().severity()).isEqualTo(Severity.HIGH);
    assertThat(payment.only().riskMinor()).isEqualTo(30);
    assertThat(payment.only().alert().facts())
        .containsEntry("over_captured", 30L)
        .containsEntry("authorised", 100L)
        .containsEntry("captured", 130L);
  }

  @Test
  void what_the_account_may_capture_beyond_is_silent() {
    PaymentTerms allowed = Judged.terms(20, -1_000_000);
    assertThat(authorised(allowed).at(10, CAPTURED, "c", 121).toTheEnd().told()).isEmpty();
    assertThat(authorised(allowed).at(10, CAPTURED, "c", 122).toTheEnd().told())
        .containsExactly(CONFIRMED);
  }

  @Test
  void the_greatest_allowance_of_the_greatest_amounts_is_no_limit() {
    Judged payment = new Judged(Judged.terms(1_000, -1_000_000));
    payment.at(1, AUTHORISED, "a", 1_000_000_000_000_000L);
    for (PaymentStatement each : new Statements().increased("i", 1).all()) {
      for (int i = 0; i < 20; i++) {
        payment.hear(increase(each, i), 5);
      }
    }
    assertThat(payment.at(50, CAPTURED, "c", 100).toTheEnd().told()).isEmpty();
  }

  @Test
  void captured_after_it_was_voided_is_told() {
    Judged payment = authorised().at(10, VOIDED, "v", 100).at(20, CAPTURED, "c", 100).toTheEnd();
    assertThat(payment.standing()).containsExactly(CONFIRMED);
    assertThat(payment.only().alert().facts()).containsEntry("captured_after_release", 100L);
    assertThat(payment.only().alert().sentence()).contains("after it was voided or had expired");
  }

  @Test
  void captured_after_it_expired_is_told_and_given_back_is_resolved() {
    Judged payment = authorised().at(10, EXPIRED, "x", 100).at(20, CAPTURED, "c", 100);
    payment.until(5_000).at(6_000, REFUNDED, "r", 100).toTheEnd();
    assertThat(payment.told()).containsExactly(CONFIRMED, RESOLVED);
    assertThat(payment.only().riskMinor()).isZero();
  }

  @Test
  void a_capture_that_failed_and_is_made_again_after_the_void_is_told() {
    Judged payment =
        authorised()
            .at(5, CAPTURED, "c", 100)
            .at(6, CAPTURE_FAILED, "c", 100)
            .at(10, VOIDED, "v", 100)
            .at(20, CAPTURED, "c", 100);
    assertThat(payment.toTheEnd().told()).containsExactly(CONFIRMED);
  }

  @Test
  void refunded_while_nothing_was_captured_is_told() {
    Judged payment = authorised().at(10, REFUNDED, "r", 100).toTheEnd();
    assertThat(payment.standing()).containsExactly(CONFIRMED, "OVER_REFUND CONFIRMED");
  }

  @Test
  void begun_again_after_a_void_is_told() {
    Judged payment = authorised().at(10, VOIDED, "v", 100).at(20, AUTHORISED, "b", 100).toTheEnd();
    assertThat(payment.standing()).containsExactly(CONFIRMED);
    assertThat(payment.only().alert().facts()).containsKey("begun_again");
  }

  @Test
  void captured_again_after_all_was_refunded_is_told() {
    Judged payment =
        authorised()
            .at(10, CAPTURED, "c", 100)
            .at(20, REFUNDED, "r", 100)
            .at(30, CAPTURED, "d", 100)
            .toTheEnd();
    assertThat(payment.standing()).containsExactly(CONFIRMED);
    assertThat(payment.only().alert().facts()).containsEntry("begun_again", 100L);
  }

  @Test
  void a_matter_made_good_that_begins_again_stays_resolved_until_it_lasts() {
    Judged payment = authorised().at(10, CAPTURED, "c", 150).at(5_000, CAPTURE_FAILED, "c", 150);
    payment.until(7_000).at(8_000, CAPTURED, "d", 150).until(8_100);
    assertThat(payment.told()).containsExactly(RESOLVED);
    assertThat(payment.toTheEnd().told()).containsExactly(RESOLVED, CONFIRMED);
  }

  @Test
  void what_happened_before_and_comes_late_takes_it_back() {
    Judged payment = authorised().at(10, CAPTURED, "c", 150).until(2_000);
    payment.late(5, 3_000, AUTHORISED, "a2", 150).toTheEnd();
    assertThat(payment.told()).containsExactly(CONFIRMED, "LIFECYCLE_VIOLATION RETRACTED");
  }

  @Test
  void ordinary_days_are_silent() {
    silent(
        "declined, then authorised",
        new Judged()
            .at(1, DECLINED, "a", 100)
            .at(60, AUTHORISED, "b", 100)
            .at(70, CAPTURED, "c", 100));
    silent(
        "authorised again after it expired",
        authorised()
            .at(10, EXPIRED, "x", 100)
            .at(20, AUTHORISED, "b", 100)
            .at(30, CAPTURED, "c", 100));
    silent(
        "authorised again for the rest",
        authorised()
            .at(5, CAPTURED, "c", 40)
            .at(10, EXPIRED, "x", 60)
            .at(20, AUTHORISED, "b", 60)
            .at(30, CAPTURED, "d", 60));
    silent("captured in parts", authorised().at(10, CAPTURED, "c", 60).at(20, CAPTURED, "d", 40));
    silent(
        "a part refunded, then a further part captured",
        authorised().at(10, CAPTURED, "c", 60).at(20, REFUNDED, "r", 60).at(30, CAPTURED, "d", 40));
    silent(
        "captured told before authorised",
        new Judged().at(10, CAPTURED, "c", 100).late(5, 600, AUTHORISED, "a", 100));
    silent(
        "capture failed and tried again",
        authorised()
            .at(10, CAPTURED, "c", 100)
            .at(20, CAPTURE_FAILED, "c", 100)
            .at(30, CAPTURED, "d", 100));
    silent("a clock that differs", authorised().at(10, VOIDED, "v", 60).at(10, CAPTURED, "c", 40));
    silent("nothing authorised", new Judged().at(10, CAPTURED, "c", 500));
  }

  private static void silent(String day, Judged payment) {
    assertThat(payment.toTheEnd().told()).as(day).isEmpty();
  }

  private static PaymentStatement increase(PaymentStatement said, int i) {
    return new PaymentStatement(
        "i" + i,
        said.occurredAtMicros(),
        said.provider(),
        said.providerAccount(),
        said.paymentId(),
        "i" + i,
        i,
        said.type(),
        1_000_000_000_000_000L,
        "EUR",
        AmountKind.DELTA,
        PaymentStatement.NO_AMOUNT,
        null,
        null,
        "",
        null,
        "",
        null,
        "");
  }

  private static Judged authorised() {
    return authorised(Judged.TERMS);
  }

  private static Judged authorised(PaymentTerms terms) {
    return new Judged(terms).at(1, AUTHORISED, "a", 100);
  }
}
