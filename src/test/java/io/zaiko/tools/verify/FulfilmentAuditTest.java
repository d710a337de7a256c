package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Availability;
import io.zaiko.avro.CountScope;
import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.testkit.CountedHistory;
import io.zaiko.testkit.History;
import io.zaiko.testkit.HistoryGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What orders come to is recomputed, and what the outputs say otherwise is found. */
class FulfilmentAuditTest {
  private final HonestBooks books = new HonestBooks();
  private final MemoryTopics topics = books.topics();

  @Test
  void the_books_of_histories_with_every_act_add_up_in_any_order() {
    for (long seed = 1; seed <= 60; seed++) {
      History history =
          seed % 2 == 0
              ? HistoryGenerator.of(seed).size(120)
              : CountedHistory.of(seed, 120); // counts of sellable units, beside staged ones
      VerifyReport report =
          Verification.of(
              HonestBooks.of(history.redelivered(seed, 20).permuted(seed)).topics(),
              TestSchemas.ALL);
      assertThat(report.isOk()).as("seed %d%n%s", seed, report.text()).isTrue();
    }
  }

  /** Tills whose clocks show whole seconds. */
  @Test
  void the_books_of_steps_that_share_their_times_add_up_in_any_order() {
    for (int seed = 0; seed < 300; seed++) {
      HonestBooks told = new HonestBooks();
      List<SpecificRecord> records = sharingTimes(new Random(seed));
      Collections.shuffle(records, new Random(~seed));
      records.forEach(record -> told.publish(topic(record), record));
      VerifyReport report = Verification.of(told.topics(), TestSchemas.ALL);
      assertThat(report.isOk()).as("seed %d: %s%n%s", seed, records, report.text()).isTrue();
    }
  }

  private static List<SpecificRecord> sharingTimes(Random random) {
    List<SpecificRecord> records = new ArrayList<>();
    records.add(OrderRecords.ordered("sale", Goods.at(5), 4 + random.nextInt(6)));
    int size = 2 + random.nextInt(8);
    for (int i = 0; i < size; i++) {
      String id = "e" + random.nextInt(90) + "-" + i;
      Instant at = Goods.at(5 + random.nextInt(2));
      String place = random.nextBoolean() ? "store" : "north";
      long units = 1 + random.nextInt(4);
      FulfilmentAct act = FulfilmentAct.values()[random.nextInt(FulfilmentAct.values().length)];
      records.add(
          random.nextInt(5) == 0
              ? OrderRecords.voided(id, at, "store", pickup(), units)
              : OrderRecords.step(act, id, at, place, units, null, null));
    }
    return records;
  }

  private static String topic(SpecificRecord record) {
    return switch (record.getSchema().getName()) {
      case "Sale" -> "sales.store";
      case "Void" -> "voids.store";
      default -> "fulfilments.wms";
    };
  }

  @ParameterizedTest
  @EnumSource(FulfilmentAct.class)
  void a_step_before_its_sale_waits_and_then_takes_effect_wherever_units_are(FulfilmentAct act) {
    step(OrderRecords.step(act, "step", Goods.at(9), "north", 3, null, null));
    assertAddsUp();
    books.publish("sales.store", OrderRecords.ordered("sale", Goods.at(5), 8));
    assertAddsUp();
  }

  @Test
  void a_wrong_delta_is_found() {
    stagedAndShipped();
    tamper(
        entry -> entry.getEventId().equals("ready"),
        entry -> {
          entry.getDeltas().setStaged(4L);
          entry.getBalances().setStaged(4L);
        });
    assertFinds(Check.LINES, "FULFILMENT ready line 1 (store|TEA): the ledger says");
  }

  @Test
  void two_like_steps_may_swap_names_but_none_may_lose_its_entry() {
    sold(10);
    step(OrderRecords.step(FulfilmentAct.CANCELLED, "first", Goods.at(6), 2));
    step(OrderRecords.step(FulfilmentAct.CANCELLED, "second", Goods.at(7), 2));
    assertAddsUp();
    tamper(entry -> entry.getEventId().equals("first"), entry -> entry.setEventId("x"));
    tamper(entry -> entry.getEventId().equals("second"), entry -> entry.setEventId("first"));
    tamper(entry -> entry.getEventId().equals("x"), entry -> entry.setEventId("second"));
    assertAddsUp(); // the same units, told by the other's name
    tamper(entry -> entry.getEventId().equals("second"), entry -> entry.setEventId("first"));
    assertFinds(Check.LINES, "FULFILMENT second line 1 (store|TEA) is missing in the ledger");
  }

