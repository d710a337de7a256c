package io.zaiko.domain.count;

import static io.zaiko.domain.count.CountEvents.count;
import static io.zaiko.domain.count.CountEvents.line;
import static io.zaiko.domain.count.CountEvents.sensor;
import static io.zaiko.domain.count.CountEvents.whole;
import static io.zaiko.domain.stock.Events.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.CountScope;
import io.zaiko.domain.stock.CountStatement;
import io.zaiko.domain.stock.Events;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.LedgerEntry;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Outcome;
import io.zaiko.domain.stock.Stated;
import io.zaiko.domain.stock.StatedBy;
import io.zaiko.testkit.PureShelves;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a count does and does not touch: 10 are counted at 100, and 4 move at, before or after. */
class CountTablesTest {

  private static final String SHELF = "shop|sku";
  private static final long TC = 100;

  /**
   * The balances in the order on hand, damaged, quality control, on hold, not found, allocated:
   * first where the movement is in the count, then where it comes after.
   */
  @ParameterizedTest
  @CsvSource({
    "SALE,       CARRIED_OUT,         4, SELLABLE,        SELLABLE,        10 0 0 0 0 0,  6  0  0  0  0 0",
    "SALE,       ORDERED_TO_SHIP,     4, SELLABLE,        SELLABLE,        10 0 0 0 0 4,  10 0  0  0  0 4",
    "SALE,       ORDERED_FOR_PICKUP,  4, SELLABLE,        SELLABLE,        10 0 0 0 0 4,  10 0  0  0  0 4",
    "RETURN,     RETURNED,            4, SELLABLE,        SELLABLE,        10 0 0 0 0 0,  14 0  0  0  0 0",
    "RETURN,     RETURNED,            4, SELLABLE,        DAMAGED,         10 4 0 0 0 0,  14 4  0  0  0 0",
    "RETURN,     RETURNED,            4, SELLABLE,        QUALITY_CONTROL, 10 0 4 0 0 0,  14 0  4  0  0 0",
    "RETURN,     KEPT_BY_CUSTOMER,    4, SELLABLE,        SELLABLE,        10 0 0 0 0 0,  10 0  0  0  0 0",
    "RESTOCK,    RECEIVED,            4, SELLABLE,        SELLABLE,        10 0 0 0 0 0,  14 0  0  0  0 0",
    "ADJUSTMENT, ADJUSTED,           -4, SELLABLE,        SELLABLE,        10 0 0 0 0 0,  6  0  0  0  0 0",
    "ADJUSTMENT, ADJUSTED,            4, SELLABLE,        SELLABLE,        10 0 0 0 0 0,  14 0  0  0  0 0",
    "ADJUSTMENT, ADJUSTED,            4, DAMAGED,         SELLABLE,        10 4 0 0 0 0,  14 4  0  0  0 0",
    "ADJUSTMENT, ADJUSTED,           -4, DAMAGED,         SELLABLE,        10 -4 0 0 0 0, 6 -4  0  0  0 0",
    "ADJUSTMENT, ADJUSTED,            4, QUALITY_CONTROL, SELLABLE,        10 0 4 0 0 0,  14 0  4  0  0 0",
    "ADJUSTMENT, ADJUSTED,            4, ON_HOLD,         SELLABLE,        10 0 0 4 0 0,  14 0  0  4  0 0",
    "ADJUSTMENT, ADJUSTED,            4, NOT_FOUND,       SELLABLE,        10 0 0 0 0 0,  14 0  0  0  4 0",
    "ADJUSTMENT, MOVED,               4, SELLABLE,        DAMAGED,         10 4 0 0 0 0,  10 4  0  0  0 0",
    "ADJUSTMENT, MOVED,               4, SELLABLE,        QUALITY_CONTROL, 10 0 4 0 0 0,  10 0  4  0  0 0",
    "ADJUSTMENT, MOVED,               4, SELLABLE,        ON_HOLD,         10 0 0 4 0 0,  10 0  0  4  0 0",
    "ADJUSTMENT, MOVED,               4, SELLABLE,        NOT_FOUND,       10 0 0 0 0 0,  10 0  0  0  4 0",
    "ADJUSTMENT, MOVED,               4, NOT_FOUND,       SELLABLE,        10 0 0 0 0 0,  10 0  0  0 -4 0",
    "ADJUSTMENT, MOVED,               4, DAMAGED,         SELLABLE,        10 -4 0 0 0 0, 10 -4 0  0  0 0",
    "ADJUSTMENT, MOVED,               4, QUALITY_CONTROL, SELLABLE,        10 0 -4 0 0 0, 10 0 -4  0  0 0",
    "ADJUSTMENT, MOVED,               4, ON_HOLD,         SELLABLE,        10 0 0 -4 0 0, 10 0  0 -4  0 0",
    "ADJUSTMENT, MOVED,               4, ON_HOLD,         NOT_FOUND,       10 0 0 -4 0 0, 10 0  0 -4  4 0",
    "ADJUSTMENT, MOVED,               4, QUALITY_CONTROL, DAMAGED,         10 4 -4 0 0 0, 10 4 -4  0  0 0",
    "TRANSFER,   SHIPPED_OUT,         4, SELLABLE,        SELLABLE,        10 0 0 0 0 0,  6  0  0  0  0 0",
    "TRANSFER,   RECEIVED_IN,         4, SELLABLE,        SELLABLE,        10 0 0 0 0 0,  14 0  0  0  0 0",
  })
  void a_count_sets_on_hand_and_not_found_and_touches_nothing_else(
      RecordKind kind,
      Act act,
      long quantity,
      Condition from,
      Condition to,
      String counted,
      String after) {
    GoodsLine moved = Events.line(1, act, quantity, from, to);
    for (long at : new long[] {TC - 1, TC, TC + 1}) {
      GoodsEvent movement = Events.event(kind, "m", at, at, false, moved);
      GoodsEvent count = count("c", TC, whole(10));
      Buckets expected = buckets(at <= TC ? counted : after);
      assertThat(end(movement, count)).as("%s at %d, first", act, at).isEqualTo(expected);
      assertThat(end(count, movement)).as("%s at %d, late", act, at).isEqualTo(expected);
    }
  }

