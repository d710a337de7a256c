package io.zaiko.tools.verify;

import static io.zaiko.avro.PaymentType.AUTHORISED;
import static io.zaiko.avro.PaymentType.CAPTURED;
import static io.zaiko.avro.PaymentType.CHARGEBACK_RECEIVED;
import static io.zaiko.avro.PaymentType.REFUNDED;
import static io.zaiko.tools.verify.OrderMoney.DAY;
import static io.zaiko.tools.verify.OrderMoney.adjusted;
import static io.zaiko.tools.verify.OrderMoney.at;
import static io.zaiko.tools.verify.OrderMoney.eur;
import static io.zaiko.tools.verify.OrderMoney.event;
import static io.zaiko.tools.verify.OrderMoney.line;
import static io.zaiko.tools.verify.OrderMoney.provided;
import static io.zaiko.tools.verify.OrderMoney.sale;
import static io.zaiko.tools.verify.OrderMoney.tender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.AmountAdjustmentKind;
import io.zaiko.avro.Disposition;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Source;
import io.zaiko.avro.Tender;
import io.zaiko.avro.TenderKind;
import io.zaiko.avro.Void;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What keeps the checks of an order silent, or makes them speak all the same. */
class OrderMoneyGuardsTest {
  @Test
  void a_refund_of_what_was_cancelled_does_not_make_good_what_was_charged_twice() {
    assertThat(twice().cancelled(60, 2).psp("p2", 61, REFUNDED, 100).found(DAY))
        .isEqualTo(Map.of("DUPLICATE_CHARGE", "[CONFIRMED] CRITICAL {excess=100}"));
  }

  @Test
  void what_was_charged_back_makes_good_what_was_charged_twice() {
    assertThat(twice().psp("p2", DAY, CHARGEBACK_RECEIVED, 100).found(2 * DAY))
        .isEqualTo(Map.of("DUPLICATE_CHARGE", "[RESOLVED] 100"));
  }

  @Test
  void what_the_customer_keeps_did_not_come_back() {
    OrderMoney order = new OrderMoney().sold(100).psp("p1", 1, CAPTURED, 100);

    assertThat(order.returned("web", 60, "TEA-1", 5, 0, Disposition.NOT_RETURNED).found(DAY))
        .isEmpty();
  }

  @Test
  void what_was_charged_back_is_not_kept() {
    OrderMoney order =
        new OrderMoney()
            .sold(150, tender(TenderKind.CASH, 50))
            .psp("p1", 1, CAPTURED, 100)
            .cancelled(60, 1)
            .psp("p1", 70, CHARGEBACK_RECEIVED, 75);

    assertThat(order.found(10 * DAY)).isEmpty();
  }

  @Test
  void of_what_left_no_more_is_missing_than_is_owed() {
    OrderMoney order =
        new OrderMoney()
            .goods(
                "web",
                sale("s-1", 0, line(1, 2, FulfilmentKind.CARRY_OUT, 100))
                    .setTotal(eur(80))
                    .setAdjustments(List.of(adjusted(AmountAdjustmentKind.DEPOSIT, -20)))
                    .build());

    assertThat(order.found(10)).isEmpty();
    assertThat(order.found(20))
        .isEqualTo(Map.of("SALE_WITHOUT_CAPTURE", "[CONFIRMED] CRITICAL {missing=80}"));
  }

  @Test
  void what_came_back_need_not_be_paid() {
    OrderMoney order =
        new OrderMoney()
            .sold(100)
            .fulfilled("f-1", 60, FulfilmentAct.SHIPPED, 2)
            .returned(70, "TEA-1", 2, 100);

    assertThat(order.found(10 * DAY)).isEmpty();
  }

  @Test
  void authorised_at_two_accounts_in_parts_or_twice_at_one_is_silent() {
    OrderMoney parts =
        new OrderMoney()
            .sold(100)
            .psp("p1", 1, AUTHORISED, 60)
            .paid(event("other", "q1", 1, AUTHORISED, 60).build());
    OrderMoney retried =
        new OrderMoney().sold(100).psp("p1", 1, AUTHORISED, 100).psp("p2", 1, AUTHORISED, 100);

    assertThat(parts.found(DAY)).isEmpty();
    assertThat(retried.found(DAY)).isEmpty();
  }

  @Test
  void a_payment_that_was_lost_twice_by_itself_is_not_told_of_its_order() {
    OrderMoney order =
        new OrderMoney()
            .sold(100)
            .psp("p1", 1, CAPTURED, 100)
            .psp("p1", 60, REFUNDED, 100)
            .psp("p1", 61, CHARGEBACK_RECEIVED, 100)
            .returned(60, "TEA-1", 2, 100);

    assertThat(order.found(10 * DAY)).isEmpty();
  }

