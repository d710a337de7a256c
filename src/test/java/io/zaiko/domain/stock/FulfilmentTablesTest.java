package io.zaiko.domain.stock;

import static io.zaiko.domain.stock.FulfilmentAct.CANCELLED;
import static io.zaiko.domain.stock.FulfilmentAct.PICKED_UP;
import static io.zaiko.domain.stock.FulfilmentAct.READY;
import static io.zaiko.domain.stock.FulfilmentAct.SHIPPED;
import static io.zaiko.domain.stock.FulfilmentAct.SHORT_PICKED;
import static io.zaiko.domain.stock.Fulfilments.assigned;
import static io.zaiko.domain.stock.Fulfilments.ordered;
import static io.zaiko.domain.stock.Fulfilments.ready;
import static io.zaiko.domain.stock.Fulfilments.sold;
import static io.zaiko.domain.stock.Fulfilments.step;
import static io.zaiko.domain.stock.Fulfilments.voided;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each row of what a fulfilment does, by hand. Quantities are "what place bucket". */
class FulfilmentTablesTest {

  private Order order = Order.UNKNOWN;
  private final List<Movement> movements = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();

  @Test
  void what_is_ready_is_still_allocated_and_still_on_hand() {
    say(ordered("s", 1, "A", 5), step(READY, "r", 2, "A", 3));
    assertBooks("A allocated 5 staged 3");
  }

  @Test
  void what_is_handed_over_leaves_the_shelf_the_order_and_the_staging() {
    say(ordered("s", 1, "A", 5), step(READY, "r", 2, "A", 3), step(PICKED_UP, "p", 3, "A", 4));
    assertBooks("A on hand -4 allocated 1");
  }

  @Test
  void partial_shipments_add_up_to_the_order() {
    say(ordered("s", 1, "A", 5), step(SHIPPED, "h1", 2, "A", 2), step(SHIPPED, "h2", 3, "A", 2));
    assertBooks("A on hand -4 allocated 1");
    say(step(SHIPPED, "h3", 4, "A", 1));
    assertBooks("A on hand -5");
    assertThat(alerts).isEmpty();
  }

  @Test
  void what_is_cancelled_is_free_again_and_what_was_set_aside_goes_last() {
    say(ordered("s", 1, "A", 5), step(READY, "r", 2, "A", 3), step(CANCELLED, "c", 3, "A", 3));
    assertBooks("A allocated 2 staged 2");
  }

  @Test
  void what_is_short_picked_leaves_sale_until_it_is_found() {
    say(ordered("s", 1, "A", 5), step(SHORT_PICKED, "x", 2, "A", 2));
    assertBooks("A not found 2 allocated 3");
  }

  @Test
  void what_is_assigned_is_allocated_elsewhere() {
    say(ordered("s", 1, "A", 5), assigned("a", 2, "A", "B", 3));
    assertBooks("A allocated 2", "B allocated 3");
  }

  @Test
  void what_was_set_aside_and_is_assigned_elsewhere_is_set_aside_no_more() {
    say(ordered("s", 1, "A", 5), step(READY, "r", 2, "A", 5), assigned("a", 3, "A", "B", 3));
    assertBooks("A allocated 2 staged 2", "B allocated 3");
  }

  @Test
  void demand_on_a_group_is_sourced_by_assigning_it() {
    say(ordered("s", 1, "north", 5), assigned("a", 2, "north", "A", 2));
    assertBooks("A allocated 2", "north allocated 3");
    say(assigned("b", 3, null, "B", 4));
    assertBooks("B allocated 4", "north allocated 1");
  }

  @Test
  void what_could_not_be_found_is_sourced_elsewhere() {
    say(ordered("s", 1, "A", 2), step(SHORT_PICKED, "x", 2, "A", 1), assigned("a", 3, "A", "B", 2));
    assertBooks("A not found 1", "B allocated 2");
    assertThat(alerts).isEmpty();
  }

  @Test
  void goods_that_leave_where_nothing_was_assigned_are_the_orders_all_the_same() {
    say(ordered("s", 1, "north", 5), step(READY, "r", 2, "B", 2), step(SHIPPED, "h", 3, "B", 3));
    assertBooks("B on hand -3", "north allocated 2");
  }