  @Test
  void a_lost_fulfilment_is_found() {
    stagedAndShipped();
    topics.remove(
        "stock-ledger", StockLedgerEntry.class, entry -> entry.getEventId().equals("shipped"));
    assertFinds(Check.LINES, "FULFILMENT shipped line 1 (store|TEA) is missing in the ledger");
    assertFinds(Check.INPUTS, "fulfilments.wms: 1 records are not accounted for");
  }

  @Test
  void a_wrong_delta_at_one_of_two_locations_is_found() {
    sold(10);
    books.publish(
        "sales.store", OrderRecords.sold("shop", "more", Goods.at(5), "north", ship(), 1));
    step(OrderRecords.step(FulfilmentAct.SHIPPED, "shipped", Goods.at(6), "north", 4, null, null));
    assertAddsUp();
    tamper(
        entry -> entry.getEventId().equals("shipped") && entry.getLocationId().equals("north"),
        entry -> entry.getDeltas().setOnHand(-3L));
    assertFinds(Check.LINES, "FULFILMENT shipped line 1 (north|TEA): the ledger says");
  }

  @Test
  void a_shelf_that_the_order_never_named_is_none_of_its_steps() {
    stagedAndShipped();
    tamper(
        entry -> entry.getEventId().equals("shipped"), entry -> entry.setLocationId("elsewhere"));
    assertFinds(Check.LINES, "is in the ledger as FULFILMENT of elsewhere|TEA");
  }

  @Test
  void wrong_staged_units_of_an_image_are_found() {
    sold(10);
    step(OrderRecords.ready("ready", Goods.at(6), 5, null));
    topics.change(
        "availability",
        Availability.class,
        image -> image.getStaged() == 5,
        image -> image.setStaged(4L));
    assertFinds(Check.SHELVES, "store|TEA: availability says");
  }

  @Test
  void a_step_that_is_said_to_wait_though_its_sale_is_there_is_found() {
    stagedAndShipped();
    tamper(entry -> entry.getEventId().equals("shipped"), entry -> entry.setOutcome("AWAITS_SALE"));
    assertFinds(Check.LINES, "shipped waits for its sale, and makes on_hand -5");
  }

  @Test
  void more_than_the_line_had_is_excess_and_must_be_said_so() {
    sold(3);
    step(OrderRecords.step(FulfilmentAct.SHIPPED, "shipped", Goods.at(7), 4));
    books.publish("voids.store", OrderRecords.voided("void", Goods.at(8), "store", pickup(), 1));
    assertAddsUp();
    tamper(entry -> entry.getEventId().equals("shipped"), entry -> entry.setOutcome("APPLIED"));
    assertFinds(Check.LINES, "shipped is [APPLIED], expected EXCESS_FULFILMENT");
    tamper(entry -> entry.getEventId().equals("void"), entry -> entry.setOutcome("APPLIED"));
    tamper(
        entry -> entry.getEventId().equals("shipped"),
        entry -> entry.setOutcome("EXCESS_FULFILMENT"));
    assertFinds(Check.LINES, "void is [APPLIED], expected EXCESS_VOID");
  }

  /** A count has seen the goods leave, and not that they were too many. */
  @Test
  void more_than_the_line_had_must_be_said_so_also_where_a_count_came_later() {
    books.publish("restocks.store", Goods.restock("restock", Goods.at(0), 20));
    sold(1);
    books.publish(
        "counts.store",
        Goods.count("count", "session", Goods.at(30), 14, null, CountScope.EVERYTHING, true));
    step(OrderRecords.step(FulfilmentAct.SHIPPED, "shipped", Goods.at(20), 3));
    assertAddsUp();
    tamper(entry -> entry.getEventId().equals("shipped"), entry -> entry.setOutcome("ABSORBED"));
    assertFinds(Check.LINES, "shipped is [ABSORBED], expected EXCESS_FULFILMENT");
  }

