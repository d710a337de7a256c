package io.zaiko.domain.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.LedgerEntry;
import io.zaiko.domain.stock.Shelf;
import io.zaiko.testkit.CountHistories;
import io.zaiko.testkit.NaiveFold;
import io.zaiko.testkit.PureShelves;
import io.zaiko.testkit.Savepoint;
import io.zaiko.testkit.Shrinking;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Movements and counts in any order of arrival, redelivered, with a savepoint in the middle,
 * against a naive fold over the sorted set. A failure names its seed and the fewest events that
 * fail.
 */
class CountPropertiesTest {

  private static final int SEEDS = 10_000;

  @Test
  void any_order_of_movements_and_counts_ends_as_the_sorted_set_does() {
    each(CountHistories::arrived);
  }

  @Test
  void so_does_one_with_units_that_are_set_aside_and_collected() {
    each(CountHistories::arrivedFulfilled);
  }

  private static void each(LongFunction<List<GoodsEvent>> histories) {
    Savepoint savepoint = new Savepoint();
    for (long seed = 0; seed < SEEDS; seed++) {
      List<GoodsEvent> arrived = histories.apply(seed);
      String difference = difference(arrived, seed, savepoint);
      if (difference != null) {
        long failing = seed;
        List<GoodsEvent> fewest =
            Shrinking.fewest(arrived, fewer -> difference(fewer, failing, savepoint) != null);
        fail(
            "seed %d: %s%nfewest events, in the order they arrive: %s%n%s",
            seed,
            difference(fewest, seed, savepoint),
            fewest.size(),
            fewest.stream().map(GoodsEvent::toString).collect(Collectors.joining("\n")));
      }
    }
  }

  /** What differs from the naive fold; null for nothing. */
  private static String difference(List<GoodsEvent> arrived, long seed, Savepoint savepoint) {
    try {
      PureShelves shelves = new PureShelves(1 + (int) (seed % 5));
      int half = arrived.size() / 2;
      for (int i = 0; i < arrived.size(); i++) {
        shelves.receive(arrived.get(i));
        if (i == half && seed % 8 == 0) {
          shelves.rewrite(savepoint);
        }
      }
      NaiveFold expected = NaiveFold.of(arrived);
      assertThat(balances(shelves)).isEqualTo(balances(expected));
      shelves
          .images()
          .forEach(
              (key, image) ->
                  assertThat(image.asOfMicros())
                      .as("shown of %s", key)
                      .isEqualTo(shelves.shelf(key).asOfMicros()));
      assertThat(ledgerEnds(shelves.ledger())).isEqualTo(balances(expected));
      assertThat(standing(shelves, Alert.Check.COUNT_VARIANCE)).isEqualTo(expected.variances());
      assertThat(standing(shelves, Alert.Check.EVENT_CONFLICT).keySet())
          .isEqualTo(expected.conflicts());
      assertThat(seen(shelves)).isEqualTo(expected.seen());
      shelves.makeCertain();
      assertThat(statuses(shelves)).doesNotContain(Alert.Status.SUSPECTED);
      assertThat(standing(shelves, Alert.Check.COUNT_VARIANCE)).isEqualTo(expected.variances());
      return null;
    } catch (AssertionError | RuntimeException e) {
      return e.toString();
    }
  }

  private static Map<String, List<Long>> balances(PureShelves shelves) {
    Map<String, List<Long>> balances = new TreeMap<>();
    shelves.shelves().forEach((key, shelf) -> balances.put(key, units(shelf)));
    return balances;
  }

  private static List<Long> units(Shelf shelf) {
    return units(shelf.balances());
  }

  private static List<Long> units(Buckets of) {
    return List.of(
        of.onHand(),
        of.damaged(),
        of.qualityControl(),
        of.onHold(),
        of.notFound(),
        of.allocated(),
        of.staged());
  }

  private static Map<String, List<Long>> balances(NaiveFold fold) {
    Map<String, List<Long>> balances = new TreeMap<>();
    fold.balances()
        .forEach((key, units) -> balances.put(key, Arrays.stream(units).boxed().toList()));
    return balances;
  }

  /** Where the deltas of the ledger lead, and that each entry's balances are their sum so far. */
  private static Map<String, List<Long>> ledgerEnds(List<LedgerEntry> ledger) {
    Map<String, Buckets> running = new HashMap<>();
    for (LedgerEntry entry : ledger) {
      Buckets after =
          running.merge(entry.locationId() + "|" + entry.sku(), entry.deltas(), Buckets::plus);
      assertThat(entry.balances()).isEqualTo(after);
    }
    Map<String, List<Long>> ends = new TreeMap<>();
    running.forEach((key, units) -> ends.put(key, units(units)));
    return ends;
  }

  /** Units seen and on hand of each area of which an alert stands. */
  private static Map<String, List<Long>> seen(PureShelves shelves) {
    Map<String, List<Long>> seen = new TreeMap<>();
    for (Alert alert : shelves.alerts().values()) {
      Map<String, Long> facts = alert.facts();
      if (alert.status() != Alert.Status.CONFIRMED) {
        continue;
      }
      if (alert.check() == Alert.Check.LOW_SHELF) {
        seen.put(alert.key(), List.of(facts.get("seen"), facts.get("on_hand")));
      } else if (alert.key().startsWith("|")) {
        seen.put(alert.key().substring(1), List.of(facts.get("counted"), facts.get("expected")));
      }
    }
    return seen;
  }

  private static Map<String, List<Long>> standing(PureShelves shelves, Alert.Check check) {
    Map<String, List<Long>> standing = new TreeMap<>();
    for (Alert alert : shelves.alerts().values()) {
      if (alert.check() == check
          && !alert.key().startsWith("|")
          && alert.status() != Alert.Status.RETRACTED) {
        standing.put(
            alert.key(),
            check == Alert.Check.COUNT_VARIANCE
                ? List.of(
                    alert.facts().get("expected"),
                    alert.facts().get("counted"),
                    alert.facts().getOrDefault("unbooked_receipt", 0L),
                    alert.facts().getOrDefault("uncertain_units", 0L),
                    alert.facts().getOrDefault("time_precision_micros", 0L))
                : List.of());
      }
    }
    return standing;
  }

  private static Set<Alert.Status> statuses(PureShelves shelves) {
    return shelves.alerts().values().stream()
        .map(Alert::status)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