  /** Its first session is forgotten by then: nobody would correct a count of last week. */
  @Test
  void a_count_id_used_again_for_a_later_time_leaves_the_first_count_standing() {
    PureShelves shelves = new PureShelves();
    Stated twoDamaged = new Stated(2L, null, null, null);
    for (CountStatement statement :
        List.of(weekly(TC, twoDamaged, "first"), weekly(TC + 1_000, null, "second"))) {
      GoodsEvent count = count(statement.by().eventId(), statement.atMicros(), whole(7));
      shelves.move(Movement.counted(count, count.lines().get(0), Outcome.APPLIED, statement));
    }
    assertThat(shelves.shelf(SHELF).balances()).isEqualTo(buckets("7 2 0 0 0 0"));
  }

  private static CountStatement weekly(long at, Stated stated, String eventId) {
    GoodsEvent count = count(eventId, at, whole(7));
    return new CountStatement(
        "weekly", null, at, 7, CountScope.EVERYTHING, stated, StatedBy.of(count));
  }

  @ParameterizedTest
  @ValueSource(longs = {TC - 1, TC, TC + 1})
  void what_is_in_transit_is_never_counted(long at) {
    for (boolean late : new boolean[] {false, true}) {
      PureShelves shelves = new PureShelves();
      if (late) {
        shelves.receive(count("c", TC, whole(10)));
      }
      GoodsEvent shipped = Events.event(RecordKind.TRANSFER, "m", at, at, false);
      shelves.move(
          Movement.of(
              shipped,
              Events.line(1, Act.SHIPPED_OUT, 4),
              Outcome.APPLIED,
              new Buckets(0, 0, 0, 0, 0, 0, 4)));
      shelves.receive(count("c", TC, whole(10)));
      assertThat(shelves.shelf(SHELF).balances()).isEqualTo(new Buckets(10, 0, 0, 0, 0, 0, 4));
    }
  }

