package io.zaiko.domain.stock;

import static io.zaiko.domain.stock.Events.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.rule.EffectiveRule;
import io.zaiko.domain.rule.Thresholds;
import io.zaiko.testkit.MemoryPast;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShelfTest {

  private static final EffectiveRule NO_RULE = EffectiveRule.none(Thresholds.at(3));
  private static final ShelfPast NO_PAST = MemoryPast.empty();
  private static final ShelfView VIEW = new ShelfView(false, 1, NO_RULE);
  private static final ShelfView NON_STOCK = new ShelfView(true, 1, NO_RULE);
  private static final ShelfId ID = new ShelfId("shop", "sku");
  private static final Cause ITEM = Cause.item("items|0|9");

  /** stock.md 2, row by row: what a line of 4 does to an empty shelf. */
  @ParameterizedTest
  @CsvSource({
    "SALE,       CARRIED_OUT,        4, SELLABLE,        SELLABLE,        -4, 0,  0, 0, 0, 0",
    "SALE,       ORDERED_TO_SHIP,    4, SELLABLE,        SELLABLE,         0, 0,  0, 0, 0, 4",
    "SALE,       ORDERED_FOR_PICKUP, 4, SELLABLE,        SELLABLE,         0, 0,  0, 0, 0, 4",
    "RETURN,     RETURNED,           4, SELLABLE,        SELLABLE,         4, 0,  0, 0, 0, 0",
    "RETURN,     RETURNED,           4, SELLABLE,        DAMAGED,          4, 4,  0, 0, 0, 0",
    "RETURN,     RETURNED,           4, SELLABLE,        QUALITY_CONTROL,  4, 0,  4, 0, 0, 0",
    "RETURN,     KEPT_BY_CUSTOMER,   4, SELLABLE,        SELLABLE,         0, 0,  0, 0, 0, 0",
    "RESTOCK,    RECEIVED,           4, SELLABLE,        SELLABLE,         4, 0,  0, 0, 0, 0",
    "ADJUSTMENT, ADJUSTED,          -4, SELLABLE,        SELLABLE,        -4, 0,  0, 0, 0, 0",
    "ADJUSTMENT, ADJUSTED,          -4, DAMAGED,         SELLABLE,        -4, -4, 0, 0, 0, 0",
    "ADJUSTMENT, MOVED,              4, SELLABLE,        ON_HOLD,          0, 0,  0, 4, 0, 0",
    "ADJUSTMENT, MOVED,              4, QUALITY_CONTROL, SELLABLE,         0, 0, -4, 0, 0, 0",
    "ADJUSTMENT, MOVED,              4, QUALITY_CONTROL, DAMAGED,          0, 4, -4, 0, 0, 0",
    "ADJUSTMENT, MOVED,              4, SELLABLE,        NOT_FOUND,        0, 0,  0, 0, 4, 0",
  })
  void each_kind_of_line_changes_its_own_buckets(
      RecordKind kind,
      Act act,
      long quantity,
      Condition from,
      Condition to,
      long onHand,
      long damaged,
      long qualityControl,
      long onHold,
      long notFound,
      long allocated) {
    Movement movement =
        Movement.of(Events.event(kind, "e", 10, 10, false), line(1, act, quantity, from, to));
    Step step = Shelf.EMPTY.apply(movement, VIEW, NO_PAST);
    Buckets expected = new Buckets(onHand, damaged, qualityControl, onHold, notFound, allocated, 0);
    assertThat(step.next().balances()).isEqualTo(expected);
    assertThat(step.entry().deltas()).isEqualTo(expected);
    assertThat(step.entry().balances()).isEqualTo(expected);
    long sellable = onHand - damaged - qualityControl - onHold - notFound - allocated;
    assertThat(step.image() == null ? 0 : step.image().availableToSell()).isEqualTo(sellable);
  }

  @Test
  void an_unchanged_shelf_is_not_told_again_but_has_its_ledger_entry() {
    Shelf shelf = Shelf.EMPTY.apply(movement("a", 7), VIEW, NO_PAST).next();
    Step step = shelf.apply(movement("b", 0), VIEW, NO_PAST);
    assertThat(step.image()).isNull();
    assertThat(step.entry().version()).isEqualTo(1);
  }

  @Test
  void the_first_movement_in_a_new_epoch_is_told_with_the_next_version() {
    Shelf shelf = Shelf.EMPTY.apply(movement("a", 7), VIEW, NO_PAST).next();
    Movement order =
        Movement.of(
            Events.event(RecordKind.TRANSFER, "b", 10, 10, false),
            line(1, Act.SHIPPED_OUT, 4),
            Outcome.APPLIED,
            Buckets.NONE);
    Step step = shelf.apply(order, new ShelfView(false, 2, NO_RULE), NO_PAST);
    assertThat(step.image().version()).isEqualTo(2);
    assertThat(step.image().epoch()).isEqualTo(2);
    assertThat(step.image().previousAvailableToSell()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"-1, OUT_OF_STOCK", "0, OUT_OF_STOCK", "1, LOW_STOCK", "3, LOW_STOCK", "4, IN_STOCK"})
  void the_status_follows_ats(long units, StockStatus expected) {
    Shelf shelf = Shelf.EMPTY.apply(movement("a", 9), VIEW, NO_PAST).next();
    assertThat(shelf.apply(movement("b", units - 9), VIEW, NO_PAST).image().status())
        .isEqualTo(expected);
  }

  @Test
  void negative_on_hand_is_kept_and_raised_and_resolved_and_raised_again() {
    Step below = Shelf.EMPTY.apply(movement("a", -2), VIEW, NO_PAST);
    assertThat(below.next().balances().onHand()).isEqualTo(-2);
    assertThat(below.alerts()).extracting(Alert::status).containsExactly(Alert.Status.CONFIRMED);
    Step further = below.next().apply(movement("b", -1), VIEW, NO_PAST);
    assertThat(further.alerts()).isEmpty();
    Step back = further.next().apply(movement("c", 3), VIEW, NO_PAST);
    assertThat(back.alerts()).extracting(Alert::status).containsExactly(Alert.Status.RESOLVED);
    Step again = back.next().apply(movement("d", -1), VIEW, NO_PAST);
    assertThat(again.alerts()).extracting(Alert::revision).containsExactly(3L);
    assertThat(again.alerts().get(0).alertId()).isEqualTo(below.alerts().get(0).alertId());
  }

  @Test
  void a_non_stock_item_has_books_but_no_image_and_no_alert() {
    Step step = Shelf.EMPTY.apply(movement("a", -5), new ShelfView(true, 1, NO_RULE), NO_PAST);
    assertThat(step.image()).isNull();
    assertThat(step.alerts()).isEmpty();
    assertThat(step.entry().balances().onHand()).isEqualTo(-5);
  }

  @Test
  void an_item_that_turns_non_stock_is_withdrawn_once_and_its_version_goes_on() {
    Shelf shown = Shelf.EMPTY.apply(movement("a", -5), VIEW, NO_PAST).next();
    Step withdrawn = shown.apply(movement("b", -1), new ShelfView(true, 1, NO_RULE), NO_PAST);
    assertThat(withdrawn.image().withdrawn()).isTrue();
    assertThat(withdrawn.alerts()).extracting(Alert::status).containsExactly(Alert.Status.RESOLVED);
    Step silent =
        withdrawn.next().apply(movement("c", -1), new ShelfView(true, 1, NO_RULE), NO_PAST);
    assertThat(silent.image()).isNull();
    Step back = silent.next().apply(movement("d", -1), VIEW, NO_PAST);
    assertThat(back.image().version()).isEqualTo(2);
    assertThat(back.image().balances().onHand()).isEqualTo(-8);
  }

  @Test
  void a_balance_beyond_its_range_is_refused_with_a_witness_and_an_alert() {
    Shelf shelf = Shelf.EMPTY.apply(movement("a", Buckets.LIMIT), VIEW, NO_PAST).next();
    Step step = shelf.apply(movement("b", 1), VIEW, NO_PAST);
    assertThat(step.entry().outcome()).isEqualTo(Outcome.OUT_OF_RANGE);
    assertThat(step.entry().deltas()).isEqualTo(Buckets.NONE);
    assertThat(step.next().balances()).isEqualTo(Buckets.onHand(Buckets.LIMIT));
    assertThat(step.alerts()).extracting(Alert::check).isEqualTo(List.of(Alert.Check.OUT_OF_RANGE));
  }

  @Test
  void as_of_is_the_largest_business_time_and_never_falls() {
    Shelf shelf = Shelf.EMPTY.apply(movement("a", 1, 50), VIEW, NO_PAST).next();
    assertThat(shelf.apply(movement("b", 1, 40), VIEW, NO_PAST).next().asOfMicros()).isEqualTo(50);
    assertThat(shelf.apply(movement("c", 1, 60), VIEW, NO_PAST).image().asOfMicros()).isEqualTo(60);
  }

  @Test
  void a_shelf_is_restated_only_where_somebody_sees_a_difference() {
    Shelf shelf = Shelf.EMPTY.apply(movement("a", 4), VIEW, NO_PAST).next();
    assertThat(shelf.restated(ID, VIEW, ITEM)).isNull();
    assertThat(shelf.restated(ID, new ShelfView(false, 9, NO_RULE), ITEM))
        .as("a new epoch")
        .isNull();
    Shelf hidden = Shelf.EMPTY.apply(movement("a", 4), NON_STOCK, NO_PAST).next();
    assertThat(hidden.restated(ID, NON_STOCK, ITEM)).isNull();
  }

  @Test
  void a_restated_shelf_goes_and_comes_back_with_its_books_and_a_higher_version() {
    Shelf shelf = Shelf.EMPTY.apply(movement("a", 4, 50), VIEW, NO_PAST).next();
    Restatement gone = shelf.restated(ID, NON_STOCK, ITEM);
    assertThat(gone.image().withdrawn()).isTrue();
    assertThat(gone.next().restated(ID, NON_STOCK, ITEM)).as("once").isNull();
    Restatement back = gone.next().restated(ID, VIEW, ITEM);
    assertThat(back.image())
        .isEqualTo(
            new Image(
                "shop",
                "sku",
                Buckets.onHand(4),
                0,
                4,
                Map.of(),
                StockStatus.IN_STOCK,
                4L,
                ITEM,
                50,
                1,
                2,
                false));
    assertThat(back.next().balances()).isEqualTo(shelf.balances());
  }

  @Test
  void a_shelf_that_moved_while_its_item_had_no_stock_is_published_for_the_first_time() {
    Shelf hidden = Shelf.EMPTY.apply(movement("a", 4), NON_STOCK, NO_PAST).next();
    Image image = hidden.restated(ID, VIEW, ITEM).image();
    assertThat(image.version()).isEqualTo(1);
    assertThat(image.previousAvailableToSell()).isNull();
  }

  @Test
  void an_alert_says_why_it_is_over_and_when_it_is_back() {
    Shelf shelf = Shelf.EMPTY.apply(movement("a", -4), VIEW, NO_PAST).next();
    Restatement gone = shelf.restated(ID, NON_STOCK, ITEM);
    assertThat(gone.alerts())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.status()).isEqualTo(Alert.Status.RESOLVED);
              assertThat(alert.sentence()).contains("no stock item any more");
              assertThat(alert.evidence().get(0).eventId()).isEqualTo("items|0|9");
            });
    assertThat(gone.next().restated(ID, VIEW, ITEM).alerts())
        .extracting(Alert::status, Alert::revision)
        .containsExactly(tuple(Alert.Status.CONFIRMED, 3L));
  }

  @Test
  void a_shelf_is_known_by_its_key_even_where_its_sku_holds_the_separator() {
    ShelfId id = ShelfId.ofKey("shop|a|b");
    assertThat(id).isEqualTo(new ShelfId("shop", "a|b"));
    assertThat(id.key()).isEqualTo("shop|a|b");
  }

  private static Movement movement(String eventId, long onHand) {
    return movement(eventId, onHand, 10);
  }

  private static Movement movement(String eventId, long onHand, long at) {
    return Movement.of(
        Events.event(RecordKind.ADJUSTMENT, eventId, at, at, false), line(1, Act.ADJUSTED, onHand));
  }

  @Test
  void a_shelf_from_before_histories_were_kept_takes_no_count_of_the_time_before() {
    Shelf old =
        new Shelf(
            new Buckets(9, 0, 0, 0, 0, 0, 0),
            50,
            1,
            1,
            9,
            true,
            false,
            0,
            null,
            null,
            null,
            null,
            null);
    assertThat(old.trail().isUnknownAt(49)).isTrue();
    assertThat(old.trail().isUnknownAt(50)).isFalse();
    assertThat(Shelf.EMPTY.trail()).isEqualTo(Trail.NONE);
  }
}
