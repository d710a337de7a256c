package io.zaiko.tools.verify;

import static io.zaiko.avro.FulfilmentAct.ASSIGNED;
import static io.zaiko.avro.FulfilmentAct.CANCELLED;
import static io.zaiko.avro.FulfilmentAct.PICKED_UP;
import static io.zaiko.avro.FulfilmentAct.READY;
import static io.zaiko.avro.FulfilmentAct.SHIPPED;
import static io.zaiko.avro.FulfilmentAct.SHORT_PICKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** The words of docs/state-of-orders.md, one by one. */
class NaiveOrderLineTest {
  private final List<SpecificRecord> records = new ArrayList<>();
  private int minutes = 10;

  @Test
  void each_unit_is_in_one_state() {
    sold("store", 20);
    step(READY, "store", 9);
    step(PICKED_UP, "store", 2);
    step(CANCELLED, "store", 3);
    step(SHORT_PICKED, "store", 1);
    voided("store", 4);
    NaiveOrderLine line = line();
    assertThat(line.sold()).isEqualTo(20);
    assertThat(line.allocated()).isEqualTo(10);
    assertThat(line.staged()).isEqualTo(7);
    assertThat(line.handedOver()).isEqualTo(2);
    assertThat(line.cancelled()).isEqualTo(3);
    assertThat(line.shortPicked()).isEqualTo(1);
    assertThat(line.voided()).isEqualTo(4);
    assertThat(line.excess()).isZero();
    assertThat(shelves()).containsOnly(Map.entry("store|TEA", new Units(-2, 0, 0, 0, 1, 10, 0, 7)));
  }

  @Test
  void all_sales_count_first_whenever_they_happened() {
    step(SHIPPED, "store", 3);
    sold("store", 5);
    assertThat(line().handedOver()).isEqualTo(3);
  }

  @Test
  void what_leaves_elsewhere_takes_the_allocation_where_it_was() {
    sold("north", 5);
    step(SHIPPED, "store", 3);
    assertThat(shelves())
        .containsOnly(
            Map.entry("north|TEA", new Units(0, 0, 0, 0, 0, 2)),
            Map.entry("store|TEA", new Units(-3, 0, 0, 0, 0, 0)));
  }

  @Test
  void units_are_taken_here_first_and_then_by_location_id() {
    sold("b", 2);
    sold("a", 2);
    sold("store", 2);
    step(CANCELLED, "store", 5);
    assertThat(shelves())
        .containsEntry("store|TEA", Units.ZERO)
        .containsEntry("a|TEA", Units.ZERO)
        .containsEntry("b|TEA", new Units(0, 0, 0, 0, 0, 1));
  }

  @Test
  void ready_moves_the_allocation_to_where_it_was_set_aside() {
    sold("north", 5);
    step(READY, "store", 3);
    assertThat(shelves())
        .containsEntry("north|TEA", new Units(0, 0, 0, 0, 0, 2))
        .containsEntry("store|TEA", new Units(0, 0, 0, 0, 0, 3, 0, 3));
  }

  @Test
  void an_assignment_that_names_from_takes_from_there_and_nowhere_else() {
    sold("a", 2);
    sold("b", 2);
    assigned("store", 3, "b");
    assertThat(line().excess()).isEqualTo(1);
    assertThat(shelves())
        .containsEntry("a|TEA", new Units(0, 0, 0, 0, 0, 2))
        .containsEntry("store|TEA", new Units(0, 0, 0, 0, 0, 2));
  }

  @Test
  void what_is_assigned_is_staged_no_more() {
    sold("a", 2);
    step(READY, "a", 2);
    assigned("store", 2, null);
    assertThat(line().staged()).isZero();
    assertThat(shelves()).containsEntry("store|TEA", new Units(0, 0, 0, 0, 0, 2));
  }

  @Test
  void what_one_location_could_not_find_another_supplies() {
    sold("a", 2);
    step(SHORT_PICKED, "a", 2);
    assigned("store", 2, null);
    assertThat(line().shortPicked()).isZero();
    assertThat(shelves())
        .containsEntry("a|TEA", new Units(0, 0, 0, 0, 2, 0))
        .containsEntry("store|TEA", new Units(0, 0, 0, 0, 0, 2));
  }

  @Test
  void what_could_not_be_found_may_be_wanted_no_more_and_is_missing_all_the_same() {
    sold("store", 5);
    step(SHORT_PICKED, "store", 4);
    step(CANCELLED, "a", 2);
    voided("store", 4);
    assertThat(line().cancelled()).isEqualTo(2);
    assertThat(line().voided()).isEqualTo(3);
    assertThat(line().shortPicked()).isZero();
    assertThat(line().excess()).isZero();
    assertThat(shelves()).containsEntry("store|TEA", new Units(0, 0, 0, 0, 4, 0));
  }

  @Test
  void of_one_instant_the_acts_go_by_turn_and_voids_before_what_hands_over() {
    sold("north", 10);
    Instant now = Goods.at(50);
    records.add(OrderRecords.step(PICKED_UP, "a", now, 2));
    records.add(OrderRecords.voided("b", now, "north", FulfilmentKind.SHIP, 1));
    records.add(OrderRecords.step(CANCELLED, "c", now, 9));
    records.add(OrderRecords.step(SHORT_PICKED, "d", now, 1));
    records.add(OrderRecords.step(READY, "e", now, 3));
    records.add(OrderRecords.step(ASSIGNED, "f", now, "store", 4, "north", null));
    assertThat(line().fold().deeds())
        .extracting(deed -> deed.step().act(), NaiveFulfilment.Deed::took)
        .containsExactly(
            tuple(SHORT_PICKED, 1L),
            tuple(ASSIGNED, 4L),
            tuple(READY, 3L),
            tuple(CANCELLED, 9L),
            tuple(null, 1L),
            tuple(PICKED_UP, 2L));
  }