  /** 2 damaged at 50, 1 on hold at 60, 3 not found at 70, all among what the books have. */
  @ParameterizedTest
  @CsvSource({
    "EVERYTHING, , , ,   10 2 0 1 0 0",
    "SELLABLE,   , , ,   13 2 0 1 0 0",
    "EVERYTHING, 0, , ,  10 0 0 1 0 0",
    "SELLABLE,   0, , ,  11 0 0 1 0 0",
    "SELLABLE,   5, 6, , 21 5 0 6 0 0",
    "EVERYTHING, , , 4,  10 2 0 1 4 0",
    "SELLABLE,   , , 4,  17 2 0 1 4 0",
  })
  void reasons_are_set_where_they_are_stated_and_sellable_adds_what_lies_elsewhere(
      CountScope scope, Long damaged, Long onHold, Long notFound, String expected) {
    GoodsEvent[] before = {
      moved("d", 50, Condition.DAMAGED, 2),
      moved("h", 60, Condition.ON_HOLD, 1),
      moved("n", 70, Condition.NOT_FOUND, 3)
    };
    Stated stated =
        damaged == null && onHold == null && notFound == null
            ? null
            : new Stated(damaged, null, onHold, notFound);
    GoodsEvent count = count("c", "c", TC, true, scope, line(1, "sku", null, 10, stated));
    assertThat(new PureShelves().receive(before).receive(count).shelf(SHELF).balances())
        .isEqualTo(buckets(expected));
    assertThat(new PureShelves().receive(count).receive(before).shelf(SHELF).balances())
        .isEqualTo(buckets(expected));
  }

  @Test
  void a_late_damage_under_a_count_of_what_is_sellable_adds_to_on_hand() {
    GoodsEvent count = count("c", "c", TC, true, CountScope.SELLABLE, whole(10));
    assertThat(end(count, moved("d", 50, Condition.DAMAGED, 2))).isEqualTo(buckets("12 2 0 0 0 0"));
    assertThat(end(count, moved("d", 150, Condition.DAMAGED, 2)))
        .isEqualTo(buckets("10 2 0 0 0 0"));
  }

