package io.zaiko.domain.settlement;

import static io.zaiko.domain.settlement.TestOrder.DAY;
import static io.zaiko.domain.settlement.TestOrder.LONG_AFTER;
import static io.zaiko.domain.settlement.TestOrder.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.alert.Alert.Severity;
import io.zaiko.domain.alert.Alert.Status;
import io.zaiko.domain.payment.PaymentType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked rows of the design, and what each check says where they leave off. */
class OrderMoneyTest {

  /** C captured, T sold for, K cancelled, V returned, R refunded; then what each check tells. */
  @ParameterizedTest
  @CsvSource({
    "200, 100, 0, 0, 100, 0, 0, 0",
    "200, 100, 0, 100, 100, 100, 100, 0",
    "100, 100, 0, 50, 0, 0, 50, 0",
    "100, 100, 50, 0, 0, 0, 50, 0",
    "100, 100, 50, 0, 50, 0, 0, 0",
    "50, 100, 50, 0, 50, 0, 0, 50",
    "100, 100, 0, 0, 0, 0, 0, 0",
    "100, 100, 0, 100, 100, 0, 0, 0",
    "100, 100, 0, 0, 30, 0, 0, 30",
    "150, 100, 0, 0, 0, 50, 50, 0"
  })
  void the_worked_rows(
      long c, long t, long k, long v, long r, long charged, long kept, long refunded) {
    TestOrder order = TestOrder.of("web").sold(List.of(t / 2, t - t / 2));
    if (c > t) {
      order.captured("p1", t).captured("p2", c - t);
    } else {
      order.captured("p1", c);
    }
    if (k > 0) {
      order.cancelled(0);
    }
    if (v == t) {
      order.returned(0, t / 2).returned(1, t - t / 2);
    } else if (v > 0) {
      order.returned(1, v);
    }
    if (r > 0) {
      order.refunded("p1", r);
    }
    assertThat(order.excess(Check.DUPLICATE_CHARGE)).isEqualTo(charged);
    assertThat(order.excess(Check.MONEY_KEPT)).isEqualTo(kept);
    assertThat(order.excess(Check.REFUND_WITHOUT_RETURN)).isEqualTo(refunded);
  }

  @Test
  void a_double_charge_is_suspected_at_once_and_resolved_by_its_refund() {
    TestOrder order = TestOrder.of("web").sold(List.of(1_000L)).shipped(0);
    order.captured("p1", 1_000).captured("p2", 1_000);
    long at = order.atMicros();
    assertThat(order.told(Check.DUPLICATE_CHARGE, at).map(Alert::status))
        .contains(Status.SUSPECTED);
    assertThat(order.told(Check.DUPLICATE_CHARGE, at + 16 * MINUTE).map(Alert::status))
        .contains(Status.CONFIRMED);
    order.after(DAY).refunded("p2", 1_000);
    Alert told = order.told(Check.DUPLICATE_CHARGE, LONG_AFTER).orElseThrow();
    assertThat(told.status()).isEqualTo(Status.RESOLVED);
    assertThat(told.facts()).containsEntry("excess", 1_000L).containsEntry("total", 1_000L);
    assertThat(order.inTheEnd()).containsExactly(Check.DUPLICATE_CHARGE);
  }

  @Test
  void a_charge_that_is_reversed_within_the_providers_time_was_never_one() {
    TestOrder order = TestOrder.of("web").sold(List.of(1_000L)).shipped(0);
    order.captured("p1", 1_000).captured("p2", 1_000).refunded("p2", 1_000);
    assertThat(order.inTheEnd()).isEmpty();
  }

  @Test
  void the_sale_may_be_booked_after_its_payments() {
    TestOrder order = TestOrder.of("web").captured("p1", 600).captured("p2", 400);
    order.after(10 * MINUTE).sold(List.of(1_000L)).shipped(0);
    assertThat(order.inTheEnd()).isEmpty();
  }

  @Test
  void both_gateways_of_a_fail_over_captured() {
    TestOrder order = TestOrder.of("web").sold(List.of(1_000L)).shipped(0);
    order.captured("p1", 1_000);
    order.paid("other", "p2", PaymentType.CAPTURED, "c", 1_000, null);
    assertThat(order.inTheEnd())
        .containsExactlyInAnyOrder(Check.CROSS_PROVIDER_DUPLICATE, Check.MONEY_KEPT);
    assertThat(order.told(Check.CROSS_PROVIDER_DUPLICATE, LONG_AFTER).map(Alert::severity))
        .contains(Severity.CRITICAL);
  }

  @Test
  void a_gift_card_beside_a_card_charged_twice_is_no_matter_of_two_providers() {
    TestOrder order = TestOrder.of("web").sold(List.of(1_000L)).shipped(0);
    order.paid("gifts", "g1", PaymentType.STORED_VALUE_REDEEMED, "r", 200, null);
    order.captured("p1", 800).captured("p2", 800);
    assertThat(order.inTheEnd())
        .containsExactlyInAnyOrder(Check.DUPLICATE_CHARGE, Check.MONEY_KEPT);
  }

