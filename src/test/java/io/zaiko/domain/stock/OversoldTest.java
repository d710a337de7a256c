package io.zaiko.domain.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.rule.EffectiveRule;
import io.zaiko.domain.rule.Thresholds;
import io.zaiko.testkit.MemoryPast;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OversoldTest {

  private static final ShelfId SHELF = new ShelfId("shop", "mug");
  private static final ShelfView OPEN = view(false, true, false);

  private long read;

  @ParameterizedTest
  @CsvSource({
    // on_hand, unavailable, allocated, oversold
    "10, 0, 4, 0",
    "4, 0, 4, 0",
    "3, 0, 4, 1",
    "0, 0, 4, 4",
    "-5, 0, 4, 4",
    "10, 7, 4, 1",
    "10, 10, 4, 4",
    "2, 9, 4, 4",
    "5, -1, 6, 0",
    "-3, 0, 0, 0",
    "0, 5, 0, 0",
    "0, 0, -2, 0"
  })
  void oversold_is_what_of_the_allocated_is_not_there_and_fit_for_sale(
      long onHand, long unavailable, long allocated, long oversold) {
    assertThat(Oversold.units(shelf(onHand, unavailable, allocated, Trading.NONE), OPEN))
        .isEqualTo(oversold);
  }

  @Test
  void units_held_for_carts_lose_before_orders_and_make_no_order_lose() {
    Buckets held = new Buckets(4, 0, 0, 0, 0, 4, 0, 0, 3);
    assertThat(Oversold.units(shelf(held, Trading.NONE), OPEN)).isZero();
  }

  @Test
  void the_newest_order_loses_first_and_the_last_one_perhaps_in_part() {
    Alert alert =
        first(shelf(5, 0, 9, Trading.NONE), line("A", 1, 3, 10), line("B", 2, 3, 30), c(3, 20));
    assertThat(roles(alert)).containsExactly("order B line 2: 3 units", "order C line 1: 1 units");
    assertThat(alert.check()).isEqualTo(Alert.Check.OVERSOLD);
    assertThat(alert.key()).isEqualTo("shop|mug");
    assertThat(alert.status()).isEqualTo(Alert.Status.CONFIRMED);
    assertThat(alert.severity()).isEqualTo(Alert.Severity.HIGH);
    assertThat(alert.revision()).isEqualTo(1);
    assertThat(alert.facts())
        .isEqualTo(Map.of("oversold", 4L, "allocated", 9L, "on_hand", 5L, "unavailable", 0L));
    assertThat(alert.sentence()).contains("4 of 9 units of mug", "at shop");
  }

  @Test
  void of_one_time_the_first_by_order_and_then_by_line_loses() {
    Alert alert =
        first(
            shelf(1, 0, 4, Trading.NONE),
            line("B", 1, 1, 10),
            line("A", 10, 1, 10),
            line("A", 9, 1, 10),
            line("C", 1, 1, 10));
    assertThat(roles(alert))
        .containsExactly(
            "order A line 9: 1 units", "order A line 10: 1 units", "order B line 1: 1 units");
  }

  @Test
  void a_line_from_before_times_were_noted_is_older_than_all_others() {
    Alert alert = first(shelf(2, 0, 3, Trading.NONE), line("A", 1, 2, 0), line("B", 1, 1, 1));
    assertThat(roles(alert)).containsExactly("order B line 1: 1 units");
  }

  @Test
  void of_many_losers_fifty_are_named_and_the_number_is_that_of_all() {
    OpenLine[] lines = new OpenLine[70];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = line("R-" + (100 + i), 1, 1, i);
    }
    Alert alert = first(shelf(5, 0, 70, Trading.NONE), lines);
    assertThat(roles(alert)).hasSize(50);
    assertThat(roles(alert).get(0)).isEqualTo("order R-169 line 1: 1 units");
    assertThat(roles(alert).get(49)).isEqualTo("order R-120 line 1: 1 units");
    assertThat(alert.facts()).containsEntry("oversold", 65L);
  }

  @Test
  void it_clears_itself_and_begins_again_as_a_further_revision() {
    OpenLine line = line("A", 1, 3, 10);
    Oversold told = of(shelf(1, 0, 3, Trading.NONE), OPEN, line);
    Oversold cleared = of(shelf(3, 0, 3, remembering(told)), OPEN, line);
    assertThat(alert(cleared).status()).isEqualTo(Alert.Status.RESOLVED);
    assertThat(alert(cleared).revision()).isEqualTo(2);
    assertThat(alert(cleared).facts()).containsEntry("oversold", 0L);
    assertThat(alert(cleared).evidence()).isEmpty();
    Oversold again = of(shelf(2, 0, 3, remembering(cleared)), OPEN, line);
    assertThat(alert(again).revision()).isEqualTo(3);
    assertThat(roles(alert(again))).containsExactly("order A line 1: 1 units");
  }

  @Test
  void another_number_or_other_losers_are_news_and_nothing_else_is() {
    Oversold told = of(shelf(3, 0, 4, Trading.NONE), OPEN, line("A", 1, 2, 10), c(2, 20));
    assertThat(of(shelf(3, 0, 4, remembering(told)), OPEN, c(2, 20)).alert()).isNull();
    Oversold more = of(shelf(2, 0, 4, remembering(told)), OPEN, line("A", 1, 2, 10), c(2, 20));
    assertThat(roles(alert(more))).containsExactly("order C line 1: 2 units");
    // One unit of the order that loses is handed over, and one of the other.
    Oversold left = of(shelf(1, 0, 3, remembering(more)), OPEN, line("A", 1, 2, 10), c(1, 20));
    assertThat(roles(alert(left)))
        .containsExactly("order C line 1: 1 units", "order A line 1: 1 units");
    Oversold other = of(shelf(1, 0, 3, remembering(more)), OPEN, line("A", 1, 1, 10), c(2, 20));
    assertThat(other.alert()).as("the same lose").isNull();
    assertThat(other.told().allocated()).isEqualTo(3);
  }

  @Test
  void an_order_on_a_shelf_that_can_serve_it_reads_no_line() {
    Oversold none = of(shelf(9, 0, 4, Trading.NONE), OPEN, line("A", 1, 4, 10));
    assertThat(none).isEqualTo(new Oversold(ToldOversold.NOTHING, null));
    Oversold told = of(shelf(3, 0, 4, Trading.NONE), OPEN, line("A", 1, 4, 10));
    read = 0;
    assertThat(of(shelf(9, 0, 4, remembering(told)), OPEN, line("A", 1, 4, 10)).alert())
        .isNotNull();
    assertThat(read).isZero();
  }

  @Test
  void while_no_number_of_an_oversold_shelf_changes_no_line_is_read() {
    Oversold told = of(shelf(3, 0, 4, Trading.NONE), OPEN, line("A", 1, 4, 10));
    assertThat(read).isOne();
    of(shelf(3, 0, 4, remembering(told)), OPEN, line("A", 1, 4, 10));
    assertThat(read).isOne();
  }

  @Test
  void an_item_without_stock_and_a_group_owe_nothing() {
    Shelf shelf = shelf(0, 0, 4, Trading.NONE);
    ShelfView nonStock = view(true, true, false);
    ShelfView group = view(false, true, true);
    assertThat(of(shelf, nonStock, line("A", 1, 4, 10)).alert()).isNull();
    assertThat(of(shelf, group, line("A", 1, 4, 10)).alert()).isNull();
    Trading told = remembering(of(shelf, OPEN, line("A", 1, 4, 10)));
    assertThat(alert(of(shelf(0, 0, 4, told), nonStock, line("A", 1, 4, 10))).sentence())
        .contains("no stock item any more");
    Alert ofGroup = alert(of(shelf(0, 0, 4, told), group, line("A", 1, 4, 10)));
    assertThat(ofGroup.status()).isEqualTo(Alert.Status.RESOLVED);
    assertThat(ofGroup.sentence()).contains("group of locations");
  }

  @Test
  void a_closed_location_is_oversold_like_an_open_one() {
    Shelf shelf = shelf(1, 0, 4, Trading.NONE);
    assertThat(alert(of(shelf, view(false, false, false), line("A", 1, 4, 10))).facts())
        .containsEntry("oversold", 3L);
  }

  @Test
  void an_old_savepoint_holds_nothing_told() {
    assertThat(new Trading(List.of(), 0, 0, null).oversold()).isEqualTo(ToldOversold.NOTHING);
  }

  private Alert first(Shelf shelf, OpenLine... lines) {
    return alert(of(shelf, OPEN, lines));
  }

  private Oversold of(Shelf shelf, ShelfView view, OpenLine... lines) {
    return Oversold.of(SHELF, shelf, view, counting(List.of(lines)));
  }

  private Iterable<OpenLine> counting(List<OpenLine> lines) {
    return () -> {
      List<OpenLine> each = new ArrayList<>(lines);
      Iterator<OpenLine> open = each.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return open.hasNext();
        }

        @Override
        public OpenLine next() {
          read++;
          return open.next();
        }
      };
    };
  }

  private static Alert alert(Oversold oversold) {
    return Objects.requireNonNull(oversold.alert(), "nothing told");
  }

  private static List<String> roles(Alert alert) {
    return alert.evidence().stream().map(Alert.Evidence::role).toList();
  }

  private static Trading remembering(Oversold oversold) {
    return new Trading(List.of(), 0, 0, oversold.told());
  }

  private static OpenLine c(long units, long since) {
    return line("C", 1, units, since);
  }

  private static OpenLine line(String order, int lineNo, long units, long since) {
    return new OpenLine(order, lineNo, "e-" + order, units, since);
  }

  private static Shelf shelf(long onHand, long unavailable, long allocated, Trading trading) {
    return shelf(new Buckets(onHand, unavailable, 0, 0, 0, allocated, 0), trading);
  }

  /** A shelf that came to such books, by whatever happened. */
  private static Shelf shelf(Buckets books, Trading trading) {
    Movement all =
        new Movement(
            "shop", "mug", "all", 1, RecordKind.ADJUSTMENT, Outcome.APPLIED, null, 5, 5, books);
    return Shelf.EMPTY.apply(all, OPEN, MemoryPast.empty()).next().trading(trading);
  }

  private static ShelfView view(boolean nonStock, boolean open, boolean ofGroup) {
    return new ShelfView(
        nonStock, 1, EffectiveRule.none(Thresholds.at(3)), open, List.of(), ofGroup);
  }
}
