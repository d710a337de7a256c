package io.zaiko.domain.stock;

import static io.zaiko.domain.count.CountEvents.count;
import static io.zaiko.domain.count.CountEvents.line;
import static io.zaiko.domain.count.CountEvents.sensor;
import static io.zaiko.domain.count.CountEvents.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.rule.EffectiveRule;
import io.zaiko.domain.rule.Thresholds;
import io.zaiko.testkit.MemoryPast;
import io.zaiko.testkit.PureShelves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A shelf of which nothing was said is not known, which is not the same as empty. */
class KnownShelfTest {

  private static final EffectiveRule NO_RULE = EffectiveRule.none(Thresholds.at(3));
  private static final ShelfView VIEW = new ShelfView(false, 1, NO_RULE);
  private static final ShelfView NEXT_EPOCH = new ShelfView(false, 2, NO_RULE);
  private static final ShelfId ID = new ShelfId("shop", "sku");
  private static final ShelfPast NO_PAST = MemoryPast.empty();

  /** All outcomes of lines that change nothing. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TRANSFER_FULL", "ABSORBED", "SUPERSEDED", "OUT_OF_RANGE"})
  void a_line_without_effect_leaves_its_entry_in_the_ledger_and_nothing_else(Outcome outcome) {
    Movement nothing = nothing(outcome, 99);
    Step unknown = Shelf.EMPTY.apply(nothing, VIEW, NO_PAST);
    assertThat(unknown.entry().outcome()).isEqualTo(outcome);
    assertThat(unknown.entry().version()).isZero();
    assertThat(unknown.image()).isNull();
    assertThat(unknown.next()).isEqualTo(Shelf.EMPTY);
    Shelf shelf = Shelf.EMPTY.apply(received(7, 50), VIEW, NO_PAST).next();
    Step known = shelf.apply(nothing, NEXT_EPOCH, NO_PAST);
    assertThat(known.entry().version()).isEqualTo(1);
    assertThat(known.image()).as("in a new epoch").isNull();
    assertThat(known.next()).isEqualTo(shelf);
  }

  @Test
  void what_a_sensor_sees_makes_no_shelf_known_and_moves_no_time() {
    PureShelves shelves = new PureShelves().receive(sensor("e", 100, "floor", 3));
    assertThat(shelves.shelf("shop|sku").isPublished()).isFalse();
    assertThat(shelves.shelf("shop|sku").asOfMicros()).isZero();
    shelves.receive(count("c", 50, whole(4)), sensor("late", 200, "floor", 1));
    assertThat(shelves.shelf("shop|sku").asOfMicros()).isEqualTo(50);
  }

  @Test
  void an_opening_stocktake_tells_of_its_shelves_once_it_is_complete_also_of_the_empty_ones() {
    PureShelves shelves =
        new PureShelves()
            .receive(
                count("c", "1", 10, false, CountScope.EVERYTHING, line(1, "sku", null, 5, null)),
                count("c", "2", 11, false, CountScope.EVERYTHING, line(1, "cup", null, 0, null)));
    assertThat(shelves.shelves().values()).noneMatch(Shelf::isPublished);
    assertThat(shelves.shelf("shop|cup").restated(ID, VIEW, Cause.item("any"))).isNull();
    shelves.receive(
        count("c", "3", 12, true, CountScope.EVERYTHING, line(1, "pot", null, 1, null)));
    assertThat(shelves.shelf("shop|cup").isPublished()).isTrue();
    assertThat(shelves.shelf("shop|cup").version()).isEqualTo(1);
    assertThat(shelves.shelf("shop|sku").balances().onHand()).isEqualTo(5);
  }

  @Test
  void goods_that_a_customer_kept_say_nothing_of_the_shelf() {
    Movement kept =
        Movement.of(
            Events.event(RecordKind.RETURN, "r", 10, 10, false),
            Events.line(1, Act.KEPT_BY_CUSTOMER, 4));
    assertThat(Shelf.EMPTY.apply(kept, VIEW, NO_PAST).image()).isNull();
    assertThat(Shelf.EMPTY.apply(kept, VIEW, NO_PAST).next()).isEqualTo(Shelf.EMPTY);
  }

  @Test
  void goods_sent_to_a_shelf_make_it_known_also_when_they_turned_up_elsewhere_before() {
    Movement sent =
        Movement.of(
            Events.event(RecordKind.TRANSFER, "t", 10, 10, false),
            Events.line(1, Act.SHIPPED_OUT, 4),
            Outcome.APPLIED,
            Buckets.NONE);
    assertThat(Shelf.EMPTY.apply(sent, VIEW, NO_PAST).image()).isNotNull();
  }

  @Test
  void an_absorbed_movement_is_applied_and_moves_the_time_of_the_shelf() {
    PureShelves shelves = new PureShelves().receive(count("c", 50, whole(4)));
    shelves.move(received(3, 40));
    assertThat(shelves.shelf("shop|sku").asOfMicros()).isEqualTo(50);
    assertThat(shelves.ledger())
        .last()
        .extracting(LedgerEntry::outcome)
        .isEqualTo(Outcome.ABSORBED);
    Movement bookedLater =
        new Movement(
            "shop",
            "sku",
            "v",
            1,
            RecordKind.VOID,
            Outcome.APPLIED,
            null,
            40,
            60,
            Buckets.onHand(1));
    shelves.move(bookedLater);
    assertThat(shelves.shelf("shop|sku").asOfMicros()).isEqualTo(60);
  }

  private static Movement nothing(Outcome outcome, long at) {
    return Movement.of(
        Events.event(RecordKind.ADJUSTMENT, "n", at, at, false),
        Events.line(1, Act.ADJUSTED, 0),
        outcome,
        Buckets.NONE);
  }

  private static Movement received(long units, long at) {
    return Movement.of(
        Events.event(RecordKind.RESTOCK, "r" + at, at, at, false),
        Events.line(1, Act.RECEIVED, units));
  }
}
