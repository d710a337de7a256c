package io.zaiko.domain.stock;

import static io.zaiko.domain.stock.FulfilmentAct.CANCELLED;
import static io.zaiko.domain.stock.FulfilmentAct.PICKED_UP;
import static io.zaiko.domain.stock.FulfilmentAct.SHIPPED;
import static io.zaiko.domain.stock.Fulfilments.ordered;
import static io.zaiko.domain.stock.Fulfilments.ready;
import static io.zaiko.domain.stock.Fulfilments.sold;
import static io.zaiko.domain.stock.Fulfilments.step;
import static io.zaiko.domain.stock.Fulfilments.undone;
import static io.zaiko.domain.stock.Fulfilments.voided;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What people are told of a line, and with which numbers. */
class LineAlertsTest {

  private final FulfilledOrder order = new FulfilledOrder();

  @Test
  void two_tills_that_use_one_number_for_two_baskets_have_not_booked_a_line_twice() {
    order.say(sold("till-1", "a", 1, "A", 2, Act.CARRIED_OUT));
    order.say(sold("till-2", "b", 2, "B", 3, Act.CARRIED_OUT));
    assertThat(order.alerts()).isEmpty();
    order.say(ordered("s", 3, "A", 1));
    order.assertAlerts("DOUBLE_BOOKED 1 CONFIRMED {doubled=3, sold=6}");
  }

  @Test
  void a_cancellation_of_some_of_an_order_leaves_the_rest_doubled() {
    order.say(ordered("s", 1, "A", 5), sold("till", "t", 2, "A", 2, Act.CARRIED_OUT));
    order.say(step(CANCELLED, "c", 3, "A", 3));
    assertThat(order.alerts()).as("two were ordered, and two rung up").hasSize(1);
    order.say(step(CANCELLED, "d", 4, "A", 1));
    order.assertAlerts(
        "DOUBLE_BOOKED 1 CONFIRMED {doubled=2, sold=7}",
        "DOUBLE_BOOKED 2 CONFIRMED {doubled=1, sold=7}");
  }

  @Test
  void a_void_is_taken_off_the_source_of_the_sale_it_names() {
    order.say(ordered("s", 1, "A", 4), sold("market", "m", 2, "A", 3, Act.ORDERED_FOR_PICKUP));
    order.say(undone("m", "v", 3, "A", 2, false));
    order.say(undone("s", "w", 4, "A", 3, false));
    order.assertAlerts(
        "DOUBLE_BOOKED 1 CONFIRMED {doubled=3, sold=7}",
        "DOUBLE_BOOKED 2 CONFIRMED {doubled=1, sold=7}");
    order.say(undone("m", "x", 5, "A", 1, true));
    assertThat(order.alerts().get(2).facts()).containsEntry("doubled", 0L);
  }

  @Test
  void a_void_that_names_no_sale_is_of_whichever_leaves_least_sold_twice() {
    order.say(ordered("s", 2, "A", 2), sold("market", "m", 1, "A", 5, Act.ORDERED_FOR_PICKUP));
    order.say(voided("v", 3, "A", 1, false));
    order.assertAlerts(
        "DOUBLE_BOOKED 1 CONFIRMED {doubled=2, sold=7}",
        "DOUBLE_BOOKED 2 CONFIRMED {doubled=1, sold=7}");
  }

  @Test
  void those_who_sold_a_line_twice_are_named() {
    order.say(ordered("s", 1, "A", 2), sold("till", "t", 2, "A", 2, Act.CARRIED_OUT));
    assertThat(order.alerts().get(0).sentence())
        .startsWith("Order line order|1 was sold by shop, till, 2 units twice:");
  }

  @Test
  void of_two_orders_of_one_line_one_may_be_cancelled() {
    order.say(ordered("s", 1, "A", 2), sold("market", "m", 2, "B", 2, Act.ORDERED_TO_SHIP));
    order.say(step(CANCELLED, "c", 3, "A", 2));
    order.assertAlerts(
        "DOUBLE_BOOKED 1 CONFIRMED {doubled=2, sold=4}",
        "DOUBLE_BOOKED 2 RESOLVED {doubled=0, sold=4}");
  }

  @Test
  void what_is_not_collected_in_time_is_suspected_until_late_records_had_time() {
    order.say(ordered("s", 1, "A", 3), ready("r", 2, "A", 2, 50));
    order.review(50);
    order.review(50 + FulfilledOrder.LATENESS - 1);
    order.assertAlerts("UNCOLLECTED 1 SUSPECTED {uncollected=2}");
    assertThat(order.now().dueMicros()).isEqualTo(50 + FulfilledOrder.LATENESS);
    order.review(50 + FulfilledOrder.LATENESS);
    order.assertAlerts(
        "UNCOLLECTED 1 SUSPECTED {uncollected=2}", "UNCOLLECTED 2 CONFIRMED {uncollected=2}");
    assertThat(order.now().dueMicros()).isNull();
  }

  @Test
  void what_was_collected_in_time_and_booked_late_is_retracted() {
    order.say(ordered("s", 1, "A", 3), ready("r", 2, "A", 2, 50));
    order.review(50);
    order.sayAt(55, step(PICKED_UP, "p", 50, "A", 2));
    order.assertAlerts(
        "UNCOLLECTED 1 SUSPECTED {uncollected=2}", "UNCOLLECTED 2 RETRACTED {uncollected=0}");
  }

  @Test
  void what_was_collected_after_its_time_is_resolved_until_it_is_known_to_have_gone_before() {
    order.say(ordered("s", 1, "A", 3), ready("r", 2, "A", 2, 50));
    order.review(50);
    order.sayAt(55, step(CANCELLED, "c", 51, "A", 3));
    order.sayAt(60, step(SHIPPED, "h", 40, "A", 2));
    order.assertAlerts(
        "UNCOLLECTED 1 SUSPECTED {uncollected=2}",
        "UNCOLLECTED 2 RESOLVED {uncollected=0}",
        "EXCESS_FULFILMENT 1 CONFIRMED {excess=2, sold=3}",
        "UNCOLLECTED 3 RETRACTED {uncollected=0}");
  }
}
