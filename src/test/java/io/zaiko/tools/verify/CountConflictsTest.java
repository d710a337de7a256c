package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.CountScope;
import io.zaiko.avro.StockAlert;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What verify holds of two counts of one time. */
class CountConflictsTest {
  private final HonestBooks books = new HonestBooks();

  @Test
  void two_counts_that_differ_are_told_and_who_is_silent_of_them_is_found() {
    count("a", 20, 16);
    count("b", 20, 17);
    count("c", 30, 17);
    assertThat(report().isOk()).as(report().text()).isTrue();
    assertThat(books.topics().all("stock-alerts", StockAlert.class))
        .anyMatch(alert -> alert.getCheck().equals("EVENT_CONFLICT"));
    books
        .topics()
        .remove(
            "stock-alerts", StockAlert.class, alert -> alert.getCheck().equals("EVENT_CONFLICT"));
    assertThat(report().text()).contains("but no EVENT_CONFLICT stands");
  }

  @Test
  void a_conflict_of_counts_that_agree_or_never_were_is_found() {
    count("a", 20, 16);
    count("b", 20, 16); // nobody counted since, so that they are not settled
    HonestOutputs out = new HonestOutputs(books.topics());
    String key = "store|TEA|" + NaiveStock.micros(Goods.at(20));
    out.alert("EVENT_CONFLICT", key, AlertStatus.CONFIRMED, Map.of("standing", 16L, "other", 17L));
    out.alert(
        "EVENT_CONFLICT",
        "store|TEA|1",
        AlertStatus.CONFIRMED,
        Map.of("standing", 16L, "other", 17L));
    assertThat(report().text())
        .contains(key + ": EVENT_CONFLICT stands, but no two counts of that time differ")
        .contains("store|TEA|1: EVENT_CONFLICT stands, but no two counts of that time differ")
        .contains("DIFFERENT: 2 differences");
  }

  private void count(String countId, int minute, long units) {
    books.publish(
        "counts.store",
        Goods.count(
            "e-" + countId, countId, Goods.at(minute), units, null, CountScope.EVERYTHING, true));
  }

  private VerifyReport report() {
    return Verification.of(books.topics(), TestSchemas.ALL);
  }
}
