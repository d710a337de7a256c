package io.zaiko.domain.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.zaiko.domain.identity.RememberedHash;
import io.zaiko.testkit.CountedHistory;
import io.zaiko.testkit.History;
import io.zaiko.testkit.HistoryRecord;
import io.zaiko.testkit.NaiveOracle;
import io.zaiko.testkit.PureBooks;
import io.zaiko.testkit.Savepoint;
import io.zaiko.testkit.Shrinking;
import io.zaiko.tools.verify.Units;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The books against the model that {@code verify} goes by, over seeded histories of everything that
 * moves or states stock: in order, delayed or in any order, redelivered, with a savepoint on the
 * way. A failure names its seed and the fewest records that fail.
 */
class StockPropertiesTest {

  private static final int SEEDS = 10_000;

  private final Savepoint savepoint = new Savepoint();

  @Test
  void any_history_in_any_order_with_any_redelivery_ends_as_the_naive_oracle_says() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<HistoryRecord> arrived = arrived(seed).records();
      String difference = difference(arrived, seed);
      if (difference != null) {
        long failing = seed;
        List<HistoryRecord> fewest =
            Shrinking.fewest(arrived, fewer -> difference(fewer, failing) != null);
        fail(
            "seed %d: %s%nfewest records, in the order they arrive: %d%n%s",
            seed,
            difference(fewest, seed),
            fewest.size(),
            fewest.stream()
                .map(record -> record.topic() + ' ' + record.record())
                .collect(Collectors.joining("\n")));
      }
    }
  }

  /** A source may write more than the job remembers the content of before it delivers again. */
  private static int ring(long seed) {
    return seed % 2 == 0 ? RememberedHash.RING : 1 + (int) (seed % 3);
  }

  private static History arrived(long seed) {
    History history = CountedHistory.of(seed, 6 + (int) (seed % 24)).redelivered(seed + 1, 15);
    return switch ((int) (seed % 3)) {
      case 0 -> history.permuted(seed + 2);
      case 1 -> history.delayed(seed + 2, 20);
      default -> history;
    };
  }

  /** What differs from the naive model; null for nothing. */
  private @Nullable String difference(List<HistoryRecord> arrived, long seed) {
    try {
      PureBooks books = new PureBooks(1 + (int) (seed % 5), ring(seed));
      for (int i = 0; i < arrived.size(); i++) {
        books.receive(arrived.get(i));
        if (seed % 4 == 0 && i == arrived.size() / 2) {
          books.rewrite(savepoint);
        }
      }
      assertThat(balances(books)).isEqualTo(expected(new History(seed, arrived)));
      assertThat(books.duplicates())
          .as("duplicates")
          .isEqualTo(
              arrived.size() - arrived.stream().map(HistoryRecord::eventId).distinct().count());
      return null;
    } catch (AssertionError | RuntimeException e) {
      return e.toString();
    }
  }

  private static Map<String, Buckets> balances(PureBooks books) {
    Map<String, Buckets> balances = new TreeMap<>();
    books.shelves().forEach((key, shelf) -> balances.put(key, shelf.balances()));
    return balances;
  }

  private static Map<String, Buckets> expected(History history) {
    Map<String, Buckets> balances = new TreeMap<>();
    NaiveOracle.balancesOf(history)
        .forEach((key, units) -> balances.put(key.toString(), buckets(units)));
    return balances;
  }

  private static Buckets buckets(Units units) {
    return new Buckets(
        units.onHand(),
        units.damaged(),
        units.qualityControl(),
        units.onHold(),
        units.notFound(),
        units.allocated(),
        units.inTransit(),
        units.staged());
  }
}
