package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Buckets;
import io.zaiko.avro.CountScope;
import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Sale;
import io.zaiko.avro.StockAlert;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.avro.Void;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Of an order line of which arrival decides what counts the ledger is believed, within what its
 * records can do at most. All outputs are written at {@link HonestOutputs#BROKER_TIME}.
 */
class BelievedOrdersTest {
  private final HonestBooks books = new HonestBooks();
  private final MemoryTopics topics = books.topics();

  @Test
  void one_of_very_many_steps_takes_no_more_goods_than_it_says() {
    books.publish("restocks.store", Goods.restock("in", daysAgo(9), 20_000));
    books.publish("sales.store", OrderRecords.ordered("s", daysAgo(8), 200));
    for (int i = 0; i <= 100; i++) {
      step(FulfilmentAct.SHIPPED, "h" + i, daysAgo(5).plusSeconds(i), 1);
    }
    assertAddsUp();
    assertThat(report().text()).contains("1 crowded order line");
    takeMoreFrom("h99", -899);
    assertFinds("of 200 units sold, voids and fulfilments make on_hand -999");
    takeMoreFrom("h99", 898);
    assertFinds("h99 of 1 units does what it does not say: on_hand -2 allocated -1");
  }

  @Test
  void the_books_of_very_many_steps_add_up_in_any_order() {
    for (int seed = 0; seed < 60; seed++) {
      HonestBooks told = new HonestBooks();
      List<SpecificRecord> records = veryMany(new Random(seed));
      Collections.shuffle(records, new Random(~seed));
      records.forEach(record -> told.publish(topic(record), record));
      VerifyReport report = Verification.of(told.topics(), TestSchemas.ALL);
      assertThat(report.isOk()).as("seed %d%n%s", seed, report.text()).isTrue();
    }
  }

  private static List<SpecificRecord> veryMany(Random random) {
    List<SpecificRecord> records = new ArrayList<>();
    long each = 1 + random.nextInt(200);
    records.add(OrderRecords.ordered("s", daysAgo(9), each));
    records.add(
        OrderRecords.sold("shop", "t", daysAgo(9), "north", FulfilmentKind.SHIP, 1 + each / 2));
    if (random.nextBoolean()) {
      records.add(Goods.count("c", "session", daysAgo(5), 70, null, CountScope.EVERYTHING, true));
    }
    FulfilmentAct[] acts = FulfilmentAct.values();
    for (int i = 0; i < 115; i++) {
      Instant at = daysAgo(8).plus(Duration.ofHours(random.nextInt(150)));
      String place = List.of("store", "north", "hub").get(random.nextInt(3));
      long units = 1 + random.nextInt(4);
      records.add(
          random.nextInt(20) == 0
              ? OrderRecords.voided("v" + i, at, "store", FulfilmentKind.PICKUP, units)
              : OrderRecords.step(
                  acts[random.nextInt(acts.length)], "h" + i, at, place, units, null, null));
    }
    return records;
  }

  private static String topic(SpecificRecord record) {
    return switch (record.getSchema().getName()) {
      case "Sale" -> "sales.store";
      case "Void" -> "voids.store";
      case "StockCount" -> "counts.store";
      default -> "fulfilments.wms";
    };
  }

  @ParameterizedTest
  @EnumSource(FulfilmentAct.class)
  void a_step_does_to_goods_what_it_says(FulfilmentAct act) {
    crowded(act);
    takeMoreFrom("x", 1);
    assertFinds("x of 5 units does what it does not say");
  }

  @ParameterizedTest
  @EnumSource(FulfilmentAct.class)
  void a_step_does_to_what_is_promised_what_it_says(FulfilmentAct act) {
    crowded(act);
    change("x", deltas -> deltas.setAllocated(deltas.getAllocated() - 3));
    assertFinds("x of 5 units does what it does not say");
  }

  @ParameterizedTest
  @CsvSource({"ASSIGNED", "READY", "SHIPPED", "CANCELLED", "SHORT_PICKED"})
  void a_step_finds_as_many_units_missing_as_it_says(FulfilmentAct act) {
    crowded(act);
    change("x", deltas -> deltas.setUnavailable(Map.of("NOT_FOUND", 2L)));
    assertFinds("x of 5 units does what it does not say");
  }

  @Test
  void what_is_applied_takes_all_that_it_says() {
    crowded(FulfilmentAct.SHORT_PICKED);
    change("x", deltas -> deltas.setAllocated(-4L));
    change("x", deltas -> deltas.setUnavailable(Map.of("NOT_FOUND", 4L)));
    assertFinds("x of 5 units does what it does not say");
  }

  @Test
  void a_void_takes_no_goods() {
    crowded(FulfilmentAct.READY);
    books.publish(
        "voids.store", OrderRecords.voided("v", daysAgo(1), "store", FulfilmentKind.PICKUP, 2));
    assertAddsUp();
    takeMoreFrom("v", -1);
    assertFinds("v of 2 units does what it does not say: on_hand -1");
  }

  @Test
  void goods_leave_where_they_are_said_to_have_left() {
    crowded(FulfilmentAct.CANCELLED);
    books.publish(
        "fulfilments.wms",
        OrderRecords.step(FulfilmentAct.SHIPPED, "y", daysAgo(2), "north", 4, null, null));
    assertAddsUp();
  }

  /** What a late count saw already it need not take off what is on hand. */
  @Test
  void on_a_counted_shelf_goods_may_have_left_before() {
    books.publish("restocks.store", Goods.restock("in", daysAgo(9), 20_000));
    books.publish(
        "counts.store",
        Goods.count("c", "session", daysAgo(1), 19_000, null, CountScope.EVERYTHING, true));
    crowded(FulfilmentAct.SHORT_PICKED);
    assertAddsUp();
  }

  @Test
  void a_step_of_a_forgotten_order_takes_the_goods_that_it_says() {
    books.publish("restocks.store", Goods.restock("in", daysAgo(1_300), 20_000));
    books.publish("sales.store", OrderRecords.ordered("s", daysAgo(1_250), 5));
    step(FulfilmentAct.SHIPPED, "h", daysAgo(1_249), 5);
    publishLater(OrderRecords.step(FulfilmentAct.SHIPPED, "w", HonestOutputs.BROKER_TIME, 1));
    rename();
    assertAddsUp();
    assertThat(report().text()).contains("1 forgotten order line");
    takeMoreFrom("h", 5);
    assertFinds("h of 5 units does what it does not say: on_hand 0");
  }

  @Test
  void an_order_ref_that_is_used_again_long_after_is_another_order() {
    soldAgainAfter(FulfilmentAct.CANCELLED, 300);
    assertAddsUp();
    assertThat(report().text()).contains("1 forgotten order line");
    change("h2", deltas -> deltas.setOnHand(-2L));
    assertFinds("h2 of 2 units does what it does not say: on_hand -2");
  }

  @Test
  void each_of_two_orders_of_one_ref_has_its_own_alert() {
    tooMuchOfBothAfter(300);
    assertAddsUp();
  }

  @Test
  void of_one_order_an_alert_begins_once() {
    tooMuchOfBothAfter(100);
    assertFinds("EXCESS_FULFILMENT/order|1|TEA at stock-alerts|0|1: a revision is missing");
  }

  private void tooMuchOfBothAfter(int days) {
    books.publish("restocks.dock", Goods.restock("in", daysAgo(400), 20));
    books.publish("sales.store", OrderRecords.ordered("s1", daysAgo(days), 1));
    step(FulfilmentAct.SHIPPED, "h1", daysAgo(days), 2);
    publishLater(OrderRecords.ordered("s2", daysAgo(3), 1));
    publishLater(OrderRecords.step(FulfilmentAct.SHIPPED, "h2", daysAgo(2), 2));
    rename();
  }

  @Test
  void voids_of_an_order_ref_that_is_used_again_long_after_are_of_another_order() {
    voidsOfBothAfter(300);
    assertAddsUp();
    assertThat(report().text()).contains("1 forgotten order line");
    change("v2", deltas -> deltas.setOnHand(3L));
    assertFinds("void v2 does what it does not say");
  }

  @Test
  void voids_of_an_order_ref_that_is_used_again_soon_are_of_the_same() {
    voidsOfBothAfter(100);
    assertFinds("VOID v2 line 1 (store|TEA): the ledger says");
  }

  /** Of the first order two units were never voided, and they were carried out. */
  private void voidsOfBothAfter(int days) {
    books.publish("sales.store", carriedOut("s1", daysAgo(days), 3));
    books.publish("voids.store", voided("v1", daysAgo(days - 1), 1));
    publishLater(carriedOut("s2", daysAgo(3), 1));
    publishLater(voided("v2", daysAgo(2), 2));
    rename();
  }

  private static Sale carriedOut(String eventId, Instant at, long units) {
    return OrderRecords.sold("shop", eventId, at, "store", FulfilmentKind.CARRY_OUT, units);
  }

  private static Void voided(String eventId, Instant at, long units) {
    return OrderRecords.voided(eventId, at, "store", FulfilmentKind.CARRY_OUT, units);
  }

  @Test
  void an_order_ref_that_is_used_again_soon_is_the_same_order() {
    soldAgainAfter(FulfilmentAct.CANCELLED, 122);
    assertFinds("h2 is [EXCESS_FULFILMENT], expected APPLIED");
  }

  /** Units that are assigned are still to be handed over. */
  @Test
  void an_open_order_is_the_same_ten_times_as_long() {
    soldAgainAfter(FulfilmentAct.ASSIGNED, 300);
    assertFinds("h2 is [EXCESS_FULFILMENT], expected APPLIED");
  }

  /** By the time of their records they could be of one; but the second were written long after. */
  @Test
  void what_was_told_long_after_may_be_of_another_order() {
    soldAgainAfter(FulfilmentAct.CANCELLED, 122);
    for (String first : new String[] {"s1", "x1"}) {
      topics.change(
          "stock-ledger",
          StockLedgerEntry.class,
          entry -> entry.getEventId().equals(first),
          entry -> entry.setEmittedAt(daysAgo(120)));
    }
    assertAddsUp();
  }

  private void soldAgainAfter(FulfilmentAct act, int days) {
    books.publish("restocks.dock", Goods.restock("in", daysAgo(400), 20));
    books.publish("sales.store", OrderRecords.ordered("s1", daysAgo(days), 1));
    books.publish(
        "fulfilments.wms", OrderRecords.step(act, "x1", daysAgo(days - 1), "north", 1, null, null));
    publishLater(OrderRecords.ordered("s2", daysAgo(3), 1));
    publishLater(OrderRecords.step(FulfilmentAct.SHIPPED, "h2", daysAgo(2), 2));
    rename();
  }

  /** Under another name, for these books forget nothing. */
  private void publishLater(SpecificRecord record) {
    if (record instanceof Sale sale) {
      sale.setOrderRef("later");
      books.publish("sales.store", sale);
    } else if (record instanceof Void undone) {
      undone.setOrderRef("later");
      books.publish("voids.store", undone);
    } else if (record instanceof Fulfilment step) {
      step.setOrderRef("later");
      books.publish("fulfilments.wms", step);
    }
  }

  private void rename() {
    changeAll("sales.store", Sale.class, sale -> sale.setOrderRef("order"));
    changeAll("fulfilments.wms", Fulfilment.class, step -> step.setOrderRef("order"));
    changeAll("voids.store", Void.class, undone -> undone.setOrderRef("order"));
    changeAll("stock-ledger", StockLedgerEntry.class, entry -> entry.setOrderRef("order"));
    changeAll(
        "stock-alerts",
        StockAlert.class,
        alert -> {
          alert.setKey(alert.getKey().replace("later|", "order|"));
          alert.setAlertId(alert.getAlertId().replace("later", "order"));
        });
  }

  private <T extends SpecificRecord> void changeAll(
      String topic, Class<T> type, Consumer<T> change) {
    for (T record : topics.all(topic, type)) {
      topics.change(topic, type, record::equals, change);
    }
  }

  /** A line with a hundred steps of nothing new, and one of five units, x. */
  private void crowded(FulfilmentAct act) {
    books.publish("sales.store", OrderRecords.ordered("s", daysAgo(8), 500));
    String place = act == FulfilmentAct.ASSIGNED ? "north" : "store";
    books.publish("fulfilments.wms", OrderRecords.step(act, "x", daysAgo(7), place, 5, null, null));
    for (int i = 0; i < 100; i++) {
      step(FulfilmentAct.SHIPPED, "h" + i, daysAgo(5).plusSeconds(i), 1);
    }
    assertAddsUp();
  }

  private void step(FulfilmentAct act, String eventId, Instant at, long units) {
    books.publish("fulfilments.wms", OrderRecords.step(act, eventId, at, units));
  }

  private void change(String eventId, Consumer<Buckets> change) {
    topics.change(
        "stock-ledger",
        StockLedgerEntry.class,
        entry -> entry.getEventId().equals(eventId),
        entry -> change.accept(entry.getDeltas()));
  }

  private void takeMoreFrom(String eventId, long units) {
    change(eventId, deltas -> deltas.setOnHand(deltas.getOnHand() + units));
  }

  private static Instant daysAgo(int days) {
    return HonestOutputs.BROKER_TIME.minus(Duration.ofDays(days));
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
