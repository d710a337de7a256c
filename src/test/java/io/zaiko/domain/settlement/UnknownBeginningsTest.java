package io.zaiko.domain.settlement;

import static io.zaiko.domain.settlement.TestOrder.DAY;
import static io.zaiko.domain.settlement.TestOrder.LONG_AFTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.payment.PaymentTerms;
import io.zaiko.domain.payment.PaymentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payments of which nobody told how they began, and records that come again long after. */
class UnknownBeginningsTest {

  @ParameterizedTest
  @ValueSource(strings = {"web", "kiosk"})
  void what_another_payment_gives_back_of_captured_money_is_refunded_twice(String channel) {
    TestOrder order = broughtBack(channel).refunded("p1", 100);
    assertThat(order.inTheEnd()).isEmpty();
    order.paid("p9", PaymentType.REFUNDED, 100);
    assertThat(order.inTheEnd()).contains(Check.OVER_REFUND);
    assertThat(order.excess(Check.OVER_REFUND)).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "kiosk"})
  void what_was_charged_back_and_given_back_by_another_payment_is_lost_twice(String channel) {
    TestOrder order = broughtBack(channel).paid("p1", PaymentType.CHARGEBACK_RECEIVED, 100);
    order.paid("p9", PaymentType.REFUNDED, 100);
    assertThat(order.inTheEnd()).contains(Check.DOUBLE_LOSS);
    assertThat(order.excess(Check.DOUBLE_LOSS)).isEqualTo(100);
  }

  @Test
  void a_refund_of_what_was_captured_before_the_start_is_silent() {
    TestOrder order = TestOrder.of("web").sold(List.of(100L)).shipped(0).after(2 * DAY);
    assertThat(order.returned(0, 100).refunded("p1", 100).inTheEnd()).isEmpty();
    TestOrder split = TestOrder.of("web").sold(List.of(100L)).shipped(0).captured("p1", 60);
    split.after(2 * DAY).returned(0, 100).refunded("p1", 60).refunded("p2", 40);
    assertThat(split.inTheEnd()).isEmpty();
  }

  @Test
  void a_sale_from_before_the_start_asks_for_no_capture() {
    TestOrder order = TestOrder.of("web").sold(List.of(100L));
    long sold = order.atMicros();
    order.after(DAY).shipped(0);
    assertThat(checks(order, completeFrom(sold))).containsExactly(Check.SALE_WITHOUT_CAPTURE);
    assertThat(checks(order, completeFrom(sold + 1))).isEmpty();
  }

  @Test
  void a_record_that_comes_again_when_its_identity_is_forgotten_says_nothing_new() {
    TestOrder order = TestOrder.of("web").sold(List.of(100L, 50L)).shipped(0, 1);
    order.captured("p1", 150).after(2 * DAY).returned(0, 100).refunded("p1", 100);
    OrderAccount account = order.account();
    for (OrderEntry entry : account.entries()) {
      OrderAccount again = account.heard(entry, entry.occurredAtMicros());
      assertThat(again.entries()).isEqualTo(account.entries());
    }
  }

  @Test
  void what_one_channel_sold_may_come_back_to_another_that_is_silent() {
    TestOrder order = TestOrder.of("web").sold(List.of(100L)).shipped(0);
    order.captured("p1", 100).refunded("p1", 100);
    long refunded = order.atMicros();
    long now = refunded + 2 * DAY;
    Map<String, Long> heard = Map.of("channel|web", now, "channel|pos", refunded);
    assertThat(checks(order, heard, now)).isEmpty();
    assertThat(checks(order, Map.of("channel|web", now, "channel|pos", now), now))
        .containsExactly(Check.REFUND_WITHOUT_RETURN);
    assertThat(checks(order, Map.of("channel|web", now), now))
        .as("a channel of which nothing was ever heard")
        .containsExactly(Check.REFUND_WITHOUT_RETURN);
  }

  private static TestOrder broughtBack(String channel) {
    TestOrder order = TestOrder.of(channel).sold(List.of(100L)).shipped(0).captured("p1", 100);
    return order.after(2 * DAY).returned(0, 100);
  }

  private static List<Check> checks(TestOrder order, Map<String, Long> heard, long nowMicros) {
    Heard.Ears ears = voice -> heard.getOrDefault(voice, Long.MIN_VALUE);
    return checks(order.account().judged("order-1", TestOrder.TERMS, ears, nowMicros));
  }

  private static List<Check> checks(TestOrder order, OrderTerms terms) {
    return checks(order.account().judged("order-1", terms, voice -> Long.MAX_VALUE, LONG_AFTER));
  }

  private static List<Check> checks(OrderAccount.Step step) {
    return step.alerts().stream().map(each -> each.alert().check()).toList();
  }

  private static OrderTerms completeFrom(long micros) {
    OrderTerms usual = TestOrder.TERMS;
    PaymentTerms payments = usual.payments();
    return new OrderTerms(
        new PaymentTerms(payments.latenessMicros(), Map.of(), 1, Map.of(), 0, Map.of(), micros, 0),
        usual.profiles(),
        usual.refundReasons(),
        usual.reversalMicros(),
        usual.returnMicros(),
        usual.refundDueMicros(),
        usual.holdMaxMicros(),
        usual.tellHeld(),
        usual.sale(),
        usual.capture(),
        usual.repeatMicros());
  }
}
