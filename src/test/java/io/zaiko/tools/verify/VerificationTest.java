package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Availability;
import io.zaiko.avro.BaseUnit;
import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import io.zaiko.avro.Sale;
import io.zaiko.avro.Source;
import io.zaiko.testkit.History;
import io.zaiko.testkit.HistoryGenerator;
import io.zaiko.testkit.HistoryRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void the_books_of_any_history_add_up(long seed) {
    History history = HistoryGenerator.of(seed).size(400);

    VerifyReport report = verify(HonestBooks.of(history));

    assertThat(report.isOk()).as("seed %d%n%s", seed, report.text()).isTrue();
    assertThat(report.text()).endsWith("Everything adds up.");
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void the_books_add_up_in_another_order_and_with_redeliveries(long seed) {
    History history = HistoryGenerator.of(seed).size(300).redelivered(seed, 30).permuted(seed);

    VerifyReport report = verify(HonestBooks.of(history));

    assertThat(report.isOk()).as("seed %d%n%s", seed, report.text()).isTrue();
    assertThat(report.topics())
        .as("seed %d", seed)
        .anyMatch(balance -> balance.duplicates() > 0)
        .allMatch(balance -> balance.difference() == 0);
  }

  @Test
  void refused_records_balance_when_each_is_a_dead_letter() {
    HonestBooks books = HonestBooks.of(HistoryGenerator.of(5).size(50));
    BadRecords.all().forEach(bad -> books.publish("sales.store", bad));

    VerifyReport report = verify(books);

    assertThat(report.isOk()).as(report.text()).isTrue();
    assertThat(report.topics())
        .anyMatch(
            balance ->
                balance.topic().equals("sales.store")
                    && balance.deadLetters() == BadRecords.all().size());
  }

  @Test
  void a_conflict_balances_when_the_first_stands() {
    HonestBooks books = HonestBooks.of(HistoryGenerator.of(6).size(50));
    books.publish("sales.store", BadRecords.sale("conflicting", 1));
    books.publish("sales.store", BadRecords.sale("conflicting", 2));
    ToldRefusals.in(books.topics());

    assertThat(verify(books).isOk()).isTrue();
  }

  @Test
  void heartbeats_need_no_witness() {
    HonestBooks books = HonestBooks.of(HistoryGenerator.of(7).size(20));
    books.publish(
        "heartbeats.store",
        Heartbeat.newBuilder()
            .setEventId("beat-1")
            .setOccurredAt(Instant.parse("2026-05-01T00:00:00Z"))
            .setSource(Source.newBuilder().setId("till").build())
            .build());

    assertThat(verify(books).isOk()).isTrue();
  }

  @Test
  void items_without_stock_have_books_but_no_image() {
    HonestBooks books = new HonestBooks();
    books.declare(new Item("MUG", ItemKind.NON_STOCK, BaseUnit.PIECE, "a mug"));
    for (HistoryRecord record : HistoryGenerator.of(8).size(200).records()) {
      books.publish(record.topic(), record.record());
    }

    VerifyReport report = verify(books);

    assertThat(report.isOk()).as(report.text()).isTrue();
    assertThat(books.topics().all("availability", Availability.class))
        .isNotEmpty()
        .noneMatch(image -> image.getSku().equals("MUG"));
  }

  @Test
  void images_that_compaction_removed_are_told_but_not_called_different() {
    HonestBooks books = HonestBooks.of(HistoryGenerator.of(10).size(60));
    List<Availability> images = books.topics().all("availability", Availability.class);
    Map<String, Long> last = new HashMap<>();
    images.forEach(image -> last.put(image.getLocationId() + image.getSku(), image.getVersion()));
    for (Availability image : images) {
      if (last.getOrDefault(image.getLocationId() + image.getSku(), 0L) > image.getVersion()) {
        books.topics().remove("availability", Availability.class, image::equals);
      }
    }

    VerifyReport report = verify(books);

    assertThat(report.isOk()).as(report.text()).isTrue();
    assertThat(report.text()).contains("compaction removed what came before");
  }

  @Test
  void what_retention_removed_is_not_called_different() {
    HonestBooks books = HonestBooks.of(HistoryGenerator.of(9).size(200));
    MemoryTopics topics = books.topics();
    for (int i = 0; i < 20; i++) {
      topics.remove("sales.store", Sale.class, sale -> true);
    }
    assertThat(verify(books).isOk()).isFalse();

    topics.leaveOutOlderRecords();
    VerifyReport report = verify(books);

    assertThat(report.isOk()).as(report.text()).isTrue();
    assertThat(report.text())
        .contains("Older records were left out. Not recomputed: the units of shelves")
        .containsPattern("the last image of [1-9][0-9]* shelves with their last ledger entry");
  }

  @Test
  void without_older_records_the_last_image_still_agrees_with_the_ledger() {
    HonestBooks books = HonestBooks.of(HistoryGenerator.of(9).size(200));
    MemoryTopics topics = books.topics();
    topics.leaveOutOlderRecords();
    List<Availability> images = topics.all("availability", Availability.class);
    Availability last = images.get(images.size() - 1);
    topics.change(
        "availability",
        Availability.class,
        last::equals,
        image -> {
          image.setOnHand(image.getOnHand() + 100);
          image.setAvailableToSell(image.getAvailableToSell() + 100);
        });

    VerifyReport report = verify(books);

    assertThat(report.isOk()).as(report.text()).isFalse();
    assertThat(report.text()).contains("shelves: 1 differences").contains("availability says");
  }

  private static VerifyReport verify(HonestBooks books) {
    return Verification.of(books.topics(), TestSchemas.ALL);
  }
}
