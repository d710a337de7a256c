package io.zaiko.tools.verify;

import static io.zaiko.avro.FulfilmentAct.ASSIGNED;
import static io.zaiko.avro.FulfilmentAct.SHIPPED;
import static io.zaiko.tools.verify.Goods.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.BaseUnit;
import io.zaiko.avro.Evidence;
import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import io.zaiko.avro.Location;
import io.zaiko.avro.LocationKind;
import io.zaiko.avro.Sale;
import io.zaiko.avro.StockAlert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Three units are there, and three orders want five: the last one, and one unit of the second. */
class OversoldAuditTest {
  private static final ShelfKey SHELF = new ShelfKey("store", "TEA");

  private final HonestBooks books = new HonestBooks();
  private final ToldOrders orders = new ToldOrders();

  @Test
  void honest_books_name_the_newest_orders_in_any_order_of_arrival() {
    books.publish("sales.web", order("c", at(3), 1));
    books.publish("sales.web", order("a", at(1), 2));
    books.publish("restocks.dock", Goods.restock("in", at(0), 3));
    books.publish("sales.web", order("b", at(2), 2));
    assertThat(report().isOk()).as(report().text()).isTrue();
    List<StockAlert> told = told();
    assertThat(told.get(told.size() - 1).getEvidence())
        .extracting(Evidence::getRole)
        .containsExactly("order c line 1: 1 units", "order b line 1: 1 units");
  }

  @Test
  void a_wrong_number_is_found() {
    oversell();
    changeLast(alert -> alert.setFacts(Map.of("oversold", 3L)));
    assertFound("store|TEA: OVERSOLD is CONFIRMED and says {oversold=3}, recomputed 2");
    changeLast(alert -> alert.setFacts(Map.of()));
    assertFound("says {}, recomputed 2");
  }

  @Test
  void an_alert_that_is_only_suspected_is_found() {
    oversell();
    changeLast(alert -> alert.setStatus(AlertStatus.SUSPECTED));
    assertFound("OVERSOLD is SUSPECTED");
  }

  @Test
  void a_missing_alert_is_found() {
    oversell();
    int told = told().size();
    for (int i = 0; i < told; i++) {
      books
          .topics()
          .remove("stock-alerts", StockAlert.class, said -> said.getCheck().equals("OVERSOLD"));
    }
    assertFound("store|TEA: 2 units are oversold, but no OVERSOLD stands");
    assertThat(report().maySettle()).isFalse();
  }

  @Test
  void a_wrong_loser_is_found() {
    oversell();
    changeLast(
        alert ->
            alert.setEvidence(
                List.of(
                    new Evidence("c", "order c line 1: 1 units"),
                    new Evidence("a", "order a line 1: 1 units"))));
    assertFound("OVERSOLD names [a/1: 1, c/1: 1], recomputed [b/1: 1, c/1: 1]");
  }

  @Test
  void a_loser_too_few_or_one_that_cannot_be_read_is_found() {
    oversell();
    changeLast(alert -> alert.setEvidence(List.of(new Evidence("c", "order c line 1: 1 units"))));
    assertFound("names [c/1: 1], recomputed");
    changeLast(alert -> alert.setEvidence(List.of(new Evidence("c", "somebody"))));
    assertFound("names [somebody/-1");
  }

  @Test
  void an_alert_that_should_have_ended_is_found() {
    oversell();
    books.publish("restocks.dock", Goods.restock("more", at(9), 2));
    assertThat(report().isOk()).as(report().text()).isTrue();
    assertThat(told().get(told().size() - 1).getStatus()).isEqualTo(AlertStatus.RESOLVED);
    changeLast(alert -> alert.setStatus(AlertStatus.RETRACTED));
    assertFound("OVERSOLD ended as RETRACTED");
    books
        .topics()
        .remove(
            "stock-alerts", StockAlert.class, said -> said.getStatus() == AlertStatus.RETRACTED);
    assertFound("store|TEA: OVERSOLD stands, but all orders can be served");
    assertThat(report().maySettle()).isFalse();
  }

  @Test
  void an_item_without_stock_owes_nothing_once_the_sweep_was_there() {
    oversell();
    books.declare(new Item("TEA", ItemKind.NON_STOCK, BaseUnit.PIECE, "tea"));
    assertThat(report().isOk()).as(report().text()).isTrue();
    books
        .topics()
        .remove("stock-alerts", StockAlert.class, said -> said.getStatus() == AlertStatus.RESOLVED);
    assertFound("store|TEA: OVERSOLD stands, but all orders can be served");
    assertThat(report().maySettle()).isTrue();
  }

