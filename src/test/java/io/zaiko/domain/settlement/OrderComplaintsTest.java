package io.zaiko.domain.settlement;

import static io.zaiko.domain.settlement.TestOrder.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.payment.PaymentType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What users complain about in public, where a payment alone does not show it. */
class OrderComplaintsTest {

  @Test
  @DisplayName("stripe-terminal-android #747: 8 orders, 19 charges, each under its own key")
  void an_offline_queue_that_is_forwarded_again_is_told_order_by_order() {
    int[] chargesOf = {1, 3, 2, 4, 1, 2, 3, 3};
    assertThat(IntStream.of(chargesOf).sum()).isEqualTo(19);
    long tooMuch = 0;
    for (int order = 0; order < chargesOf.length; order++) {
      TestOrder each = TestOrder.of("pos").sold(List.of(1_000L));
      for (int charge = 0; charge < chargesOf[order]; charge++) {
        each.captured("pi-" + order + '-' + charge, 1_000);
      }
      assertThat(each.inTheEnd().contains(Check.DUPLICATE_CHARGE))
          .as("order %d", order)
          .isEqualTo(chargesOf[order] > 1);
      tooMuch += each.excess(Check.DUPLICATE_CHARGE);
    }
    assertThat(tooMuch).isEqualTo(11 * 1_000);
  }

  @Test
  @DisplayName("inperson-sdk-android #50: the same card pays the same amount twice, for two orders")
  void two_orders_of_one_amount_are_two_orders() {
    TestOrder first = TestOrder.of("pos").captured("p1", 450).sold(List.of(450L));
    TestOrder second = TestOrder.of("pos").captured("p2", 450).sold(List.of(450L));
    assertThat(first.inTheEnd()).isEmpty();
    assertThat(second.inTheEnd()).isEmpty();
  }

  @Test
  @DisplayName("woocommerce-payments #5605: a cancelled order can be captured")
  void what_is_captured_of_a_cancelled_order_is_owed_back() {
    TestOrder order = TestOrder.of("web").paid("p1", PaymentType.AUTHORISED, 1_000);
    order.sold(List.of(600L, 400L)).cancelled(0, 1).after(DAY).captured("p1", 1_000);
    assertThat(order.excess(Check.MONEY_KEPT)).isEqualTo(1_000);
  }

  @Test
  @DisplayName("PAYONE/magento-1 #174: paid, and the shop's time-out cancelled the order")
  void a_paid_order_that_was_cancelled_or_never_booked_is_told() {
    TestOrder cancelled = TestOrder.of("web").sold(List.of(1_000L)).cancelled(0);
    assertThat(cancelled.captured("p1", 1_000).excess(Check.MONEY_KEPT)).isEqualTo(1_000);
    assertThat(TestOrder.of("web").captured("p1", 1_000).inTheEnd())
        .containsExactly(Check.PAYMENT_WITHOUT_SALE);
  }

  @Test
  @DisplayName("solidus_stripe #268: a part is captured, and the rest was never owed")
  void a_partial_capture_of_what_was_sent_needs_no_refund() {
    TestOrder order = TestOrder.of("web").paid("p1", PaymentType.AUTHORISED, 1_000);
    order.sold(List.of(600L, 400L)).cancelled(1).shipped(0).captured("p1", 600);
    assertThat(order.inTheEnd()).isEmpty();
  }

  @Test
  @DisplayName("medusa #16681: a refund is tried again under another key")
  void a_refund_tried_again_has_no_second_return() {
    TestOrder order = TestOrder.of("web").sold(List.of(600L, 400L)).shipped(0, 1);
    order.captured("p1", 1_000).returned(1, 400).refunded("p1", 400).refunded("p1", 400);
    assertThat(order.excess(Check.REFUND_WITHOUT_RETURN)).isEqualTo(400);
  }

  @Test
  @DisplayName("Adyen/adyen-commercetools #1068: the payment is told first, or the order is")
  void payment_first_or_order_first_is_the_same() {
    TestOrder paidFirst = TestOrder.of("web").captured("p1", 1_000).sold(List.of(1_000L));
    TestOrder soldFirst = TestOrder.of("web").sold(List.of(1_000L)).captured("p1", 1_000);
    assertThat(paidFirst.shipped(0).inTheEnd()).isEmpty();
    assertThat(soldFirst.shipped(0).inTheEnd()).isEmpty();
  }

  @Test
  @DisplayName("activemerchant #92: a second refund of one amount to one card is legitimate")
  void two_returns_of_one_amount_are_refunded_twice() {
    TestOrder order = TestOrder.of("web").sold(List.of(1_000L, 1_000L)).shipped(0, 1);
    order.captured("p1", 2_000).returned(0, 1_000).refunded("p1", 1_000);
    order.returned(1, 1_000).refunded("p1", 1_000);
    assertThat(order.inTheEnd()).isEmpty();
  }
}