  @Test
  void of_two_counts_at_one_time_the_greater_record_stands_and_people_are_told() {
    GoodsEvent a = count("a", "a", TC, true, CountScope.EVERYTHING, whole(5));
    GoodsEvent b = count("b", "b", TC, true, CountScope.EVERYTHING, whole(7));
    for (GoodsEvent[] order : new GoodsEvent[][] {{a, b}, {b, a}}) {
      PureShelves shelves = new PureShelves().receive(order);
      assertThat(shelves.shelf(SHELF).balances().onHand()).isEqualTo(7);
      Alert conflict = shelves.alerts().get("EVENT_CONFLICT|shop|sku|100");
      assertThat(conflict.status()).isEqualTo(Alert.Status.CONFIRMED);
      assertThat(conflict.facts()).containsEntry("standing", 7L).containsEntry("other", 5L);
    }
    assertThat(new PureShelves().receive(a, count("b", "b", TC, true, a.count().scope(), whole(5))))
        .extracting(shelves -> shelves.alerts().keySet())
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.COLLECTION)
        .isEmpty();
  }

  @Test
  void a_conflict_is_retracted_when_one_of_the_counts_turns_out_to_be_earlier() {
    PureShelves shelves =
        new PureShelves()
            .receive(
                count("a", "a", TC, true, CountScope.EVERYTHING, whole(5)),
                count("b", "b", TC, true, CountScope.EVERYTHING, whole(7)),
                count("b", "b0", 90, false, CountScope.EVERYTHING, line(1, "cup", null, 1, null)));
    assertThat(shelves.shelf(SHELF).balances().onHand()).isEqualTo(5);
    assertThat(shelves.alerts().get("EVENT_CONFLICT|shop|sku|100").status())
        .isEqualTo(Alert.Status.RETRACTED);
  }

  @Test
  void areas_of_one_session_add_up_once_it_is_complete_as_of_the_earliest() {
    GoodsEvent floor =
        count("c", "e1", 100, false, CountScope.EVERYTHING, line(1, "sku", "floor", 3, null));
    GoodsEvent sold = sale("s", 150, Events.line(1, Act.CARRIED_OUT, 1));
    GoodsEvent back =
        count("c", "e2", 200, true, CountScope.EVERYTHING, line(1, "sku", "back", 8, null));
    PureShelves open = new PureShelves().receive(floor);
    assertThat(open.shelf(SHELF).balances()).isEqualTo(Buckets.NONE);
    assertThat(open.ledger())
        .extracting(LedgerEntry::outcome)
        .containsExactly(Outcome.AWAITS_COMPLETE);
    assertThat(end(floor, sold, back)).isEqualTo(buckets("10 0 0 0 0 0"));
    assertThat(end(back, sold, floor)).isEqualTo(buckets("10 0 0 0 0 0"));
  }

  @Test
  void an_area_counted_twice_counts_as_counted_last() {
    GoodsEvent first =
        count("c", "e1", 100, false, CountScope.EVERYTHING, line(1, "sku", "floor", 3, null));
    GoodsEvent again =
        count("c", "e2", 110, true, CountScope.EVERYTHING, line(1, "sku", "floor", 4, null));
    assertThat(end(first, again)).isEqualTo(buckets("4 0 0 0 0 0"));
    assertThat(end(again, first)).isEqualTo(buckets("4 0 0 0 0 0"));
  }

  @Test
  void a_sensor_in_a_store_with_a_back_room_is_evidence_and_never_a_base() {
    PureShelves shelves =
        new PureShelves().receive(count("c", TC, whole(10)), sensor("e1", 200, "shelf 4", 3));
    assertThat(shelves.shelf(SHELF).balances()).isEqualTo(buckets("10 0 0 0 0 0"));
    assertThat(shelves.alerts()).isEmpty();
    shelves.receive(sensor("e2", 210, "shelf 4", 0));
    assertThat(shelves.alerts().get("LOW_SHELF|shop|sku|shelf 4").status())
        .isEqualTo(Alert.Status.CONFIRMED);
    shelves.receive(sensor("e3", 220, "shelf 4", 12));
    assertThat(shelves.alerts().get("LOW_SHELF|shop|sku|shelf 4").status())
        .isEqualTo(Alert.Status.RESOLVED);
    assertThat(shelves.alerts().get("COUNT_VARIANCE||shop|sku|shelf 4").facts())
        .containsEntry("expected", 10L)
        .containsEntry("counted", 12L);
    shelves.receive(sensor("e4", 230, "shelf 4", 2), sensor("late", 205, "shelf 4", 0));
    assertThat(shelves.alerts().values())
        .extracting(Alert::status)
        .containsOnly(Alert.Status.RESOLVED);
    assertThat(shelves.shelf(SHELF).balances()).isEqualTo(buckets("10 0 0 0 0 0"));
  }

  @Test
  void a_sensors_area_and_a_count_of_its_name_are_two_alerts() {
    PureShelves shelves =
        new PureShelves()
            .receive(
                count("first", TC, whole(10)),
                count("shelf 4", 200, whole(8)),
                sensor("e1", 300, "shelf 4", 9));
    assertThat(shelves.alerts().values())
        .extracting(Alert::check, Alert::key, Alert::severity)
        .containsExactlyInAnyOrder(
            tuple(Alert.Check.COUNT_VARIANCE, "shop|sku|shelf 4", Alert.Severity.MEDIUM),
            tuple(Alert.Check.COUNT_VARIANCE, "|shop|sku|shelf 4", Alert.Severity.LOW));
    assertThat(shelves.alerts().values()).extracting(Alert::alertId).doesNotHaveDuplicates();
  }

  @Test
  void an_order_taken_before_a_count_and_arriving_after_it_is_still_allocated() {
    PureShelves shelves =
        new PureShelves()
            .receive(
                count("c", TC, whole(10)), sale("s", 50, Events.line(1, Act.ORDERED_TO_SHIP, 3)));
    assertThat(shelves.shelf(SHELF).balances()).isEqualTo(buckets("10 0 0 0 0 3"));
    assertThat(shelves.ledger()).last().extracting(LedgerEntry::outcome).isEqualTo(Outcome.APPLIED);
  }

  @Test
  void the_ledger_says_what_was_absorbed_and_what_was_superseded() {
    PureShelves shelves =
        new PureShelves()
            .receive(
                count("c", TC, whole(10)),
                sale("s", 50, Events.line(1, Act.CARRIED_OUT, 3)),
                count("older", 40, whole(99)));
    assertThat(shelves.ledger())
        .extracting(LedgerEntry::outcome)
        .containsExactly(Outcome.APPLIED, Outcome.ABSORBED, Outcome.SUPERSEDED);
    assertThat(shelves.ledger()).last().extracting(LedgerEntry::deltas).isEqualTo(Buckets.NONE);
  }

  @Test
  void a_variance_is_suspected_restated_and_retracted_by_late_movements_else_confirmed() {
    GoodsEvent stocked =
        Events.event(RecordKind.RESTOCK, "r", 10, 10, false, Events.line(1, Act.RECEIVED, 20));
    PureShelves shelves = new PureShelves().receive(stocked, count("c", TC, whole(15)));
    String key = "COUNT_VARIANCE|shop|sku|c";
    assertThat(shelves.alerts().get(key).status()).isEqualTo(Alert.Status.SUSPECTED);
    assertThat(shelves.alerts().get(key).facts()).containsEntry("variance", -5L);
    shelves.receive(sale("s", 50, Events.line(1, Act.CARRIED_OUT, 3)));
    assertThat(shelves.alerts().get(key).facts()).containsEntry("variance", -2L);
    assertThat(shelves.alerts().get(key).revision()).isEqualTo(2);
    GoodsEvent rest =
        Events.event(RecordKind.ADJUSTMENT, "a", 60, 60, false, Events.line(1, Act.ADJUSTED, -2));
    shelves.receive(rest);
    assertThat(shelves.alerts().get(key).status()).isEqualTo(Alert.Status.RETRACTED);
    PureShelves certain =
        new PureShelves().receive(stocked, count("c", TC, whole(15))).makeCertain();
    assertThat(certain.alerts().get(key).status()).isEqualTo(Alert.Status.CONFIRMED);
  }

  @Test
  void a_count_that_finds_what_the_books_say_is_shown_with_its_time_in_any_order() {
    GoodsEvent received =
        Events.event(RecordKind.RESTOCK, "r", 40, 40, false, Events.line(1, Act.RECEIVED, 10));
    GoodsEvent counted = count("c", TC, whole(10));
    for (List<GoodsEvent> order : List.of(List.of(received, counted), List.of(counted, received))) {
      PureShelves shelves = new PureShelves();
      order.forEach(shelves::receive);
      assertThat(shelves.images().get(SHELF).asOfMicros()).isEqualTo(TC);
      assertThat(shelves.shelf(SHELF).balances().onHand()).isEqualTo(10);
    }
  }

  @Test
  void the_count_that_opens_a_shelf_varies_from_nothing() {
    assertThat(new PureShelves().receive(count("c", TC, whole(15))).alerts()).isEmpty();
  }

  private static GoodsEvent moved(String eventId, long at, Condition to, long units) {
    return Events.event(
        RecordKind.ADJUSTMENT,
        eventId,
        at,
        at,
        false,
        Events.line(1, Act.MOVED, units, Condition.SELLABLE, to));
  }

  private static Buckets end(GoodsEvent... events) {
    return new PureShelves().receive(events).shelf(SHELF).balances();
  }

  private static Buckets buckets(String units) {
    String[] each = units.trim().split(" +");
    return new Buckets(
        Long.parseLong(each[0]),
        Long.parseLong(each[1]),
        Long.parseLong(each[2]),
        Long.parseLong(each[3]),
        Long.parseLong(each[4]),
        Long.parseLong(each[5]),
        0);
  }
}
