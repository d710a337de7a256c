package io.zaiko.domain.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.stock.CountedBooks;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.LedgerEntry;
import io.zaiko.domain.stock.Outcome;
import io.zaiko.testkit.CountHistories;
import io.zaiko.testkit.NaiveFold;
import io.zaiko.testkit.PureShelves;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Counts that nothing can change any more are folded together; late movements still find them. */
class SettledCountsTest {

  @Test
  void settled_counts_take_late_movements_as_single_ones_do() {
    for (long seed = 0; seed < 3_000; seed++) {
      List<GoodsEvent> counts = new ArrayList<>();
      List<GoodsEvent> movements = new ArrayList<>();
      for (GoodsEvent event : CountHistories.arrived(seed)) {
        (event.count() == null ? movements : counts).add(event);
      }
      List<GoodsEvent> complete = new ArrayList<>();
      for (GoodsEvent count : counts) {
        complete.add(CountHistories.alone(count, complete.size()));
      }
      complete.sort(Comparator.comparingLong(event -> event.count().countedAtMicros()));
      PureShelves shelves = new PureShelves(3);
      int half = movements.size() / 2;
      movements.subList(0, half).forEach(shelves::receive);
      for (GoodsEvent count : complete) {
        shelves.settle(count.count().countedAtMicros());
        shelves.receive(count);
      }
      movements.subList(half, movements.size()).forEach(shelves::receive);
      List<GoodsEvent> all = new ArrayList<>(movements);
      all.addAll(complete);
      long thisSeed = seed;
      NaiveFold expected = NaiveFold.of(all);
      if (!complete.isEmpty()) {
        String last = complete.get(complete.size() - 1).count().countId();
        assertThat(variances(shelves, last))
            .as("seed %d", seed)
            .isEqualTo(variances(expected, last));
      }
      expected
          .balances()
          .forEach(
              (key, units) ->
                  assertThat(
                          List.of(
                              shelves.shelf(key).balances().onHand(),
                              shelves.shelf(key).balances().damaged(),
                              shelves.shelf(key).balances().qualityControl(),
                              shelves.shelf(key).balances().onHold(),
                              shelves.shelf(key).balances().notFound(),
                              shelves.shelf(key).balances().allocated(),
                              shelves.shelf(key).balances().staged()))
                      .as("seed %d, %s", thisSeed, key)
                      .isEqualTo(Arrays.stream(units).boxed().toList()));
    }
  }

  /** What the settled past comes to shows in the first count after it. */
  private static Map<String, List<Long>> variances(PureShelves shelves, String countId) {
    Map<String, List<Long>> variances = new TreeMap<>();
    for (Alert alert : shelves.alerts().values()) {
      if (alert.check() == Alert.Check.COUNT_VARIANCE
          && alert.key().endsWith("|" + countId)
          && alert.status() != Alert.Status.RETRACTED) {
        variances.put(
            alert.key(),
            List.of(
                alert.facts().get("expected"),
                alert.facts().get("counted"),
                alert.facts().getOrDefault("unbooked_receipt", 0L),
                alert.facts().getOrDefault("uncertain_units", 0L),
                alert.facts().getOrDefault("time_precision_micros", 0L)));
      }
    }
    return variances;
  }

  private static Map<String, List<Long>> variances(NaiveFold fold, String countId) {
    Map<String, List<Long>> variances = new TreeMap<>(fold.variances());
    variances.keySet().removeIf(key -> !key.endsWith("|" + countId));
    return variances;
  }

  @Test
  void the_books_hold_a_bounded_number_of_counts_and_say_so_to_one_that_is_older() {
    PureShelves shelves = new PureShelves();
    for (int i = 1; i <= CountedBooks.MAX_COUNTS + 10; i++) {
      shelves.receive(CountEvents.count("c" + i, 100L * i, CountEvents.whole(i)));
    }
    shelves.receive(CountEvents.count("older", 450, CountEvents.whole(77)));
    assertThat(shelves.ledger())
        .last()
        .extracting(LedgerEntry::outcome)
        .isEqualTo(Outcome.TOO_LATE);
    assertThat(shelves.shelf("shop|sku").balances().onHand())
        .isEqualTo(CountedBooks.MAX_COUNTS + 10);
    assertThat(shelves.past("shop|sku").counts().counts()).hasSize(CountedBooks.MAX_COUNTS);
  }
}
