package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Availability;
import io.zaiko.avro.AvailabilityByGroup;
import io.zaiko.avro.Evidence;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.LocationFreshness;
import io.zaiko.avro.RingFence;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SilentSource;
import io.zaiko.avro.StockAlert;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.avro.StockRule;
import io.zaiko.avro.StockStatus;
import io.zaiko.testkit.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What channels are told of places, through the whole job, live, between a real broker and a real
 * registry: groups of them, one that closes, one whose till falls silent. Read as a subscriber
 * reads, committed records only, against numbers reckoned by hand.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlacesThroughTheJobTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private WholeJob job;
  private Topics topics;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    job = WholeJob.start(folder, Map.of("source.silence.timeout", "PT10S"));
    topics = job.topics();
  }

  @AfterAll
  void stop() throws Exception {
    job.close();
  }

  /**
   * One item over one group.
   *
   * @param locations how many have it
   */
  private record Total(long onHand, long availableToSell, long locations) {}

  @Test
  void a_group_is_the_sum_of_its_members_through_changes_late_records_and_a_restart()
      throws Exception {
    Sale asked = BackOffice.sale("north", "tea", 15, 2);
    asked.getLines().get(0).setFulfilment(FulfilmentKind.SHIP);
    topics.publish("sales.web", asked);
    awaitEntry("sale-north-15", "APPLIED"); // of a shop, for all that is known
    assertThat(topics.withdrawn("availability")).isEmpty();
    place("north-1", true, "north", "all");
    place("north-2", true, "north", "all");
    place("south-1", true, "south", "all");
    topics.publish("restocks.store", BackOffice.restock("north-1", "tea", 10));
    topics.publish("restocks.store", BackOffice.restock("north-2", "tea", 20));
    topics.publish("restocks.store", BackOffice.restock("south-1", "tea", 40));
    topics.publish("restocks.store", BackOffice.restock("north-1", "cup", 5));
    topics.publish("returns.store", BackOffice.damaged("north-2", "tea", 3));
    awaitGroups(
        Map.of(
            "north|tea", new Total(33, 28, 2),
            "north|cup", new Total(5, 5, 1),
            "south|tea", new Total(40, 40, 1),
            "all|tea", new Total(73, 70, 3),
            "all|cup", new Total(5, 5, 1)));

    place("south-1", true, "north", "all");
    place("north-2", true, "north");
    awaitGroups(
        Map.of(
            "north|tea", new Total(73, 68, 3),
            "north|cup", new Total(5, 5, 1),
            "all|tea", new Total(50, 50, 2),
            "all|cup", new Total(5, 5, 1)));

    topics.publish("counts.store", BackOffice.count("north-1", "tea", 60, 8));
    awaitEntry("count-north-1", "APPLIED");
    // Before the count and known after it: absorbed.
    topics.publish("sales.store", BackOffice.sale("north-1", "tea", 90, 4));
    topics.publish("sales.store", BackOffice.sale("north-1", "tea", 30, 1));
    awaitEntry("sale-north-1-90", "ABSORBED");
    awaitGroups(
        Map.of(
            "north|tea", new Total(70, 65, 3),
            "north|cup", new Total(5, 5, 1),
            "all|tea", new Total(47, 47, 2),
            "all|cup", new Total(5, 5, 1)));

    AvailabilityByGroup before = groups().get("all|tea");
    job.end();
    topics.publish("sales.store", BackOffice.sale("south-1", "tea", 20, 5));
    place("north-1", true, "south", "all");
    job.goOn();
    awaitGroups(
        Map.of(
            "north|tea", new Total(58, 53, 2),
            "south|tea", new Total(7, 7, 1),
            "south|cup", new Total(5, 5, 1),
            "all|tea", new Total(42, 42, 2),
            "all|cup", new Total(5, 5, 1)));
    awaitEntry("restock-north-1-tea", "APPLIED"); // once: it went on and did not begin anew
    AvailabilityByGroup after = groups().get("all|tea");
    assertThat(after.getEpoch()).as("another attempt").isGreaterThan(before.getEpoch());
    assertThat(after.getVersion()).as("goes on").isGreaterThan(before.getVersion());
    assertThat(topics.withdrawn("availability")).as("no shop").containsExactly("north|tea");
    assertThat(job.verify()).isZero();
  }

  @Test
  void a_location_that_closes_sells_on_no_channel_and_names_its_orders_until_it_opens()
      throws Exception {
    StockRule rule =
        StockRule.newBuilder()
            .setLocationId("harbour")
            .setVersion(1)
            .setBuffers(Map.of("web", 1L))
            .setFences(List.of(new RingFence("app", 4L, null, 0)))
            .build();
    topics.publishControl("stock-rules", "harbour|", rule);
    place("harbour", true, "coast");
    topics.publish("restocks.store", BackOffice.restock("harbour", "lamp", 10));
    Sale order = BackOffice.sale("harbour", "lamp", 10, 3);
    order.getLines().get(0).setFulfilment(FulfilmentKind.SHIP);
    topics.publish("sales.web", order);
    awaitHarbour(Map.of("web", 2L, "app", 7L), StockStatus.IN_STOCK);

    place("harbour", false, "coast");
    awaitHarbour(Map.of("web", 0L, "app", 0L), StockStatus.OUT_OF_STOCK);
    eventually(
        () -> {
          StockAlert alert = lastAlert("CLOSED_WITH_ORDERS", "harbour|lamp");
          assertThat(alert.getStatus()).isEqualTo(AlertStatus.CONFIRMED);
          assertThat(alert.getEvidence())
              .containsExactly(
                  new Evidence("sale-harbour-10", "order order-harbour-10 line 1: 3 units"));
        });
    eventually(() -> assertThat(groups()).doesNotContainKey("coast|lamp"));

    place("harbour", true, "coast");
    awaitHarbour(Map.of("web", 2L, "app", 7L), StockStatus.IN_STOCK);
    eventually(
        () ->
            assertThat(lastAlert("CLOSED_WITH_ORDERS", "harbour|lamp").getStatus())
                .isEqualTo(AlertStatus.RESOLVED));
    eventually(() -> assertThat(groups()).containsKey("coast|lamp"));
    assertThat(job.verify()).isZero();
  }

  @Test
  void a_till_that_falls_silent_is_told_of_with_its_location_and_again_when_it_is_heard()
      throws Exception {
    Instant heard = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Sale sale = BackOffice.sale("kiosk", "gum", 0, 1);
    sale.setOccurredAt(heard);
    sale.setSource(BackOffice.source("kiosk-till"));
    topics.publish("sales.store", sale);
    eventually(
        () ->
            assertThat(freshness("kiosk"))
                .extracting(LocationFreshness::getLastBusinessTime)
                .contains(heard));
    eventually(
        () ->
            assertThat(freshness("kiosk"))
                .extracting(LocationFreshness::getSilentSources)
                .startsWith(List.of())
                .contains(List.of(new SilentSource("kiosk-till", heard))));
    eventually(
        () ->
            assertThat(statuses("kiosk-till"))
                .as("nobody has said why yet")
                .containsExactly(AlertStatus.SUSPECTED));

    eventually(
        () -> {
          topics.publish("heartbeats.store", BackOffice.heartbeat("kiosk-till"));
          assertThat(freshness("kiosk"))
              .extracting(LocationFreshness::getSilentSources)
              .containsSubsequence(
                  List.of(), List.of(new SilentSource("kiosk-till", heard)), List.of());
          assertThat(statuses("kiosk-till"))
              .startsWith(AlertStatus.SUSPECTED)
              .endsWith(AlertStatus.RESOLVED);
        });
    assertThat(job.verify()).isZero();
  }

  /**
   * With its clock put back, {@code verify} takes it that the job had no time to tell yet; put
   * forward, that it had.
   */
  @Test
  void what_time_alone_brings_is_told_by_the_job_and_demanded_by_verify() throws Exception {
    Instant heard = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofHours(2));
    Sale sale = BackOffice.sale("corner", "gum", 120, 1);
    sale.setSource(BackOffice.source("corner-till"));
    topics.publish("sales.store", sale);
    topics.publish("transfers.store", BackOffice.shipped("corner", "gum", heard, 3));
    eventually(
        () ->
            assertThat(lastAlert("SOURCE_SILENT", "corner-till").getStatus())
                .isEqualTo(AlertStatus.SUSPECTED));
    eventually(
        () ->
            assertThat(lastAlert("TRANSFER_OVERDUE", "to-corner").getStatus())
                .isEqualTo(AlertStatus.CONFIRMED));
    topics.publish("heartbeats.store", BackOffice.heartbeat("clock"));

    WholeJob.Verified now =
        job.verify(InstantSource.offset(InstantSource.system(), Duration.ofSeconds(-30)));
    assertThat(now.exit()).as(now.report()).isZero();
    assertThat(now.report()).contains("Alerts that time brings were not judged");
    WholeJob.Verified later =
        job.verify(InstantSource.offset(InstantSource.system(), Duration.ofMinutes(10)));
    assertThat(later.exit()).as(later.report()).isZero();
    assertThat(later.report()).doesNotContain("were not judged");
  }

  private static void eventually(ThrowingRunnable claim) {
    await().atMost(PATIENCE).untilAsserted(claim);
  }

  /** Waits until the groups of the first test stand exactly so, and none beside them. */
  private void awaitGroups(Map<String, Total> expected) {
    eventually(
        () -> {
          Map<String, Total> totals = new TreeMap<>();
          groups()
              .forEach(
                  (key, image) -> {
                    if (!key.startsWith("coast|")) {
                      totals.put(
                          key,
                          new Total(
                              image.getOnHand(), image.getAvailableToSell(), image.getLocations()));
                    }
                  });
          assertThat(totals).isEqualTo(expected);
        });
  }

  /** The last image of each item over each group, where one stands. */
  private Map<String, AvailabilityByGroup> groups() {
    Map<String, AvailabilityByGroup> last = new TreeMap<>();
    topics
        .committed("availability-by-group", AvailabilityByGroup.class)
        .forEach(image -> last.put(image.getGroup() + '|' + image.getSku(), image));
    last.keySet().removeAll(topics.withdrawn("availability-by-group"));
    return last;
  }

  private void awaitHarbour(Map<String, Long> channels, StockStatus status) {
    eventually(
        () -> {
          Availability image =
              topics.committed("availability", Availability.class).stream()
                  .filter(one -> one.getLocationId().equals("harbour"))
                  .reduce((first, second) -> second)
                  .orElseThrow(() -> new AssertionError("no image yet"));
          assertThat(image.getChannels()).isEqualTo(channels);
          assertThat(image.getStatus()).isEqualTo(status);
          assertThat(image.getOnHand()).isEqualTo(10);
          assertThat(image.getAvailableToSell()).isEqualTo(7);
        });
  }

  private void awaitEntry(String eventId, String outcome) {
    eventually(
        () ->
            assertThat(topics.committed("stock-ledger", StockLedgerEntry.class))
                .filteredOn(entry -> entry.getEventId().equals(eventId))
                .extracting(StockLedgerEntry::getOutcome)
                .containsExactly(outcome));
  }

  private StockAlert lastAlert(String check, String key) {
    return topics.committed("stock-alerts", StockAlert.class).stream()
        .filter(alert -> alert.getCheck().equals(check) && alert.getKey().equals(key))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError("no alert yet"));
  }

  private List<AlertStatus> statuses(String source) {
    return topics.committed("stock-alerts", StockAlert.class).stream()
        .filter(alert -> alert.getCheck().equals("SOURCE_SILENT") && alert.getKey().equals(source))
        .map(StockAlert::getStatus)
        .toList();
  }

  private List<LocationFreshness> freshness(String location) {
    return topics.committed("location-freshness", LocationFreshness.class).stream()
        .filter(one -> one.getLocationId().equals(location))
        .toList();
  }

  private void place(String id, boolean open, String... groups) {
    topics.publishControl("locations", id, BackOffice.location(id, open, groups));
    topics.flush();
  }
}
