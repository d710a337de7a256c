package io.zaiko.domain.count;

import static io.zaiko.domain.count.CountEvents.count;
import static io.zaiko.domain.count.CountEvents.whole;
import static io.zaiko.domain.stock.Events.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.Events;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import io.zaiko.testkit.PureShelves;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twenty came at 10, and 99 are counted at 1000: what moved at a time that nobody knows? */
class ImpreciseTimesTest {

  private static final long TC = 1_000;
  private static final long HOUR = 3_600_000_000L;
  private static final String KEY = "COUNT_VARIANCE|shop|sku|c";
  private static final GoodsEvent BEFORE = moved(RecordKind.RESTOCK, "r", 10, Act.RECEIVED, 20);
  private static final GoodsEvent COUNT = count("c", TC, whole(99));

  @ParameterizedTest
  @CsvSource({
    // occurred at, width, units that the count may or may not hold
    " 990,    0, 0",
    " 990,   10, 0", // at 999 at the latest
    " 990,   11, 0", // at 1000 at the latest, which is in the count
    " 990,   12, 4",
    "1000,    1, 0",
    "1000,    2, 4",
    "   0, 5000, 4",
    "1001, 5000, 0", // after the count in any case
  })
  void units_of_an_interval_that_holds_the_count_and_ends_after_it(
      long at, long width, long expected) {
    GoodsEvent sale = Events.sale("s", at, Events.line(1, Act.CARRIED_OUT, 4));
    inEveryOrder(within(width, sale), expected, expected == 0 ? 0 : width);
  }

  @ParameterizedTest
  @CsvSource({
    "SALE,       CARRIED_OUT,       4, 4",
    "SALE,       ORDERED_TO_SHIP,   4, 0",
    "RETURN,     RETURNED,          4, 4",
    "RETURN,     KEPT_BY_CUSTOMER,  4, 0",
    "RESTOCK,    RECEIVED,          4, 4",
    "ADJUSTMENT, ADJUSTED,         -4, 4",
    "ADJUSTMENT, MOVED,             4, 0",
    "TRANSFER,   SHIPPED_OUT,       4, 4",
    "TRANSFER,   RECEIVED_IN,       4, 4",
  })
  void units_that_moved_on_hand_either_way(RecordKind kind, Act act, long units, long expected) {
    GoodsEvent event =
        Events.event(
            kind,
            "m",
            900,
            900,
            false,
            Events.line(1, act, units, Condition.DAMAGED, Condition.ON_HOLD));
    inEveryOrder(within(HOUR, event), expected, expected == 0 ? 0 : HOUR);
  }

  private static void inEveryOrder(GoodsEvent event, long units, long width) {
    for (List<GoodsEvent> order :
        List.of(
            List.of(BEFORE, event, COUNT),
            List.of(BEFORE, COUNT, event),
            List.of(event, COUNT, BEFORE),
            List.of(COUNT, BEFORE, event))) {
      PureShelves shelves = new PureShelves();
      for (GoodsEvent each : order) {
        if (each.transfer() == null && each.kind() == RecordKind.TRANSFER) {
          shelves.move(Movement.of(each, each.lines().get(0)));
        } else {
          shelves.receive(each);
        }
      }
      expect(shelves, units, width);
    }
  }

  private static void expect(PureShelves shelves, long units, long width) {
    Map<String, Long> facts = shelves.alerts().get(KEY).facts();
    assertThat(facts.getOrDefault("uncertain_units", 0L)).isEqualTo(units);
    assertThat(facts.getOrDefault("time_precision_micros", 0L)).isEqualTo(width);
  }

  @Test
  void they_add_up_with_the_widest_interval_and_a_late_one_restates_the_alert() {
    PureShelves shelves = new PureShelves(3).receive(BEFORE, COUNT);
    Alert first = shelves.alerts().get(KEY);
    assertThat(first.sentence()).endsWith("look for what was not booked.");
    for (int i = 1; i <= 10; i++) {
      GoodsEvent more = moved(RecordKind.RESTOCK, "in " + i, 100 + i, Act.RECEIVED, 1);
      shelves.receive(within(i == 3 ? 24 * HOUR : HOUR, more));
    }
    shelves.receive(within(HOUR, moved(RecordKind.ADJUSTMENT, "out", 500, Act.ADJUSTED, -2)));
    expect(shelves, 12, 24 * HOUR);
    Alert last = shelves.alerts().get(KEY);
    assertThat(last.revision()).isEqualTo(first.revision() + 11);
    assertThat(last.sentence()).endsWith("Up to 12 units are of movements known to the day only.");
  }

