package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.CountScope;
import io.zaiko.avro.StockAlert;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What verify holds of counts that a later one has settled. The honest books restate them for ever;
 * the job does not, so what they say beyond that is taken out.
 */
class SettledCountsAuditTest {
  private static final int WEEK = 7 * 24 * 60;

  /** A day before the broker's time of all records. */
  private static final int YESTERDAY =
      (int) Duration.between(Goods.at(0), HonestOutputs.BROKER_TIME).toMinutes() - 24 * 60;

  private final HonestBooks books = new HonestBooks();

  @BeforeEach
  void receive_twenty() {
    books.publish("restocks.store", Goods.restock("received", Goods.at(0), 20));
  }

  @Test
  void a_settled_variance_that_stays_after_a_late_sale_explains_it_is_believed() {
    count("monday", 20, 16);
    count("next", 20 + WEEK, 16);
    sellLate(4);
    takeBack("monday");
    assertBelieved("COUNT_VARIANCE stands, but there is none to tell");
  }

  @Test
  void a_settled_variance_that_a_late_sale_would_restate_is_believed() {
    count("monday", 20, 16);
    count("next", 20 + WEEK, 16);
    sellLate(3);
    takeBack("monday");
    assertBelieved("COUNT_VARIANCE says -4, recomputed -1");
  }

  @Test
  void a_variance_that_a_late_sale_brings_about_in_a_settled_count_need_not_be_told() {
    count("monday", 20, 20);
    count("next", 20 + WEEK, 20);
    sellLate(4);
    takeBack("monday");
    assertBelieved("no COUNT_VARIANCE stands");
  }

  @Test
  void the_count_that_stands_is_restated_however_long_ago_it_was() {
    count("monday", 20, 16);
    books.publish("restocks.store", Goods.restock("elsewhere", Goods.at(20 + WEEK), 1));
    sellLate(4);
    takeBack("monday");
    assertThat(report().text()).contains("COUNT_VARIANCE stands, but there is none to tell");
  }

  @Test
  void a_count_within_the_horizon_is_restated_though_the_shelf_was_counted_again() {
    count("monday", YESTERDAY + 20, 16);
    count("tuesday", YESTERDAY + 90, 16);
    sellLate(4);
    takeBack("monday");
    assertThat(report().text()).contains("COUNT_VARIANCE stands, but there is none to tell");
  }

  @Test
  void of_more_counts_than_are_kept_apart_the_oldest_and_all_of_their_time_are_believed() {
    count("a", 20, 16);
    count("b", 20, 16);
    for (int i = 1; i < 128; i++) {
      count("c" + i, 20 + i, 16);
    }
    sellLate(4);
    takeBack("b");
    assertBelieved("COUNT_VARIANCE stands, but there is none to tell");
  }

  private void count(String countId, int minute, long units) {
    books.publish(
        "counts.store",
        Goods.count(
            "e-" + countId, countId, Goods.at(minute), units, null, CountScope.EVERYTHING, true));
  }

  private void sellLate(long units) {
    books.publish("sales.store", Goods.sale("late", Goods.at(10), units));
  }

  /** The job did not say what the books said last of a count. */
  private void takeBack(String countId) {
    StockAlert last =
        books.topics().all("stock-alerts", StockAlert.class).stream()
            .filter(alert -> alert.getKey().equals("store|TEA|" + countId))
            .reduce((first, second) -> second)
            .orElseThrow();
    books.topics().remove("stock-alerts", StockAlert.class, last::equals);
  }

  private void assertBelieved(String otherwise) {
    VerifyReport report = report();
    assertThat(report.isOk()).as("%s%n%s", otherwise, report.text()).isTrue();
    assertThat(report.text()).contains("1 settled COUNT_VARIANCE");
  }

  private VerifyReport report() {
    return Verification.of(books.topics(), TestSchemas.ALL);
  }
}
