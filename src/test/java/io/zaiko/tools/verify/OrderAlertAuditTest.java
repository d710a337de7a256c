package io.zaiko.tools.verify;

import static io.zaiko.avro.FulfilmentAct.ASSIGNED;
import static io.zaiko.avro.FulfilmentAct.CANCELLED;
import static io.zaiko.avro.FulfilmentAct.PICKED_UP;
import static io.zaiko.avro.FulfilmentAct.SHIPPED;
import static io.zaiko.avro.FulfilmentKind.CARRY_OUT;
import static io.zaiko.avro.FulfilmentKind.PICKUP;
import static io.zaiko.tools.verify.Goods.at;
import static io.zaiko.tools.verify.OrderRecords.LINE;
import static io.zaiko.tools.verify.OrderRecords.ordered;
import static io.zaiko.tools.verify.OrderRecords.ready;
import static io.zaiko.tools.verify.OrderRecords.sold;
import static io.zaiko.tools.verify.OrderRecords.step;
import static io.zaiko.tools.verify.OrderRecords.voided;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.Sale;
import io.zaiko.avro.Void;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Orders, what is told of them, and what verify says of that. */
class OrderAlertAuditTest {
  private static final String EXCESS = "EXCESS_FULFILMENT";
  private static final String DOUBLED = "DOUBLE_BOOKED";
  private static final String UNCOLLECTED = "UNCOLLECTED";

  private final ToldOrders orders = new ToldOrders();

  @Test
  void an_order_of_which_all_is_well_is_told_nothing_of() {
    orders.say(ordered("s", at(0), 2), ready("r", at(1), 2, at(60)));
    orders.say(step(PICKED_UP, "p", at(2), 2));
    orders.timeIs(at(1_000));
    assertFine();
    stands(EXCESS, Map.of("sold", 2L, "excess", 1L));
    assertFound("EXCESS_FULFILMENT stands, but nothing is excess");
    stands(DOUBLED, Map.of("sold", 2L, "doubled", 1L));
    assertFound("DOUBLE_BOOKED stands, but nothing is doubled");
    stands(UNCOLLECTED, Map.of("uncollected", 1L));
    assertFound("UNCOLLECTED stands, but nothing waits beyond its time");
    assertThat(orders.pending()).as("the job will not mend that").isZero();
  }

  @Test
  void what_is_told_of_no_line_is_found() {
    orders.say(ordered("s", at(0), 2));
    for (String check : new String[] {EXCESS, DOUBLED, UNCOLLECTED}) {
      orders.tell(check, "order|2|TEA", AlertStatus.CONFIRMED, Map.of());
      assertFound("order|2|TEA: " + check + " stands, but no such line");
    }
  }

  @Test
  void more_fulfilled_than_sold_must_be_told_with_its_numbers() {
    orders.say(ordered("s", at(0), 5), step(SHIPPED, "h", at(1), 4), step(SHIPPED, "i", at(2), 4));
    assertFound("excess is 3, but no EXCESS_FULFILMENT stands");
    assertThat(orders.pending()).isZero();
    stands(EXCESS, Map.of("sold", 5L, "excess", 2L));
    assertFound("EXCESS_FULFILMENT says {excess=2, sold=5}, recomputed excess=3 of 5 sold");
    stands(EXCESS, Map.of("sold", 4L, "excess", 3L));
    assertFound("EXCESS_FULFILMENT says {excess=3, sold=4}");
    stands(EXCESS, Map.of("excess", 3L));
    assertFound("EXCESS_FULFILMENT says {excess=3}");
    orders.tell(EXCESS, LINE, AlertStatus.SUSPECTED, Map.of("sold", 5L, "excess", 3L));
    assertFound("EXCESS_FULFILMENT is not confirmed");
    stands(EXCESS, Map.of("sold", 5L, "excess", 3L));
    assertFine();
  }

  @Test
  void an_excess_that_a_sale_covers_must_be_retracted() {
    orders.say(ordered("s", at(0), 5), step(SHIPPED, "h", at(1), 6));
    stands(EXCESS, Map.of("sold", 5L, "excess", 1L));
    orders.say(ordered("t", at(2), 1));
    assertFound("EXCESS_FULFILMENT stands, but nothing is excess");
    ends(EXCESS, AlertStatus.RESOLVED, Map.of("sold", 6L, "excess", 0L));
    assertFound("EXCESS_FULFILMENT ended as RESOLVED");
    ends(EXCESS, AlertStatus.RETRACTED, Map.of("sold", 6L, "excess", 1L));
    assertFound("EXCESS_FULFILMENT ended as RETRACTED with {excess=1, sold=6}");
    ends(EXCESS, AlertStatus.RETRACTED, Map.of("sold", 6L, "excess", 0L));
    assertFine();
  }

