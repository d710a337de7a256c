package io.zaiko.domain.payment;

import static io.zaiko.domain.payment.PaymentType.AUTHORISED;
import static io.zaiko.domain.payment.PaymentType.CAPTURED;
import static io.zaiko.domain.payment.PaymentType.CAPTURE_FAILED;
import static io.zaiko.domain.payment.PaymentType.CHARGEBACK_RECEIVED;
import static io.zaiko.domain.payment.PaymentType.CHARGEBACK_REVERSED;
import static io.zaiko.domain.payment.PaymentType.DECLINED;
import static io.zaiko.domain.payment.PaymentType.EXPIRED;
import static io.zaiko.domain.payment.PaymentType.REFUNDED;
import static io.zaiko.domain.payment.PaymentType.REFUND_FAILED;
import static io.zaiko.domain.payment.PaymentType.REFUND_REVERSED;
import static io.zaiko.domain.payment.PaymentType.VOIDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.alert.Alert.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is told of a payment, by itself, of 100.00 where nothing else is said; the statements of a
 * row are a minute apart and the provider may be 10 seconds late.
 */
class PaymentChecksTest {
  private static final long SECOND = 1_000_000;
  private static final long NEVER = Long.MAX_VALUE;

  static final PaymentTerms TERMS =
      new PaymentTerms(10 * SECOND, Map.of(), 1, Map.of(), 0, Map.of(), 0, 0);

  /** A statement of a row. */
  private record Said(PaymentType type, String operation, long minor) {}

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void in_the_end_it_is(String name, List<Said> row, String told) {
    assertThat(told(row, TERMS)).isEqualTo(told);
  }

  static Stream<Arguments> rows() {
    Said auth = said(AUTHORISED, "a", 10_000);
    Said captured = said(CAPTURED, "c", 10_000);
    Said refunded = said(REFUNDED, "r", 10_000);
    return Stream.of(
        row("bought", "", auth, captured),
        row("bought and brought back", "", auth, captured, refunded),
        row(
            "refunded by one cent too much, which rounding may be",
            "",
            auth,
            captured,
            said(REFUNDED, "r", 10_001)),
        row(
            "killbill #334: more refunded than captured",
            "OVER_REFUND CONFIRMED excess 2",
            auth,
            captured,
            said(REFUNDED, "r", 10_002)),
        row(
            "medusa #16681: a refund retried under another key",
            "OVER_REFUND CONFIRMED excess 10000",
            auth,
            captured,
            refunded,
            said(REFUNDED, "r-again", 10_000)),
        row(
            "saleor #2446: two equal partial refunds are two",
            "",
            auth,
            captured,
            said(REFUNDED, "r1", 5_000),
            said(REFUNDED, "r2", 5_000)),
        row(
            "refund that failed and was tried again",
            "",
            auth,
            captured,
            refunded,
            said(REFUND_FAILED, "r", 10_000),
            said(REFUNDED, "r2", 10_000)),
        row(
            "refund too many that the bank sent back",
            "OVER_REFUND RESOLVED excess 10000",
            auth,
            captured,
            refunded,
            said(REFUNDED, "r2", 10_000),
            said(REFUND_REVERSED, "r2", 10_000)),
        row(
            "hyperswitch #4109: refunded and charged back",
            "DOUBLE_LOSS CONFIRMED excess 10000",
            auth,
            captured,
            refunded,
            said(CHARGEBACK_RECEIVED, "d", 10_000)),
        row(
            "one dispute, received, reversed and received again, is one loss",
            "",
            auth,
            captured,
            said(CHARGEBACK_RECEIVED, "d", 10_000),
            said(CHARGEBACK_REVERSED, "d", 10_000),
            said(CHARGEBACK_RECEIVED, "d", 10_000)),
        row(
            "dispute won after a refund",
            "DOUBLE_LOSS RESOLVED excess 10000",
            auth,
            captured,
            refunded,
            said(CHARGEBACK_RECEIVED, "d", 10_000),
            said(CHARGEBACK_REVERSED, "d", 10_000)),
        row(
            "killbill #333: more captured than authorised",
            "LIFECYCLE_VIOLATION CONFIRMED over_captured 5000",
            auth,
            captured,
            said(CAPTURED, "c2", 5_000)),
        row(
            "captured in two parts",
            "",
            auth,
            said(CAPTURED, "c1", 4_000),
            said(CAPTURED, "c2", 6_000)),
        row(
            "a part given back and another part captured",
            "",
            auth,
            said(CAPTURED, "c1", 4_000),
            said(REFUNDED, "r", 4_000),
            said(CAPTURED, "c2", 6_000)),
        row("declined, tried again, authorised", "", said(DECLINED, "a0", 10_000), auth, captured),
        row(
            "expired, authorised again, captured",
            "",
            auth,
            said(EXPIRED, "a", 0),
            said(AUTHORISED, "a2", 10_000),
            captured),
        row(
            "capture failed and tried again",
            "",
            auth,
            captured,
            said(CAPTURE_FAILED, "c", 10_000),
            said(CAPTURED, "c2", 10_000)),
        row(
            "captured after it was voided",
            "LIFECYCLE_VIOLATION CONFIRMED captured_after_release 10000",
            auth,
            said(VOIDED, "a", 0),
            captured),
        row(
            "captured after it had expired, and given back",
            "LIFECYCLE_VIOLATION RESOLVED captured_after_release 10000",
            auth,
            said(EXPIRED, "a", 0),
            captured,
            refunded),
        row(
            "what was left of it voided after a part was captured",
            "",
            auth,
            said(CAPTURED, "c", 4_000),
            said(VOIDED, "a", 0)),
        row(
            "refunded before it was captured",
            "LIFECYCLE_VIOLATION RESOLVED refunded_uncaptured 10000,OVER_REFUND RESOLVED excess"
                + " 10000",
            auth,
            refunded,
            captured),
        row(
            "authorised again after it was voided",
            "LIFECYCLE_VIOLATION CONFIRMED begun_again 1",
            auth,
            said(VOIDED, "a", 0),
            auth),
        row(
            "code scanned, given back, charged once more",
            "LIFECYCLE_VIOLATION CONFIRMED begun_again 10000",
            captured,
            refunded,
            said(CAPTURED, "c2", 10_000)),
        row("refund of a payment that was never seen", "", refunded));
  }