  @Test
  void a_shipment_of_more_than_was_ordered_is_reported_and_not_applied_twice() {
    say(ordered("s", 1, "A", 5), step(SHIPPED, "h", 2, "A", 4), step(SHIPPED, "h2", 3, "A", 4));
    assertBooks("A on hand -5");
    assertThat(last().outcome()).isEqualTo(Outcome.EXCESS_FULFILMENT);
    assertAlerts("EXCESS_FULFILMENT 1 CONFIRMED {excess=3, sold=5}");
    say(ordered("s2", 4, "A", 3));
    assertBooks("A on hand -8");
    assertAlerts(
        "EXCESS_FULFILMENT 1 CONFIRMED {excess=3, sold=5}",
        "EXCESS_FULFILMENT 2 RETRACTED {excess=0, sold=8}");
  }

  @Test
  void more_set_aside_than_the_order_has_is_reported() {
    say(ordered("s", 1, "A", 2), step(READY, "r", 2, "A", 2), step(READY, "r2", 3, "A", 1));
    assertBooks("A allocated 2 staged 2");
    assertAlerts("EXCESS_FULFILMENT 1 CONFIRMED {excess=1, sold=2}");
  }

  @Test
  void a_cancellation_after_a_void_takes_what_the_void_left() {
    say(ordered("s", 1, "A", 5), voided("v", 2, "A", 3, false), step(CANCELLED, "c", 3, "A", 5));
    assertBooks();
    assertThat(last().deltas()).isEqualTo(Buckets.allocated(-2));
    assertAlerts("EXCESS_FULFILMENT 1 CONFIRMED {excess=3, sold=5}");
  }

  @Test
  void a_void_after_a_shipment_takes_the_rest_and_says_so() {
    say(ordered("s", 1, "A", 5), step(SHIPPED, "h", 2, "A", 4), voided("v", 3, "A", 5, false));
    assertBooks("A on hand -4");
    assertThat(last().outcome()).isEqualTo(Outcome.EXCESS_VOID);
    assertAlerts("EXCESS_VOID 1 CONFIRMED {excess=4, sold=5, voided=5}");
  }

  @Test
  void a_void_frees_the_units_where_they_are_assigned_to() {
    say(ordered("s", 1, "A", 5), assigned("a", 2, "A", "B", 5), voided("v", 3, "A", 5, false));
    assertBooks();
    assertThat(last().locationId()).isEqualTo("B");
  }

  @Test
  void goods_collected_after_the_cancellation_leave_the_shelf_alone() {
    say(ordered("s", 1, "A", 5), step(CANCELLED, "c", 2, "A", 5), step(PICKED_UP, "p", 3, "A", 2));
    assertThat(last().deltas()).isEqualTo(Buckets.onHand(-2));
    assertThat(last().outcome()).isEqualTo(Outcome.APPLIED);
    say(step(PICKED_UP, "p2", 4, "A", 4));
    assertBooks("A on hand -5");
    assertAlerts("EXCESS_FULFILMENT 1 CONFIRMED {excess=1, sold=5}");
  }

  @Test
  void what_comes_before_the_sale_waits_and_takes_effect_with_it() {
    say(step(READY, "r", 2, "A", 1), step(SHIPPED, "h", 3, "A", 1));
    assertThat(movements)
        .extracting(Movement::outcome)
        .containsExactly(Outcome.AWAITS_SALE, Outcome.AWAITS_SALE);
    say(ordered("s", 9, "A", 2));
    assertThat(movements)
        .extracting(Movement::eventId)
        .as("units are promised before they are taken")
        .containsExactly("r", "h", "s", "r", "h");
    assertBooks("A on hand -1 allocated 1");
    assertThat(alerts).isEmpty();
  }

  @Test
  void a_sale_carried_out_is_not_fulfilled() {
    say(sold("till", "s", 1, "A", 2, Act.CARRIED_OUT), step(SHIPPED, "h", 2, "A", 2));
    assertThat(last().outcome()).isEqualTo(Outcome.AWAITS_SALE);
    assertBooks("A on hand -2");
  }