  @Test
  void authorised_at_both_is_low_until_one_is_released() {
    TestOrder order = TestOrder.of("web").paid("p1", PaymentType.AUTHORISED, 1_000);
    order.paid("other", "p2", PaymentType.AUTHORISED, "a", 1_000, null).sold(List.of(1_000L));
    long at = order.atMicros();
    assertThat(order.told(Check.CROSS_PROVIDER_DUPLICATE, at + 10 * MINUTE)).isEmpty();
    assertThat(order.told(Check.CROSS_PROVIDER_DUPLICATE, at + 16 * MINUTE).map(Alert::severity))
        .contains(Severity.LOW);
    order.after(DAY).paid("p1", PaymentType.VOIDED, 1_000);
    assertThat(order.told(Check.CROSS_PROVIDER_DUPLICATE, LONG_AFTER).map(Alert::status))
        .contains(Status.RESOLVED);
  }

  @Test
  void a_fail_over_whose_first_authorisation_is_voided_at_once_is_silent() {
    TestOrder order = TestOrder.of("web").paid("p1", PaymentType.AUTHORISED, 1_000);
    order.paid("other", "p2", PaymentType.AUTHORISED, "a", 1_000, null).sold(List.of(1_000L));
    order.paid("p1", PaymentType.VOIDED, 1_000);
    assertThat(order.inTheEnd()).isEmpty();
  }

  @Test
  void a_split_tender_is_no_double_charge() {
    TestOrder order = TestOrder.of("pos").captured("p1", 300);
    order.sold(List.of(1_000L), TestOrder.cash(700));
    assertThat(order.inTheEnd()).isEmpty();
  }

  @Test
  void what_is_cancelled_takes_its_share_of_tax_and_of_the_discount() {
    TestOrder order = TestOrder.of("web").sold("shop", List.of(1_000L, 3_000L), 800);
    order.cancelled(0).shipped(1).captured("p1", 3_600); // 4,800 less a quarter of it
    assertThat(order.inTheEnd()).isEmpty();
  }

  @Test
  void an_invoice_that_is_cancelled_owes_nobody() {
    TestOrder order = TestOrder.of("web").sold(List.of(1_000L), TestOrder.invoice(1_000));
    assertThat(order.cancelled(0).inTheEnd()).isEmpty();
  }

  @Test
  void an_invoice_that_is_paid_by_card_in_two_parts_is_paid_once() {
    TestOrder order = TestOrder.of("web").sold(List.of(1_000L), TestOrder.invoice(1_000));
    order.shipped(0).captured("p1", 500).captured("p2", 500);
    assertThat(order.inTheEnd()).isEmpty();
  }

