package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Availability;
import io.zaiko.avro.CountLine;
import io.zaiko.avro.CountScope;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Disposition;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Restock;
import io.zaiko.avro.RestockLine;
import io.zaiko.avro.Return;
import io.zaiko.avro.ReturnLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockAlert;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.avro.Transfer;
import io.zaiko.avro.TransferLine;
import io.zaiko.avro.TransferStep;
import io.zaiko.testkit.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counts and transfers through the whole job, live, between a real broker and a real registry: what
 * it committed against numbers reckoned by hand, and by {@code verify}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountsThroughTheJobTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private WholeJob job;
  private Topics topics;

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
  void counts_and_transfers_end_as_reckoned_by_hand_though_a_task_manager_is_lost()
      throws Exception {
    // 50 came, 3 were sold; somebody counted 99 in between, which a later count supersedes.
    restock("tea", 300, 50);
    sell("tea", 180, 3);
    topics.publish(
        "counts.store", count("floor", "stocktake", 120, false, line("tea", 20, "floor")));
    awaitOnHand("shop", "tea", 47);
    job.replaceTaskManager();
    topics.publish("counts.store", count("back", "stocktake", 110, true, line("tea", 24, "back")));
    awaitOnHand("shop", "tea", 44);
    sell("tea", 150, 2); // before the count, known after it: absorbed
    sell("tea", 60, 1);
    topics.publish("counts.store", count("older", "yesterday", 240, true, line("tea", 99, null)));

    // 10 came, 2 came back damaged; 9 sellable ones are counted, the damaged lie elsewhere.
    restock("mug", 300, 10);
    takeBackDamaged("mug", 200, 2);
    StockCount sellable = count("sellable", "mugs", 100, true, line("mug", 9, null));
    sellable.setScope(CountScope.SELLABLE);
    topics.publish("counts.store", sellable);

    // 6 were sent, 3 and 1 damaged came, 2 never did.
    transfer(TransferStep.SHIPPED, 200, 6, null);
    transfer(TransferStep.RECEIVED, 150, 3, null);
    transfer(TransferStep.RECEIVED, 140, 1, 1L);
    transfer(TransferStep.CLOSED, 130, 0, null);

    awaitOnHand("shop", "tea", 43);
    awaitOnHand("shop", "mug", 11);
    awaitOnHand("shop", "pot", 4);
    refuse("TOO_LATE", count("late", "long ago", 100 * 60, true, line("tea", 1, null)));
    refuse("NEGATIVE_QUANTITY", count("negative", "below", 10, true, line("tea", -1, null)));

    assertThat(availability("shop", "tea"))
        .extracting(Availability::getOnHand, Availability::getAvailableToSell)
        .containsExactly(43L, 43L);
    assertThat(availability("shop", "mug"))
        .extracting(Availability::getOnHand, Availability::getAvailableToSell)
        .containsExactly(11L, 9L);
    assertThat(availability("shop", "pot"))
        .extracting(
            Availability::getOnHand, Availability::getAvailableToSell, Availability::getInTransit)
        .containsExactly(4L, 3L, 0L);
    assertThat(availability("warehouse", "pot").getOnHand()).isEqualTo(-6);
    assertOutcomes();
    assertAlerts();
    assertThat(job.verify()).isZero();
  }

  private void assertOutcomes() {
    assertThat(topics.committed("stock-ledger", StockLedgerEntry.class))
        .extracting(StockLedgerEntry::getEventId, StockLedgerEntry::getOutcome)
        .contains(
            tuple("floor", "AWAITS_COMPLETE"),
            tuple("back", "APPLIED"),
            tuple("sale-tea-150", "ABSORBED"),
            tuple("sale-tea-60", "APPLIED"),
            tuple("older", "SUPERSEDED"));
  }

  private void assertAlerts() {
    // 99 - 50 were found before; then 99 - 3 - 2 should have been there, and 44 were.
    awaitAlert("COUNT_VARIANCE", "shop|tea|yesterday", "variance", 49);
    awaitAlert("COUNT_VARIANCE", "shop|tea|stocktake", "variance", -50);
    awaitAlert("COUNT_VARIANCE", "shop|mug|mugs", "variance", -1);
    awaitAlert("TRANSFER_DISCREPANCY", "transfer|pot", "received", 4);
  }

  private void awaitAlert(String check, String key, String fact, long number) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        topics.committed("stock-alerts", StockAlert.class).stream()
                            .filter(alert -> alert.getCheck().equals(check))
                            .filter(alert -> alert.getKey().equals(key))
                            .reduce((first, second) -> second))
                    .hasValueSatisfying(
                        alert -> {
                          assertThat(alert.getStatus()).isEqualTo(AlertStatus.CONFIRMED);
                          assertThat(alert.getFacts()).containsEntry(fact, number);
                        }));
  }

  private void refuse(String reason, StockCount count) throws Exception {
    topics.publish("counts.store", count);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(topics.committed("dead-letters", DeadLetter.class))
                    .extracting(DeadLetter::getReason)
                    .contains(reason));
  }

  private void awaitOnHand(String location, String sku, long onHand) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(availability(location, sku))
                    .isNotNull()
                    .extracting(Availability::getOnHand)
                    .isEqualTo(onHand));
  }

  /** The last committed image; null before the first. */
  private @Nullable Availability availability(String location, String sku) {
    return topics.committed("availability", Availability.class).stream()
        .filter(image -> image.getLocationId().equals(location) && image.getSku().equals(sku))
        .reduce((first, second) -> second)
        .orElse(null);
  }

  private void restock(String sku, int minutesAgo, long units) throws Exception {
    topics.publish(
        "restocks.store",
        Restock.newBuilder()
            .setEventId("restock-" + sku)
            .setOccurredAt(ago(minutesAgo))
            .setSource(source())
            .setLines(
                List.of(
                    RestockLine.newBuilder()
                        .setLineNo(1)
                        .setSku(sku)
                        .setLocationId("shop")
                        .setQuantity(units)
                        .build()))
            .build());
  }

  private void sell(String sku, int minutesAgo, long units) throws Exception {
    topics.publish(
        "sales.store",
        Sale.newBuilder()
            .setEventId("sale-" + sku + "-" + minutesAgo)
            .setOccurredAt(ago(minutesAgo))
            .setSource(source())
            .setOrderRef("order-" + sku + "-" + minutesAgo)
            .setLines(
                List.of(
                    SaleLine.newBuilder()
                        .setLineNo(1)
                        .setSku(sku)
                        .setLocationId("shop")
                        .setQuantity(units)
                        .setFulfilment(FulfilmentKind.CARRY_OUT)
                        .build()))
            .build());
  }

  private void takeBackDamaged(String sku, int minutesAgo, long units) throws Exception {
    topics.publish(
        "returns.store",
        Return.newBuilder()
            .setEventId("return-" + sku)
            .setOccurredAt(ago(minutesAgo))
            .setSource(source())
            .setLines(
                List.of(
                    ReturnLine.newBuilder()
                        .setLineNo(1)
                        .setSku(sku)
                        .setLocationId("shop")
                        .setQuantity(units)
                        .setDisposition(Disposition.DAMAGED)
                        .build()))
            .build());
  }

  private void transfer(TransferStep step, int minutesAgo, long units, @Nullable Long damaged)
      throws Exception {
    topics.publish(
        "transfers.store",
        Transfer.newBuilder()
            .setEventId("transfer-" + minutesAgo)
            .setOccurredAt(ago(minutesAgo))
            .setSource(source())
            .setTransferRef("transfer")
            .setStep(step)
            .setFromLocationId(step == TransferStep.SHIPPED ? "warehouse" : null)
            .setToLocationId("shop")
            .setLines(List.of(new TransferLine(1, "pot", units, damaged)))
            .build());
  }

  private static StockCount count(
      String eventId, String countId, int minutesAgo, boolean complete, CountLine line) {
    return StockCount.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(ago(minutesAgo))
        .setSource(source())
        .setCountId(countId)
        .setLocationId("shop")
        .setComplete(complete)
        .setScope(CountScope.EVERYTHING)
        .setLines(List.of(line))
        .build();
  }

  private static CountLine line(String sku, long quantity, @Nullable String area) {
    return CountLine.newBuilder()
        .setLineNo(1)
        .setSku(sku)
        .setQuantity(quantity)
        .setArea(area)
        .build();
  }

  private static Source source() {
    return Source.newBuilder().setId("back office").build();
  }

  private static Instant ago(int minutes) {
    return NOW.minus(Duration.ofMinutes(minutes));
  }
}
