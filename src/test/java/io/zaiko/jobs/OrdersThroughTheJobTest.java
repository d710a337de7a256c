package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zaiko.avro.Availability;
import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.FulfilmentLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.StockAlert;
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
 * Orders that are collected in a shop and shipped from a warehouse, through the whole job, live,
 * between a real broker and a real registry; read as a subscriber reads.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrdersThroughTheJobTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private WholeJob job;
  private Topics topics;

  /** What a channel may know of a shelf. */
  private record Seen(long onHand, long allocated, long staged, long availableToSell) {}

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
  void click_and_collect_from_the_order_to_the_customer_and_one_that_nobody_collects()
      throws Exception {
    topics.publish("restocks.store", BackOffice.restock("corner", "tea", 10));
    topics.publish("sales.web", ordered("collected", "corner", "tea", 3));
    topics.publish("sales.web", ordered("forgotten", "corner", "tea", 2));
    awaitShelf("corner", "tea", new Seen(10, 5, 0, 5));

    topics.publish(
        "fulfilments.store", step("collected", FulfilmentAct.READY, "corner", "tea", 3, null));
    topics.publish(
        "fulfilments.store",
        step("forgotten", FulfilmentAct.READY, "corner", "tea", 2, NOW.minusSeconds(30)));
    awaitShelf("corner", "tea", new Seen(10, 5, 5, 5));
    awaitAlert("UNCOLLECTED", "forgotten");

    job.replaceTaskManager();
    topics.publish(
        "fulfilments.store", step("collected", FulfilmentAct.PICKED_UP, "corner", "tea", 3, null));
    topics.publish(
        "fulfilments.store", step("forgotten", FulfilmentAct.CANCELLED, "corner", "tea", 2, null));
    awaitShelf("corner", "tea", new Seen(7, 0, 0, 7));
    assertThat(job.verify()).isZero();
  }

  @Test
  void what_one_place_cannot_find_another_ships_also_when_that_is_told_before_the_order()
      throws Exception {
    topics.publish("restocks.store", BackOffice.restock("hill", "cup", 4));
    topics.publish("restocks.store", BackOffice.restock("depot", "cup", 4));
    topics.publish(
        "fulfilments.store", step("moved", FulfilmentAct.SHORT_PICKED, "hill", "cup", 2, null));
    topics.publish(
        "fulfilments.store", step("moved", FulfilmentAct.ASSIGNED, "depot", "cup", 2, null));
    topics.publish(
        "fulfilments.store", step("moved", FulfilmentAct.SHIPPED, "depot", "cup", 2, null));
    topics.publish("sales.web", ordered("moved", "hill", "cup", 2));
    awaitShelf("hill", "cup", new Seen(4, 0, 0, 2));
    awaitShelf("depot", "cup", new Seen(2, 0, 0, 2));
    awaitAlert("COUNT_REQUESTED", "cup");
    assertThat(job.verify()).isZero();
  }

  private void awaitShelf(String location, String sku, Seen expected) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(topics.committed("availability", Availability.class))
                    .filteredOn(
                        image ->
                            image.getLocationId().equals(location) && image.getSku().equals(sku))
                    .last()
                    .extracting(
                        image ->
                            new Seen(
                                image.getOnHand(),
                                image.getAllocated(),
                                image.getStaged(),
                                image.getAvailableToSell()))
                    .isEqualTo(expected));
  }

  private void awaitAlert(String check, String named) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(topics.committed("stock-alerts", StockAlert.class))
                    .extracting(alert -> alert.getCheck() + " of " + alert.getKey())
                    .anyMatch(alert -> alert.startsWith(check) && alert.contains(named)));
  }

  private static Sale ordered(String order, String location, String sku, long units) {
    Sale sale = BackOffice.sale(location, sku, 60, units);
    sale.setEventId("sale-" + order);
    sale.setSource(BackOffice.source("sale-" + order));
    sale.setOrderRef(order);
    sale.getLines().get(0).setFulfilment(FulfilmentKind.PICKUP);
    return sale;
  }

  /** Of a line that was sold an hour ago, in the order in which the steps are named. */
  private static Fulfilment step(
      String order,
      FulfilmentAct act,
      String location,
      String sku,
      long units,
      @Nullable Instant until) {
    String name = order + '-' + act;
    boolean isLast = act == FulfilmentAct.PICKED_UP || act == FulfilmentAct.SHIPPED;
    Instant at = NOW.minus(Duration.ofMinutes(isLast ? 10 : 40 - act.ordinal()));
    return Fulfilment.newBuilder()
        .setEventId(name)
        .setOccurredAt(act == FulfilmentAct.SHORT_PICKED ? NOW.minus(Duration.ofMinutes(50)) : at)
        .setSource(BackOffice.source(name))
        .setOrderRef(order)
        .setAct(act)
        .setLines(
            List.of(
                FulfilmentLine.newBuilder()
                    .setLineNo(1)
                    .setSku(sku)
                    .setQuantity(units)
                    .setLocationId(location)
                    .setCollectUntil(until)
                    .build()))
        .build();
  }
}
