package io.zaiko.domain.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.testkit.History;
import io.zaiko.testkit.HistoryGenerator;
import io.zaiko.testkit.NaiveOracle;
import io.zaiko.testkit.PureBooks;
import io.zaiko.tools.verify.Units;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The books against a naive oracle, over seeded histories in any order. */
class StockPropertiesTest {

  private static final int SEEDS = 500;
  private static final int RECORDS = 60;

  @Test
  void any_history_in_any_order_with_any_redelivery_ends_as_the_naive_oracle_says() {
    for (int seed = 0; seed < SEEDS; seed++) {
      History history = HistoryGenerator.of(seed).size(RECORDS);
      History arrived = history.redelivered(seed + 1L, 20).permuted(seed + 2L);
      PureBooks books = new PureBooks();
      arrived.records().forEach(books::receive);
      assertThat(balances(books)).as("seed %d", seed).isEqualTo(expected(history));
      assertThat(books.duplicates())
          .as("seed %d", seed)
          .isEqualTo(arrived.records().size() - history.records().size());
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
        units.allocated());
  }
}
