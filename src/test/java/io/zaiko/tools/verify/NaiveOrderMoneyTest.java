package io.zaiko.tools.verify;

import static io.zaiko.avro.PaymentType.AUTHORISED;
import static io.zaiko.avro.PaymentType.CAPTURED;
import static io.zaiko.avro.PaymentType.CHARGEBACK_RECEIVED;
import static io.zaiko.avro.PaymentType.REFUNDED;
import static io.zaiko.avro.PaymentType.VOIDED;
import static io.zaiko.tools.verify.OrderMoney.DAY;
import static io.zaiko.tools.verify.OrderMoney.event;
import static io.zaiko.tools.verify.OrderMoney.line;
import static io.zaiko.tools.verify.OrderMoney.sale;
import static io.zaiko.tools.verify.OrderMoney.tender;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.TenderKind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The rows of docs/payment-checks.md, by C captured, T total, K cancelled, V returned, R refunded.
 */
class NaiveOrderMoneyTest {
  private static final int SEEDS = 200;

  @Test
  void charged_200_for_100_and_100_given_back_was_made_good() {
    OrderMoney order = twice().psp("p2", DAY, REFUNDED, 100);

    assertThat(order.found(10 * DAY)).isEqualTo(Map.of("DUPLICATE_CHARGE", "[RESOLVED] 100"));
  }

  @Test
  void charged_twice_is_suspected_at_once_and_confirmed_when_it_lasts() {
    assertThat(twice().found(10).get("DUPLICATE_CHARGE"))
        .isEqualTo("[SUSPECTED, CONFIRMED] CRITICAL {excess=100}");
    assertThat(twice().found(30))
        .isEqualTo(Map.of("DUPLICATE_CHARGE", "[CONFIRMED] CRITICAL {excess=100}"));
  }

  @Test
  void what_was_given_back_in_time_was_never_a_matter() {
    assertThat(twice().psp("p2", 10, REFUNDED, 100).found(10 * DAY)).isEmpty();
  }

  @Test
  void a_refund_of_returned_goods_does_not_make_good_what_was_charged_twice() {
    OrderMoney order = twice().returned(60, "TEA-1", 2, 100).psp("p2", 61, REFUNDED, 100);

    assertThat(order.found(DAY))
        .isEqualTo(Map.of("DUPLICATE_CHARGE", "[CONFIRMED] CRITICAL {excess=100}"));
  }

  @Test
  void what_came_back_and_is_not_refunded_is_kept_after_five_days() {
    OrderMoney order =
        new OrderMoney().sold(100).psp("p1", 1, CAPTURED, 100).returned(60, "TEA-1", 1, 50);

    assertThat(order.found(5 * DAY)).isEmpty();
    assertThat(order.found(6 * DAY))
        .isEqualTo(Map.of("MONEY_KEPT", "[CONFIRMED] MEDIUM {excess=50}"));
  }

  @Test
  void what_is_cancelled_and_not_refunded_is_kept_after_five_days() {
    OrderMoney order = new OrderMoney().sold(100).psp("p1", 1, CAPTURED, 100).cancelled(60, 1);

    assertThat(order.found(5 * DAY)).isEmpty();
    assertThat(order.found(6 * DAY))
        .isEqualTo(Map.of("MONEY_KEPT", "[CONFIRMED] MEDIUM {excess=50}"));
  }

  @Test
  void what_is_cancelled_and_refunded_is_silent() {
    OrderMoney order =
        new OrderMoney()
            .sold(100)
            .psp("p1", 1, CAPTURED, 100)
            .cancelled(60, 1)
            .psp("p1", 70, REFUNDED, 50);

    assertThat(order.found(10 * DAY)).isEmpty();
  }

  @Test
  void a_refund_of_what_was_cancelled_and_never_charged_has_no_return() {
    OrderMoney order =
        new OrderMoney()
            .sold(100)
            .psp("p1", 1, CAPTURED, 50)
            .cancelled(60, 1)
            .psp("p1", 70, REFUNDED, 50);

    assertThat(order.found(DAY)).isEmpty();
    assertThat(order.found(2 * DAY))
        .isEqualTo(Map.of("REFUND_WITHOUT_RETURN", "[CONFIRMED] HIGH {excess=50}"));
  }

  @Test
  void a_refund_for_a_stated_reason_needs_no_return() {
    OrderMoney order =
        new OrderMoney()
            .sold(100)
            .psp("p1", 1, CAPTURED, 100)
            .paid(event("psp", "p1", 60, REFUNDED, 20).setReasonCode("GOODWILL").build());

    assertThat(order.found(10 * DAY)).isEmpty();
  }

  @Test
  void charged_by_two_providers_is_told_by_that_name_alone() {
    OrderMoney order =
        new OrderMoney()
            .sold(100)
            .psp("p1", 1, CAPTURED, 100)
            .paid(event("other", "q1", 2, CAPTURED, 100).build());

    assertThat(order.found(DAY))
        .isEqualTo(Map.of("CROSS_PROVIDER_DUPLICATE", "[CONFIRMED] CRITICAL {excess=100}"));
  }

  @Test
  void authorised_by_two_providers_is_low_unless_one_releases_it() {
    OrderMoney order =
        new OrderMoney()
            .sold(100)
            .psp("p1", 1, AUTHORISED, 100)
            .paid(event("other", "q1", 2, AUTHORISED, 100).build())
            .paid(event("other", "q1", 30, CAPTURED, 100).build());

    assertThat(order.found(10)).isEmpty();
    assertThat(order.found(DAY))
        .isEqualTo(Map.of("CROSS_PROVIDER_DUPLICATE", "[CONFIRMED] LOW {excess=100}"));
    assertThat(order.psp("p1", 10, VOIDED, 100).found(DAY)).isEmpty();
  }

