package io.zaiko.domain.settlement;

import static io.zaiko.domain.settlement.TestOrder.DAY;
import static io.zaiko.domain.settlement.TestOrder.LONG_AFTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.alert.Alert.Severity;
import io.zaiko.domain.payment.Bill;
import io.zaiko.domain.payment.PaymentType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an order's money comes to where little is stated, as docs/payment-checks.md has it. */
class OrderMoneyEdgesTest {

  @Test
  void one_account_that_took_too_much_is_no_matter_of_several() {
    TestOrder order = TestOrder.of("web").sold(List.of(20L)).shipped(0);
    order.captured("p1", 100).captured("p2", 50);
    assertThat(order.inTheEnd())
        .containsExactlyInAnyOrder(Check.DUPLICATE_CHARGE, Check.MONEY_KEPT);
    assertThat(order.excess(Check.DUPLICATE_CHARGE)).isEqualTo(130);
  }

  @Test
  void what_is_authorised_twice_now_is_told_though_a_capture_was_made_good_before() {
    TestOrder order = TestOrder.of("web").sold(List.of(100L)).shipped(0).captured("p1", 100);
    order.paid("other", "p2", PaymentType.CAPTURED, "c", 100, null);
    order.after(DAY).paid("other", "p2", PaymentType.REFUNDED, "r", 100, null);
    order.after(DAY).paid("other", "p3", PaymentType.AUTHORISED, "a", 100, null);
    assertThat(order.told(Check.CROSS_PROVIDER_DUPLICATE, LONG_AFTER).map(Alert::severity))
        .contains(Severity.LOW);
  }

  @Test
  void of_a_sale_told_in_part_before_the_rest_has_no_share_of_its_discount() {
    TestOrder order = TestOrder.of("web").captured("p1", 300).sold(List.of(100L));
    order.sold("other", List.of(100L, 200L), -30).cancelled(1);
    assertThat(order.excess(Check.MONEY_KEPT)).isEqualTo(200);
  }

  @Test
  void what_left_and_states_no_amount_is_not_asked_for_while_more_is_to_leave() {
    TestOrder order = TestOrder.of("web").sold(List.of(Bill.NOT_STATED, 100L)).shipped(0);
    assertThat(order.inTheEnd()).isEmpty();
  }

  @Test
  void a_desk_of_unknown_payments_has_paid_out_what_it_took_back() {
    TestOrder order = TestOrder.of("web").sold(List.of(100L)).shipped(0).captured("p1", 100);
    assertThat(order.returnedAt("kiosk", 0, 100).inTheEnd()).isEmpty();
  }

  @Test
  void a_refund_told_besides_is_no_second_one() {
    TestOrder order = TestOrder.of("web").sold(List.of(100L)).shipped(0).captured("p1", 100);
    assertThat(order.returnedAt("kiosk", 0, 100).refunded("p1", 100).inTheEnd()).isEmpty();
  }

  @Test
  void a_refund_for_goods_that_the_customer_keeps_is_told_once_whoever_tells_of_it() {
    TestOrder order = TestOrder.of("web").sold(List.of(60L, 40L)).shipped(0, 1);
    order.captured("p1", 100).after(2 * DAY).notReturned(40);
    order.paid("psp", "p1", PaymentType.REFUNDED, "r", 40, "KEEP_ITEM");
    assertThat(order.inTheEnd()).isEmpty();
    assertThat(order.refunded("p1", 40).excess(Check.REFUND_WITHOUT_RETURN)).isEqualTo(40);
  }

  @Test
  void goods_that_came_back_and_were_refunded_out_of_goodwill_are_not_owed_twice() {
    TestOrder order = TestOrder.of("web").sold(List.of(60L, 40L)).shipped(0, 1);
    order.captured("p1", 100).after(2 * DAY).returned(1, 40);
    order.paid("psp", "p1", PaymentType.REFUNDED, "r", 40, "GOODWILL");
    assertThat(order.inTheEnd()).isEmpty();
    order.paid("psp", "p1", PaymentType.REFUNDED, "r2", 10, "GOODWILL");
    assertThat(order.inTheEnd()).isEmpty();
  }