  @Test
  void where_all_is_cancelled_all_is_to_be_given_back() {
    OrderMoney order =
        new OrderMoney()
            .goods(
                "web",
                sale("s-1", 0, line(1, 2, FulfilmentKind.SHIP, 100))
                    .setTotal(eur(110))
                    .setAdjustments(List.of(adjusted(AmountAdjustmentKind.DELIVERY, 10)))
                    .build())
            .psp("p1", 1, CAPTURED, 110)
            .cancelled(60, 2);

    assertThat(order.found(6 * DAY))
        .isEqualTo(Map.of("MONEY_KEPT", "[CONFIRMED] MEDIUM {excess=110}"));
  }

  @Test
  void of_a_sale_that_tells_a_line_again_only_the_others_are_owed() {
    OrderMoney order =
        new OrderMoney()
            .sold(100)
            .psp("p1", 1, CAPTURED, 100)
            .psp("p2", 2, CAPTURED, 60)
            .goods(
                "web",
                sale(
                        "s-2",
                        60,
                        line(1, 2, FulfilmentKind.SHIP, 100),
                        line(2, 1, FulfilmentKind.SHIP, 30))
                    .setTotal(eur(130))
                    .build());

    assertThat(order.found(DAY))
        .isEqualTo(Map.of("DUPLICATE_CHARGE", "[CONFIRMED] CRITICAL {excess=30}"));
  }

  @Test
  void what_a_till_that_stands_alone_sold_is_paid() {
    Tender cash = tender(TenderKind.CASH, 100);
    Tender card = tender(TenderKind.CARD, 100);
    for (Tender[] tenders : List.of(new Tender[0], new Tender[] {card})) {
      OrderMoney order =
          new OrderMoney()
              .carriedOut("till", 100, tenders)
              .returned("till", 60, "TEA-1", 2, 100, Disposition.RESTOCK, cash);

      assertThat(order.found(10 * DAY)).isEmpty();
    }
  }

  @Test
  void what_a_till_that_stands_alone_sold_is_not_paid_twice_where_payments_are_known() {
    for (Tender[] tenders : List.of(new Tender[0], new Tender[] {tender(TenderKind.CARD, 100)})) {
      OrderMoney order =
          new OrderMoney()
              .carriedOut("till", 100, tenders)
              .psp("p1", 1, CAPTURED, 60)
              .psp("p2", 2, CAPTURED, 40);

      assertThat(order.found(10 * DAY)).isEmpty();
    }
  }

  @Test
  void a_line_that_another_source_sold_as_well_is_told_until_that_is_voided() {
    OrderMoney order =
        new OrderMoney()
            .sold(100)
            .psp("p1", 1, CAPTURED, 100)
            .goods(
                "web",
                sale("s-2", 60, line(1, 2, FulfilmentKind.SHIP, 100))
                    .setSource(Source.newBuilder().setId("office").build())
                    .setTotal(eur(100))
                    .build());

    assertThat(order.found(DAY)).isEqualTo(Map.of("DOUBLE_BOOKED", "[CONFIRMED] HIGH {doubled=2}"));
    ((Void) order.voided("v-1", DAY, FulfilmentKind.SHIP, 2).goods.get(2).record())
        .setOriginalEventId("s-2");
    assertThat(order.found(10 * DAY)).isEqualTo(Map.of("DOUBLE_BOOKED", "[RESOLVED] 2"));
  }

  @Test
  void an_invoice_that_is_not_due_does_not_stand_for_a_card() {
    Tender invoice = tender(TenderKind.INVOICE, 50);
    invoice.setDueAt(at(30 * DAY));
    OrderMoney order =
        new OrderMoney().carriedOut("web", 100, provided(TenderKind.CARD, 50).build(), invoice);

    assertThat(order.found(DAY))
        .isEqualTo(Map.of("SALE_WITHOUT_CAPTURE", "[CONFIRMED] CRITICAL {missing=50}"));
  }

  @Test
  void a_refund_for_another_reason_needs_a_return() {
    OrderMoney order =
        new OrderMoney()
            .sold(100)
            .psp("p1", 1, CAPTURED, 100)
            .paid(event("psp", "p1", 60, REFUNDED, 20).setReasonCode("MISTAKE").build());

    assertThat(order.found(2 * DAY))
        .isEqualTo(Map.of("REFUND_WITHOUT_RETURN", "[CONFIRMED] HIGH {excess=20}"));
  }

