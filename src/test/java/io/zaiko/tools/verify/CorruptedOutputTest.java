package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Availability;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Duplicate;
import io.zaiko.avro.Sale;
import io.zaiko.avro.StockAlert;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.avro.StockStatus;
import io.zaiko.testkit.History;
import io.zaiko.testkit.HistoryGenerator;
import io.zaiko.testkit.HistoryRecord;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Books that add up are tampered with in one place, and verify must say so. */
class CorruptedOutputTest {
  private static final long SEED = 42;

  @ParameterizedTest(name = "{0}")
  @MethodSource("corruptions")
  void is_found(String name, Check found, Consumer<MemoryTopics> corruption) {
    MemoryTopics topics = honestTopics();
    VerifyReport before = Verification.of(topics, TestSchemas.ALL);
    assertThat(before.isOk()).as(before.text()).isTrue();

    corruption.accept(topics);
    VerifyReport report = Verification.of(topics, TestSchemas.ALL);

    assertThat(report.isOk()).as(report.text()).isFalse();
    assertThat(report.checks())
        .as(report.text())
        .anyMatch(outcome -> outcome.subject().equals(found.subject()) && !outcome.isOk());
    assertThat(report.text()).contains("DIFFERENT");
  }

  static Stream<Arguments> corruptions() {
    return Stream.of(
        corruption(
            "a changed on_hand in an image",
            Check.IMAGES,
            topics ->
                topics.change(
                    "availability",
                    Availability.class,
                    image -> true,
                    image -> {
                      image.setOnHand(image.getOnHand() + 1);
                    })),
        corruption(
            "a last image that is wrong in itself consistently",
            Check.SHELVES,
            topics -> {
              Availability last = last(topics, "availability", Availability.class);
              topics.change(
                  "availability",
                  Availability.class,
                  last::equals,
                  image -> {
                    image.setOnHand(image.getOnHand() + 100);
                    image.setAvailableToSell(image.getAvailableToSell() + 100);
                  });
            }),
        corruption(
            "an as_of that lags",
            Check.SHELVES,
            topics -> {
              Availability last = last(topics, "availability", Availability.class);
              topics.change(
                  "availability",
                  Availability.class,
                  last::equals,
                  image -> {
                    image.setAsOf(image.getAsOf().minusSeconds(86_400));
                  });
            }),
        corruption(
            "a missing ledger entry",
            Check.LINES,
            // One that only says that a step waited for its sale would leave no gap.
            topics ->
                topics.remove(
                    "stock-ledger",
                    StockLedgerEntry.class,
                    entry -> entry.getKind().equals("SALE"))),
        corruption(
            "a missing witness",
            Check.INPUTS,
            topics ->
                topics.remove(
                    "stock-ledger",
                    StockLedgerEntry.class,
                    entry -> entry.getKind().equals("RESTOCK"))),
        corruption(
            "a double ledger entry",
            Check.LINES,
            topics ->
                topics.repeat(
                    "stock-ledger",
                    StockLedgerEntry.class,
                    entry -> entry.getKind().equals("SALE"))),
        corruption(
            "a ledger entry of an event that was never sent",
            Check.LINES,
            topics ->
                topics.change(
                    "stock-ledger",
                    StockLedgerEntry.class,
                    entry -> true,
                    entry -> {
                      entry.setEventId("ghost");
                    })),
        corruption(
            "a changed balance in the ledger",
            Check.LEDGER,
            topics ->
                topics.change(
                    "stock-ledger",
                    StockLedgerEntry.class,
                    entry -> true,
                    entry -> {
                      entry.getBalances().setAllocated(entry.getBalances().getAllocated() + 1);
                    })),
        corruption(
            "a line left out as OUT_OF_RANGE without need",
            Check.LINES,
            topics ->
                topics.change(
                    "stock-ledger",
                    StockLedgerEntry.class,
                    entry -> entry.getKind().equals("RETURN"),
                    entry -> entry.setOutcome("OUT_OF_RANGE"))),
        corruption(
            "a skipped version",
            Check.IMAGES,
            topics ->
                topics.remove(
                    "availability", Availability.class, image -> image.getVersion() == 2)),
        corruption(
            "a first image that is lost",
            Check.IMAGES,
            topics -> {
              Availability late =
                  topics.all("availability", Availability.class).stream()
                      .filter(image -> image.getVersion() == 1)
                      .filter(image -> !image.getSku().equals("SCARCE")) // has one image only
                      .reduce((first, second) -> second)
                      .orElseThrow();
              topics.remove("availability", Availability.class, late::equals);
            }),
        corruption(
            "a repeated image",
            Check.IMAGES,
            topics -> topics.repeat("availability", Availability.class, image -> true)),
        corruption(
            "an epoch that falls",
            Check.IMAGES,
            topics ->
                topics.change(
                    "availability",
                    Availability.class,
                    image -> image.getVersion() == 2,
                    image -> image.setEpoch(1))),
        corruption(
            "a status that does not fit",
            Check.IMAGES,
            topics ->
                topics.change(
                    "availability",
                    Availability.class,
                    image -> image.getAvailableToSell() > 0,
                    image -> {
                      image.setStatus(StockStatus.OUT_OF_STOCK);
                    })),
        corruption(
            "a record in two places",
            Check.INPUTS,
            topics ->
                topics.change(
                    "duplicates",
                    Duplicate.class,
                    duplicate -> true,
                    duplicate -> {
                      DeadLetter letter = topics.all("dead-letters", DeadLetter.class).get(0);
                      duplicate.setOrigin(letter.getOrigin());
                    })),
        corruption(
            "an applied record that is called a duplicate",
            Check.LINES,
            topics ->
                topics.change(
                    "duplicates",
                    Duplicate.class,
                    duplicate -> true,
                    duplicate -> {
                      duplicate.getOrigin().setTopic("restocks.web");
                      duplicate.getOrigin().setOffset(0);
                    })),
        corruption(
            "a lost duplicate",
            Check.INPUTS,
            topics -> topics.remove("duplicates", Duplicate.class, duplicate -> true)),
        corruption(
            "a lost dead letter",
            Check.REFUSALS,
            topics ->
                topics.remove(
                    "dead-letters",
                    DeadLetter.class,
                    letter -> letter.getReason().equals("BLANK_FIELD"))),
        corruption(
            "a lost dead letter of a conflict",
            Check.INPUTS,
            topics ->
                topics.remove(
                    "dead-letters",
                    DeadLetter.class,
                    letter -> letter.getReason().equals("EVENT_CONFLICT"))),
        corruption(
            "a dead letter with another reason",
            Check.REFUSALS,
            topics ->
                topics.change(
                    "dead-letters",
                    DeadLetter.class,
                    letter -> letter.getReason().equals("BLANK_FIELD"),
                    letter -> {
                      letter.setReason("NO_LINES");
                    })),
        corruption(
            "a dead letter with other bytes",
            Check.REFUSALS,
            topics ->
                topics.change(
                    "dead-letters",
                    DeadLetter.class,
                    letter -> letter.getSize() > 0,
                    letter -> {
                      letter.setValue(ByteBuffer.wrap(new byte[(int) letter.getSize()]));
                    })),
        corruption(
            "a dead letter of nothing",
            Check.INPUTS,
            topics ->
                topics.remove("sales.store", Sale.class, sale -> sale.getEventId().equals("bad"))),
        corruption(
            "a conflict without a twin",
            Check.REFUSALS,
            topics ->
                topics.change(
                    "dead-letters",
                    DeadLetter.class,
                    letter -> letter.getReason().equals("EVENT_CONFLICT"),
                    letter -> {
                      letter.setReason("SEQUENCE_EXPIRED");
                    })),
        corruption(
            "an alert that is missing",
            Check.ALERTS,
            topics -> {
              StockAlert open = open(topics);
              topics.remove("stock-alerts", StockAlert.class, open::equals);
            }),
        corruption(
            "an alert that is resolved too early",
            Check.ALERTS,
            topics -> {
              StockAlert open = open(topics);
              topics.change(
                  "stock-alerts",
                  StockAlert.class,
                  open::equals,
                  alert -> {
                    alert.setStatus(AlertStatus.RESOLVED);
                  });
            }));
  }