  @Test
  void what_is_late_reads_no_page_whether_its_time_is_exact_or_not() {
    PureShelves shelves = new PureShelves(5);
    for (int i = 0; i < 9; i++) {
      shelves.receive(within(HOUR, moved(RecordKind.RESTOCK, "r" + i, i, Act.RECEIVED, 9)));
    }
    shelves.receive(count("c", TC, whole(5)));
    expect(shelves, 81, HOUR);
    int reads = shelves.past("shop|sku").reads();
    assertThat(reads).isPositive();
    for (int i = 0; i < 4; i += 2) {
      shelves.receive(Events.sale("s" + i, 20 + i, Events.line(1, Act.CARRIED_OUT, 1)));
      shelves.receive(within(HOUR, moved(RecordKind.RESTOCK, "l" + i, 9, Act.RECEIVED, 1)));
    }
    expect(shelves, 83, HOUR);
    // The tail was full once, which reads the index to write it.
    assertThat(shelves.past("shop|sku").reads()).isEqualTo(reads + 1);
  }

  @Test
  void what_was_told_of_a_count_stands_when_its_movements_are_dropped() {
    PureShelves shelves = new PureShelves(1);
    shelves.receive(BEFORE, within(2_000, moved(RecordKind.RESTOCK, "m", 900, Act.RECEIVED, 4)));
    shelves.receive(COUNT);
    Alert told = shelves.alerts().get(KEY);
    shelves.settle(50_000);
    shelves.receive(moved(RecordKind.RESTOCK, "seals", 60_000, Act.RECEIVED, 1));
    shelves.receive(count("d", 70_000, whole(3)));
    assertThat(shelves.past("shop|sku").keptFromMicros()).isEqualTo(900);
    assertThat(shelves.alerts().get(KEY).facts()).isEqualTo(told.facts());
    expect(shelves, 4, 2_000);
  }

  @Test
  void each_count_has_its_own() {
    PureShelves shelves = new PureShelves().receive(BEFORE, COUNT, count("d", 3_000, whole(50)));
    shelves.receive(within(1_500, moved(RecordKind.RESTOCK, "first", 900, Act.RECEIVED, 2)));
    shelves.receive(within(9_000, moved(RecordKind.RESTOCK, "both", 800, Act.RECEIVED, 3)));
    shelves.receive(within(9_000, moved(RecordKind.RESTOCK, "second", 2_000, Act.RECEIVED, 5)));
    expect(shelves, 5, 9_000);
    assertThat(shelves.alerts().get("COUNT_VARIANCE|shop|sku|d").facts())
        .containsEntry("uncertain_units", 8L);
  }

  @Test
  void goods_that_came_back_count_by_the_time_of_their_void_and_once() {
    PureShelves shelves = new PureShelves().receive(BEFORE, COUNT);
    shelves.receive(Events.sale("s", 500, Events.line(1, Act.CARRIED_OUT, 3)));
    GoodsEvent late = Events.broughtBack("late", 700, Events.line(1, Act.CARRIED_OUT, 3));
    shelves.receive(within(2 * HOUR, late));
    expect(shelves, 3, 2 * HOUR);
    assertThat(shelves.alerts().get(KEY).sentence()).endsWith("known to within 2 hours only.");
    // An earlier one takes all three back, so that the other has none left to take.
    GoodsEvent early = Events.broughtBack("early", 600, Events.line(1, Act.CARRIED_OUT, 3));
    shelves.receive(within(HOUR, early));
    expect(shelves, 3, HOUR);
  }

  @Test
  void a_mis_ring_is_as_uncertain_as_its_sale_which_says_so() {
    PureShelves shelves = new PureShelves().receive(BEFORE, COUNT);
    GoodsEvent sale = Events.sale("s", 500, Events.line(1, Act.CARRIED_OUT, 3));
    GoodsEvent other = Events.sale("t", 400, Events.line(1, Act.CARRIED_OUT, 1));
    GoodsEvent voided = Events.misRing("v", 600, 500, Events.line(1, Act.CARRIED_OUT, 3));
    shelves.receive(within(HOUR, sale), within(9 * HOUR, voided), other);
    expect(shelves, 3, HOUR);
  }

  private static GoodsEvent moved(RecordKind kind, String eventId, long at, Act act, long units) {
    return Events.event(kind, eventId, at, at, false, Events.line(1, act, units));
  }
}
