package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.testkit.CountedHistory;
import io.zaiko.testkit.History;
import io.zaiko.testkit.NaiveOracle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Honest books with counts and transfers add up, in any order. */
class CountedBooksTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void counts_and_transfers_add_up(long seed) {
    assertAddsUp(seed, CountedHistory.of(seed, 250));
  }

  /** With the seeds from 1008 on, a session changes its scope after it absorbed something. */
  @ParameterizedTest
  @ValueSource(
      longs = {31, 32, 33, 34, 35, 36, 1008, 1024, 1030, 1085, 1159, 1160, 1210, 1224, 1239})
  void they_add_up_in_another_order_and_with_redeliveries(long seed) {
    assertAddsUp(seed, CountedHistory.of(seed, 150).redelivered(seed, 20).permuted(seed));
  }

  /** Permuted only where nobody's clock is corrected by a redelivery. */
  @ParameterizedTest
  @ValueSource(longs = {41, 42, 43, 44})
  void what_is_recomputed_knows_no_order(long seed) {
    History history = CountedHistory.of(seed, 300);
    assertThat(NaiveOracle.balancesOf(history.permuted(seed)))
        .as("seed %d", seed)
        .isEqualTo(NaiveOracle.balancesOf(history));
  }

  private static void assertAddsUp(long seed, History history) {
    VerifyReport report = Verification.of(HonestBooks.of(history).topics(), TestSchemas.ALL);
    assertThat(report.isOk()).as("seed %d%n%s", seed, report.text()).isTrue();
    assertThat(report.topics())
        .filteredOn(balance -> balance.topic().matches("(counts|transfers)[.]store"))
        .hasSize(2)
        .allMatch(balance -> balance.applied() > 10);
  }
}
