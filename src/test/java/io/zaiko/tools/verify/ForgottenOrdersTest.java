package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Sale;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.avro.Void;
import io.zaiko.avro.VoidLine;
import io.zaiko.avro.VoidedGoods;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A void waits for a sale that was told long before or after it. The ledger is written at {@link
 * HonestOutputs#BROKER_TIME}.
 */
class ForgottenOrdersTest {

  private static final Instant WRITTEN = HonestOutputs.BROKER_TIME;

  private final HonestBooks books = new HonestBooks();
  private final MemoryTopics topics = books.topics();

  @Test
  void a_void_waits_rightly_when_its_order_was_forgotten() {
    books.publish("sales.store", Goods.sale("old", daysBefore(121), 2));
    waitingVoid(daysBefore(1), 2);
    assertThat(report().isOk()).as(report().text()).isTrue();
    assertThat(report().text()).contains("Taken from arrival: 1 AWAITS_SALE.");
  }

  @Test
  void a_void_waits_rightly_when_it_was_forgotten_before_its_sale_came() {
    waitingVoid(daysBefore(121), 2);
    books.publish("sales.store", Goods.sale("old", daysBefore(1), 2));
    assertThat(report().isOk()).as(report().text()).isTrue();
  }

  @Test
  void a_void_that_waits_while_its_order_is_known_is_found() {
    books.publish("sales.store", Goods.sale("old", daysBefore(119), 2));
    waitingVoid(daysBefore(1), 2);
    assertThat(report().text()).contains("VOID undo line 1 (store|TEA): the ledger says");
  }

  @Test
  void a_sale_that_finds_its_void_waiting_within_the_retention_and_leaves_it_is_found() {
    waitingVoid(daysBefore(119), 2);
    books.publish("sales.store", Goods.sale("old", daysBefore(1), 2));
    assertThat(report().isOk()).isFalse();
  }

  @Test
  void a_void_that_waited_and_took_effect_is_judged_as_any() {
    books.publish("voids.store", undo("undo", "order-old", daysBefore(121), 2));
    topics.change(
        "stock-ledger",
        StockLedgerEntry.class,
        entry -> entry.getEventId().equals("undo"),
        entry -> entry.setOutcome("AWAITS_SALE"));
    books.publish("sales.store", Goods.sale("old", daysBefore(121), 2));
    assertThat(report().isOk()).as(report().text()).isTrue();
    topics.change(
        "stock-ledger",
        StockLedgerEntry.class,
        entry -> entry.getEventId().equals("undo") && entry.getDeltas().getOnHand() == 2,
        entry -> entry.getDeltas().setOnHand(1L));
    assertThat(report().text()).contains("VOID undo line 1 (store|TEA): the ledger says");
  }

  @Test
  void the_retention_is_that_of_the_job() {
    books.publish("sales.store", Goods.sale("old", daysBefore(40), 2));
    waitingVoid(daysBefore(1), 2);
    assertThat(report().isOk()).isFalse();
    Assumptions shorter =
        new Assumptions(
            ClockSkew.DEFAULT,
            Assumptions.LIVE_HORIZON,
            3,
            Duration.ofDays(30),
            Assumptions.LIVE_SILENCE,
            false);
    assertThat(Verification.of(topics, TestSchemas.ALL, shorter).isOk()).isTrue();
  }

  @Test
  void beside_a_forgotten_one_the_others_undo_no_more_than_was_sold() {
    Sale sale = Goods.sale("old", daysBefore(121), 2);
    books.publish("sales.store", sale);
    waitingVoid(daysBefore(1), 2);
    books.publish("voids.store", undo("again", sale.getOrderRef(), daysBefore(1), 2));
    assertThat(report().isOk()).as(report().text()).isTrue();
    topics.change(
        "stock-ledger",
        StockLedgerEntry.class,
        entry -> entry.getEventId().equals("again"),
        entry -> {
          entry.getDeltas().setOnHand(3L);
          entry.getBalances().setOnHand(entry.getBalances().getOnHand() + 1);
        });
    assertThat(report().text()).contains("void again does what it does not say");
  }

  @Test
  void what_is_still_to_be_handed_over_is_known_ten_times_as_long() {
    ordered(daysBefore(1_199));
    waitingVoid(daysBefore(1), 2, FulfilmentKind.PICKUP);
    assertThat(report().text()).contains("VOID undo line 1 (store|TEA): the ledger says");
  }

  @Test
  void what_was_not_handed_over_for_ten_times_as_long_is_forgotten_too() {
    ordered(daysBefore(1_201));
    waitingVoid(daysBefore(1), 2, FulfilmentKind.PICKUP);
    assertThat(report().isOk()).as(report().text()).isTrue();
  }

  @Test
  void what_was_handed_over_is_forgotten_as_any_other() {
    ordered(daysBefore(121));
    books.publish("fulfilments.store", handedOver("h", "order-old", daysBefore(121)));
    waitingVoid(daysBefore(1), 2, FulfilmentKind.PICKUP);
    assertThat(report().isOk()).as(report().text()).isTrue();
  }

  /** It forgot orders that were open, too, as the schema of its ledger entries tells. */
  @Test
  void what_a_release_took_in_that_knew_no_fulfilments_it_may_have_forgotten() {
    ordered(daysBefore(121));
    waitingVoid(daysBefore(1), 2, FulfilmentKind.PICKUP);
    topics.rewrite(
        "stock-ledger",
        StockLedgerEntry.class,
        entry -> entry.getEventId().equals("old"),
        value -> ByteBuffer.wrap(value).putInt(1, OldLedger.ID));
    VerifyReport report = Verification.of(topics, OldLedger.SCHEMAS);
    assertThat(report.isOk()).as(report.text()).isTrue();
  }

  private void ordered(Instant at) {
    Sale sale = Goods.sale("old", at, 2);
    sale.getLines().get(0).setFulfilment(FulfilmentKind.PICKUP);
    books.publish("sales.web", sale);
  }

  private static Fulfilment handedOver(String eventId, String orderRef, Instant at) {
    Fulfilment step = OrderRecords.step(FulfilmentAct.PICKED_UP, eventId, at, 2);
    step.setOrderRef(orderRef);
    return step;
  }

  private static Instant daysBefore(int days) {
    return WRITTEN.minus(Duration.ofDays(days));
  }

  /** Honest books of another order, of which then is said that it is the one that was sold. */
  private void waitingVoid(Instant at, long units) {
    waitingVoid(at, units, FulfilmentKind.CARRY_OUT);
  }

  private void waitingVoid(Instant at, long units, FulfilmentKind how) {
    Void waiting = undo("undo", "another order", at, units);
    waiting.getLines().get(0).setFulfilment(how);
    books.publish("voids.store", waiting);
    topics.change(
        "voids.store",
        Void.class,
        undone -> undone.getEventId().equals("undo"),
        undone -> undone.setOrderRef("order-old"));
    topics.change(
        "stock-ledger",
        StockLedgerEntry.class,
        entry -> entry.getEventId().equals("undo"),
        entry -> entry.setOutcome("AWAITS_SALE"));
  }

  private static Void undo(String eventId, String orderRef, Instant at, long units) {
    return Void.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(at)
        .setSource(Goods.source())
        .setOrderRef(orderRef)
        .setOriginalEventId("old")
        .setGoods(VoidedGoods.CAME_BACK)
        .setOriginalOccurredAt(at)
        .setLines(List.of(new VoidLine(1, "TEA", units, FulfilmentKind.CARRY_OUT, "store")))
        .build();
  }

  private VerifyReport report() {
    return Verification.of(topics, TestSchemas.ALL);
  }
}