  @Test
  void a_fulfilment_without_a_sale_is_no_excess() {
    orders.say(step(SHIPPED, "h", at(1), 6), sold("till", "c", at(0), "store", CARRY_OUT, 6));
    assertFine();
    stands(EXCESS, Map.of("sold", 0L, "excess", 6L));
    assertFound("EXCESS_FULFILMENT stands");
    ends(EXCESS, AlertStatus.RETRACTED, Map.of("sold", 0L, "excess", 0L));
    assertFound("EXCESS_FULFILMENT was told without any reason");
  }

  /** ASSIGNED takes from nowhere else: a sale in another place changes nothing. */
  @Test
  void a_sale_that_comes_after_an_excess_and_does_not_cover_it_need_not_be_told() {
    orders.say(ordered("s", at(0), 5));
    orders.say(step(ASSIGNED, "a", at(1), "hub", 2, "nowhere", null));
    stands(EXCESS, Map.of("sold", 5L, "excess", 2L));
    orders.say(sold("shop", "t", at(0), "elsewhere", PICKUP, 3));
    assertFine();
    assertThat(orders.arrived()).contains("1 EXCESS_FULFILMENT before a further sale");
    stands(EXCESS, Map.of("sold", 7L, "excess", 2L));
    assertFound("EXCESS_FULFILMENT says {excess=2, sold=7}");
  }

  /** The line of no units makes it one that may be fulfilled. */
  @Test
  void an_excess_may_say_that_nothing_was_sold() {
    orders.say(ordered("s", at(0), 0), step(SHIPPED, "h", at(1), 3));
    stands(EXCESS, Map.of("sold", 0L, "excess", 3L));
    assertFine();
    orders.say(sold("shop", "c", at(0), "store", CARRY_OUT, 3));
    assertFine();
  }

  @Test
  void a_line_sold_by_two_sources_must_be_told_until_one_is_taken_back() {
    orders.say(ordered("s", at(0), 2), sold("till", "t", at(9), "store", CARRY_OUT, 3));
    assertFound("doubled is 2, but no DOUBLE_BOOKED stands");
    stands(DOUBLED, Map.of("sold", 5L, "doubled", 1L));
    assertFound("DOUBLE_BOOKED says {doubled=1, sold=5}, recomputed doubled=2 of 5 sold");
    stands(DOUBLED, Map.of("sold", 6L, "doubled", 2L));
    assertFound("DOUBLE_BOOKED says {doubled=2, sold=6}");
    stands(DOUBLED, Map.of("sold", 5L, "doubled", 2L));
    assertFine();
    orders.say(voided("v", at(10), "store", PICKUP, 1));
    assertFound("DOUBLE_BOOKED says {doubled=2, sold=5}, recomputed doubled=1");
    stands(DOUBLED, Map.of("sold", 5L, "doubled", 1L));
    assertFine();
    orders.say(step(CANCELLED, "c", at(11), 1));
    assertFound("DOUBLE_BOOKED stands, but nothing is doubled");
    ends(DOUBLED, AlertStatus.RETRACTED, Map.of("sold", 5L, "doubled", 0L));
    assertFound("DOUBLE_BOOKED ended as RETRACTED");
    ends(DOUBLED, AlertStatus.RESOLVED, Map.of("sold", 5L, "doubled", 0L));
    assertFine();
  }

  @Test
  void two_tills_that_use_one_number_for_two_baskets_need_not_be_told_of() {
    orders.say(sold("till-1", "a", at(0), "store", CARRY_OUT, 2));
    orders.say(sold("till-2", "b", at(9), "hub", CARRY_OUT, 3));
    assertFine();
    stands(DOUBLED, Map.of("sold", 5L, "doubled", 2L));
    assertFound("DOUBLE_BOOKED stands");
    orders.say(ordered("s", at(10), 1));
    assertFound("recomputed doubled=3 of 6 sold");
  }

  @Test
  void a_cancellation_is_of_what_was_ordered() {
    orders.say(ordered("s", at(0), 5), sold("till", "t", at(1), "store", CARRY_OUT, 2));
    orders.say(step(CANCELLED, "c", at(2), 3));
    assertFound("doubled is 2, but no DOUBLE_BOOKED stands");
    orders.say(sold("market", "m", at(3), "store", PICKUP, 4));
    assertFound("doubled is 3, but no DOUBLE_BOOKED stands");
  }

