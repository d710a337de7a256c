package io.zaiko.tools.verify;

import static io.zaiko.avro.PaymentType.AUTHORISED;
import static io.zaiko.avro.PaymentType.CAPTURED;
import static io.zaiko.avro.PaymentType.REFUNDED;
import static io.zaiko.avro.PaymentType.VOIDED;
import static io.zaiko.tools.verify.OrderMoney.DAY;
import static io.zaiko.tools.verify.OrderMoney.at;
import static io.zaiko.tools.verify.OrderMoney.eur;
import static io.zaiko.tools.verify.OrderMoney.event;
import static io.zaiko.tools.verify.OrderMoney.line;
import static io.zaiko.tools.verify.OrderMoney.sale;
import static io.zaiko.tools.verify.OrderMoney.tender;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AmountAdjustmentKind;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Tender;
import io.zaiko.avro.TenderKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Goods and money of one order: what left, what came back, what was sold at all. */
class OrderGoodsMoneyTest {
  @Test
  void what_was_sent_and_not_paid_is_told_after_a_day() {
    OrderMoney order =
        new OrderMoney()
            .sold(100)
            .psp("p1", 1, AUTHORISED, 100)
            .fulfilled("f-1", 60, FulfilmentAct.SHIPPED, 1);

    assertThat(order.found(DAY)).isEmpty();
    assertThat(order.found(2 * DAY))
        .isEqualTo(Map.of("SALE_WITHOUT_CAPTURE", "[CONFIRMED] MEDIUM {missing=50}"));
    assertThat(order.psp("p1", 90, VOIDED, 100).found(2 * DAY))
        .isEqualTo(Map.of("SALE_WITHOUT_CAPTURE", "[CONFIRMED] CRITICAL {missing=50}"));
    assertThat(order.psp("p2", 3 * DAY, CAPTURED, 50).found(4 * DAY))
        .isEqualTo(Map.of("SALE_WITHOUT_CAPTURE", "[RESOLVED] 50"));
  }

  @Test
  void an_instalment_is_awaited_until_it_is_due() {
    OrderMoney order =
        new OrderMoney()
            .goods(
                "web",
                sale("s-1", 0, line(1, 2, FulfilmentKind.CARRY_OUT, 100))
                    .setTotal(eur(100))
                    .setTenders(
                        List.of(
                            Tender.newBuilder()
                                .setKind(TenderKind.INSTALMENT)
                                .setAmount(eur(100))
                                .setProvider("psp")
                                .setDueAt(at(10 * DAY))
                                .build()))
                    .build());

    assertThat(order.found(9 * DAY)).isEmpty();
    assertThat(order.found(10 * DAY + 20))
        .isEqualTo(Map.of("SALE_WITHOUT_CAPTURE", "[CONFIRMED] CRITICAL {missing=100}"));
  }

  @Test
  void a_payment_is_found_by_its_order_its_tender_or_its_checkout() {
    assertThat(unsold().found(DAY))
        .isEqualTo(Map.of("PAYMENT_WITHOUT_SALE", "[CONFIRMED] HIGH {captured=100}"));
    assertThat(unsold().found(10)).isEmpty();
    assertThat(
            unsold()
                .goods(
                    "web",
                    sale("s-1", 3, line(1, 1, FulfilmentKind.SHIP, 100))
                        .setTotal(eur(100))
                        .setCheckoutRef("c-1")
                        .build())
                .found(DAY))
        .isEmpty();
    assertThat(
            unsold()
                .sold(
                    100,
                    Tender.newBuilder()
                        .setKind(TenderKind.CARD)
                        .setAmount(eur(100))
                        .setProvider("psp")
                        .setPaymentRef("p1")
                        .build())
                .found(DAY))
        .isEmpty();
    OrderMoney givenBack =
        unsold().paid(event("psp", "p1", DAY, REFUNDED, 100).setOrderRef(null).build());
    assertThat(givenBack.found(2 * DAY))
        .isEqualTo(Map.of("PAYMENT_WITHOUT_SALE", "[RESOLVED] 100"));
  }

  @Test
  void more_back_than_was_sold_is_told_by_item() {
    OrderMoney order = new OrderMoney().sold(100).psp("p1", 1, CAPTURED, 100);

    assertThat(order.returned(60, "COFFEE", 3, 0).found(DAY))
        .isEqualTo(Map.of("RETURN_NOT_SOLD", "[CONFIRMED] HIGH {returned=3, sold=0}"));
    assertThat(order.returned(61, "TEA-1", 5, 0).found(DAY))
        .containsEntry("EXCESS_RETURN", "[CONFIRMED] HIGH {returned=5, sold=2}");
  }

