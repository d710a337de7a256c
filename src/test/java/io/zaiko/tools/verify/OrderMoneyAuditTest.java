package io.zaiko.tools.verify;

import static io.zaiko.avro.PaymentType.CAPTURED;
import static io.zaiko.avro.PaymentType.REFUNDED;
import static io.zaiko.tools.verify.OrderMoney.DAY;
import static io.zaiko.tools.verify.OrderMoney.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertSeverity;
import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.PaymentAlert;
import io.zaiko.avro.PaymentType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of orders is held against what they come to. */
class OrderMoneyAuditTest {
  private static final String DUPLICATE = "DUPLICATE_CHARGE";

  @Test
  void what_is_told_as_it_is_differs_in_nothing() {
    assertThat(differences(twice(), DAY, duplicate())).isEmpty();
  }

  @Test
  void what_is_not_told_is_found() {
    assertThat(differences(twice(), DAY))
        .containsExactly("o-1: DUPLICATE_CHARGE is not told, expected [CONFIRMED]");
    assertThat(differences(twice(), 10))
        .containsExactly("o-1: DUPLICATE_CHARGE is not told, expected [SUSPECTED, CONFIRMED]");
  }

  @Test
  void what_is_due_and_not_proven_to_be_over_may_be_told_or_not() {
    OrderMoney order =
        new OrderMoney()
            .sold(100)
            .psp("p1", 1, CAPTURED, 100)
            .psp("p1", DAY, PaymentType.REFUNDED, 50);
    PaymentAlert told =
        alert(
            "REFUND_WITHOUT_RETURN",
            "o-1",
            AlertStatus.CONFIRMED,
            AlertSeverity.HIGH,
            Map.of("excess", 50L));

    assertThat(differences(order, 2 * DAY - 1)).isEmpty();
    assertThat(differences(order, 2 * DAY - 1, told)).isEmpty();
    assertThat(differences(order, 2 * DAY + 1, told)).isEmpty();
    assertThat(differences(order, 2 * DAY + 1)).hasSize(1);
  }

  @Test
  void a_wrong_number_severity_or_status_is_found() {
    PaymentAlert number = duplicate();
    number.setFacts(Map.of("excess", 99L));
    PaymentAlert severity = duplicate();
    severity.setSeverity(AlertSeverity.LOW);
    PaymentAlert status = duplicate();
    status.setStatus(AlertStatus.RESOLVED);

    assertThat(differences(twice(), DAY, number))
        .containsExactly("o-1: DUPLICATE_CHARGE tells of excess 99, expected 100");
    assertThat(differences(twice(), DAY, severity))
        .containsExactly("o-1: DUPLICATE_CHARGE is LOW, expected CRITICAL");
    assertThat(differences(twice(), DAY, status))
        .containsExactly("o-1: DUPLICATE_CHARGE is RESOLVED, expected [CONFIRMED]");
  }

  @Test
  void of_what_was_made_good_the_most_is_told() {
    OrderMoney order = twice().psp("p2", DAY, REFUNDED, 40).psp("p2", 2 * DAY, REFUNDED, 60);
    PaymentAlert told = duplicate();
    told.setStatus(AlertStatus.RESOLVED);

    assertThat(differences(order, 3 * DAY, told)).isEmpty();
    told.setFacts(Map.of("excess", 60L));
    assertThat(differences(order, 3 * DAY, told))
        .containsExactly("o-1: DUPLICATE_CHARGE tells of excess 60, expected 100");
  }

  @Test
  void what_stands_for_nothing_is_found_but_not_what_was_taken_back() {
    OrderMoney order = new OrderMoney().sold(100).psp("p1", 1, CAPTURED, 100);
    PaymentAlert kept =
        alert("MONEY_KEPT", "o-1", AlertStatus.CONFIRMED, AlertSeverity.MEDIUM, Map.of());
    PaymentAlert ghost =
        alert("OVER_REFUND", "ghost", AlertStatus.RETRACTED, AlertSeverity.CRITICAL, Map.of());
    PaymentAlert takenBack =
        alert(DUPLICATE, "o-1", AlertStatus.RETRACTED, AlertSeverity.CRITICAL, Map.of());
    PaymentAlert ofPayment =
        alert(
            "OVER_REFUND",
            "psp|shop|p1",
            AlertStatus.CONFIRMED,
            AlertSeverity.CRITICAL,
            Map.of("excess", 7L));

    assertThat(differences(order, DAY, kept, ghost, takenBack, ofPayment))
        .containsExactlyInAnyOrder(
            "o-1: MONEY_KEPT is CONFIRMED, expected [RETRACTED]",
            "ghost: OVER_REFUND is RETRACTED, expected nothing of what nobody spoke of");
  }

  @Test
  void of_a_payment_whose_sale_came_after_all_it_may_be_taken_back() {
    OrderMoney order = new OrderMoney().sold(100).psp("p1", 1, CAPTURED, 100);
    PaymentAlert told =
        alert(
            "PAYMENT_WITHOUT_SALE",
            "psp|shop|p1",
            AlertStatus.RETRACTED,
            AlertSeverity.HIGH,
            Map.of());

    assertThat(differences(order, DAY, told)).isEmpty();
    told.setStatus(AlertStatus.CONFIRMED);
    assertThat(differences(order, DAY, told))
        .containsExactly("psp|shop|p1: PAYMENT_WITHOUT_SALE is CONFIRMED, expected [RETRACTED]");
  }

  @Test
  void sales_that_were_applied_are_what_payments_are_held_against() {
    JudgedPayments payments = new JudgedPayments();
    for (String each : List.of("p1", "p2")) {
      payments.say(event("psp", each, 1, CAPTURED, 100).build());
    }
    OrderMoney.Told sale = new OrderMoney().sold(100).goods.get(0);
    payments
        .topics()
        .append(
            "sales.web",
            HonestOutputs.BROKER_TIME.toEpochMilli(),
            null,
            TestSchemas.encode(sale.record()));

    assertThat(payments.settle().verify().text())
        .contains("o-1: DUPLICATE_CHARGE is not told, expected [SUSPECTED, CONFIRMED]");
  }

  private static OrderMoney twice() {
    return new OrderMoney().sold(100).psp("p1", 1, CAPTURED, 100).psp("p2", 2, CAPTURED, 100);
  }

  private static PaymentAlert duplicate() {
    return alert(
        DUPLICATE, "o-1", AlertStatus.CONFIRMED, AlertSeverity.CRITICAL, Map.of("excess", 100L));
  }

  static PaymentAlert alert(
      String check,
      String key,
      AlertStatus status,
      AlertSeverity severity,
      Map<String, Long> facts) {
    return PaymentAlert.newBuilder()
        .setAlertId(check + key)
        .setCheck(check)
        .setKey(key)
        .setEpisode(0)
        .setRevision(1)
        .setStatus(status)
        .setSeverity(severity)
        .setFacts(facts)
        .setSentence("")
        .setOccurredAt(Instant.EPOCH)
        .setEmittedAt(Instant.EPOCH)
        .build();
  }

  private static List<String> differences(OrderMoney order, int minute, PaymentAlert... told) {
    Differences differences = new Differences();
    OrderMoneyAudit audit = order.audit(differences);
    for (PaymentAlert each : told) {
      audit.alert(each);
    }
    audit.compare(order.lives(), OrderMoney.provenUntil(minute));
    return differences.firstOf(Check.PAYMENTS);
  }
}
