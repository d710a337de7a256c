package io.zaiko.domain.stock;

import static io.zaiko.domain.stock.FulfilmentAct.CANCELLED;
import static io.zaiko.domain.stock.FulfilmentAct.PICKED_UP;
import static io.zaiko.domain.stock.FulfilmentAct.READY;
import static io.zaiko.domain.stock.FulfilmentAct.SHIPPED;
import static io.zaiko.domain.stock.FulfilmentAct.SHORT_PICKED;
import static io.zaiko.domain.stock.Fulfilments.assigned;
import static io.zaiko.domain.stock.Fulfilments.ordered;
import static io.zaiko.domain.stock.Fulfilments.sold;
import static io.zaiko.domain.stock.Fulfilments.step;
import static io.zaiko.domain.stock.Fulfilments.voided;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each row of what a fulfilment does, by hand. Quantities are "what place bucket". */
class FulfilmentTablesTest {

  private final FulfilledOrder order = new FulfilledOrder();

  @Test
  void what_is_ready_is_still_allocated_and_still_on_hand() {
    order.say(ordered("s", 1, "A", 5), step(READY, "r", 2, "A", 3));
    order.assertBooks("A allocated 5 staged 3");
  }

  @Test
  void what_is_handed_over_leaves_the_shelf_the_order_and_the_staging() {
    order.say(
        ordered("s", 1, "A", 5), step(READY, "r", 2, "A", 3), step(PICKED_UP, "p", 3, "A", 4));
    order.assertBooks("A on hand -4 allocated 1");
  }

  @Test
  void partial_shipments_add_up_to_the_order() {
    order.say(
        ordered("s", 1, "A", 5), step(SHIPPED, "h1", 2, "A", 2), step(SHIPPED, "h2", 3, "A", 2));
    order.assertBooks("A on hand -4 allocated 1");
    order.say(step(SHIPPED, "h3", 4, "A", 1));
    order.assertBooks("A on hand -5");
    assertThat(order.alerts()).isEmpty();
  }

  @Test
  void what_is_cancelled_is_free_again_and_what_was_set_aside_goes_last() {
    order.say(
        ordered("s", 1, "A", 5), step(READY, "r", 2, "A", 3), step(CANCELLED, "c", 3, "A", 3));
    order.assertBooks("A allocated 2 staged 2");
  }

  @Test
  void what_is_short_picked_leaves_sale_until_it_is_found() {
    order.say(ordered("s", 1, "A", 5), step(SHORT_PICKED, "x", 2, "A", 2));
    order.assertBooks("A not found 2 allocated 3");
  }

  @Test
  void what_is_assigned_is_allocated_elsewhere() {
    order.say(ordered("s", 1, "A", 5), assigned("a", 2, "A", "B", 3));
    order.assertBooks("A allocated 2", "B allocated 3");
  }

  @Test
  void what_was_set_aside_and_is_assigned_elsewhere_is_set_aside_no_more() {
    order.say(ordered("s", 1, "A", 5), step(READY, "r", 2, "A", 5), assigned("a", 3, "A", "B", 3));
    order.assertBooks("A allocated 2 staged 2", "B allocated 3");
  }

  @Test
  void demand_on_a_group_is_sourced_by_assigning_it() {
    order.say(ordered("s", 1, "north", 5), assigned("a", 2, "north", "A", 2));
    order.assertBooks("A allocated 2", "north allocated 3");
    order.say(assigned("b", 3, null, "B", 4));
    order.assertBooks("B allocated 4", "north allocated 1");
  }

  @Test
  void what_could_not_be_found_is_sourced_elsewhere() {
    order.say(
        ordered("s", 1, "A", 2), step(SHORT_PICKED, "x", 2, "A", 1), assigned("a", 3, "A", "B", 2));
    order.assertBooks("A not found 1", "B allocated 2");
    assertThat(order.alerts()).isEmpty();
  }

  @Test
  void goods_that_leave_where_nothing_was_assigned_are_the_orders_all_the_same() {
    order.say(
        ordered("s", 1, "north", 5), step(READY, "r", 2, "B", 2), step(SHIPPED, "h", 3, "B", 3));
    order.assertBooks("B on hand -3", "north allocated 2");
  }

  @Test
  void a_shipment_of_more_than_was_ordered_is_reported_and_not_applied_twice() {
    order.say(
        ordered("s", 1, "A", 5), step(SHIPPED, "h", 2, "A", 4), step(SHIPPED, "h2", 3, "A", 4));
    order.assertBooks("A on hand -5");
    assertThat(order.last().outcome()).isEqualTo(Outcome.EXCESS_FULFILMENT);
    order.assertAlerts("EXCESS_FULFILMENT 1 CONFIRMED {excess=3, sold=5}");
    order.say(ordered("s2", 4, "A", 3));
    order.assertBooks("A on hand -8");
    order.assertAlerts(
        "EXCESS_FULFILMENT 1 CONFIRMED {excess=3, sold=5}",
        "EXCESS_FULFILMENT 2 RETRACTED {excess=0, sold=8}");
  }