  @Test
  void a_cancellation_that_comes_late_is_told_by_opposite_and_new_entries() {
    say(ordered("s", 1, "A", 3), step(SHIPPED, "h", 5, "B", 3));
    say(step(CANCELLED, "c", 2, "A", 1));
    assertThat(told("h"))
        .containsExactly(
            "A 5 APPLIED " + Buckets.allocated(-3),
            "B 5 APPLIED " + Buckets.onHand(-3),
            "A 5 APPLIED " + Buckets.allocated(1));
    assertThat(told("c")).containsExactly("A 2 APPLIED " + Buckets.allocated(-1));
    assertBooks("B on hand -3");
  }

  @Test
  void a_mis_ring_of_what_was_set_aside_frees_it_when_it_is_voided() {
    say(ordered("s", 1, "A", 3), step(READY, "r", 5, "A", 2), voided("v", 9, "A", 3, true));
    assertThat(last().occurredAtMicros()).isEqualTo(9);
    say(voided("w", 2, "A", 1, true));
    assertThat(last().eventId()).as("the later void stays at its time").isEqualTo("w");
    assertThat(told("w")).containsExactly("A 1 APPLIED " + Buckets.allocated(-1));
    assertBooks();
  }

  @Test
  void a_line_of_no_units_changes_nothing() {
    say(ordered("s", 1, "A", 1), step(SHIPPED, "h", 2, "A", 0));
    assertThat(last().outcome()).isEqualTo(Outcome.ZERO_LINE);
    assertThat(order.fulfilments()).isEmpty();
  }

  @Test
  void a_hundred_and_first_fulfilment_of_a_line_has_a_witness_and_an_alert_and_no_effect() {
    say(ordered("s", 1, "A", 500));
    for (int i = 0; i <= LineFulfilment.MAX_STATEMENTS; i++) {
      say(step(SHIPPED, "h" + i, 10 + i, "A", 1));
    }
    assertThat(last().outcome()).isEqualTo(Outcome.EXCESS_FULFILMENT);
    assertBooks("A on hand -100 allocated 400");
    assertAlerts("EXCESS_FULFILMENT 1 CONFIRMED {excess=1, sold=500}");
  }

  @Test
  void a_line_sold_by_the_shop_and_the_till_is_double_booked_until_one_is_taken_back() {
    say(ordered("s", 1, "A", 2), step(READY, "r", 2, "A", 2));
    say(sold("till", "t", 3, "A", 2, Act.CARRIED_OUT));
    assertBooks("A on hand -2 allocated 2 staged 2");
    assertAlerts("DOUBLE_BOOKED 1 CONFIRMED {doubled=2, sold=4}");
    say(step(CANCELLED, "c", 4, "A", 2));
    assertBooks("A on hand -2");
    assertThat(alerts.get(1).status()).isEqualTo(Alert.Status.RESOLVED);
  }

  @Test
  void a_line_sold_twice_by_one_source_is_not_double_booked() {
    say(ordered("s", 1, "A", 2), ordered("s2", 2, "A", 2));
    assertThat(alerts).isEmpty();
    assertThat(order.fulfilments()).isEmpty();
  }

  @Test
  void units_beyond_their_time_of_collection_are_uncollected_until_they_are_put_back() {
    say(ordered("s", 1, "A", 3), ready("r", 2, "A", 2, 50), ready("r2", 3, "A", 1, 90));
    assertThat(order.dueMicros()).isEqualTo(50);
    review(49);
    assertThat(alerts).isEmpty();
    review(50);
    assertAlerts("UNCOLLECTED 1 CONFIRMED {uncollected=2}");
    assertThat(order.dueMicros()).isEqualTo(90);
    review(60);
    assertThat(alerts).hasSize(1);
    order = order.apply(step(PICKED_UP, "p", 61, "A", 2), 62).next();
    review(90);
    assertThat(order.dueMicros()).isNull();
    assertThat(alerts.get(1).facts()).containsEntry("uncollected", 1L);
    assertThat(alerts.get(1).revision()).as("one was RESOLVED in between").isEqualTo(3);
  }