  @Test
  void what_orders_ask_of_a_group_is_not_oversold() {
    books.location(
        Location.newBuilder()
            .setLocationId("cellar")
            .setKind(LocationKind.STORE)
            .setOpen(true)
            .setOpeningHours(List.of())
            .setGroups(List.of("store"))
            .build());
    oversell();
    assertThat(report().isOk()).as(report().text()).isTrue();
    assertThat(told()).isEmpty();
  }

  @Test
  void a_line_that_left_and_came_back_may_be_old_or_new() {
    orders.say(
        OrderRecords.ordered("s", at(0), 1),
        OrderRecords.step(ASSIGNED, "there", at(1), "depot", 1, null, null),
        OrderRecords.step(ASSIGNED, "back", at(3), "store", 1, null, null),
        order("b", at(2), 1),
        Goods.restock("in", at(0), 1));
    orders.tellOversold("store|TEA", 1, "order b line 1: 1 units");
    assertThat(orders.ofOversold()).isEmpty();
    orders.tellOversold("store|TEA", 1, "order order line 1: 1 units");
    assertThat(orders.ofOversold()).isEmpty();
    orders.tellOversold("store|TEA", 1, "order order line 1: 2 units");
    assertThat(orders.ofOversold()).contains("names [order/1: 2], which is not all allocated");
    orders.tellOversold("store|TEA", 1, "order other line 1: 1 units");
    assertThat(orders.ofOversold()).contains("which is not all allocated");
  }

  @Test
  void what_was_shipped_loses_no_more() {
    orders.say(
        OrderRecords.ordered("s", at(5), 2),
        OrderRecords.step(SHIPPED, "h", at(6), 1),
        order("b", at(2), 3),
        Goods.restock("in", at(0), 3));
    orders.tellOversold("store|TEA", 2, "order order line 1: 2 units");
    assertThat(orders.ofOversold()).contains("recomputed [b/1: 1, order/1: 1]");
    orders.tellOversold("store|TEA", 2, "order order line 1: 1 units", "order b line 1: 1 units");
    assertThat(orders.ofOversold()).isEmpty();
  }

  @Test
  void a_hold_that_became_an_order_without_its_sale_loses_like_an_order() {
    orders.say(order("b", at(2), 3), Goods.restock("in", at(0), 3));
    assertThat(orders.ofOversold()).isEmpty();
    OversoldAudit.Held held =
        new OversoldAudit.Held("cart", 4, SHELF, 2, NaiveStock.micros(at(3)), true);
    assertThat(orders.ofOversold(held)).contains("2 units are oversold, but no OVERSOLD stands");
    orders.tellOversold("store|TEA", 2, "order b line 1: 2 units");
    assertThat(orders.ofOversold(held)).contains("recomputed [cart/4: 2]");
    orders.tellOversold("store|TEA", 2, "order cart line 4: 2 units");
    assertThat(orders.ofOversold(held)).isEmpty();
  }

  private void oversell() {
    books.publish("restocks.dock", Goods.restock("in", at(0), 3));
    books.publish("sales.web", order("a", at(1), 2));
    books.publish("sales.web", order("b", at(2), 2));
    books.publish("sales.web", order("c", at(3), 1));
  }

  private static Sale order(String id, Instant at, long units) {
    Sale sale = OrderRecords.ordered(id, at, units);
    sale.setOrderRef(id);
    return sale;
  }

  private void changeLast(Consumer<StockAlert> change) {
    long last = told().get(told().size() - 1).getRevision();
    books
        .topics()
        .change(
            "stock-alerts",
            StockAlert.class,
            said -> said.getCheck().equals("OVERSOLD") && said.getRevision() == last,
            change);
  }

  private List<StockAlert> told() {
    return books.topics().all("stock-alerts", StockAlert.class).stream()
        .filter(said -> said.getCheck().equals("OVERSOLD"))
        .toList();
  }

  private VerifyReport report() {
    return Verification.of(books.topics(), TestSchemas.ALL);
  }

  private void assertFound(String objection) {
    assertThat(report().isOk()).isFalse();
    assertThat(report().text()).contains(objection);
  }
}
