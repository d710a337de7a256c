package io.zaiko.tools.verify;

import static io.zaiko.avro.FulfilmentKind.CARRY_OUT;
import static io.zaiko.avro.FulfilmentKind.PICKUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.StockAlert;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Voids of more than was left, what is told of them, and what verify says of that. */
class ExcessVoidAuditTest {
  private final HonestBooks books = new HonestBooks();
  private final MemoryTopics topics = books.topics();

  @ParameterizedTest
  @EnumSource(FulfilmentKind.class)
  void voids_of_more_than_was_sold_must_be_told_with_their_number(FulfilmentKind how) {
    books.publish("sales.store", OrderRecords.sold("shop", "s", Goods.at(0), "store", how, 2));
    voided("v", 1, how, 1);
    voided("w", 2, how, 4);
    assertAddsUp();
    tell(alert -> alert.setFacts(Map.of("sold", 2L, "voided", 5L, "excess", 2L)));
    assertFinds("EXCESS_VOID says {excess=2, sold=2, voided=5}, recomputed excess=3");
    tell(alert -> alert.setFacts(Map.of("sold", 3L, "voided", 5L, "excess", 3L)));
    assertFinds("EXCESS_VOID says {excess=3, sold=3, voided=5}, recomputed excess=3");
    tell(alert -> alert.setFacts(Map.of("sold", 2L, "voided", 5L, "excess", 3L)));
    assertAddsUp();
    tell(alert -> alert.setStatus(AlertStatus.SUSPECTED));
    assertFinds("EXCESS_VOID stands as SUSPECTED");
    lose();
    assertFinds("EXCESS_VOID does not stand, but 3 units too many are voided");
  }

  @Test
  void voids_of_what_was_handed_over_must_be_told() {
    books.publish("sales.store", OrderRecords.ordered("s", Goods.at(0), 1));
    books.publish("fulfilments.wms", OrderRecords.step(FulfilmentAct.SHIPPED, "h", Goods.at(1), 1));
    voided("v", 2, PICKUP, 1);
    assertAddsUp();
    lose();
    assertFinds("EXCESS_VOID does not stand, but 1 units too many are voided");
  }

  @Test
  void what_a_later_sale_covers_must_be_retracted() {
    books.publish("sales.store", OrderRecords.ordered("s", Goods.at(0), 1));
    voided("v", 2, PICKUP, 2);
    books.publish("sales.store", OrderRecords.ordered("t", Goods.at(3), 1));
    assertAddsUp();
    tell(alert -> alert.setStatus(AlertStatus.RESOLVED));
    assertFinds("EXCESS_VOID ended as RESOLVED");
    tell(alert -> alert.setStatus(AlertStatus.CONFIRMED));
    assertFinds("EXCESS_VOID says {excess=0, sold=2, voided=2}, recomputed excess=0");
  }

  @Test
  void nothing_is_told_without_a_void_or_without_a_sale() {
    voided("v", 2, PICKUP, 2);
    assertAddsUp();
    books.publish(
        "sales.store", OrderRecords.sold("shop", "s", Goods.at(0), "store", CARRY_OUT, 1));
    assertAddsUp();
    new HonestOutputs(topics)
        .alert(
            "EXCESS_VOID",
            "order|1|TEA|store|ORDERED_FOR_PICKUP",
            AlertStatus.CONFIRMED,
            Map.of("sold", 0L, "voided", 2L, "excess", 2L));
    assertFinds("EXCESS_VOID stands as CONFIRMED, and was sold: false");
    tell(alert -> alert.setKey("order|1|TEA|store|CARRIED_OUT"));
    assertFinds("EXCESS_VOID stands, but no such line was voided");
  }

  @Test
  void of_an_order_that_was_forgotten_meanwhile_nobody_knows() {
    books.publish("sales.store", OrderRecords.ordered("s", Goods.at(0), 2));
    voided("v", 1, PICKUP, 2);
    int days = 121 * 24 * 60;
    voided("w", days, PICKUP, 1);
    assertAddsUp();
    lose();
    assertThat(report().isOk()).as(report().text()).isTrue();
    assertThat(report().text()).contains("1 EXCESS_VOID");
    Assumptions longer =
        new Assumptions(
            ClockSkew.DEFAULT,
            Assumptions.LIVE_HORIZON,
            Assumptions.USUAL_LOW_STOCK_AT,
            Duration.ofDays(200),
            Assumptions.LIVE_SILENCE,
            false);
    assertThat(Verification.of(topics, TestSchemas.ALL, longer).text())
        .contains("EXCESS_VOID does not stand");
  }

  private void voided(String eventId, int minute, FulfilmentKind how, long units) {
    books.publish(
        "voids.store", OrderRecords.voided(eventId, Goods.at(minute), "store", how, units));
  }

  private void tell(Consumer<StockAlert> change) {
    var all = topics.all("stock-alerts", StockAlert.class);
    StockAlert last = all.get(all.size() - 1);
    topics.change("stock-alerts", StockAlert.class, last::equals, change);
  }

  private void lose() {
    topics
        .all("stock-alerts", StockAlert.class)
        .forEach(told -> topics.remove("stock-alerts", StockAlert.class, told::equals));
  }

  private void assertAddsUp() {
    assertThat(report().isOk()).as(report().text()).isTrue();
  }

  private void assertFinds(String sentence) {
    assertThat(report().text()).contains(sentence);
  }

  private VerifyReport report() {
    return Verification.of(topics, TestSchemas.ALL);
  }
}
