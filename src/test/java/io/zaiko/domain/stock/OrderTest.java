package io.zaiko.domain.stock;

import static io.zaiko.domain.stock.Events.broughtBack;
import static io.zaiko.domain.stock.Events.line;
import static io.zaiko.domain.stock.Events.misRing;
import static io.zaiko.domain.stock.Events.misRingOf;
import static io.zaiko.domain.stock.Events.sale;
import static io.zaiko.domain.stock.Fulfilments.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class OrderTest {

  private Order order = Order.UNKNOWN;
  private final List<Movement> movements = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();

  @Test
  void a_mis_ring_is_undone_as_of_the_sale() {
    apply(sale("s", 10, line(1, Act.CARRIED_OUT, 3)));
    apply(misRing("v", 90, 10, line(1, Act.CARRIED_OUT, 3)));
    assertThat(last())
        .extracting(Movement::outcome, Movement::occurredAtMicros)
        .containsExactly(Outcome.APPLIED, 10L);
    assertThat(last().deltas()).isEqualTo(Buckets.onHand(3));
    assertThat(last().asOfMicros()).isEqualTo(90);
  }

  @Test
  void a_mis_ring_waits_at_the_time_it_states_and_is_undone_as_of_its_sale() {
    apply(misRing("v", 90, 40, line(1, Act.CARRIED_OUT, 3)));
    assertThat(last().occurredAtMicros()).isEqualTo(40);
    apply(sale("s", 10, line(1, Act.CARRIED_OUT, 3)));
    assertThat(moves("v")).containsExactly("0 at 40", "3 at 10");
  }

  @Test
  void of_several_sales_a_mis_ring_undoes_the_one_it_names() {
    apply(sale("s1", 10, line(1, Act.CARRIED_OUT, 3)));
    apply(sale("s2", 20, line(1, Act.CARRIED_OUT, 3)));
    apply(misRingOf("s2", "v", 90, 10, line(1, Act.CARRIED_OUT, 3)));
    apply(misRingOf("s3", "w", 91, 20, line(1, Act.CARRIED_OUT, 3)));
    assertThat(moves("v")).containsExactly("3 at 20");
    assertThat(moves("w")).as("names none of the line's").containsExactly("3 at 10");
  }

  @Test
  void a_mis_ring_moves_to_the_time_of_the_sale_it_names_when_that_arrives() {
    apply(sale("s2", 20, line(1, Act.CARRIED_OUT, 3)));
    apply(misRingOf("s1", "v", 90, 15, line(1, Act.CARRIED_OUT, 2)));
    apply(sale("s1", 10, line(1, Act.CARRIED_OUT, 3)));
    apply(sale("s0", 5, line(1, Act.CARRIED_OUT, 3)));
    assertThat(moves("v")).containsExactly("2 at 20", "-2 at 20", "2 at 10");
    assertThat(total()).isEqualTo(Buckets.onHand(-7));
  }

  @Test
  void what_came_back_or_has_no_effect_is_not_told_again_when_another_sale_arrives() {
    apply(sale("s2", 20, line(1, Act.CARRIED_OUT, 1), line(2, Act.CARRIED_OUT, 0)));
    apply(broughtBack("b", 30, line(1, Act.CARRIED_OUT, 1)));
    apply(misRing("v", 90, 15, line(1, Act.CARRIED_OUT, 1)));
    apply(sale("s1", 10, line(1, Act.CARRIED_OUT, 0)));
    assertThat(moves("b")).containsExactly("1 at 30");
    assertThat(moves("v")).as("beyond what was sold").containsExactly("0 at 20");
  }

  @Test
  void a_sale_of_no_units_moved_none_at_any_time() {
    apply(sale("s1", 10, line(1, Act.CARRIED_OUT, 0)));
    apply(sale("s2", 20, line(1, Act.CARRIED_OUT, 2)));
    apply(misRingOf("s1", "v", 90, 10, line(1, Act.CARRIED_OUT, 2)));
    assertThat(moves("v")).containsExactly("2 at 20");
  }

  @Test
  void of_a_line_told_very_often_the_earliest_sales_are_known_by_name() {
    for (int at = 200; at > 0; at--) {
      apply(sale("s" + at, at, line(1, Act.CARRIED_OUT, 1)));
    }
    apply(misRingOf("s100", "v", 900, 0, line(1, Act.CARRIED_OUT, 1)));
    apply(misRingOf("s101", "w", 901, 0, line(1, Act.CARRIED_OUT, 1)));
    assertThat(moves("v")).containsExactly("1 at 100");
    assertThat(moves("w")).containsExactly("1 at 1");
    assertThat(order.lines().get(0).soldAt()).hasSize(OrderLine.MAX_SALES);
  }

  /** For months, for each line of each order. */
  @Test
  void long_names_of_sales_cost_an_order_no_room() throws Exception {
    assertThat(room(Act.CARRIED_OUT, 51)).isEqualTo(room(Act.CARRIED_OUT, 1));
  }

  /** Who is told of a line that was booked twice is told of these sales. */
  @Test
  void the_name_of_a_sale_that_allocates_is_kept_once_whatever_names_it() throws Exception {
    assertThat(room(Act.ORDERED_TO_SHIP, 51)).isEqualTo(room(Act.ORDERED_TO_SHIP, 1) + 50);
  }

  /** How many bytes an order takes whose sale has a name so long. */
  private int room(Act act, int length) throws Exception {
    order = Order.UNKNOWN;
    String saleId = "s".repeat(length);
    apply(sale(saleId, 10, line(1, act, 3)));
    apply(misRingOf(saleId, "v", 90, 12, line(1, act, 1)));
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeInformation.of(Order.class)
        .createSerializer(new SerializerConfigImpl())
        .serialize(order, out);
    return out.length();
  }

  /** An old savepoint knows how often a line was sold, and not when. */
  @Test
  void where_an_old_savepoint_does_not_know_the_sale_the_stated_time_stands() {
    apply(sale("s1", 10, line(1, Act.CARRIED_OUT, 3)));
    order =
        new Order(
            order.lines().stream()
                .map(l -> new OrderLine(l.line(), l.sales(), l.sold(), null, 0, 0, 0, null))
                .toList(),
            order.spokenOfMicros());
    apply(misRingOf("s1", "v", 90, 12, line(1, Act.CARRIED_OUT, 1)));
    apply(sale("s2", 50, line(1, Act.CARRIED_OUT, 1)));
    apply(misRingOf("s2", "w", 91, 13, line(1, Act.CARRIED_OUT, 1)));
    assertThat(moves("v")).containsExactly("1 at 12");
    assertThat(moves("w")).containsExactly("1 at 50");
  }

  @Test
  void goods_that_came_back_are_back_as_of_the_void() {
    apply(sale("s", 10, line(1, Act.CARRIED_OUT, 3)));
    apply(broughtBack("v", 90, line(1, Act.CARRIED_OUT, 2)));
    assertThat(last().occurredAtMicros()).isEqualTo(90);
    assertThat(total()).isEqualTo(Buckets.onHand(-1));
  }

  @Test
  void a_void_of_an_order_to_ship_frees_its_allocation_and_no_on_hand() {
    apply(sale("s", 10, line(1, Act.ORDERED_TO_SHIP, 3)));
    apply(broughtBack("v", 20, line(1, Act.ORDERED_TO_SHIP, 3)));
    assertThat(last().deltas()).isEqualTo(Buckets.allocated(-3));
    assertThat(total()).isEqualTo(Buckets.NONE);
  }

  @Test
  void a_void_before_its_sale_waits_and_takes_effect_with_it() {
    apply(misRing("v", 20, 10, line(1, Act.CARRIED_OUT, 3)));
    assertThat(last().outcome()).isEqualTo(Outcome.AWAITS_SALE);
    assertThat(last().deltas()).isEqualTo(Buckets.NONE);
    apply(sale("s", 10, line(1, Act.CARRIED_OUT, 3)));
    assertThat(movements).extracting(Movement::eventId).containsExactly("v", "s", "v");
    assertThat(last().outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(total()).isEqualTo(Buckets.NONE);
  }

  @Test
  void a_second_void_takes_what_is_left_and_the_rest_is_reported() {
    apply(sale("s", 10, line(1, Act.CARRIED_OUT, 5)));
    apply(broughtBack("v1", 20, line(1, Act.CARRIED_OUT, 3)));
    apply(broughtBack("v2", 30, line(1, Act.CARRIED_OUT, 3)));
    assertThat(last().outcome()).isEqualTo(Outcome.EXCESS_VOID);
    assertThat(last().deltas()).isEqualTo(Buckets.onHand(2));
    assertThat(alerts)
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.check()).isEqualTo(Alert.Check.EXCESS_VOID);
              assertThat(alert.facts()).containsEntry("excess", 1L).containsEntry("sold", 5L);
            });
  }

  @Test
  void an_earlier_void_that_arrives_later_takes_the_units_of_a_later_one() {
    apply(sale("s", 10, line(1, Act.CARRIED_OUT, 3)));
    apply(broughtBack("late", 30, line(1, Act.CARRIED_OUT, 3)));
    apply(broughtBack("early", 20, line(1, Act.CARRIED_OUT, 3)));
    assertThat(movements.subList(2, 4))
        .extracting(Movement::eventId, Movement::outcome, movement -> movement.deltas().onHand())
        .containsExactly(
            tuple("late", Outcome.EXCESS_VOID, -3L), tuple("early", Outcome.APPLIED, 3L));
    assertThat(total()).isEqualTo(Buckets.NONE);
  }

  @Test
  void a_further_sale_of_the_line_retracts_the_excess() {
    apply(sale("s1", 10, line(1, Act.CARRIED_OUT, 1)));
    apply(broughtBack("v", 20, line(1, Act.CARRIED_OUT, 2)));
    apply(sale("s2", 30, line(1, Act.CARRIED_OUT, 1)));
    assertThat(alerts)
        .extracting(Alert::status, Alert::revision)
        .containsExactly(tuple(Alert.Status.CONFIRMED, 1L), tuple(Alert.Status.RETRACTED, 2L));
    assertThat(total()).isEqualTo(Buckets.NONE);
  }

  @Test
  void a_void_of_another_item_than_was_sold_changes_nothing() {
    apply(sale("s", 10, line(1, Act.CARRIED_OUT, 1)));
    GoodsLine other =
        new GoodsLine(
            1, "other", "shop", 1, Act.CARRIED_OUT, Condition.SELLABLE, Condition.SELLABLE);
    apply(broughtBack("v", 20, other));
    assertThat(last().outcome()).isEqualTo(Outcome.AWAITS_SALE);
    assertThat(total()).isEqualTo(Buckets.onHand(-1));
  }

  @Test
  void a_hundred_and_first_void_of_a_line_has_a_witness_and_an_alert_and_no_effect() {
    apply(sale("s", 10, line(1, Act.CARRIED_OUT, 1_000)));
    for (int i = 0; i <= OrderLine.MAX_VOIDS; i++) {
      apply(broughtBack("v" + i, 20 + i, line(1, Act.CARRIED_OUT, 1)));
    }
    assertThat(last().outcome()).isEqualTo(Outcome.EXCESS_VOID);
    assertThat(total()).isEqualTo(Buckets.onHand(-900));
    assertThat(alerts)
        .singleElement()
        .satisfies(alert -> assertThat(alert.facts()).containsEntry("excess", 1L));
  }

  @Test
  void voids_that_two_numbered_sources_call_alike_each_have_one_witness() {
    apply(sale("s", 10, line(1, Act.CARRIED_OUT, 3)));
    apply(numbered("till-2", 7, broughtBack("7", 20, line(1, Act.CARRIED_OUT, 2))));
    apply(numbered("till-3", 7, broughtBack("7", 20, line(1, Act.CARRIED_OUT, 1))));
    assertThat(moves("7")).containsExactly("2 at 20", "1 at 20");
    assertThat(total()).isEqualTo(Buckets.NONE);
  }

  @Test
  void of_voids_of_one_time_and_name_the_source_decides_which_takes_effect() {
    apply(sale("s", 10, line(1, Act.CARRIED_OUT, 3)));
    apply(numbered("till-3", 7, broughtBack("7", 20, line(1, Act.CARRIED_OUT, 3))));
    apply(numbered("till-2", 9, broughtBack("7", 20, line(1, Act.CARRIED_OUT, 1))));
    apply(numbered("till-2", 8, broughtBack("7", 20, line(1, Act.CARRIED_OUT, 1))));
    assertThat(moves("7")).containsExactly("3 at 20", "-1 at 20", "1 at 20", "-1 at 20", "1 at 20");
  }

  @Test
  void in_any_order_the_sums_by_event_and_time_are_the_same() {
    List<GoodsEvent> events =
        Arrays.asList(
            sale("s1", 10, line(1, Act.CARRIED_OUT, 5), line(2, Act.ORDERED_TO_SHIP, 4)),
            sale("s2", 11, line(1, Act.CARRIED_OUT, 1)),
            broughtBack("v1", 20, line(1, Act.CARRIED_OUT, 3)),
            misRing("v2", 30, 10, line(1, Act.CARRIED_OUT, 9), line(2, Act.ORDERED_TO_SHIP, 1)),
            misRingOf("s2", "v0", 12, 7, line(1, Act.CARRIED_OUT, 1)),
            broughtBack("v3", 30, line(2, Act.ORDERED_TO_SHIP, 9)),
            broughtBack("v4", 15, line(3, Act.CARRIED_OUT, 2)));
    events.forEach(this::apply);
    List<String> expected = sumsByEventAndTime();
    for (int seed = 0; seed < 200; seed++) {
      order = Order.UNKNOWN;
      movements.clear();
      Collections.shuffle(events, new Random(seed));
      events.forEach(this::apply);
      assertThat(sumsByEventAndTime()).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private List<String> sumsByEventAndTime() {
    return movements.stream()
        .collect(
            java.util.stream.Collectors.toMap(
                movement ->
                    movement.eventId()
                        + '/'
                        + movement.lineNo()
                        + '@'
                        + movement.occurredAtMicros(),
                Movement::deltas,
                Buckets::plus,
                java.util.TreeMap::new))
        .entrySet()
        .stream()
        .filter(entry -> !entry.getValue().equals(Buckets.NONE))
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .toList();
  }

  /** What a void did on hand, entry by entry. */
  private List<String> moves(String eventId) {
    return movements.stream()
        .filter(movement -> movement.eventId().equals(eventId))
        .map(movement -> movement.deltas().onHand() + " at " + movement.occurredAtMicros())
        .toList();
  }

  private Buckets total() {
    return movements.stream().map(Movement::deltas).reduce(Buckets.NONE, Buckets::plus);
  }

  private Movement last() {
    return movements.get(movements.size() - 1);
  }

  private void apply(GoodsEvent event) {
    OrderStep step = order.apply(event, Long.MIN_VALUE, 0);
    order = step.next();
    movements.addAll(step.movements());
    alerts.addAll(step.alerts());
  }
}