  /** Of sources that number their records, two may use one event id. */
  @Test
  void of_one_instant_and_one_name_the_writer_decides() {
    ShelfKey shelf = new ShelfKey("store", "TEA");
    NaiveOrderLine line = new NaiveOrderLine();
    NaiveOrderLine.Place place = new NaiveOrderLine.Place("store", FulfilmentKind.SHIP);
    AppliedLine said = new AppliedLine(1, shelf, Units.ZERO);
    AppliedEvent event = new AppliedEvent("any", "7", "ANY", 0, 0, 0, 0, List.of());
    line.sell(new NaiveOrderLine.Sale(event, said, place, 10, "shop"));
    List<NaiveOrderLine.Writer> inOrder = new ArrayList<>();
    inOrder.add(null);
    inOrder.add(new NaiveOrderLine.Writer("till-1", 0, 9));
    inOrder.add(new NaiveOrderLine.Writer("till-1", 1, 7));
    inOrder.add(new NaiveOrderLine.Writer("till-1", 1, 8));
    inOrder.add(new NaiveOrderLine.Writer("till-2", 0, 1));
    for (int i : new int[] {3, 0, 4, 2, 1}) {
      line.add(NaiveOrderLine.Step.fulfilling(event, inOrder.get(i), said, SHIPPED, 3, null, null));
    }
    assertThat(line.fold().deeds())
        .extracting(deed -> deed.step().writer(), NaiveFulfilment.Deed::took)
        .containsExactly(
            tuple(inOrder.get(0), 3L),
            tuple(inOrder.get(1), 3L),
            tuple(inOrder.get(2), 3L),
            tuple(inOrder.get(3), 1L),
            tuple(inOrder.get(4), 0L));
  }

  @Test
  void units_that_were_cancelled_are_gone_when_they_are_collected_all_the_same() {
    sold("store", 2);
    step(CANCELLED, "store", 2);
    step(PICKED_UP, "store", 2);
    assertThat(line().cancelled()).isZero();
    assertThat(line().handedOver()).isEqualTo(2);
    assertThat(shelves()).containsOnly(Map.entry("store|TEA", Units.onHand(-2)));
  }

  @Test
  void the_staged_are_handed_over_first_the_earliest_before_all_and_cancelled_last() {
    sold("store", 6);
    ready(2, 100);
    ready(2, 200);
    step(PICKED_UP, "store", 1);
    step(CANCELLED, "store", 2);
    assertThat(line().stagedLots())
        .extracting(OrderUnits.Lot::units, OrderUnits.Lot::collectUntilMicros)
        .containsExactlyInAnyOrder(
            tuple(1L, NaiveStock.micros(Goods.at(100))),
            tuple(2L, NaiveStock.micros(Goods.at(200))));
  }

  @Test
  void a_void_takes_back_at_most_what_sales_of_its_own_line_sold_wherever_that_is_by_now() {
    sold("store", 2);
    sold("a", 3);
    assigned("north", 5, null);
    voided("store", 4);
    assertThat(line().voided()).isEqualTo(2);
    assertThat(shelves()).containsEntry("north|TEA", new Units(0, 0, 0, 0, 0, 3));
  }

  @Test
  void what_is_carried_out_is_not_fulfilled() {
    records.add(
        OrderRecords.sold("till", "sale", Goods.at(1), "store", FulfilmentKind.CARRY_OUT, 3));
    step(PICKED_UP, "store", 3);
    NaiveOrderLine line = line();
    assertThat(line.isSold()).isFalse();
    assertThat(line.handedOver()).isZero();
    assertThat(line.excess()).isZero();
    assertThat(line.soldBySource()).containsOnly(Map.entry("till", 3L));
    assertThat(line.eventIds()).containsExactlyInAnyOrder("sale", "step-11");
  }

  private void sold(String place, long units) {
    records.add(
        OrderRecords.sold(
            "shop",
            "sale-" + minutes,
            Goods.at(200 + minutes++),
            place,
            FulfilmentKind.SHIP,
            units));
  }

  private void voided(String place, long units) {
    records.add(
        OrderRecords.voided("void", Goods.at(minutes++), place, FulfilmentKind.SHIP, units));
  }

  private void step(FulfilmentAct act, String place, long units) {
    minutes++;
    records.add(
        OrderRecords.step(act, "step-" + minutes, Goods.at(minutes), place, units, null, null));
  }

  private void ready(long units, int until) {
    minutes++;
    records.add(OrderRecords.ready("step-" + minutes, Goods.at(minutes), units, Goods.at(until)));
  }

  private void assigned(String place, long units, String from) {
    minutes++;
    records.add(
        OrderRecords.step(
            ASSIGNED, "step-" + minutes, Goods.at(minutes), place, units, from, null));
  }

  private NaiveOrderLine line() {
    NaiveStock stock = NaiveStock.of(records);
    return stock.orders().lines().get(new NaiveOrderLine.Name("order", 1, "TEA"));
  }

  private Map<String, Units> shelves() {
    Map<String, Units> shelves = new TreeMap<>();
    NaiveStock.of(records)
        .balances()
        .forEach((shelf, units) -> shelves.put(shelf.toString(), units));
    return shelves;
  }
}
