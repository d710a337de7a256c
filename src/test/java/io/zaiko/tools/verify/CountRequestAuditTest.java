package io.zaiko.tools.verify;

import static io.zaiko.avro.FulfilmentAct.SHIPPED;
import static io.zaiko.avro.FulfilmentAct.SHORT_PICKED;
import static io.zaiko.tools.verify.Goods.at;
import static io.zaiko.tools.verify.OrderRecords.ordered;
import static io.zaiko.tools.verify.OrderRecords.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AdjustmentLine;
import io.zaiko.avro.AdjustmentReason;
import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Condition;
import io.zaiko.avro.ItemKind;
import io.zaiko.avro.StockAdjustment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two units were not found when an order was picked. */
class CountRequestAuditTest {
  private static final String SHELF = "store|TEA";

  private final ToldOrders orders = new ToldOrders();

  @Test
  void units_that_could_not_be_found_ask_for_a_count_with_their_number() {
    orders.say(ordered("s", at(0), 3), step(SHORT_PICKED, "x", at(1), 2));
    assertFound("store|TEA: 2 units could not be found, but no COUNT_REQUESTED stands");
    assertThat(orders.pending()).isZero();
    tell(AlertStatus.CONFIRMED, 1);
    assertFound("store|TEA: COUNT_REQUESTED is CONFIRMED and says {not_found=1}, recomputed 2");
    tell(AlertStatus.SUSPECTED, 2);
    assertFound("COUNT_REQUESTED is SUSPECTED");
    tell(AlertStatus.CONFIRMED, 2);
    assertThat(orders.objections()).isEmpty();
  }

  @Test
  void a_count_or_what_is_found_must_end_it() {
    orders.say(ordered("s", at(0), 3), step(SHORT_PICKED, "x", at(1), 2));
    tell(AlertStatus.CONFIRMED, 2);
    orders.say(found("f", at(5), 1));
    assertFound("says {not_found=2}, recomputed 1");
    orders.say(Goods.count("c", "session", at(9)));
    assertFound("COUNT_REQUESTED stands, but no unit is missing there");
    tell(AlertStatus.RETRACTED, 0);
    assertFound("COUNT_REQUESTED ended as RETRACTED");
    tell(AlertStatus.RESOLVED, 1);
    assertFound("COUNT_REQUESTED ended as RESOLVED {not_found=1}");
    tell(AlertStatus.RESOLVED, 0);
    assertThat(orders.objections()).isEmpty();
  }

  @Test
  void where_nobody_came_short_no_count_is_asked_for() {
    orders.say(lost("l", at(5), 2));
    assertThat(orders.objections()).isEmpty();
    tell(AlertStatus.CONFIRMED, 2);
    assertFound("store|TEA: COUNT_REQUESTED stands, but nobody came short there");
    tell(AlertStatus.RESOLVED, 0);
    assertFound("store|TEA: COUNT_REQUESTED was told, but nobody came short there");
  }

  /** It was SHORT_PICKED for a while, until the shipment came that happened before. */
  @Test
  void where_nobody_comes_short_any_more_the_request_must_have_ended() {
    orders.say(ordered("s", at(0), 2), step(SHORT_PICKED, "x", at(9), 2));
    orders.say(step(SHIPPED, "h", at(1), 2), lost("l", at(10), 4));
    Map<String, Long> facts = Map.of("sold", 2L, "excess", 2L);
    orders.tell("EXCESS_FULFILMENT", OrderRecords.LINE, AlertStatus.CONFIRMED, facts);
    assertThat(orders.objections()).isEmpty();
    tell(AlertStatus.CONFIRMED, 4);
    assertFound("COUNT_REQUESTED stands, but no unit is missing there");
    tell(AlertStatus.RESOLVED, 0);
    assertThat(orders.objections()).isEmpty();
  }

  /** The order was forgotten in between, so the ledger alone knows what the short pick did. */
  @Test
  void what_the_ledger_says_of_a_short_pick_is_held_against_the_request() {
    orders.say(ordered("s", at(0), 3), step(SHORT_PICKED, "x", at(1), 2));
    orders.believed("x").booked("x", new Units(0, 0, 0, 0, 2, -2));
    assertFound("store|TEA: 2 units could not be found, but no COUNT_REQUESTED stands");
    tell(AlertStatus.CONFIRMED, 2);
    assertThat(orders.objections()).isEmpty();
  }

  @Test
  void of_what_is_no_stock_item_no_count_is_asked_for() {
    orders.say(ordered("s", at(0), 3), step(SHORT_PICKED, "x", at(1), 2));
    orders.declare(ItemKind.NON_STOCK);
    assertThat(orders.objections()).isEmpty();
    tell(AlertStatus.CONFIRMED, 2);
    assertFound("COUNT_REQUESTED stands, but no unit is missing there");
    assertThat(orders.pending()).as("a sweep may be under way").isOne();
    tell(AlertStatus.RESOLVED, 0);
    orders.declare(ItemKind.STOCK);
    assertFound("2 units could not be found, but no COUNT_REQUESTED stands");
    assertThat(orders.pending()).as("a sweep may be under way").isOne();
  }

  private static StockAdjustment found(String eventId, Instant at, long units) {
    return adjusted(eventId, at, units, AdjustmentReason.FOUND, Condition.NOT_FOUND, null);
  }

  private static StockAdjustment lost(String eventId, Instant at, long units) {
    return adjusted(
        eventId, at, units, AdjustmentReason.MOVE, Condition.SELLABLE, Condition.NOT_FOUND);
  }

  private static StockAdjustment adjusted(
      String eventId,
      Instant at,
      long units,
      AdjustmentReason reason,
      Condition from,
      @Nullable Condition to) {
    return StockAdjustment.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(at)
        .setSource(Goods.source())
        .setLines(
            List.of(
                AdjustmentLine.newBuilder()
                    .setLineNo(1)
                    .setSku("TEA")
                    .setLocationId("store")
                    .setQuantity(units)
                    .setReason(reason)
                    .setCondition(from)
                    .setToCondition(to)
                    .build()))
        .build();
  }

  private void tell(AlertStatus status, long notFound) {
    orders.tell("COUNT_REQUESTED", SHELF, status, Map.of("not_found", notFound));
  }

  private void assertFound(String objection) {
    assertThat(orders.objections()).contains(objection);
  }
}
