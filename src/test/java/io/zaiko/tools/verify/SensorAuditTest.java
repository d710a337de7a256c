package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.CountScope;
import io.zaiko.avro.StockAlert;
import io.zaiko.avro.StockLedgerEntry;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What verify holds of the alerts that sensors bring about, and of sessions that are full. */
class SensorAuditTest {
  private final HonestBooks books = new HonestBooks();

  @BeforeEach
  void receive_twenty() {
    books.publish("restocks.store", Goods.restock("received", Goods.at(0), 20));
  }

  @Test
  void an_empty_shelf_and_one_too_full_are_told_by_the_books_of_their_time() {
    see("later sale is none of its time", 10, 25, "floor");
    see("empty", 20, 0, "window");
    books.publish("sales.store", Goods.sale("sold before", Goods.at(5), 3));
    see("still empty", 30, 0, "window");
    see("overtaken", 1, 0, "floor");
    expectNothing();
    assertThat(standing("LOW_SHELF")).containsEntry("seen", 0L).containsEntry("on_hand", 17L);
    assertThat(standing("COUNT_VARIANCE")).containsEntry("expected", 17L);
  }

  @Test
  void what_is_sold_later_than_the_sensor_looked_is_still_there_for_it() {
    books.publish("sales.store", Goods.sale("sold later", Goods.at(40), 20));
    see("empty", 30, 0, "floor");
    expectNothing();
    assertThat(standing("LOW_SHELF")).containsEntry("on_hand", 20L);
  }

  @Test
  void a_look_that_is_ahead_of_the_brokers_clock_is_held_against_the_books_of_that() {
    int brokerMinute = (int) Duration.between(Goods.at(0), HonestOutputs.BROKER_TIME).toMinutes();
    see("ahead", brokerMinute + 4, 20, "floor");
    books.publish("sales.store", Goods.sale("sold since", Goods.at(brokerMinute + 2), 1));
    expectNothing();
    see("ahead, too", brokerMinute + 3, 0, "window");
    expectNothing();
    assertThat(standing("LOW_SHELF")).containsEntry("on_hand", 20L);
  }

  @Test
  void an_alert_that_is_missing_or_says_another_number_is_found() {
    see("empty", 10, 0, "floor");
    see("full", 10, 21, "window");
    books.topics().change("stock-alerts", StockAlert.class, low(), this::addOne);
    assertThat(report().text())
        .contains("store|TEA|floor: LOW_SHELF says", "on_hand=21", "on_hand=20");
    books.topics().remove("stock-alerts", StockAlert.class, low());
    books.topics().remove("stock-alerts", StockAlert.class, any -> true);
    assertThat(report().text())
        .contains("but no LOW_SHELF stands")
        .contains("but no COUNT_VARIANCE stands")
        .contains("DIFFERENT: 2 differences");
  }

  @Test
  void an_alert_that_no_sensor_says_is_found() {
    see("empty", 10, 0, "floor");
    see("filled", 20, 5, "floor");
    expectNothing();
    books
        .topics()
        .remove("stock-alerts", StockAlert.class, a -> a.getStatus() == AlertStatus.RESOLVED);
    assertThat(report().text()).contains("LOW_SHELF stands, but the sensor says otherwise");
    books
        .topics()
        .change("stock-alerts", StockAlert.class, low(), a -> a.setKey("|store|TEA|roof"));
    assertThat(report().text()).contains("|store|TEA|roof: an alert stands");
    books.topics().change("stock-alerts", StockAlert.class, low(), SensorAuditTest::nameLikeCount);
    assertThat(report().text()).contains("store|TEA|roof: COUNT_VARIANCE stands, but no count");
  }

  @Test
  void a_sensor_is_held_against_the_books_of_its_time_whatever_was_counted_later_and_came_first() {
    books.publish("counts.store", Goods.count("counted", "s1", Goods.at(20)));
    see("full", 10, 21, "floor");
    expectNothing();
    books.publish("sales.store", Goods.sale("late", Goods.at(5), 2));
    expectNothing();
    assertThat(standing("COUNT_VARIANCE")).containsEntry("expected", 18L);
    books.topics().remove("stock-alerts", StockAlert.class, a -> a.getKey().endsWith("floor"));
    books.topics().remove("stock-alerts", StockAlert.class, a -> a.getKey().endsWith("floor"));
    assertThat(report().text()).contains("but no COUNT_VARIANCE stands");
  }

  @Test
  void of_two_looks_at_one_time_the_greater_record_is_believed() {
    see("b", 10, 0, "floor");
    see("a", 10, 5, "floor");
    expectNothing();
    assertThat(standing("LOW_SHELF")).containsEntry("on_hand", 20L);
    books.topics().remove("stock-alerts", StockAlert.class, low());
    assertThat(report().text()).contains("store|TEA|floor: a sensor says");
  }

  @Test
  void a_session_is_told_to_be_full_where_it_left_lines_out_and_nowhere_else() {
    books.publish(
        "counts.store",
        Goods.count("page", "s1", Goods.at(20), 16, "floor", CountScope.EVERYTHING, false));
    expectNothing();
    full("store|s1", 100_000);
    assertThat(report().text()).contains("store|s1: COUNT_SESSION_FULL stands, but no line");
    books
        .topics()
        .change(
            "stock-ledger",
            StockLedgerEntry.class,
            entry -> entry.getKind().equals("COUNT"),
            entry -> entry.setOutcome("SESSION_FULL"));
    assertThat(report().text()).doesNotContain("COUNT_SESSION_FULL");
    books.topics().change("stock-alerts", StockAlert.class, any -> true, a -> a.setFacts(Map.of()));
    assertThat(report().text()).contains("store|s1 left out lines as SESSION_FULL, but COUNT_");
    books.topics().remove("stock-alerts", StockAlert.class, any -> true);
    assertThat(report().text()).contains("SESSION_FULL, but no COUNT_SESSION_FULL stands");
  }

  private void full(String key, long limit) {
    new HonestOutputs(books.topics())
        .alert("COUNT_SESSION_FULL", key, AlertStatus.CONFIRMED, Map.of("limit", limit));
  }

  private void see(String eventId, int minutes, long units, String area) {
    books.publish(
        "counts.sensor",
        Goods.count(eventId, null, Goods.at(minutes), units, area, CountScope.EVERYTHING, false));
  }

  private static Predicate<StockAlert> low() {
    return alert -> alert.getCheck().equals("LOW_SHELF");
  }

  private static void nameLikeCount(StockAlert alert) {
    alert.setCheck("COUNT_VARIANCE");
    alert.setKey("store|TEA|roof");
  }

  private void addOne(StockAlert alert) {
    alert.getFacts().merge("on_hand", 1L, Long::sum);
  }

  private Map<String, Long> standing(String check) {
    return books.topics().all("stock-alerts", StockAlert.class).stream()
        .filter(alert -> alert.getCheck().equals(check) && !alert.getKey().endsWith("|s1"))
        .reduce((earlier, later) -> later)
        .orElseThrow()
        .getFacts();
  }

  private void expectNothing() {
    assertThat(report().isOk()).as(report().text()).isTrue();
  }

  private VerifyReport report() {
    return Verification.of(books.topics(), TestSchemas.ALL);
  }
}