  @Test
  void a_count_of_what_is_sellable_leaves_the_staged_units_where_they_lie() {
    books.publish("restocks.store", Goods.restock("restock", Goods.at(0), 20));
    sold(10);
    books.publish(
        "counts.store",
        Goods.count("count", "session", Goods.at(30), 14, null, CountScope.SELLABLE, true));
    step(OrderRecords.ready("ready", Goods.at(20), 6, null)); // comes after the count
    step(OrderRecords.step(FulfilmentAct.SHIPPED, "shipped", Goods.at(40), 6));
    assertAddsUp();
    assertThat(lastImage().getOnHand()).isEqualTo(14);
    assertThat(lastImage().getStaged()).isZero();
  }

  @Test
  void of_more_fulfilments_than_are_remembered_the_ledger_says_which_took_effect() {
    sold(500);
    for (int i = 103; i > 0; i--) { // the latest come first: arrival decides, not business time
      step(OrderRecords.step(FulfilmentAct.SHIPPED, "s" + i, Goods.at(5 + i), 1));
    }
    assertAddsUp();
    assertThat(report().text()).contains("1 crowded order line");
    tamper(
        entry -> entry.getEventId().equals("s7"), entry -> entry.getDeltas().setAllocated(-900L));
    assertFinds(Check.LINES, "of 500 units sold, voids and fulfilments make");
  }

  @Test
  void a_step_waits_rightly_when_its_order_was_forgotten() {
    Instant written = HonestOutputs.BROKER_TIME;
    forgotten(written.minus(Duration.ofDays(1_201)));
    assertAddsUp();
    assertThat(report().text()).contains("1 forgotten order line");
  }

  @Test
  void a_step_that_waits_while_its_order_is_known_is_found() {
    Instant written = HonestOutputs.BROKER_TIME;
    forgotten(written.minus(Duration.ofDays(1_199)));
    assertFinds(Check.LINES, "shipped is [AWAITS_SALE], expected APPLIED");
  }

  private void forgotten(Instant soldAt) {
    books.publish("sales.store", OrderRecords.ordered("sale", soldAt, 8));
    Fulfilment shipped =
        OrderRecords.step(FulfilmentAct.SHIPPED, "shipped", HonestOutputs.BROKER_TIME, 8);
    shipped.setOrderRef("another order");
    step(shipped);
    topics.change(
        "fulfilments.wms", Fulfilment.class, step -> true, step -> step.setOrderRef("order"));
  }

  private void stagedAndShipped() {
    sold(10);
    step(OrderRecords.ready("ready", Goods.at(6), 5, null));
    step(OrderRecords.step(FulfilmentAct.SHIPPED, "shipped", Goods.at(7), 5));
    assertAddsUp();
  }

  private void sold(long units) {
    books.publish("sales.store", OrderRecords.ordered("sale", Goods.at(5), units));
  }

  private void step(Fulfilment step) {
    books.publish("fulfilments.wms", step);
  }

  private void tamper(Predicate<StockLedgerEntry> which, Consumer<StockLedgerEntry> change) {
    topics.change("stock-ledger", StockLedgerEntry.class, which, change);
  }

  private Availability lastImage() {
    var all = topics.all("availability", Availability.class);
    return all.get(all.size() - 1);
  }

  private void assertAddsUp() {
    assertThat(report().isOk()).as(report().text()).isTrue();
  }

  private void assertFinds(Check found, String sentence) {
    VerifyReport report = report();
    assertThat(report.checks())
        .as(report.text())
        .anyMatch(outcome -> outcome.subject().equals(found.subject()) && !outcome.isOk());
    assertThat(report.text()).contains(sentence);
  }

  private VerifyReport report() {
    return Verification.of(topics, TestSchemas.ALL);
  }

  private static FulfilmentKind ship() {
    return FulfilmentKind.SHIP;
  }

  private static FulfilmentKind pickup() {
    return FulfilmentKind.PICKUP;
  }
}