  @Test
  void capture_told_before_its_approval_is_silent() { // checkout-sdk-php #369
    List<PaymentStatement> late =
        List.of(
            Statements.statement("c", 61, -1, CAPTURED, "c", 10_000, AmountKind.TOTAL),
            Statements.statement("a", 60, -1, AUTHORISED, "a", 10_000, AmountKind.TOTAL));
    assertThat(heard(late, TERMS, 0)).isEmpty();
    assertThat(heard(late, TERMS, NEVER)).isEmpty();
  }

  @Test
  void what_an_account_may_capture_beyond_its_authorisation_is_silent() {
    PaymentTerms generous =
        new PaymentTerms(10 * SECOND, Map.of(), 1, Map.of(), 0, Map.of("psp.shop", 15L), 0, 0);
    Said auth = said(AUTHORISED, "a", 10_000);
    assertThat(told(List.of(auth, said(CAPTURED, "c", 11_500)), generous)).isEmpty();
    assertThat(told(List.of(auth, said(CAPTURED, "c", 11_502)), generous))
        .isEqualTo("LIFECYCLE_VIOLATION CONFIRMED over_captured 2");
  }

  @Test
  void it_is_suspected_at_once_and_confirmed_when_its_provider_can_be_late_no_more() {
    List<PaymentStatement> said =
        List.of(
            Statements.statement("c", 60, -1, CAPTURED, "c", 10_000, AmountKind.TOTAL),
            Statements.statement("r", 120, -1, REFUNDED, "r", 20_000, AmountKind.TOTAL));
    assertThat(statuses(heard(said, TERMS, 120 * SECOND))).containsExactly(Status.SUSPECTED);
    assertThat(statuses(heard(said, TERMS, 130 * SECOND))).containsExactly(Status.SUSPECTED);
    assertThat(statuses(heard(said, TERMS, 130 * SECOND + 1))).containsExactly(Status.CONFIRMED);
  }

