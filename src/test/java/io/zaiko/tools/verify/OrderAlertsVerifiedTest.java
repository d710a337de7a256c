package io.zaiko.tools.verify;

import static io.zaiko.avro.FulfilmentAct.SHIPPED;
import static io.zaiko.avro.FulfilmentAct.SHORT_PICKED;
import static io.zaiko.avro.FulfilmentKind.CARRY_OUT;
import static io.zaiko.tools.verify.Goods.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.StockAlert;
import io.zaiko.avro.StockLedgerEntry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Of three units one was shipped, one waits too long and one was not found; one more was set aside
 * than there is, and the till rang up all three as well.
 */
class OrderAlertsVerifiedTest {
  private static final Assumptions REPLAY =
      new Assumptions(
          ClockSkew.DEFAULT,
          Assumptions.REPLAY_HORIZON,
          Assumptions.USUAL_LOW_STOCK_AT,
          Assumptions.REPLAY_HORIZON,
          Duration.ZERO,
          true);

  private final HonestBooks books = new HonestBooks();

  @BeforeEach
  void fulfil() {
    books.publish("restocks.dock", Goods.restock("in", at(0), 20));
    books.publish("sales.web", OrderRecords.ordered("s", at(0), 3));
    books.publish("fulfilments.store", OrderRecords.step(SHIPPED, "h", at(1), 1));
    books.publish("fulfilments.store", OrderRecords.ready("r", at(2), 1, at(60)));
    books.publish("fulfilments.store", OrderRecords.step(SHORT_PICKED, "x", at(3), 1));
    books.publish("fulfilments.store", OrderRecords.ready("q", at(4), 1, null));
    books.publish("sales.till", OrderRecords.sold("till", "t", at(9), "store", CARRY_OUT, 3));
    books.publish("restocks.dock", Goods.restock("later", at(200), 20));
  }

  @Test
  void what_is_told_of_orders_adds_up() {
    assertThat(books.topics().all("stock-alerts", StockAlert.class))
        .extracting(StockAlert::getCheck)
        .containsExactlyInAnyOrder(
            "EXCESS_FULFILMENT", "DOUBLE_BOOKED", "UNCOLLECTED", "COUNT_REQUESTED");
    assertThat(report().isOk()).as(report().text()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXCESS_FULFILMENT", "DOUBLE_BOOKED", "UNCOLLECTED", "COUNT_REQUESTED"})
  void what_is_not_told_of_orders_is_found(String check) {
    books.topics().remove("stock-alerts", StockAlert.class, said -> said.getCheck().equals(check));
    assertThat(report().text())
        .contains("no " + check + " stands")
        .contains("stock alerts: 1 differences");
    assertThat(report().maySettle())
        .as("time has only just brought it")
        .isEqualTo(check.equals("UNCOLLECTED"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXCESS_FULFILMENT", "DOUBLE_BOOKED", "UNCOLLECTED", "COUNT_REQUESTED"})
  void other_numbers_are_found(String check) {
    books
        .topics()
        .change(
            "stock-alerts",
            StockAlert.class,
            said -> said.getCheck().equals(check),
            said -> said.getFacts().replaceAll((fact, number) -> number + 1));
    assertThat(report().text()).contains(check).contains("stock alerts: 1 differences");
  }

  /** The end of a replay brings what clocks have shown, not what they will. */
  @Test
  void what_is_told_before_its_time_is_found_in_a_replay_too() {
    Instant now = HonestOutputs.BROKER_TIME.plusSeconds(3_600);
    books.publish("sales.web", OrderRecords.ordered("again", at(300), 2));
    Instant until = now.plusSeconds(86_400);
    books.publish("fulfilments.store", OrderRecords.ready("late", at(301), 1, until));
    books
        .topics()
        .change(
            "stock-alerts",
            StockAlert.class,
            said -> said.getCheck().equals("UNCOLLECTED"),
            said -> said.setFacts(Map.of("uncollected", 2L)));
    InstantSource clock = InstantSource.fixed(now);
    MemoryTopics topics = books.topics();
    for (Assumptions assumptions : List.of(Assumptions.DEFAULT, REPLAY)) {
      assertThat(Verification.of(topics, TestSchemas.ALL, assumptions, clock).text())
          .contains("UNCOLLECTED says {uncollected=2}, recomputed 1");
    }
  }

  /** As a savepoint from then goes on: the ledger entry of the order has the schema of its time. */
  @Test
  void what_was_sold_before_there_were_fulfilments_need_not_be_told_as_doubled() {
    books
        .topics()
        .remove("stock-alerts", StockAlert.class, said -> said.getCheck().equals("DOUBLE_BOOKED"));
    assertThat(report().isOk()).isFalse();
    MemoryTopics topics = books.topics();
    topics.rewrite(
        "stock-ledger",
        StockLedgerEntry.class,
        entry -> entry.getEventId().equals("s"),
        value -> ByteBuffer.wrap(value).putInt(1, OldLedger.ID));
    VerifyReport report = Verification.of(topics, OldLedger.SCHEMAS);
    assertThat(report.isOk()).as(report.text()).isTrue();
    assertThat(report.text()).contains("1 DOUBLE_BOOKED of sales from before fulfilments");
  }

  private VerifyReport report() {
    return Verification.of(books.topics(), TestSchemas.ALL);
  }
}