  private static Arguments corruption(String name, Check found, Consumer<MemoryTopics> corruption) {
    return arguments(name, found, corruption);
  }

  private static MemoryTopics honestTopics() {
    History history = HistoryGenerator.of(SEED).size(300).redelivered(SEED, 10);
    HonestBooks books = new HonestBooks();
    for (HistoryRecord record : history.records()) {
      books.publish(record.topic(), record.record());
    }
    books.publish("sales.store", BadRecords.sale("conflicting", 1));
    books.publish("sales.store", BadRecords.sale("conflicting", 2));
    BadRecords.all().forEach(bad -> books.publish("sales.store", bad));
    return ToldRefusals.in(books.topics());
  }

  /** The newest word of an alert that stands at the end. */
  private static StockAlert open(MemoryTopics topics) {
    return topics.all("stock-alerts", StockAlert.class).stream()
        .filter(alert -> alert.getCheck().equals("NEGATIVE_ON_HAND"))
        .reduce((first, second) -> second)
        .filter(alert -> alert.getStatus() == AlertStatus.CONFIRMED)
        .orElseThrow();
  }

  private static <T extends SpecificRecord> T last(
      MemoryTopics topics, String topic, Class<T> type) {
    return topics.all(topic, type).stream().reduce((first, second) -> second).orElseThrow();
  }
}
