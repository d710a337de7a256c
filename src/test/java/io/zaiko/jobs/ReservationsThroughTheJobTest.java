package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zaiko.avro.Availability;
import io.zaiko.avro.DecisionLine;
import io.zaiko.avro.Duplicate;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.ReservationDecision;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.testkit.History;
import io.zaiko.testkit.HistoryRecord;
import io.zaiko.testkit.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reservations from the cart to the order through the whole job, live, between a real broker and a
 * real registry; answers are read as a shop reads them that takes money by them: committed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReservationsThroughTheJobTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Checkouts checkouts = new Checkouts();
  private final List<HistoryRecord> published = new ArrayList<>();
  private WholeJob job;
  private Topics topics;

  /** What a channel may know of a shelf. */
  private record Seen(long onHand, long reserved, long allocated, long availableToSell) {}

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    job = WholeJob.start(folder, Map.of());
    topics = job.topics();
  }

  @AfterAll
  void stop() throws Exception {
    job.close();
  }

  @Test
  void a_cart_is_granted_paid_and_sold_another_is_refused_and_redelivery_changes_nothing()
      throws Exception {
    publish("restocks.store", BackOffice.restock("corner", "tea", 5));
    awaitShelf(new Seen(5, 0, 0, 5));

    publish(
        "reservations.web",
        checkouts.place("place-first", "shop", "first", "corner", Map.of("tea", 3L)));
    ReservationDecision granted = awaitAnswer("place-first");
    assertThat(granted.getDecision()).isEqualTo("GRANTED");
    assertThat(granted.getLines())
        .containsExactly(new DecisionLine("corner", "tea", 3L, 5L, true, 0L));
    awaitShelf(new Seen(5, 3, 0, 2));

    publish(
        "reservations.web",
        checkouts.place("place-second", "shop", "second", "corner", Map.of("tea", 3L)));
    ReservationDecision refused = awaitAnswer("place-second");
    assertThat(refused.getDecision()).isEqualTo("REFUSED");
    assertThat(refused.getLines())
        .as("3 were asked and 2 were there")
        .containsExactly(new DecisionLine("corner", "tea", 3L, 2L, false, 0L));
    assertThat(refused.getExpiresAt()).isNull();

    publish("payments.psp", checkouts.captured("first", 900));
    assertThat(awaitAnswer("captured-first").getDecision()).isEqualTo("COMMITTED");
    awaitShelf(new Seen(5, 0, 3, 2));

    publish(
        "sales.web",
        checkouts.sold("first", "shop", "corner", FulfilmentKind.SHIP, Map.of("tea", 3L)));
    awaitLedger("sale-first");
    awaitShelf(new Seen(5, 0, 3, 2));
    assertThat(decisionsOf("first")).startsWith("GRANTED", "COMMITTED").endsWith("COMMITTED");
    assertThat(decisionsOf("second")).containsExactly("REFUSED");
    assertThat(job.verify()).isZero();

    var decisions = topics.committed("reservation-decisions", ReservationDecision.class);
    var images = topics.committed("availability", Availability.class);
    var entries = topics.committed("stock-ledger", StockLedgerEntry.class);
    topics.publish(new History(0, published));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(topics.committed("duplicates", Duplicate.class))
                    .as("of payments the job of payments accounts")
                    .extracting(Duplicate::getEventId)
                    .containsExactlyInAnyOrder(
                        "restock-corner-tea", "place-first", "place-second", "sale-first"));
    await().atMost(PATIENCE).until(() -> topics.hasRead(InventoryJob.NAME, "payments.psp"));
    assertThat(job.verify()).isZero();
    assertThat(topics.committed("reservation-decisions", ReservationDecision.class))
        .isEqualTo(decisions);
    assertThat(topics.committed("availability", Availability.class)).isEqualTo(images);
    assertThat(topics.committed("stock-ledger", StockLedgerEntry.class)).isEqualTo(entries);
  }

  private void publish(String topic, SpecificRecord record) throws Exception {
    HistoryRecord one = new HistoryRecord(topic, record);
    published.add(one);
    topics.publish(new History(0, List.of(one)));
  }

  private ReservationDecision awaitAnswer(String eventId) {
    return await("the answer to " + eventId)
        .atMost(PATIENCE)
        .until(
            () ->
                topics.committed("reservation-decisions", ReservationDecision.class).stream()
                    .filter(answer -> answer.getCause().getEventId().equals(eventId))
                    .toList(),
            answers -> !answers.isEmpty())
        .get(0);
  }

  private List<String> decisionsOf(String reservation) {
    return topics.committed("reservation-decisions", ReservationDecision.class).stream()
        .filter(answer -> answer.getReservationId().equals(reservation))
        .map(ReservationDecision::getDecision)
        .toList();
  }

  private void awaitLedger(String eventId) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(topics.committed("stock-ledger", StockLedgerEntry.class))
                    .extracting(StockLedgerEntry::getEventId)
                    .contains(eventId));
  }

  private void awaitShelf(Seen expected) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(topics.committed("availability", Availability.class))
                    .last()
                    .extracting(
                        image ->
                            new Seen(
                                image.getOnHand(),
                                image.getReserved(),
                                image.getAllocated(),
                                image.getAvailableToSell()))
                    .isEqualTo(expected));
  }
}