  /** What rests in a savepoint from before there were fulfilments has none of their fields. */
  @Test
  void an_order_of_an_old_savepoint_is_fulfilled_as_any_other() {
    say(ordered("s", 1, "A", 5), voided("v", 2, "A", 1, false));
    order =
        new Order(
            order.lines().stream().map(FulfilmentTablesTest::asBefore).toList(),
            order.spokenOfMicros(),
            null);
    say(step(SHIPPED, "h", 3, "A", 3), sold("till", "t", 4, "A", 1, Act.CARRIED_OUT));
    assertBooks("A on hand -4 allocated 1");
    assertThat(alerts).as("who sold the first is not known").isEmpty();
    LineFulfilment line = new LineFulfilment(1, "sku", null, 0, null, null, null, null);
    assertThat(line).isEqualTo(LineFulfilment.none(1, "sku"));
    assertThat(new Search(false, null)).isEqualTo(Search.NONE);
  }

  private static OrderLine asBefore(OrderLine line) {
    List<SoldAt> soldAt =
        line.soldAt().stream().map(sale -> new SoldAt(null, sale.atMicros(), 0, null)).toList();
    return new OrderLine(line.line(), line.sales(), line.sold(), line.voids(), 0, 0, 0, soldAt);
  }

  @Test
  void in_any_order_each_statement_does_the_same() {
    List<GoodsEvent> events =
        new ArrayList<>(
            List.of(
                ordered("s", 3, "A", 5),
                ordered("s2", 4, "B", 2),
                assigned("a", 5, "A", "B", 2),
                step(READY, "r", 6, "B", 3),
                voided("v", 7, "A", 2, true),
                step(CANCELLED, "c", 8, "B", 2),
                step(PICKED_UP, "p", 9, "B", 4),
                step(SHORT_PICKED, "x", 9, "A", 2)));
    say(events.toArray(GoodsEvent[]::new));
    String expected = sums();
    for (int seed = 0; seed < 300; seed++) {
      order = Order.UNKNOWN;
      movements.clear();
      Collections.shuffle(events, new Random(seed));
      say(events.toArray(GoodsEvent[]::new));
      assertThat(sums()).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private String sums() {
    TreeMap<String, Buckets> sums = new TreeMap<>();
    for (Movement movement : movements) {
      String key =
          movement.eventId() + ' ' + movement.locationId() + ' ' + movement.occurredAtMicros();
      sums.merge(key, movement.deltas(), Buckets::plus);
    }
    sums.values().removeIf(Buckets.NONE::equals);
    return sums.toString();
  }

  private void say(GoodsEvent... events) {
    for (GoodsEvent event : events) {
      take(order.apply(event, Long.MIN_VALUE));
    }
  }

  private void review(long now) {
    take(order.reviewed("order", now));
  }

  private void take(OrderStep step) {
    order = step.next();
    movements.addAll(step.movements());
    alerts.addAll(step.alerts());
  }

  private Movement last() {
    return movements.get(movements.size() - 1);
  }

  private List<String> told(String eventId) {
    return movements.stream()
        .filter(movement -> movement.eventId().equals(eventId))
        .map(
            movement ->
                movement.locationId()
                    + ' '
                    + movement.occurredAtMicros()
                    + ' '
                    + movement.outcome()
                    + ' '
                    + movement.deltas())
        .toList();
  }

  private void assertAlerts(String... expected) {
    assertThat(alerts)
        .extracting(
            alert ->
                alert.check()
                    + " "
                    + alert.revision()
                    + " "
                    + alert.status()
                    + " "
                    + new TreeMap<>(alert.facts()))
        .containsExactly(expected);
  }

  private void assertBooks(String... expected) {
    TreeMap<String, Buckets> books = new TreeMap<>();
    movements.forEach(each -> books.merge(each.locationId(), each.deltas(), Buckets::plus));
    books.values().removeIf(Buckets.NONE::equals);
    assertThat(
            books.entrySet().stream()
                .map(each -> each.getKey() + words(each.getValue()))
                .collect(Collectors.toList()))
        .containsExactly(expected);
  }

  private static String words(Buckets books) {
    return word("on hand", books.onHand())
        + word("not found", books.notFound())
        + word("allocated", books.allocated())
        + word("staged", books.staged());
  }

  private static String word(String bucket, long units) {
    return units == 0 ? "" : " " + bucket + " " + units;
  }
}