  @Test
  void a_void_is_of_the_sale_it_names() {
    orders.say(ordered("s", at(0), 4), sold("market", "m", at(1), "store", PICKUP, 3));
    assertFound("doubled is 3, but no DOUBLE_BOOKED stands");
    orders.say(naming("m", voided("v", at(2), "store", PICKUP, 2)));
    assertFound("doubled is 1, but no DOUBLE_BOOKED stands");
    orders.say(naming("s", voided("w", at(3), "store", PICKUP, 3)));
    assertFound("doubled is 1, but no DOUBLE_BOOKED stands");
    orders.say(naming("none", voided("x", at(4), "store", PICKUP, 1)));
    assertFine();
  }

  /** Then the job noted what a void names only of goods that never left. */
  @Test
  void what_a_void_from_before_there_were_fulfilments_names_is_not_known() {
    orders.say(ordered("s", at(0), 4), sold("market", "m", at(1), "store", PICKUP, 3));
    orders.say(naming("s", voided("v", at(2), "store", PICKUP, 3)));
    assertFound("doubled is 1, but no DOUBLE_BOOKED stands");
    orders.beforeFulfilments("v");
    assertFine();
  }

  private static Void naming(String saleEventId, Void undone) {
    undone.setOriginalEventId(saleEventId);
    return undone;
  }

  /** Then the job noted neither who told a sale nor how many units. */
  @Test
  void what_was_sold_before_there_were_fulfilments_nobody_knows_to_be_doubled() {
    orders.say(ordered("s", at(0), 2), sold("till", "t", at(9), "store", CARRY_OUT, 3));
    orders.beforeFulfilments("s");
    assertFine();
    assertThat(orders.arrived()).contains("1 DOUBLE_BOOKED of sales from before fulfilments");
    stands(DOUBLED, Map.of("sold", 5L, "doubled", 2L));
    assertFound("DOUBLE_BOOKED stands, but nothing is doubled");
    orders.say(sold("market", "m", at(10), "store", PICKUP, 4));
    assertFound("recomputed doubled=3 of 9 sold");
  }

  @Test
  void a_line_sold_twice_by_one_source_is_not_doubled() {
    orders.say(ordered("s", at(0), 2), sold("shop", "t", at(9), "hub", CARRY_OUT, 3));
    assertFine();
    stands(DOUBLED, Map.of("sold", 5L, "doubled", 2L));
    assertFound("DOUBLE_BOOKED stands");
    ends(DOUBLED, AlertStatus.RESOLVED, Map.of("sold", 5L, "doubled", 0L));
    orders.say(step(CANCELLED, "c", at(11), 1));
    assertFound("DOUBLE_BOOKED was told without any reason");
  }

  @Test
  void of_a_line_sold_very_often_the_earliest_sales_are_looked_at() {
    for (int i = 0; i < 100; i++) {
      orders.say(ordered("s" + i, at(i), 1));
    }
    orders.say(sold("till", "late", at(200), "store", PICKUP, 1));
    assertFine();
    orders.say(sold("till", "elsewhere", at(300), "hub", PICKUP, 1));
    assertFound("doubled is 1, but no DOUBLE_BOOKED stands");
    stands(DOUBLED, Map.of("sold", 102L, "doubled", 1L));
    assertFine();
  }

  @Test
  void sales_that_lie_further_apart_than_an_order_is_remembered_are_of_two() {
    orders.say(ordered("s", at(0), 2), sold("till", "t", at(900), "store", CARRY_OUT, 2));
    orders.remembered(Duration.ofMinutes(90)); // ten times as long, for it is open
    assertFine();
    assertThat(orders.arrived()).contains("1 perhaps forgotten order line");
    stands(DOUBLED, Map.of("sold", 4L, "doubled", 2L));
    assertFine();
    assertThat(orders.arrived()).contains("1 DOUBLE_BOOKED");
    orders.remembered(Duration.ofMinutes(91));
    ends(DOUBLED, AlertStatus.RESOLVED, Map.of("sold", 4L, "doubled", 0L));
    assertFound("doubled is 2, but no DOUBLE_BOOKED stands");
  }