  @Test
  void of_several_orders_that_name_a_payment_it_is_of_the_one_sold_last() {
    OrderMoney orders =
        new OrderMoney()
            .carriedOut("web", 100, provided(TenderKind.CARD, 100).build())
            .goods(
                "web",
                sale("s-0", 5, line(1, 2, FulfilmentKind.CARRY_OUT, 100))
                    .setOrderRef("o-0")
                    .setTotal(eur(100))
                    .setTenders(List.of(provided(TenderKind.CARD, 100).build()))
                    .build())
            .paid(event("psp", "p1", 1, CAPTURED, 100).setOrderRef(null).build());

    assertThat(orders.matters(DAY))
        .filteredOn(matter -> matter.ways().get(0).lasting().stands())
        .extracting(MoneyMatter::check, MoneyMatter::key)
        .containsExactly(tuple("SALE_WITHOUT_CAPTURE", "o-1"));
  }

  @Test
  void what_was_taken_offline_may_be_captured_a_day_later() {
    OrderMoney order =
        new OrderMoney()
            .carriedOut("web", 100, provided(TenderKind.CARD, 100).setOffline(true).build());

    assertThat(order.found(DAY - 1)).isEmpty();
    assertThat(order.found(DAY + 1)).containsKey("SALE_WITHOUT_CAPTURE");
  }

  @Test
  void what_is_yet_to_fall_due_must_not_be_told() {
    OrderMoney order =
        new OrderMoney()
            .carriedOut(
                "web", 100, provided(TenderKind.INSTALMENT, 100).setDueAt(at(10 * DAY)).build());

    assertThat(order.matters(9 * DAY))
        .filteredOn(matter -> matter.check().equals("SALE_WITHOUT_CAPTURE"))
        .allMatch(
            matter ->
                matter
                    .expected(OrderMoney.provenUntil(9 * DAY))
                    .equals(Set.of(AlertStatus.RETRACTED)))
        .hasSize(1);
  }

  @Test
  void a_tender_of_another_currency_makes_them_abstain() {
    Tender tender = provided(TenderKind.CARD, 100).setAmount(OrderMoney.usd(100)).build();
    OrderMoney order =
        new OrderMoney().sold(100, tender).psp("p1", 1, CAPTURED, 100).psp("p2", 2, CAPTURED, 100);

    assertThat(order.found(10 * DAY)).isEmpty();
  }

  @Test
  void a_payment_that_may_have_begun_before_the_start_needs_no_sale() {
    OrderMoney order = new OrderMoney().psp("p1", 1, CAPTURED, 100);
    PaymentMeasures usual = OrderMoney.MEASURES;
    PaymentMeasures begun =
        new PaymentMeasures(
            usual.lateness(),
            Map.of(),
            1,
            Map.of(),
            0,
            Map.of(),
            OrderMoney.BEGUN,
            Duration.ofDays(1),
            usual.orders());

    assertThat(order.found(DAY)).containsKey("PAYMENT_WITHOUT_SALE");
    assertThat(new OrderMoneyAudit(new Differences(), begun).matters(order.lives(), Long.MAX_VALUE))
        .noneMatch(matter -> matter.ways().get(0).lasting().stands());
  }

  @Test
  void what_is_missing_may_be_held_back_for_so_long() {
    OrderMoney order = new OrderMoney().psp("p1", 1, CAPTURED, 100);
    PaymentMeasures usual = OrderMoney.MEASURES;
    PaymentMeasures held =
        new PaymentMeasures(
            usual.lateness(),
            Map.of(),
            1,
            Map.of(),
            0,
            Map.of(),
            usual.completeFrom(),
            usual.unseenWindow(),
            OrderMeasures.of(new JobSettings(Map.of("payment.profile.web", "LINKED"))));
    OrderMoneyAudit audit = new OrderMoneyAudit(new Differences(), held);
    MoneyMatter missing = audit.matters(order.lives(), Long.MAX_VALUE).get(0);

    assertThat(missing.expected(OrderMoney.provenUntil(3 * DAY)))
        .containsExactly(AlertStatus.SUSPECTED, AlertStatus.CONFIRMED, AlertStatus.RETRACTED);
    assertThat(missing.expected(OrderMoney.provenUntil(3 * DAY + 20)))
        .containsExactly(AlertStatus.CONFIRMED);
    order.psp("p1", DAY, REFUNDED, 100);
    assertThat(
            audit
                .matters(order.lives(), Long.MAX_VALUE)
                .get(0)
                .expected(OrderMoney.provenUntil(9 * DAY)))
        .containsExactly(AlertStatus.RETRACTED, AlertStatus.RESOLVED);
  }

  @Test
  void totals_may_differ_by_the_tolerance() {
    OrderMoney order =
        new OrderMoney()
            .goods(
                "till",
                sale("s-1", 0, line(1, 1, FulfilmentKind.CARRY_OUT, 100))
                    .setTotal(eur(99))
                    .build());

    assertThat(order.found(DAY)).isEmpty();
  }

  private static OrderMoney twice() {
    return new OrderMoney().sold(100).psp("p1", 1, CAPTURED, 100).psp("p2", 2, CAPTURED, 100);
  }
}
