package io.zaiko.domain.count;

import static io.zaiko.domain.count.CountEvents.count;
import static io.zaiko.domain.count.CountEvents.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.history.History;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Events;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import io.zaiko.testkit.PureShelves;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ten came at 10; fourteen are counted at 100: four came, and were booked after the count. */
class UnbookedReceiptsTest {

  private static final long DAY = 86_400_000_000L;
  private static final String KEY = "COUNT_VARIANCE|shop|sku|c";
  private static final GoodsEvent BEFORE = moved(RecordKind.RESTOCK, "r", 10, Act.RECEIVED, 10);
  private static final GoodsEvent COUNT = count("c", 100, whole(14));

  @ParameterizedTest
  @CsvSource({
    "RESTOCK,    RECEIVED,    4, 0,     4",
    "TRANSFER,   RECEIVED_IN, 4, 0,     4",
    "RESTOCK,    RECEIVED,    4, DAY,   4",
    "RESTOCK,    RECEIVED,    4, LATER, 0",
    "RESTOCK,    RECEIVED,    3, 0,     0",
    "RETURN,     RETURNED,    4, 0,     0",
    "ADJUSTMENT, ADJUSTED,    4, 0,     0",
    "TRANSFER,   SHIPPED_OUT, 4, 0,     0",
  })
  void a_receipt_of_the_day_after_that_equals_the_variance_is_named(
      RecordKind kind, Act act, long units, String after, long expected) {
    long at = after.equals("0") ? 101 : 100 + DAY + (after.equals("DAY") ? 0 : 1);
    GoodsEvent later = moved(kind, "later", at, act, units);
    for (GoodsEvent[] order :
        new GoodsEvent[][] {
          {BEFORE, COUNT, later}, {BEFORE, later, COUNT}, {later, COUNT, BEFORE}
        }) {
      PureShelves shelves = new PureShelves();
      for (GoodsEvent event : order) {
        if (event.count() == null) {
          shelves.move(Movement.of(event, event.lines().get(0)));
        } else {
          shelves.receive(event);
        }
      }
      assertThat(facts(shelves).getOrDefault("unbooked_receipt", 0L)).isEqualTo(expected);
    }
  }

  @Test
  void what_explains_another_variance_explains_none() {
    GoodsEvent later = moved(RecordKind.RESTOCK, "later", 200, Act.RECEIVED, 4);
    PureShelves shelves = new PureShelves().receive(BEFORE, COUNT, later);
    Alert named = shelves.alerts().get(KEY);
    assertThat(named.revision()).isEqualTo(2);
    assertThat(named.sentence()).contains("a receipt of 4 was booked within a day");
    shelves.receive(Events.sale("s", 50, Events.line(1, Act.CARRIED_OUT, 1)));
    assertThat(facts(shelves)).containsEntry("variance", 5L).doesNotContainKey("unbooked_receipt");
    shelves.receive(moved(RecordKind.RESTOCK, "and", 300, Act.RECEIVED, 5));
    assertThat(facts(shelves)).containsEntry("unbooked_receipt", 5L);
  }

  @Test
  void a_receipt_in_time_reads_no_page_of_the_others_for_a_count_that_they_do_not_explain() {
    PureShelves shelves = busyDay(100);
    int before = shelves.past("shop|sku").reads();
    shelves.receive(moved(RecordKind.RESTOCK, "another", 5_000, Act.RECEIVED, 1));
    assertThat(shelves.past("shop|sku").reads() - before).isLessThan(3);
    shelves.receive(moved(RecordKind.RESTOCK, "at last", 5_001, Act.RECEIVED, 4));
    assertThat(facts(shelves)).containsEntry("unbooked_receipt", 4L);
  }

  @Test
  void a_late_sale_searches_the_first_pages_alone_however_many_receipts_there_were() {
    PureShelves shelves = busyDay(4 * History.PAGES_SEARCHED);
    int before = shelves.past("shop|sku").reads();
    shelves.receive(Events.sale("late", 50, Events.line(1, Act.CARRIED_OUT, 1)));
    assertThat(facts(shelves)).containsEntry("variance", 5L);
    assertThat(shelves.past("shop|sku").reads() - before)
        .isBetween(History.PAGES_SEARCHED, History.PAGES_SEARCHED * 5 / 4);
  }

  @Test
  void a_count_that_moves_to_another_time_is_explained_anew() {
    GoodsEvent received = moved(RecordKind.RESTOCK, "before it", 95, Act.RECEIVED, 4);
    PureShelves shelves =
        new PureShelves()
            .receive(BEFORE, received, count("c", 100, whole(14 + 4)), count("d", 200, whole(18)));
    assertThat(facts(shelves)).containsEntry("variance", 4L).doesNotContainKey("unbooked_receipt");
    shelves.receive(
        moved(RecordKind.RETURN, "as many", 80, Act.RETURNED, 4),
        count("c", 90, CountEvents.line(1, "cup", null, 1, null)));
    assertThat(facts(shelves)).containsEntry("variance", 4L).containsEntry("unbooked_receipt", 4L);
  }

  /** After the count so many pages are filled with receipts of one unit. */
  private static PureShelves busyDay(int pages) {
    PureShelves shelves = new PureShelves().receive(BEFORE, COUNT);
    for (int i = 0; i < 4 * pages; i++) {
      shelves.receive(moved(RecordKind.RESTOCK, "r" + i, 101 + i, Act.RECEIVED, 1));
    }
    return shelves;
  }

  private static Map<String, Long> facts(PureShelves shelves) {
    return shelves.alerts().get(KEY).facts();
  }

  private static GoodsEvent moved(RecordKind kind, String eventId, long at, Act act, long units) {
    return Events.event(kind, eventId, at, at, false, Events.line(1, act, units));
  }
}