  @Test
  void of_an_open_order_spoken_of_again_after_long_people_are_told() {
    orders.say(ordered("s", at(0), 1), ready("r", at(900), 1, at(910)));
    orders.remembered(Duration.ofMinutes(100)).timeIs(at(1_000));
    assertFound("1 units were not collected in time, but no UNCOLLECTED stands");
    stands(UNCOLLECTED, Map.of("uncollected", 77L));
    assertFound("UNCOLLECTED says {uncollected=77}, recomputed 1");
    stands(UNCOLLECTED, Map.of("uncollected", 1L));
    orders.say(step(SHIPPED, "h", at(920), 2));
    assertFound("excess is 1, but no EXCESS_FULFILMENT stands");
  }

  @Test
  void a_line_is_kept_while_another_of_its_order_is_spoken_of() {
    orders.say(ordered("s", at(0), 1), step(SHIPPED, "h", at(1), 1));
    orders.say(step(SHIPPED, "i", at(150), 1));
    orders.remembered(Duration.ofMinutes(100));
    assertFine();
    Sale other = ordered("t", at(80), 1);
    other.getLines().get(0).setLineNo(2);
    orders.say(other);
    assertFound("excess is 1, but no EXCESS_FULFILMENT stands");
  }

  @Test
  void more_fulfilments_than_are_remembered_are_told_with_whatever_number() {
    orders.say(ordered("s", at(0), 500));
    for (int i = 0; i < 101; i++) {
      orders.say(step(SHIPPED, "h" + i, at(1 + i), 1));
    }
    orders.say(step(SHIPPED, "late", at(1_101), 1));
    orders.remembered(Duration.ofMinutes(100));
    assertFine();
    orders.remembered(Duration.ofMinutes(101));
    assertFound("has more fulfilments than are remembered, but no EXCESS_FULFILMENT");
    stands(EXCESS, Map.of("sold", 500L, "excess", 1L));
    assertFine();
    stands(UNCOLLECTED, Map.of("uncollected", 1L));
    assertFound("UNCOLLECTED was told without any reason");
    stands(DOUBLED, Map.of("sold", 500L, "doubled", 1L));
    assertFound("DOUBLE_BOOKED was told without any reason");
  }

  @Test
  void of_more_voids_than_are_remembered_arrival_decides_what_is_doubled() {
    orders.say(ordered("s", at(0), 200), sold("till", "t", at(0), "store", CARRY_OUT, 200));
    for (int i = 0; i < 101; i++) {
      orders.say(voided("v" + i, at(1 + i), "store", PICKUP, 1));
    }
    stands(DOUBLED, Map.of("sold", 400L, "doubled", 100L));
    assertFine();
  }

  @Test
  void where_the_ledger_is_believed_what_is_told_may_be_so() {
    orders.say(ordered("s", at(0), 5), step(SHIPPED, "h", at(1), 6));
    assertFound("excess is 1, but no EXCESS_FULFILMENT stands");
    orders.believed("h");
    assertFine();
    stands(EXCESS, Map.of("sold", 5L, "excess", 6L));
    assertFine();
    assertThat(orders.arrived()).contains("1 EXCESS_FULFILMENT");
  }

  @Test
  void what_is_told_under_a_name_that_two_lines_share_may_be_of_either() {
    for (String ref : List.of("a", "a|1")) {
      Fulfilment tooMuch = step(SHIPPED, "h" + ref, at(1), 6);
      Sale sale = ordered("s" + ref, at(0), 5);
      String sku = ref.equals("a") ? "1|TEA" : "TEA";
      sale.setOrderRef(ref);
      sale.getLines().get(0).setSku(sku);
      tooMuch.setOrderRef(ref);
      tooMuch.getLines().get(0).setSku(sku);
      orders.say(sale, tooMuch);
    }
    assertFine();
    orders.tell(EXCESS, "a|1|1|TEA", AlertStatus.CONFIRMED, Map.of("sold", 5L, "excess", 1L));
    assertFine();
    orders.tell(EXCESS, "a|1|1|TEA", AlertStatus.RETRACTED, Map.of("sold", 5L, "excess", 0L));
    assertFine();
  }

  private void stands(String check, Map<String, Long> facts) {
    orders.tell(check, LINE, AlertStatus.CONFIRMED, facts);
  }

  private void ends(String check, AlertStatus status, Map<String, Long> facts) {
    orders.tell(check, LINE, status, facts);
  }

  private void assertFine() {
    assertThat(orders.objections()).isEmpty();
  }

  private void assertFound(String objection) {
    assertThat(orders.objections()).contains(objection);
  }
}
