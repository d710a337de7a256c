package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Location;
import io.zaiko.avro.LocationKind;
import io.zaiko.avro.Sale;
import io.zaiko.avro.StockAlert;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Orders in a shop that closes: nothing of their shelf changes but the alert, for it was out of
 * stock before and no channel is named there.
 */
class ClosedSweepTest {
  private final HonestBooks books = new HonestBooks();

  @BeforeEach
  void order() {
    books.publish("restocks.dock", Goods.restock("in", Goods.at(0), 1));
    Sale sale = Goods.sale("ordered", Goods.at(0), 1);
    sale.getLines().get(0).setFulfilment(FulfilmentKind.SHIP);
    books.publish("sales.web", sale);
  }

  @Test
  void an_alert_that_the_sweep_has_not_reached_is_waited_for() {
    location(false);
    assertThat(report().isOk()).as(report().text()).isTrue();
    books
        .topics()
        .remove(
            "stock-alerts", StockAlert.class, alert -> alert.getStatus() == AlertStatus.CONFIRMED);
    assertThat(report().text())
        .contains("store|TEA is closed with 1 allocated, but no alert stands")
        .contains("DIFFERENT: 1 differences");
    assertThat(report().maySettle()).isTrue();
  }

  @Test
  void an_alert_of_a_shop_that_opened_again_may_stand_until_the_sweep_is_there() {
    location(false);
    location(true);
    assertThat(report().isOk()).as(report().text()).isTrue();
    books
        .topics()
        .remove(
            "stock-alerts", StockAlert.class, alert -> alert.getStatus() == AlertStatus.RESOLVED);
    assertThat(report().text()).contains("DIFFERENT: 1 differences");
    assertThat(report().maySettle()).isTrue();
  }

  @Test
  void another_number_no_sweep_explains_nor_an_alert_where_no_location_was_stated() {
    location(false);
    books
        .topics()
        .change("stock-alerts", StockAlert.class, any -> true, alert -> alert.setFacts(Map.of()));
    assertThat(report().isOk()).isFalse();
    assertThat(report().maySettle()).isFalse();
    books
        .topics()
        .change("stock-alerts", StockAlert.class, any -> true, alert -> alert.setKey("depot|TEA"));
    assertThat(report().text()).contains("depot|TEA: CLOSED_WITH_ORDERS stands");
    assertThat(report().maySettle()).as("one of two").isFalse();
  }

  private void location(boolean open) {
    books.location(
        Location.newBuilder()
            .setLocationId("store")
            .setKind(LocationKind.STORE)
            .setOpen(open)
            .setOpeningHours(List.of())
            .setGroups(List.of())
            .build());
  }

  private VerifyReport report() {
    return Verification.of(books.topics(), TestSchemas.ALL);
  }
}