  @Test
  void more_set_aside_than_the_order_has_is_reported() {
    order.say(ordered("s", 1, "A", 2), step(READY, "r", 2, "A", 2), step(READY, "r2", 3, "A", 1));
    order.assertBooks("A allocated 2 staged 2");
    order.assertAlerts("EXCESS_FULFILMENT 1 CONFIRMED {excess=1, sold=2}");
  }

  @Test
  void a_cancellation_after_a_void_takes_what_the_void_left() {
    order.say(
        ordered("s", 1, "A", 5), voided("v", 2, "A", 3, false), step(CANCELLED, "c", 3, "A", 5));
    order.assertBooks();
    assertThat(order.last().deltas()).isEqualTo(Buckets.allocated(-2));
    order.assertAlerts("EXCESS_FULFILMENT 1 CONFIRMED {excess=3, sold=5}");
  }

  @Test
  void a_void_after_a_shipment_takes_the_rest_and_says_so() {
    order.say(
        ordered("s", 1, "A", 5), step(SHIPPED, "h", 2, "A", 4), voided("v", 3, "A", 5, false));
    order.assertBooks("A on hand -4");
    assertThat(order.last().outcome()).isEqualTo(Outcome.EXCESS_VOID);
    order.assertAlerts("EXCESS_VOID 1 CONFIRMED {excess=4, sold=5, voided=5}");
  }

  @Test
  void a_void_frees_the_units_where_they_are_assigned_to() {
    order.say(
        ordered("s", 1, "A", 5), assigned("a", 2, "A", "B", 5), voided("v", 3, "A", 5, false));
    order.assertBooks();
    assertThat(order.last().locationId()).isEqualTo("B");
  }

  @Test
  void goods_collected_after_the_cancellation_leave_the_shelf_alone() {
    order.say(
        ordered("s", 1, "A", 5), step(CANCELLED, "c", 2, "A", 5), step(PICKED_UP, "p", 3, "A", 2));
    assertThat(order.last().deltas()).isEqualTo(Buckets.onHand(-2));
    assertThat(order.last().outcome()).isEqualTo(Outcome.APPLIED);
    order.say(step(PICKED_UP, "p2", 4, "A", 4));
    order.assertBooks("A on hand -5");
    order.assertAlerts("EXCESS_FULFILMENT 1 CONFIRMED {excess=1, sold=5}");
  }

  @Test
  void a_sale_carried_out_is_not_fulfilled() {
    order.say(sold("till", "s", 1, "A", 2, Act.CARRIED_OUT), step(SHIPPED, "h", 2, "A", 2));
    assertThat(order.last().outcome()).isEqualTo(Outcome.AWAITS_SALE);
    order.assertBooks("A on hand -2");
  }

  @Test
  void a_line_of_no_units_changes_nothing() {
    order.say(ordered("s", 1, "A", 1), step(SHIPPED, "h", 2, "A", 0));
    assertThat(order.last().outcome()).isEqualTo(Outcome.ZERO_LINE);
    assertThat(order.now().fulfilments()).isEmpty();
  }

  @Test
  void what_could_not_be_found_is_cancelled_and_stays_out_of_sale_until_it_is_found() {
    order.say(ordered("s", 1, "A", 3), step(SHORT_PICKED, "x", 2, "A", 2));
    order.say(step(CANCELLED, "c", 3, "A", 3));
    order.assertBooks("A not found 2");
    assertThat(order.told("c")).containsExactly("A 3 APPLIED " + Buckets.allocated(-1));
    assertThat(order.alerts()).isEmpty();
  }

  @Test
  void a_cancellation_of_nothing_but_what_could_not_be_found_has_a_witness() {
    order.say(ordered("s", 1, "A", 2), step(SHORT_PICKED, "x", 2, "A", 2));
    order.say(step(CANCELLED, "c", 3, "B", 2), step(CANCELLED, "c2", 4, "B", 1));
    assertThat(order.told("c")).containsExactly("B 3 APPLIED " + Buckets.NONE);
    order.assertBooks("A not found 2");
    order.assertAlerts("EXCESS_FULFILMENT 1 CONFIRMED {excess=1, sold=2}");
  }

  @Test
  void what_could_not_be_found_is_voided_up_to_what_was_sold() {
    order.say(ordered("s", 1, "A", 2), step(SHORT_PICKED, "x", 2, "A", 2));
    order.say(voided("v", 3, "A", 2, false));
    assertThat(order.told("v")).containsExactly("A 3 APPLIED " + Buckets.NONE);
    assertThat(order.alerts()).isEmpty();
    order.say(voided("w", 4, "A", 1, false));
    order.assertAlerts("EXCESS_VOID 1 CONFIRMED {excess=1, sold=2, voided=3}");
    order.assertBooks("A not found 2");
  }

  @Test
  void what_was_cancelled_as_not_found_is_not_sourced_elsewhere_any_more() {
    order.say(ordered("s", 1, "A", 2), step(SHORT_PICKED, "x", 2, "A", 2));
    order.say(step(CANCELLED, "c", 3, "A", 1), assigned("a", 4, null, "B", 2));
    order.assertBooks("A not found 2", "B allocated 1");
    order.assertAlerts("EXCESS_FULFILMENT 1 CONFIRMED {excess=1, sold=2}");
  }
}