  @Test
  void a_parcel_that_nobody_captured_is_missed_though_an_earlier_one_came_back() {
    TestOrder order = TestOrder.of("web").sold(List.of(60L, 40L)).shipped(0).captured("p1", 60);
    order.after(DAY).returned(0, 60).after(DAY).refunded("p1", 60);
    order.after(5 * DAY).shipped(1);
    assertThat(order.inTheEnd()).containsExactly(Check.SALE_WITHOUT_CAPTURE);
    assertThat(order.captured("p2", 40).told(Check.SALE_WITHOUT_CAPTURE, LONG_AFTER)).isEmpty();
  }

  @Test
  void a_charge_that_was_made_good_does_not_come_back_with_the_goods() {
    TestOrder order = TestOrder.of("web").sold(List.of(100L)).shipped(0);
    order.captured("p1", 100).captured("p2", 100).refunded("p2", 100);
    order.after(9 * DAY).returned(0, 100);
    assertThat(order.told(Check.DUPLICATE_CHARGE, order.atMicros() + DAY)).isEmpty();
    order.after(2 * DAY).refunded("p1", 100);
    assertThat(order.inTheEnd()).isEmpty();
  }

  @Test
  void a_charge_is_too_much_again_when_its_refund_fails() {
    TestOrder order = TestOrder.of("web").sold(List.of(100L)).shipped(0);
    order.captured("p1", 100).captured("p2", 100);
    order.paid("psp", "p2", PaymentType.REFUNDED, "r", 100, null);
    order.after(DAY).paid("psp", "p2", PaymentType.REFUND_FAILED, "r", 100, null);
    assertThat(order.excess(Check.DUPLICATE_CHARGE)).isEqualTo(100);
  }

  @Test
  void what_is_refunded_for_a_reason_and_was_cancelled_is_not_owed_twice() {
    TestOrder order = TestOrder.of("web").sold(List.of(60L, 40L)).shipped(0).captured("p1", 100);
    order.after(DAY).cancelled(1);
    order.paid("psp", "p1", PaymentType.REFUNDED, "r", 40, "GOODWILL");
    assertThat(order.inTheEnd()).isEmpty();
  }

  @Test
  void a_refund_before_its_cancellation_hides_no_later_charge() {
    TestOrder order = TestOrder.of("web").sold(List.of(100L)).captured("p1", 100);
    order.refunded("p1", 100).after(1).cancelled(0).after(DAY);
    order.captured("p2", 100);
    assertThat(order.excess(Check.DUPLICATE_CHARGE)).isEqualTo(100);
  }

  /** The gift card's provider tells of a load, which is no refund of the order. */
  @Test
  void what_is_put_back_on_a_gift_card_is_not_owed() {
    Bill.Tender putBack =
        new Bill.Tender(
            Bill.Settlement.BY_STORED_VALUE, 100, "giftledger", "load-1", Bill.NOT_STATED, false);
    TestOrder order = TestOrder.of("web").sold(List.of(100L)).shipped(0).captured("p1", 100);
    assertThat(order.returned(0, 100, putBack).inTheEnd()).isEmpty();
    assertThat(order.refunded("p1", 100).inTheEnd()).as("it was this one").isEmpty();
  }

  /** Tills say CARD and no more: whoever tells of the payments of that shop may be silent. */
  @Test
  void a_capture_that_its_shop_may_yet_tell_of_is_not_missed() {
    TestOrder order = TestOrder.of("pos").sold(List.of(100L));
    long after = order.atMicros() + DAY;
    Heard.Ears silent = voice -> order.atMicros();
    Heard.Ears heard = voice -> voice.equals("paid|pos|shop-1") ? after : Long.MIN_VALUE;
    assertThat(checks(order, silent, after)).isEmpty();
    assertThat(checks(order, heard, after)).containsExactly(Check.SALE_WITHOUT_CAPTURE);
  }

  private static List<Check> checks(TestOrder order, Heard.Ears ears, long nowMicros) {
    return order.account().judged("order-1", TestOrder.TERMS, ears, nowMicros).alerts().stream()
        .map(each -> each.alert().check())
        .toList();
  }
}