  @Test
  void what_left_a_till_and_was_not_captured_is_told_after_a_quarter_of_an_hour() {
    TestOrder order = TestOrder.of("pos").paid("p1", PaymentType.AUTHORISED, 1_000);
    order.sold(List.of(1_000L), TestOrder.card(1_000));
    long at = order.atMicros();
    assertThat(order.told(Check.SALE_WITHOUT_CAPTURE, at + 15 * MINUTE)).isEmpty();
    Alert told = order.told(Check.SALE_WITHOUT_CAPTURE, at + 16 * MINUTE).orElseThrow();
    assertThat(told.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(told.facts()).containsEntry("missing", 1_000L);
    order.paid("p1", PaymentType.EXPIRED, 1_000);
    assertThat(order.told(Check.SALE_WITHOUT_CAPTURE, at + 20 * MINUTE).map(Alert::severity))
        .contains(Severity.CRITICAL);
  }

  @Test
  void of_what_was_sent_in_part_only_that_part_is_asked_for() {
    TestOrder order = TestOrder.of("web").sold(List.of(400L, 600L)).shipped(0);
    order.captured("p1", 400);
    assertThat(order.inTheEnd()).isEmpty();
    order.shipped(1);
    assertThat(order.told(Check.SALE_WITHOUT_CAPTURE, LONG_AFTER).map(Alert::facts))
        .hasValueSatisfying(facts -> assertThat(facts).containsEntry("missing", 600L));
  }

  @Test
  void an_instalment_is_asked_for_when_it_is_due() {
    long due = 10 * DAY;
    TestOrder order =
        TestOrder.of("web").sold(List.of(1_000L), TestOrder.due(400, 0), TestOrder.due(600, due));
    order.shipped(0).captured("p1", 400);
    assertThat(order.told(Check.SALE_WITHOUT_CAPTURE, due)).isEmpty();
    assertThat(
            order
                .account()
                .judged("order-1", TestOrder.TERMS, voice -> DAY, DAY)
                .next()
                .dueMicros())
        .isEqualTo(due);
    assertThat(order.told(Check.SALE_WITHOUT_CAPTURE, due + DAY + 1)).isPresent();
  }

  @Test
  void nothing_is_missed_where_nobody_knows_the_payments() {
    assertThat(TestOrder.of("counter").sold(List.of(500L)).shipped(0).inTheEnd()).isEmpty();
    TestOrder back = TestOrder.of("counter").sold(List.of(500L)).shipped(0).returned(0, 500);
    assertThat(back.inTheEnd()).isEmpty();
    assertThat(TestOrder.of("counter").captured("p1", 500).inTheEnd()).isEmpty();
  }

  @Test
  void money_for_an_order_that_nobody_booked_is_told_until_it_is_given_back() {
    TestOrder order = TestOrder.of("web").captured("p1", 1_000);
    assertThat(order.told(Check.PAYMENT_WITHOUT_SALE, order.atMicros() + 14 * MINUTE)).isEmpty();
    Alert told = order.told(Check.PAYMENT_WITHOUT_SALE, LONG_AFTER).orElseThrow();
    assertThat(told.key()).isEqualTo("psp|shop|p1");
    order.after(DAY).refunded("p1", 1_000);
    assertThat(order.told(Check.PAYMENT_WITHOUT_SALE, LONG_AFTER).map(Alert::status))
        .contains(Status.RESOLVED);
  }

  @Test
  void a_reason_excuses_a_refund() {
    TestOrder order = TestOrder.of("web").sold(List.of(1_000L)).shipped(0).captured("p1", 1_000);
    order.paid("psp", "p1", PaymentType.REFUNDED, "r1", 100, "GOODWILL");
    assertThat(order.inTheEnd()).isEmpty();
    order.paid("psp", "p1", PaymentType.REFUNDED, "r2", 100, "BECAUSE");
    assertThat(order.excess(Check.REFUND_WITHOUT_RETURN)).isEqualTo(100);
  }

  @Test
  void paid_back_by_card_and_once_more_in_cash() {
    TestOrder order = TestOrder.of("pos").captured("p1", 1_000).sold(List.of(1_000L));
    order.returned(0, 1_000, TestOrder.cash(1_000)).refunded("p1", 1_000);
    assertThat(order.excess(Check.OVER_REFUND)).isEqualTo(1_000);
  }

  @Test
  void what_one_payment_shows_by_itself_is_not_told_of_its_order_as_well() {
    TestOrder order = TestOrder.of("pos").captured("p1", 1_000).sold(List.of(1_000L));
    order.returned(0, 1_000).refunded("p1", 1_000).refunded("p1", 1_000);
    assertThat(order.excess(Check.OVER_REFUND)).isZero();
  }

  @Test
  void goods_that_were_never_sold_come_back_and_more_than_were_sold() {
    TestOrder order = TestOrder.of("pos").sold(List.of(1_000L, 500L), TestOrder.cash(1_500));
    order.returned(0, 1_000, TestOrder.cash(1_000));
    assertThat(order.inTheEnd()).isEmpty();
    order.returned(0, 1_000, TestOrder.cash(1_000)).returned(7, 10, TestOrder.cash(10));
    assertThat(order.told(Check.EXCESS_RETURN, LONG_AFTER).map(Alert::facts))
        .hasValueSatisfying(
            facts -> assertThat(facts).containsEntry("sold", 1L).containsEntry("returned", 2L));
    assertThat(order.told(Check.RETURN_NOT_SOLD, LONG_AFTER).map(Alert::facts))
        .hasValueSatisfying(
            facts -> assertThat(facts).containsEntry("sold", 0L).containsEntry("returned", 1L));
  }

  @Test
  void an_order_that_the_back_office_books_again_is_owed_once() {
    TestOrder order = TestOrder.of("pos").captured("p1", 1_000).sold(List.of(1_000L));
    order.sold("back-office", List.of(1_000L), 0);
    assertThat(order.inTheEnd()).containsExactly(Check.DOUBLE_BOOKED);
    order.after(DAY).voided("e2", 0);
    assertThat(order.told(Check.DOUBLE_BOOKED, LONG_AFTER).map(Alert::status))
        .contains(Status.RESOLVED);
    assertThat(order.inTheEnd()).containsExactly(Check.DOUBLE_BOOKED);
  }

  @Test
  void what_no_longer_holds_is_taken_back() {
    TestOrder early = TestOrder.of("web").captured("p1", 1_000);
    OrderAccount told =
        early.account().judged("order-1", TestOrder.TERMS, voice -> DAY, DAY).next();
    OrderEntry sale = TestOrder.of("web").sold(List.of(1_000L)).account().entries().get(0);
    OrderAccount.Step step =
        told.heard(sale, sale.occurredAtMicros())
            .judged("order-1", TestOrder.TERMS, voice -> DAY, DAY);
    assertThat(step.alerts())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.alert().check()).isEqualTo(Check.PAYMENT_WITHOUT_SALE);
              assertThat(alert.alert().status()).isEqualTo(Status.RETRACTED);
            });
  }
}
