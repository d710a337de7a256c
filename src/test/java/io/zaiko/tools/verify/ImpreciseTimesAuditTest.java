package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.StockAlert;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What verify holds of movements of which only the day is known, and which a count may hold. */
class ImpreciseTimesAuditTest {
  private static final long DAY = 86_400_000_000L;
  private static final long HOUR = 3_600_000_000L;

  private final HonestBooks books = new HonestBooks();

  @BeforeEach
  void count_more_than_the_books_have() {
    books.publish("restocks.store", Goods.restock("first", Goods.at(0), 10));
    books.publish("counts.store", Goods.count("counted", "s1", Goods.at(90)));
    within(HOUR, "restocks.store", Goods.restock("over by then", Goods.at(10), 2));
    within(HOUR, "restocks.store", Goods.restock("perhaps not", Goods.at(60), 3));
    within(9 * DAY, "sales.store", Goods.sale("of the week", Goods.at(20), 1));
    within(DAY, "sales.store", Goods.sale("afterwards", Goods.at(91), 1));
  }

  private void within(long micros, String topic, SpecificRecord record) {
    Contract.source(record).setTimePrecision(micros);
    books.publish(topic, record);
  }

  @Test
  void they_are_told_with_the_widest_interval_of_a_week_at_most() {
    assertThat(report().isOk()).as(report().text()).isTrue();
    assertThat(last())
        .containsEntry("uncertain_units", 4L)
        .containsEntry("time_precision_micros", 7 * DAY);
  }

  @Test
  void other_units_are_found() {
    change(facts -> facts.put("uncertain_units", 5L));
    assertThat(report().text()).contains("says 5 of uncertain_units, recomputed 4");
  }

  @Test
  void another_interval_is_found() {
    change(facts -> facts.put("time_precision_micros", DAY));
    assertThat(report().text())
        .contains("says " + DAY + " of time_precision_micros, recomputed " + 7 * DAY);
  }

  @Test
  void units_that_are_not_told_of_are_found() {
    change(facts -> facts.remove("uncertain_units"));
    assertThat(report().text()).contains("says null of uncertain_units, recomputed 4");
  }

  /** Changes what was told last. */
  private void change(Consumer<Map<String, Long>> change) {
    Map<String, Long> last = last();
    books
        .topics()
        .change(
            "stock-alerts",
            StockAlert.class,
            alert -> alert.getFacts().equals(last),
            alert -> change.accept(alert.getFacts()));
  }

  private Map<String, Long> last() {
    List<StockAlert> all = books.topics().all("stock-alerts", StockAlert.class);
    return all.get(all.size() - 1).getFacts();
  }

  private VerifyReport report() {
    return Verification.of(books.topics(), TestSchemas.ALL);
  }
}