  @Test
  void returns_of_what_nobody_sold_here_are_silent() {
    assertThat(
            new OrderMoney()
                .returned(60, "COFFEE", 3, 10, tender(TenderKind.CASH, 10))
                .found(10 * DAY))
        .isEmpty();
  }

  @Test
  void a_line_that_two_sales_tell_is_owed_once() {
    OrderMoney order =
        new OrderMoney()
            .sold(100)
            .psp("p1", 1, CAPTURED, 100)
            .psp("p2", 2, CAPTURED, 30)
            .goods(
                "web",
                sale(
                        "s-2",
                        60,
                        line(1, 2, FulfilmentKind.SHIP, 100),
                        line(2, 1, FulfilmentKind.SHIP, 30))
                    .setTotal(eur(130))
                    .build());

    assertThat(order.found(10 * DAY)).isEmpty();
  }

  @Test
  void cancelled_units_are_worth_their_share_of_taxes_and_discounts_rounded_half_up() {
    // 1 of 2 of 75 of 100, with 11 more to share: 75 * 111 / 100 / 2 = 41.625; nothing of delivery
    OrderMoney order =
        new OrderMoney()
            .goods(
                "web",
                sale(
                        "s-1",
                        0,
                        line(1, 2, FulfilmentKind.SHIP, 75),
                        line(2, 1, FulfilmentKind.SHIP, 25))
                    .setTotal(eur(119))
                    .setAdjustments(
                        List.of(
                            OrderMoney.adjusted(AmountAdjustmentKind.TAX, 19),
                            OrderMoney.adjusted(AmountAdjustmentKind.DISCOUNT, -8),
                            OrderMoney.adjusted(AmountAdjustmentKind.DELIVERY, 8)))
                    .build())
            .psp("p1", 1, CAPTURED, 119)
            .cancelled(60, 1);

    assertThat(order.found(6 * DAY))
        .isEqualTo(Map.of("MONEY_KEPT", "[CONFIRMED] MEDIUM {excess=42}"));
  }

  @Test
  void units_handed_over_are_voided_but_not_cancelled() {
    OrderMoney order =
        new OrderMoney()
            .sold(100)
            .psp("p1", 1, CAPTURED, 100)
            .fulfilled("f-1", 60, FulfilmentAct.SHIPPED, 2);

    assertThat(order.cancelled(70, 2).found(10 * DAY)).isEmpty();
    assertThat(order.voided("v-1", 80, FulfilmentKind.SHIP, 1).found(10 * DAY))
        .isEqualTo(Map.of("MONEY_KEPT", "[CONFIRMED] MEDIUM {excess=50}"));
  }

  @Test
  void a_total_that_is_not_its_parts_is_told_of_its_record() {
    OrderMoney order =
        new OrderMoney()
            .goods(
                "till",
                sale("s-1", 0, line(1, 1, FulfilmentKind.CARRY_OUT, 100))
                    .setTotal(eur(90))
                    .build());

    assertThat(order.found(10))
        .isEqualTo(Map.of("TOTAL_MISMATCH", "[CONFIRMED] LOW {parts=100, total=90}"));
    assertThat(order.matters(10)).anyMatch(matter -> matter.key().equals("s-1"));
  }

  @Test
  void what_is_missing_is_told_of_linked_channels_alone() {
    for (String channel : List.of("mall", "till")) {
      OrderMoney order =
          new OrderMoney()
              .goods(
                  channel,
                  sale("s-1", 0, line(1, 2, FulfilmentKind.CARRY_OUT, 100))
                      .setTotal(eur(100))
                      .build())
              .voided("v-1", 60, FulfilmentKind.CARRY_OUT, 1)
              .paid(
                  event("psp", "p9", 1, CAPTURED, 7).setChannel(channel).setOrderRef("x").build());

      assertThat(order.found(10 * DAY)).as(channel).isEmpty();
    }
  }

  private static OrderMoney unsold() {
    return new OrderMoney()
        .paid(
            event("psp", "p1", 1, AUTHORISED, 100).setOrderRef(null).setCheckoutRef("c-1").build())
        .paid(event("psp", "p1", 2, CAPTURED, 100).setOrderRef(null).build());
  }
}
