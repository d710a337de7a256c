package io.zaiko.tools.verify;

import static io.zaiko.avro.FulfilmentKind.CARRY_OUT;
import static io.zaiko.avro.FulfilmentKind.SHIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AdjustmentLine;
import io.zaiko.avro.AdjustmentReason;
import io.zaiko.avro.Condition;
import io.zaiko.avro.Disposition;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Restock;
import io.zaiko.avro.RestockLine;
import io.zaiko.avro.Return;
import io.zaiko.avro.ReturnLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockAdjustment;
import io.zaiko.avro.Void;
import io.zaiko.avro.VoidLine;
import io.zaiko.avro.VoidedGoods;
import io.zaiko.testkit.History;
import io.zaiko.testkit.HistoryGenerator;
import io.zaiko.testkit.NaiveOracle;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NaiveStockTest {
  private static final Instant MORNING = Instant.parse("2026-01-05T08:00:00Z");

  @ParameterizedTest
  @CsvSource({"CARRY_OUT, -3, 0", "SHIP, 0, 3", "PICKUP, 0, 3"})
  void a_sale_takes_from_the_shelf_or_allocates(
      FulfilmentKind fulfilment, long onHand, long allocated) {
    assertThat(stockAfter(sale("s1", fulfilment, 3)))
        .isEqualTo(new Units(onHand, 0, 0, 0, 0, allocated));
  }

  @ParameterizedTest(name = "sold {0}, voided {1} and {2}")
  @CsvSource({
    "3, 3, 0, 0",
    "3, 1, 0, -2",
    "3, 1, 1, -1",
    "3, 2, 2, 0",
    "3, 9, 9, 0",
    "0, 2, 0, 0",
  })
  void voids_take_effect_up_to_what_was_sold(long sold, long first, long second, long onHand) {
    assertThat(
            stockAfter(
                undo("v1", CARRY_OUT, first, 1),
                sale("s1", CARRY_OUT, sold),
                undo("v2", CARRY_OUT, second, 2)))
        .isEqualTo(Units.onHand(onHand));
  }

  @Test
  void a_void_without_its_sale_does_nothing() {
    assertThat(stockAfter(undo("v1", CARRY_OUT, 5, 1))).isEqualTo(Units.ZERO);
  }

  @Test
  void a_void_that_says_another_fulfilment_than_the_sale_does_nothing() {
    assertThat(stockAfter(sale("s1", SHIP, 4), undo("v1", CARRY_OUT, 4, 1)))
        .isEqualTo(new Units(0, 0, 0, 0, 0, 4));
  }

  @Test
  void two_sales_of_one_order_line_add_up() {
    assertThat(
            stockAfter(
                sale("s1", CARRY_OUT, 2), sale("s2", CARRY_OUT, 3), undo("v1", CARRY_OUT, 4, 1)))
        .isEqualTo(Units.onHand(-1));
  }

  @Test
  void an_event_counts_once() {
    assertThat(stockAfter(sale("s1", CARRY_OUT, 2), sale("s1", CARRY_OUT, 2)))
        .isEqualTo(Units.onHand(-2));
  }

  @ParameterizedTest
  @CsvSource({
    "RESTOCK, 4, 0, 0",
    "DAMAGED, 4, 4, 0",
    "QUALITY_CONTROL, 4, 0, 4",
    "NOT_RETURNED, 0, 0, 0",
  })
  void a_return_comes_back_in_its_condition(
      Disposition disposition, long onHand, long damaged, long qualityControl) {
    ReturnLine line =
        ReturnLine.newBuilder()
            .setLineNo(1)
            .setSku("TEA")
            .setLocationId("store")
            .setQuantity(4L)
            .setDisposition(disposition)
            .build();
    Return back =
        Return.newBuilder()
            .setEventId("r1")
            .setOccurredAt(MORNING)
            .setSource(till())
            .setLines(List.of(line))
            .build();
    assertThat(stockAfter(back)).isEqualTo(new Units(onHand, damaged, qualityControl, 0, 0, 0));
  }

  @Test
  void a_restock_adds() {
    Restock restock =
        Restock.newBuilder()
            .setEventId("d1")
            .setOccurredAt(MORNING)
            .setSource(till())
            .setLines(List.of(new RestockLine(1, "TEA", 12L, "store")))
            .build();
    assertThat(stockAfter(restock)).isEqualTo(Units.onHand(12));
  }

  @ParameterizedTest
  @CsvSource({
    "SHRINK, SELLABLE, , -3, -3, 0, 0",
    "FOUND, SELLABLE, , 3, 3, 0, 0",
    "EXPIRED, ON_HOLD, , -3, -3, -3, 0",
    "MOVE, SELLABLE, ON_HOLD, 3, 0, 3, 0",
    "MOVE, ON_HOLD, NOT_FOUND, 3, 0, -3, 3",
    "MOVE, NOT_FOUND, SELLABLE, 3, 0, 0, -3",
  })
  void an_adjustment_does_what_it_says(
      AdjustmentReason reason,
      Condition condition,
      @Nullable Condition to,
      long quantity,
      long onHand,
      long onHold,
      long notFound) {
    StockAdjustment change =
        StockAdjustment.newBuilder()
            .setEventId("a1")
            .setOccurredAt(MORNING)
            .setSource(till())
            .setLines(
                List.of(new AdjustmentLine(1, "TEA", quantity, reason, condition, to, "store")))
            .build();
    assertThat(stockAfter(change)).isEqualTo(new Units(onHand, 0, 0, onHold, notFound, 0));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void the_sum_knows_no_order_and_no_redelivery(long seed) {
    History history = HistoryGenerator.of(seed).size(500);

    assertThat(NaiveOracle.balancesOf(history.redelivered(seed, 40).permuted(seed)))
        .as("seed %d", seed)
        .isNotEmpty()
        .isEqualTo(NaiveOracle.balancesOf(history));
  }

  @Test
  void the_same_seed_makes_the_same_history() {
    assertThat(HistoryGenerator.of(7).size(200)).isEqualTo(HistoryGenerator.of(7).size(200));
    assertThat(HistoryGenerator.of(7).size(200)).isNotEqualTo(HistoryGenerator.of(8).size(200));
  }

  private static Units stockAfter(SpecificRecord... records) {
    Units units = NaiveStock.of(List.of(records)).balances().get(new ShelfKey("store", "TEA"));
    return Objects.requireNonNull(units, "the shelf was not named");
  }

  private static Sale sale(String eventId, FulfilmentKind fulfilment, long quantity) {
    SaleLine line =
        SaleLine.newBuilder()
            .setLineNo(1)
            .setSku("TEA")
            .setLocationId("store")
            .setQuantity(quantity)
            .setFulfilment(fulfilment)
            .build();
    return Sale.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(MORNING)
        .setSource(till())
        .setOrderRef("order")
        .setLines(List.of(line))
        .build();
  }

  private static Void undo(
      String eventId, FulfilmentKind fulfilment, long quantity, int minutesLater) {
    return Void.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(MORNING.plusSeconds(60L * minutesLater))
        .setSource(till())
        .setOrderRef("order")
        .setOriginalEventId("s1")
        .setOriginalOccurredAt(MORNING)
        .setGoods(VoidedGoods.NEVER_LEFT)
        .setLines(List.of(new VoidLine(1, "TEA", quantity, fulfilment, "store")))
        .build();
  }

  private static Source till() {
    return Source.newBuilder().setId("till").build();
  }
}
