package io.zaiko.domain.stock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is settled still takes in what was not counted. */
class FoldedCountsTest {

  @ParameterizedTest
  @CsvSource({"SELLABLE, 13", "EVERYTHING, 10"})
  void units_set_aside_before_a_settled_count_add_to_what_was_sellable(
      CountScope scope, long onHand) {
    CountStatement count =
        new CountStatement("c", null, 100, 10, scope, null, new StatedBy("counter", 0, 0, "count"));
    FoldedCounts settled = FoldedCounts.NONE.with(new Counted(Buckets.NONE, count, null));
    assertThat(settled.moved(Buckets.staged(3), 50).balances())
        .isEqualTo(new Buckets(onHand, 0, 0, 0, 0, 0, 0, 3));
  }
}