  @Test
  void what_several_means_pay_together_is_silent() {
    assertThat(
            new OrderMoney()
                .sold(100)
                .psp("p1", 1, CAPTURED, 50)
                .psp("p2", 2, CAPTURED, 50)
                .found(10 * DAY))
        .isEmpty();
    assertThat(
            new OrderMoney()
                .sold(100, tender(TenderKind.CASH, 40))
                .psp("p1", 1, CAPTURED, 60)
                .found(10 * DAY))
        .isEmpty();
  }

  @Test
  void an_invoice_that_is_cancelled_or_paid_after_all_is_silent() {
    OrderMoney invoiced = new OrderMoney().sold(100, tender(TenderKind.INVOICE, 100));

    assertThat(invoiced.cancelled(60, 2).found(10 * DAY)).isEmpty();
    assertThat(
            new OrderMoney()
                .sold(100, tender(TenderKind.INVOICE, 100))
                .psp("p1", DAY, CAPTURED, 60)
                .psp("p2", DAY, CAPTURED, 40)
                .found(10 * DAY))
        .isEmpty();
  }

  @Test
  void cash_given_back_beside_a_refund_is_too_much() {
    OrderMoney order =
        new OrderMoney()
            .sold(100)
            .psp("p1", 1, CAPTURED, 100)
            .psp("p1", 60, REFUNDED, 100)
            .returned(60, "TEA-1", 2, 100, tender(TenderKind.CASH, 100));

    assertThat(order.found(70)).isEmpty();
    assertThat(order.found(DAY))
        .isEqualTo(Map.of("OVER_REFUND", "[CONFIRMED] CRITICAL {excess=100}"));
    assertThat(order.found(2 * DAY)).containsKey("REFUND_WITHOUT_RETURN");
  }

  @Test
  void cash_given_back_beside_a_chargeback_is_lost_twice() {
    OrderMoney order =
        new OrderMoney()
            .sold(100)
            .psp("p1", 1, CAPTURED, 100)
            .psp("p1", 70, CHARGEBACK_RECEIVED, 100)
            .returned(60, "TEA-1", 2, 100, tender(TenderKind.CASH, 100));

    assertThat(order.found(DAY))
        .isEqualTo(Map.of("DOUBLE_LOSS", "[CONFIRMED] CRITICAL {excess=100}"));
  }

  @Test
  void what_a_payment_shows_by_itself_is_not_told_of_its_order() {
    OrderMoney order =
        new OrderMoney()
            .sold(100)
            .psp("p1", 1, CAPTURED, 100)
            .psp("p1", 60, REFUNDED, 150)
            .returned(60, "TEA-1", 2, 150);

    assertThat(order.found(10 * DAY)).isEmpty();
  }

  @Test
  void an_amount_that_is_missing_or_of_another_currency_makes_them_abstain() {
    assertThat(
            twice()
                .paid(event("psp", "p3", 3, CAPTURED, 1).setAmount(OrderMoney.usd(1)).build())
                .found(10 * DAY))
        .isEmpty();
    OrderMoney unknown = new OrderMoney();
    SaleLine line = line(1, 2, FulfilmentKind.SHIP, 0);
    line.setAmount(null);
    assertThat(
            unknown
                .goods("web", sale("s-1", 0, line).build())
                .psp("p1", 1, CAPTURED, 100)
                .psp("p2", 2, CAPTURED, 100)
                .found(10 * DAY))
        .isEmpty();
  }

  @Test
  void it_comes_to_the_same_in_whatever_order_it_arrives() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      OrderMoney order = any(random);
      int minute = random.nextInt(8 * DAY);
      assertThat(new HashSet<>(order.shuffled(random).matters(minute)))
          .as("seed %d", seed)
          .isEqualTo(new HashSet<>(order.matters(minute)));
    }
  }

  private static OrderMoney any(Random random) {
    OrderMoney order = new OrderMoney();
    for (int i = 0; i < 2 + random.nextInt(9); i++) {
      int minute = random.nextInt(20) * 180; // some at the same time
      String id = "e-" + i;
      switch (random.nextInt(7)) {
        case 0 ->
            order.goods(
                "web",
                sale(
                        id,
                        minute,
                        line(1, 2, FulfilmentKind.SHIP, 100),
                        line(2 + random.nextInt(2), 1, FulfilmentKind.CARRY_OUT, 40))
                    .setTenders(List.of(tender(TenderKind.ON_DELIVERY, 70)))
                    .setCheckoutRef("c-1")
                    .build());
        case 1 -> order.cancelled(minute, 1);
        case 2 -> order.voided(id, minute, FulfilmentKind.SHIP, 1);
        case 3 -> order.returned(minute, "TEA-" + random.nextInt(3), 1, 50);
        case 4 -> order.fulfilled(id, minute, FulfilmentAct.SHIPPED, 1);
        default ->
            order.paid(
                event(
                        random.nextBoolean() ? "psp" : "other",
                        "p" + random.nextInt(3),
                        minute,
                        List.of(AUTHORISED, CAPTURED, CAPTURED, REFUNDED, CHARGEBACK_RECEIVED)
                            .get(random.nextInt(5)),
                        20L * random.nextInt(8))
                    .setEventId(id)
                    .setOrderRef(random.nextBoolean() ? OrderMoney.ORDER : null)
                    .setCheckoutRef("c-1")
                    .build());
      }
    }
    return order;
  }

  private static OrderMoney twice() {
    return new OrderMoney().sold(100).psp("p1", 1, CAPTURED, 100).psp("p2", 2, CAPTURED, 100);
  }
}