  @Test
  void what_was_told_and_turns_out_never_to_have_been_is_taken_back_once() {
    PaymentLife life = PaymentLife.UNHEARD;
    PaymentStatement refund =
        Statements.statement("r", 120, -1, REFUNDED, "r", 20_000, AmountKind.TOTAL);
    PaymentStatement capture =
        Statements.statement("c", 60, -1, CAPTURED, "c", 10_000, AmountKind.TOTAL);
    PaymentStatement more =
        Statements.statement("c2", 61, -1, CAPTURED, "c2", 10_000, AmountKind.TOTAL);
    life = life.heard(capture, capture.occurredAtMicros(), TERMS, 0).next();
    PaymentLifeStep suspected = life.heard(refund, refund.occurredAtMicros(), TERMS, 0);
    assertThat(suspected.next().told()).containsExactly(Check.OVER_REFUND);
    PaymentLifeStep cleared =
        suspected.next().heard(more, more.occurredAtMicros(), TERMS, 1_000 * SECOND);
    assertThat(cleared.alerts()).isEmpty();
    assertThat(cleared.takenBack()).containsExactly(Check.OVER_REFUND);
    assertThat(cleared.next().timeCame(TERMS, 2_000 * SECOND).takenBack()).isEmpty();
  }

  @Test
  void a_capture_alone_may_be_the_rest_of_a_payment_from_before_the_beginning() {
    PaymentTerms begun =
        new PaymentTerms(10 * SECOND, Map.of(), 1, Map.of(), 0, Map.of(), 40 * SECOND, 20 * SECOND);
    List<Said> row = List.of(said(CAPTURED, "c", 10_000), said(REFUNDED, "r", 20_000));
    assertThat(told(row, begun)).as("captured at 60 s").contains("OVER_REFUND");
    PaymentTerms later =
        new PaymentTerms(10 * SECOND, Map.of(), 1, Map.of(), 0, Map.of(), 41 * SECOND, 20 * SECOND);
    assertThat(told(row, later)).as("as much may have been captured before").isEmpty();
  }

  private static List<Status> statuses(List<MoneyAlert> alerts) {
    return alerts.stream().map(alert -> alert.alert().status()).toList();
  }

  /** Check, status and the fact that only this check has, once all time has passed. */
  private static String told(List<Said> row, PaymentTerms terms) {
    List<PaymentStatement> statements = new ArrayList<>();
    for (Said each : row) {
      int minute = statements.size() + 1;
      statements.add(
          Statements.statement(
              "e" + minute,
              60L * minute,
              PaymentStatement.NO_SEQUENCE,
              each.type(),
              each.operation(),
              each.minor(),
              AmountKind.TOTAL));
    }
    return String.join(
        ",",
        heard(statements, terms, NEVER).stream()
            .map(
                found ->
                    found.alert().check()
                        + " "
                        + found.alert().status()
                        + found.alert().facts().entrySet().stream()
                            .filter(fact -> !SUMS.contains(fact.getKey()))
                            .map(fact -> " " + fact.getKey() + " " + fact.getValue())
                            .sorted()
                            .reduce("", String::concat))
            .toList());
  }

  private static final List<String> SUMS =
      List.of("authorised", "captured", "refunded", "charged_back");

  private static List<MoneyAlert> heard(
      List<PaymentStatement> statements, PaymentTerms terms, long nowMicros) {
    PaymentLife life = PaymentLife.UNHEARD;
    List<MoneyAlert> alerts = List.of();
    for (PaymentStatement each : statements) {
      PaymentLifeStep step = life.heard(each, each.occurredAtMicros(), terms, nowMicros);
      life = step.next();
      alerts = step.alerts();
    }
    return alerts;
  }

  private static Said said(PaymentType type, String operation, long minor) {
    return new Said(type, operation, minor);
  }

  private static Arguments row(String name, String told, Said... said) {
    return arguments(name, List.of(said), told);
  }
}
