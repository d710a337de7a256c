package io.zaiko.tools.verify;

import static io.zaiko.avro.FulfilmentAct.SHIPPED;
import static io.zaiko.avro.FulfilmentKind.CARRY_OUT;
import static io.zaiko.tools.verify.Goods.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertSeverity;
import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Sale;
import io.zaiko.avro.StockAlert;
import io.zaiko.avro.StockLedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A shipment of an order that no sale speaks of, and what verify says of that. The job knows an
 * order for a day; the ledger is written at {@link HonestOutputs#BROKER_TIME}.
 */
class UnsoldAuditTest {
  private static final Instant WRITTEN = HonestOutputs.BROKER_TIME;
  private static final Duration DAY = Duration.ofDays(1);

  private static final Assumptions SHORT_MEMORY =
      new Assumptions(
          ClockSkew.DEFAULT,
          Assumptions.LIVE_HORIZON,
          Assumptions.USUAL_LOW_STOCK_AT,
          DAY,
          Assumptions.LIVE_SILENCE,
          false);

  private final HonestBooks books = new HonestBooks();
  private final MemoryTopics topics = books.topics();

  @Test
  void it_must_be_told_once_its_order_is_forgotten() {
    ship(at(0), at(1));
    assertFound("6 units wait for a sale that never came, told are 0");
    assertThat(report().maySettle()).isTrue();
    told(at(1).plus(DAY), 0, 6);
    assertFine();
    told(at(1).plus(DAY), 1, 6);
    assertFound("tells of 12 units, of 6");
  }

  @Test
  void as_long_as_its_order_may_be_known_it_need_not_be_told() {
    ship(at(0), WRITTEN.minus(DAY));
    assertFine();
  }

  @Test
  void an_order_of_which_more_is_said_may_be_known_for_longer() {
    ship(at(0), at(1));
    Sale other = OrderRecords.ordered("s", at(2), 1);
    other.getLines().get(0).setLineNo(2);
    books.publish("sales.web", other);
    assertFine();
  }

  @Test
  void what_is_told_too_early_is_found() {
    ship(at(0), at(1));
    told(at(0).plus(DAY).minusSeconds(1), 0, 6);
    assertFound("was told without any reason");
  }

  @Test
  void what_is_told_of_no_units_is_found() {
    ship(at(0), at(1));
    told(at(1).plus(DAY), 0, 0);
    assertFound("FULFILMENT_WITHOUT_SALE is CONFIRMED of {units=0}");
  }

  @Test
  void what_is_told_of_fewer_units_is_found() {
    ship(at(0), at(1));
    told(at(1).plus(DAY), 0, 5);
    assertFound("6 units wait for a sale that never came, told are 5");
  }

  @Test
  void what_is_only_suspected_or_taken_back_is_found() {
    ship(at(0), at(1));
    told(at(1).plus(DAY), 0, 6);
    change(alert -> alert.setStatus(AlertStatus.SUSPECTED));
    assertFound("FULFILMENT_WITHOUT_SALE is SUSPECTED of {units=6}");
    change(alert -> alert.setStatus(AlertStatus.RETRACTED));
    assertFound("FULFILMENT_WITHOUT_SALE is RETRACTED of {units=6}");
  }

  @Test
  void what_is_told_of_another_line_is_found_and_the_right_one_missed() {
    ship(at(0), at(1));
    told(at(1).plus(DAY), 0, 6);
    change(alert -> alert.setKey("other|1|TEA"));
    assertFound("other|1|TEA: FULFILMENT_WITHOUT_SALE was told without any reason");
    assertFound("6 units wait for a sale that never came, told are 0");
  }

  @Test
  void a_revision_that_is_missing_is_found() {
    ship(at(0), at(1));
    told(at(1).plus(DAY), 0, 6);
    told(at(1).plus(DAY), 0, 6);
    assertFound("a revision is missing or repeated");
  }

  @Test
  void what_is_told_of_a_line_whose_sale_is_known_is_found() {
    ship(at(0), at(1));
    books.publish("sales.web", OrderRecords.ordered("s", at(1), 6));
    written("s", at(2));
    assertFine();
    told(at(2).plus(DAY), 0, 6);
    assertFound("was told without any reason");
  }

  @Test
  void of_a_sale_that_came_when_all_was_forgotten_it_may_be_told() {
    ship(at(0), at(1));
    books.publish("sales.web", OrderRecords.ordered("s", at(1), 6));
    told(at(1).plus(DAY), 0, 6);
    assertFine();
    assertThat(report().text()).contains("1 FULFILMENT_WITHOUT_SALE");
  }

  @Test
  void what_was_carried_out_is_no_sale_of_it() {
    ship(at(0), at(1));
    books.publish("sales.till", OrderRecords.sold("till", "t", at(1), "store", CARRY_OUT, 6));
    written("t", at(2));
    assertFound("6 units wait for a sale that never came, told are 0");
  }

  private void ship(Instant at, Instant written) {
    books.publish("fulfilments.store", OrderRecords.step(SHIPPED, "h", at, 6));
    written("h", written);
    books.publish("restocks.dock", Goods.restock("time goes on", WRITTEN, 20));
  }

  private void written(String eventId, Instant at) {
    topics.change(
        "stock-ledger",
        StockLedgerEntry.class,
        entry -> entry.getEventId().equals(eventId),
        entry -> entry.setEmittedAt(at));
  }

  private void told(Instant at, long episode, long units) {
    StockAlert alert =
        StockAlert.newBuilder()
            .setAlertId("unsold-" + episode)
            .setCheck("FULFILMENT_WITHOUT_SALE")
            .setKey(OrderRecords.LINE)
            .setEpisode(episode)
            .setRevision(1L)
            .setStatus(AlertStatus.CONFIRMED)
            .setSeverity(AlertSeverity.MEDIUM)
            .setFacts(Map.of("units", units))
            .setEvidence(List.of())
            .setSentence("")
            .setOccurredAt(at)
            .setEmittedAt(at)
            .build();
    topics.append("stock-alerts", WRITTEN.toEpochMilli(), null, TestSchemas.encode(alert));
  }

  private void change(Consumer<StockAlert> change) {
    topics.change("stock-alerts", StockAlert.class, alert -> true, change);
  }

  private void assertFine() {
    assertThat(report().isOk()).as(report().text()).isTrue();
  }

  private void assertFound(String difference) {
    assertThat(report().text()).contains(difference);
  }

  private VerifyReport report() {
    return Verification.of(
        topics, TestSchemas.ALL, SHORT_MEMORY, InstantSource.fixed(WRITTEN.plus(DAY)));
  }
}
