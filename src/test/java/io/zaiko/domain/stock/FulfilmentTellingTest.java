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
import org.junit.jupiter.api.Test;

/** What shelves and people are told of a line: early, late, too often, and again. */
class FulfilmentTellingTest {

  private final FulfilledOrder order = new FulfilledOrder();

  @Test
  void what_comes_before_the_sale_waits_and_takes_effect_with_it() {
    order.say(step(READY, "r", 2, "A", 1), step(SHIPPED, "h", 3, "A", 1));
    assertThat(order.movements())
        .extracting(Movement::outcome)
        .containsExactly(Outcome.AWAITS_SALE, Outcome.AWAITS_SALE);
    order.say(ordered("s", 9, "A", 2));
    assertThat(order.movements())
        .extracting(Movement::eventId)
        .as("units are promised before they are taken")
        .containsExactly("r", "h", "s", "r", "h");
    order.assertBooks("A on hand -1 allocated 1");
    assertThat(order.alerts()).isEmpty();
  }

  @Test
  void a_cancellation_that_comes_late_is_told_by_opposite_and_new_entries() {
    order.say(ordered("s", 1, "A", 3), step(SHIPPED, "h", 5, "B", 3));
    order.say(step(CANCELLED, "c", 2, "A", 1));
    assertThat(order.told("h"))
        .containsExactly(
            "A 5 APPLIED " + Buckets.allocated(-3),
            "B 5 APPLIED " + Buckets.onHand(-3),
            "A 5 APPLIED " + Buckets.allocated(1));
    assertThat(order.told("c")).containsExactly("A 2 APPLIED " + Buckets.allocated(-1));
    order.assertBooks("B on hand -3");
  }

  @Test
  void a_mis_ring_of_what_was_set_aside_frees_it_when_it_is_voided() {
    order.say(ordered("s", 1, "A", 3), step(READY, "r", 5, "A", 2), voided("v", 9, "A", 3, true));
    assertThat(order.last().occurredAtMicros()).isEqualTo(9);
    order.say(voided("w", 2, "A", 1, true));
    assertThat(order.last().eventId()).as("the later void stays at its time").isEqualTo("w");
    assertThat(order.told("w")).containsExactly("A 1 APPLIED " + Buckets.allocated(-1));
    order.assertBooks();
  }

  @Test
  void a_hundred_and_first_fulfilment_of_a_line_has_a_witness_and_an_alert_and_no_effect() {
    order.say(ordered("s", 1, "A", 500));
    for (int i = 0; i <= LineFulfilment.MAX_STATEMENTS; i++) {
      order.say(step(SHIPPED, "h" + i, 10 + i, "A", 1));
    }
    assertThat(order.last().outcome()).isEqualTo(Outcome.EXCESS_FULFILMENT);
    order.assertBooks("A on hand -100 allocated 400");
    order.assertAlerts("EXCESS_FULFILMENT 1 CONFIRMED {excess=1, sold=500}");
  }

  @Test
  void a_line_sold_by_the_shop_and_the_till_is_double_booked_until_one_is_taken_back() {
    order.say(ordered("s", 1, "A", 2), step(READY, "r", 2, "A", 2));
    order.say(sold("till", "t", 3, "A", 2, Act.CARRIED_OUT));
    order.assertBooks("A on hand -2 allocated 2 staged 2");
    order.assertAlerts("DOUBLE_BOOKED 1 CONFIRMED {doubled=2, sold=4}");
    order.say(step(CANCELLED, "c", 4, "A", 2));
    order.assertBooks("A on hand -2");
    assertThat(order.alerts().get(1).status()).isEqualTo(Alert.Status.RESOLVED);
  }

  @Test
  void a_line_sold_twice_by_one_source_is_not_double_booked() {
    order.say(ordered("s", 1, "A", 2), ordered("s2", 2, "A", 2));
    assertThat(order.alerts()).isEmpty();
    assertThat(order.now().fulfilments()).isEmpty();
  }

  @Test
  void units_beyond_their_time_of_collection_are_uncollected_until_they_are_put_back() {
    order.say(ordered("s", 1, "A", 3), ready("r", 2, "A", 2, 50), ready("r2", 3, "A", 1, 90));
    assertThat(order.now().dueMicros()).isEqualTo(50);
    order.review(49);
    assertThat(order.alerts()).isEmpty();
    order.review(50);
    order.assertAlerts("UNCOLLECTED 1 SUSPECTED {uncollected=2}");
    order.review(59);
    assertThat(order.alerts()).hasSize(1);
    order.sayAt(59, step(PICKED_UP, "p", 58, "A", 2));
    assertThat(order.now().dueMicros()).isEqualTo(90);
    order.review(90);
    order.assertAlerts(
        "UNCOLLECTED 1 SUSPECTED {uncollected=2}",
        "UNCOLLECTED 2 RESOLVED {uncollected=0}",
        "UNCOLLECTED 3 SUSPECTED {uncollected=1}");
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
    order.say(events.toArray(GoodsEvent[]::new));
    String expected = order.sums();
    for (int seed = 0; seed < 300; seed++) {
      Collections.shuffle(events, new Random(seed));
      FulfilledOrder shuffled = new FulfilledOrder();
      shuffled.say(events.toArray(GoodsEvent[]::new));
      assertThat(shuffled.sums()).as("seed %d", seed).isEqualTo(expected);
    }
  }
}
