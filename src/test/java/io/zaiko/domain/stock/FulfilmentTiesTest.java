package io.zaiko.domain.stock;

import static io.zaiko.domain.stock.FulfilmentAct.CANCELLED;
import static io.zaiko.domain.stock.FulfilmentAct.PICKED_UP;
import static io.zaiko.domain.stock.FulfilmentAct.READY;
import static io.zaiko.domain.stock.FulfilmentAct.SHIPPED;
import static io.zaiko.domain.stock.FulfilmentAct.SHORT_PICKED;
import static io.zaiko.domain.stock.Fulfilments.assigned;
import static io.zaiko.domain.stock.Fulfilments.numbered;
import static io.zaiko.domain.stock.Fulfilments.ordered;
import static io.zaiko.domain.stock.Fulfilments.step;
import static io.zaiko.domain.stock.Fulfilments.voided;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements of one instant, as of tills whose clocks show whole seconds, and of one name. */
class FulfilmentTiesTest {

  private static final int SEEDS = 200;

  private final List<GoodsEvent> events = new ArrayList<>();

  /** Event ids that sort either way. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "z"})
  void what_is_ready_and_handed_over_in_one_second_was_set_aside_first(String ready) {
    say(ordered("s", 1, "A", 4), step(READY, ready, 5, "B", 3), step(PICKED_UP, "m", 5, "B", 2));
    FulfilledOrder order = inAnyOrder();
    order.assertBooks("A allocated 1", "B on hand -2 allocated 1 staged 1");
    assertThat(order.alerts()).isEmpty();
  }

  @Test
  void what_is_assigned_and_ready_in_one_second_is_set_aside_where_it_was_assigned_to() {
    say(
        ordered("s", 1, "north", 4),
        step(READY, "a", 5, "A", 4),
        assigned("b", 5, "north", "A", 4));
    FulfilledOrder order = inAnyOrder();
    order.assertBooks("A allocated 4 staged 4");
    assertThat(order.alerts()).isEmpty();
  }

  @Test
  void what_is_short_picked_and_assigned_in_one_second_is_supplied_by_the_other() {
    say(ordered("s", 1, "A", 1), assigned("a", 5, null, "B", 1));
    say(step(SHORT_PICKED, "b", 5, "A", 1));
    FulfilledOrder order = inAnyOrder();
    order.assertBooks("A not found 1", "B allocated 1");
    assertThat(order.alerts()).isEmpty();
  }

  @Test
  void what_is_short_picked_and_cancelled_in_one_second_is_not_found_and_not_wanted() {
    say(ordered("s", 1, "A", 4), step(CANCELLED, "a", 5, "A", 4));
    say(step(SHORT_PICKED, "b", 5, "A", 1));
    FulfilledOrder order = inAnyOrder();
    order.assertBooks("A not found 1");
    assertThat(order.alerts()).isEmpty();
  }

  @Test
  void what_is_cancelled_in_the_second_it_leaves_is_gone_all_the_same() {
    say(ordered("s", 1, "A", 4), step(SHIPPED, "a", 5, "A", 4), step(CANCELLED, "b", 5, "A", 4));
    FulfilledOrder order = inAnyOrder();
    order.assertBooks("A on hand -4");
    assertThat(order.alerts()).isEmpty();
  }

  @Test
  void of_one_second_a_void_takes_what_a_cancellation_leaves_and_a_shipment_the_rest() {
    say(ordered("s", 1, "A", 4), step(SHIPPED, "a", 5, "A", 2), voided("b", 5, "A", 2, false));
    say(step(CANCELLED, "c", 5, "A", 1));
    inAnyOrder().assertBooks("A on hand -2");
    say(voided("d", 5, "A", 1, false));
    FulfilledOrder order = inAnyOrder();
    assertThat(order.last().outcome()).isEqualTo(Outcome.APPLIED);
    order.assertBooks("A on hand -1");
  }

  @Test
  void fulfilments_that_two_numbered_sources_call_alike_both_take_effect() {
    say(ordered("s", 1, "A", 9));
    say(numbered("till-1", 7, step(SHIPPED, "7", 5, "A", 2)));
    say(numbered("till-2", 7, step(SHIPPED, "7", 6, "A", 3)));
    say(numbered("till-2", 8, step(SHIPPED, "7", 6, "A", 1)));
    inAnyOrder().assertBooks("A on hand -6 allocated 3");
  }

  @Test
  void what_two_numbered_sources_call_alike_is_told_once_of_each() {
    FulfilledOrder order = new FulfilledOrder();
    order.say(ordered("s", 1, "A", 9), numbered("till-2", 7, step(SHIPPED, "7", 6, "A", 3)));
    order.say(numbered("till-1", 7, step(SHIPPED, "7", 5, "A", 2)));
    Buckets first = Buckets.onHand(-3).plus(Buckets.allocated(-3));
    Buckets then = Buckets.onHand(-2).plus(Buckets.allocated(-2));
    assertThat(order.told("7")).containsExactly("A 6 APPLIED " + first, "A 5 APPLIED " + then);
  }

  @Test
  void voids_that_two_numbered_sources_call_alike_both_take_effect() {
    say(ordered("s", 1, "A", 9), step(READY, "r", 2, "A", 1));
    say(numbered("till-1", 7, voided("7", 5, "A", 2, false)));
    say(numbered("till-2", 7, voided("7", 5, "A", 3, false)));
    inAnyOrder().assertBooks("A allocated 4 staged 1");
  }

  @Test
  void of_one_second_and_one_name_the_source_decides_which_takes_effect() {
    say(ordered("s", 1, "A", 4));
    say(numbered("till-2", 1, step(SHIPPED, "7", 5, "A", 3)));
    say(numbered("till-1", 9, step(SHIPPED, "7", 5, "B", 2)));
    inAnyOrder().assertBooks("A on hand -2", "B on hand -2");
    say(numbered("till-1", 8, step(SHIPPED, "7", 5, "C", 1)));
    inAnyOrder().assertBooks("A on hand -1", "B on hand -2", "C on hand -1");
    say(step(SHIPPED, "7", 5, "D", 1)); // without a number, before all that have one
    inAnyOrder().assertBooks("B on hand -2", "C on hand -1", "D on hand -1");
  }

  /** A name is known for some days alone; what uses it again later counts again. */
  @Test
  void what_is_said_again_after_its_name_was_forgotten_counts_again_and_is_told() {
    FulfilledOrder order = new FulfilledOrder();
    order.say(
        ordered("s", 1, "A", 9), step(SHIPPED, "h", 5, "A", 2), step(SHIPPED, "h", 5, "A", 2));
    order.assertBooks("A on hand -4 allocated 5");
    order.say(voided("v", 7, "A", 1, false), voided("v", 7, "A", 1, false));
    order.say(step(CANCELLED, "c", 2, "A", 1));
    order.assertBooks("A on hand -4 allocated 2");
    order.say(step(SHIPPED, "all", 9, "A", 9));
    order.assertBooks("A on hand -7");
  }

  private void say(GoodsEvent... more) {
    events.addAll(List.of(more));
  }

  /** What all said so far comes to, which the order of its arrival does not change. */
  private FulfilledOrder inAnyOrder() {
    FulfilledOrder order = new FulfilledOrder();
    order.say(events.toArray(GoodsEvent[]::new));
    for (int seed = 0; seed < SEEDS; seed++) {
      List<GoodsEvent> arriving = new ArrayList<>(events);
      Collections.shuffle(arriving, new Random(seed));
      FulfilledOrder shuffled = new FulfilledOrder();
      shuffled.say(arriving.toArray(GoodsEvent[]::new));
      assertThat(shuffled.sums()).as("seed %d", seed).isEqualTo(order.sums());
    }
    return order;
  }
}
