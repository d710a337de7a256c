package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Availability;
import io.zaiko.avro.Buckets;
import io.zaiko.avro.RingFence;
import io.zaiko.avro.StockAlert;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.avro.StockRule;
import io.zaiko.avro.StockStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Counts, transfers and rules, honestly booked and then tampered with in one place. */
class CorruptedCountsTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("corruptions")
  void is_found(String name, Check found, Consumer<MemoryTopics> corruption) {
    MemoryTopics topics = honestTopics();
    VerifyReport before = Verification.of(topics, TestSchemas.ALL);
    assertThat(before.isOk()).as(before.text()).isTrue();

    corruption.accept(topics);
    VerifyReport report = Verification.of(topics, TestSchemas.ALL);

    assertThat(report.checks())
        .as(report.text())
        .anyMatch(outcome -> outcome.subject().equals(found.subject()) && !outcome.isOk());
  }

  static Stream<Arguments> corruptions() {
    return Stream.of(
        entry(
            "a line that changes stock before its session is complete",
            Check.LINES,
            entry -> entry.getOutcome().equals("AWAITS_COMPLETE"),
            entry -> add(entry, 1)),
        arguments(
            "a count that came to another number",
            Check.SHELVES,
            (Consumer<MemoryTopics>)
                topics -> {
                  StockLedgerEntry last = lastOf(topics, "store");
                  topics.change(
                      "stock-ledger", StockLedgerEntry.class, last::equals, entry -> add(entry, 5));
                  Availability image = lastImageOf(topics, "store");
                  topics.change(
                      "availability",
                      Availability.class,
                      image::equals,
                      shown -> {
                        shown.setOnHand(shown.getOnHand() + 5);
                        shown.setAvailableToSell(shown.getAvailableToSell() + 5);
                      });
                }),
        entry(
            "an absorbed sale that took from the shelf",
            Check.LINES,
            entry -> entry.getOutcome().equals("ABSORBED"),
            entry -> add(entry, -1)),
        entry(
            "a sale after the count that is called absorbed",
            Check.LINES,
            entry -> entry.getEventId().equals("sale-after"),
            entry -> entry.setOutcome("ABSORBED")),
        entry(
            "a count that is superseded by none",
            Check.LINES,
            entry -> entry.getKind().equals("COUNT") && entry.getOutcome().equals("APPLIED"),
            entry -> entry.setOutcome("SUPERSEDED")),
        entry(
            "a count that is too late for no reason",
            Check.LINES,
            entry -> entry.getOutcome().equals("AWAITS_COMPLETE"),
            entry -> entry.setOutcome("TOO_LATE")),
        entry(
            "a line that is left out of a session with room",
            Check.LINES,
            entry -> entry.getOutcome().equals("AWAITS_COMPLETE"),
            entry -> entry.setOutcome("SESSION_FULL")),
        entry(
            "a person's count that is called a sensor's",
            Check.LINES,
            entry -> entry.getOutcome().equals("AWAITS_COMPLETE"),
            entry -> entry.setOutcome("EVIDENCE")),
        arguments(
            "a shipment that nothing is on its way of",
            Check.INPUTS,
            (Consumer<MemoryTopics>)
                topics ->
                    topics.remove(
                        "stock-ledger",
                        StockLedgerEntry.class,
                        entry ->
                            entry.getEventId().equals("shipped")
                                && entry.getLocationId().equals("warehouse"))),
        entry(
            "more in transit than was sent",
            Check.LINES,
            entry -> entry.getDeltas().getInTransit() > 0,
            entry -> entry.getDeltas().setInTransit(6L)),
        image(
            "units in transit that are not",
            Check.SHELVES,
            "warehouse",
            image -> image.setInTransit(1L)),
        image(
            "a safety stock that no rule states",
            Check.RULES,
            "store",
            image -> {
              image.setSafetyStock(0L);
              image.setAvailableToSell(image.getAvailableToSell() + 1);
            }),
        image(
            "a channel that may sell what is kept for another",
            Check.RULES,
            "store",
            image -> image.setChannels(Map.of("web", 99L, "app", 99L))),
        image(
            "a status beyond its thresholds",
            Check.RULES,
            "store",
            image -> image.setStatus(StockStatus.IN_STOCK)),
        alert("a variance with another number", "COUNT_VARIANCE", facts("variance", -9L)),
        alert("a variance that is taken back", "COUNT_VARIANCE", status(AlertStatus.RETRACTED)),
        alert("a discrepancy with another number", "TRANSFER_DISCREPANCY", facts("shipped", 9L)),
        alert("a discrepancy that misses more", "TRANSFER_DISCREPANCY", facts("missing", 9L)),
        alert("a discrepancy with more over", "TRANSFER_DISCREPANCY", facts("over", 9L)),
        alert("a discrepancy with more damaged", "TRANSFER_DISCREPANCY", facts("damaged", 9L)),
        alert("a discrepancy taken back", "TRANSFER_DISCREPANCY", status(AlertStatus.RETRACTED)),
        alert("a variance of a count that never was", "COUNT_VARIANCE", key("store|TEA|ghost")),
        alert("a discrepancy of no transfer", "TRANSFER_DISCREPANCY", key("ghost|TEA")),
        arguments(
            "a rule of a lower version that was not refused",
            Check.REFUSALS,
            (Consumer<MemoryTopics>)
                topics -> topics.append("stock-rules", 0, utf8("|"), TestSchemas.encode(rule(1)))),
        arguments(
            "a rule of a higher version that was refused",
            Check.REFUSALS,
            (Consumer<MemoryTopics>)
                topics ->
                    new Refusals(topics)
                        .refuse("stock-rules", "|", TestSchemas.encode(rule(3)), "RULE_VERSION")),
        arguments(
            "a count refused as TOO_LATE though nothing is later",
            Check.REFUSALS,
            (Consumer<MemoryTopics>)
                topics ->
                    new Refusals(topics)
                        .refuse(
                            "counts.store",
                            null,
                            TestSchemas.encode(
                                Goods.count("late", "s2", Refusals.BROKER_TIME.minusSeconds(60))),
                            "TOO_LATE")));
  }

  @Test
  void a_count_that_is_too_late_and_a_rule_of_an_old_version_are_rightly_refused() {
    MemoryTopics topics = honestTopics();
    Refusals refusals = new Refusals(topics);
    byte[] late = TestSchemas.encode(Goods.count("late", "s2", Goods.at(0)));
    refusals.refuse("counts.store", null, late, "TOO_LATE");
    refusals.refuse("stock-rules", "|", TestSchemas.encode(rule(1)), "RULE_VERSION");
    refusals.refuse("stock-rules", "S", TestSchemas.encode(rule(9)), "KEY_MISMATCH");
    VerifyReport report = Verification.of(topics, TestSchemas.ALL);
    assertThat(report.isOk()).as(report.text()).isTrue();
    assertThat(report.text()).contains("Taken from arrival: 1 TOO_LATE.");
  }

  @Test
  void a_record_of_a_session_that_is_long_settled_says_nothing_nor_that_it_is_complete() {
    HonestBooks books = new HonestBooks();
    books.publish("restocks.store", Goods.restock("received", Goods.at(0), 20));
    StockCount open = Goods.count("first area", "s1", Goods.at(20));
    open.setComplete(false);
    books.publish("counts.store", open);
    books.publish("counts.store", Goods.count("later", "s2", Goods.at(20 + 73 * 60)));
    books.publish("counts.store", Goods.count("last area", "s1", Goods.at(20 + 60)));
    VerifyReport report = Verification.of(books.topics(), TestSchemas.ALL);
    assertThat(report.isOk()).as(report.text()).isTrue();
    assertThat(report.text()).contains("Taken from arrival: 1 TOO_LATE.");
  }

  private static MemoryTopics honestTopics() {
    HonestBooks books = new HonestBooks();
    books.publish("restocks.store", Goods.restock("received", Goods.at(0), 20));
    books.rule("|", rule(2));
    books.publish("counts.store", Goods.count("counted", "s1", Goods.at(20)));
    books.publish("sales.store", Goods.sale("sale-before", Goods.at(10), 1));
    books.publish("sales.store", Goods.sale("sale-after", Goods.at(30), 1));
    books.publish("transfers.store", Goods.shipped("shipped", Goods.at(40), 5));
    books.publish("transfers.store", Goods.received("arrived", Goods.at(50), 3));
    books.publish("transfers.store", Goods.closed("closed", Goods.at(60)));
    return books.topics();
  }

  private static StockRule rule(long version) {
    return StockRule.newBuilder()
        .setVersion(version)
        .setSafetyStock(1L)
        .setBuffers(Map.of("web", 1L))
        .setFences(List.of(new RingFence("app", 2L, null, 0)))
        .setLowStockAt(10L)
        .setInStockAt(15L)
        .build();
  }

  private static void add(StockLedgerEntry entry, long units) {
    Buckets deltas = entry.getDeltas();
    deltas.setOnHand(deltas.getOnHand() + units);
    entry.getBalances().setOnHand(entry.getBalances().getOnHand() + units);
  }

  private static Arguments entry(
      String name,
      Check found,
      Predicate<StockLedgerEntry> which,
      Consumer<StockLedgerEntry> change) {
    return arguments(
        name,
        found,
        (Consumer<MemoryTopics>)
            topics -> topics.change("stock-ledger", StockLedgerEntry.class, which, change));
  }

  private static Arguments image(
      String name, Check found, String location, Consumer<Availability> change) {
    return arguments(
        name,
        found,
        (Consumer<MemoryTopics>)
            topics -> {
              Availability last = lastImageOf(topics, location);
              topics.change("availability", Availability.class, last::equals, change);
            });
  }

  private static Arguments alert(String name, String check, Consumer<StockAlert> change) {
    return arguments(
        name,
        Check.ALERTS,
        (Consumer<MemoryTopics>)
            topics -> {
              StockAlert last =
                  topics.all("stock-alerts", StockAlert.class).stream()
                      .filter(alert -> alert.getCheck().equals(check))
                      .reduce((first, second) -> second)
                      .orElseThrow();
              topics.change("stock-alerts", StockAlert.class, last::equals, change);
            });
  }

  private static Consumer<StockAlert> facts(String name, long number) {
    return alert -> alert.getFacts().put(name, number);
  }

  private static Consumer<StockAlert> status(AlertStatus status) {
    return alert -> alert.setStatus(status);
  }

  private static Consumer<StockAlert> key(String key) {
    return alert -> alert.setKey(key);
  }

  private static StockLedgerEntry lastOf(MemoryTopics topics, String location) {
    return topics.all("stock-ledger", StockLedgerEntry.class).stream()
        .filter(entry -> entry.getLocationId().equals(location))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static Availability lastImageOf(MemoryTopics topics, String location) {
    return topics.all("availability", Availability.class).stream()
        .filter(image -> image.getLocationId().equals(location))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
