package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zaiko.avro.Availability;
import io.zaiko.avro.BaseUnit;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockAlert;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.testkit.Bomb;
import io.zaiko.testkit.HistoryGenerator;
import io.zaiko.testkit.Topics;
import io.zaiko.tools.topics.BatchLimits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole job, live, between a real broker and a real registry, judged by what it committed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InventoryJobTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private WholeJob job;
  private Topics topics;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    job =
        WholeJob.start(
            folder,
            Map.of(
                "source.gap.timeout",
                "PT2S",
                // The history is months old; live time may leap over it between two of its records.
                "order.retention",
                "P3650D"));
    topics = job.topics();
  }

  @AfterAll
  void stop() throws Exception {
    job.close();
  }

  @Test
  void a_history_in_any_order_with_redeliveries_and_a_lost_task_manager_verifies()
      throws Exception {
    var history = HistoryGenerator.of(7).size(600).redelivered(8, 20).permuted(9).split(3);
    topics.publish(history.get(0));
    topics.publish(history.get(1));
    job.replaceTaskManager();
    topics.publish(history.get(2));
    assertThat(job.verify()).isZero();
  }

  @Test
  void bad_records_end_in_dead_letters_by_name_and_the_job_runs_on() throws Exception {
    Map<String, String> expected = new LinkedHashMap<>();
    int sale = topics.idOf(Sale.getClassSchema());
    byte[] good = io.zaiko.codec.WireFormat.encode(sale, sale("good", 1, "mug", "shop"));
    bad(expected, "EMPTY_VALUE", noBytes());
    bad(expected, "TOO_SHORT", new byte[] {0});
    bad(expected, "WRONG_MAGIC", with(good, 0, (byte) 7));
    bad(expected, "UNKNOWN_SCHEMA", with(good, 1, (byte) 99));
    bad(expected, "TRUNCATED", Arrays.copyOf(good, good.length - 3));
    bad(expected, "LENGTH_LIMIT", lyingLength(sale));
    bad(expected, "TRAILING_BYTES", Arrays.copyOf(good, good.length + 1));
    bad(expected, "WRONG_RECORD", header(topics.idOf(Heartbeat.getClassSchema())));
    bad(expected, "MISSING_FIELD", sale("null-sku", 1, null, "shop"));
    bad(expected, "BLANK_FIELD", sale("blank-sku", 1, " ", "shop"));
    bad(expected, "FIELD_TOO_LONG", sale("long-sku", 1, "x".repeat(129), "shop"));
    bad(expected, "ILLEGAL_CHARACTER", sale("pipe", 1, "mug", "sh|op"));
    bad(expected, "NEGATIVE_QUANTITY", sale("negative", -1, "mug", "shop"));
    bad(expected, "QUANTITY_OUT_OF_RANGE", sale("too-much", Long.MAX_VALUE, "mug", "shop"));
    bad(expected, "TIME_OUT_OF_RANGE", at(sale("old", 1, "mug", "shop"), "1989-12-31T23:59:59Z"));
    bad(
        expected,
        "TIME_OUT_OF_RANGE",
        at(sale("ahead", 1, "mug", "shop"), Instant.now().plus(Duration.ofHours(25)).toString()));
    bad(expected, "TOO_MANY_LINES", manyLines(100_000));
    bad(expected, "WRONG_MAGIC", largestTheBrokerTakes());
    assertThatThrownBy(() -> Bomb.send(job.bootstrap(), "sales.bad", "zstd"))
        .as("what would not fit into the task manager does not get so far")
        .hasCauseInstanceOf(RecordTooLargeException.class);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(reasonsByAddress()).containsAllEntriesOf(expected));
    assertThat(job.isRunning()).isTrue();
    topics.publish("sales.pos", sale("after-the-bad", 2, "after-the-bad", "shop"));
    awaitOnHand("after-the-bad", -2);
    assertThat(job.verify()).isZero();
  }

  @Test
  void a_new_channel_is_picked_up_while_the_job_runs() throws Exception {
    topics.publish("sales.drone", sale("drone-1", 4, "parcel", "roof"));
    awaitOnHand("parcel", -4);
  }

  @Test
  void in_silence_timers_fire_and_a_source_ahead_moves_nobodys_clock() throws Exception {
    Instant now = Instant.now();
    topics.publish(
        "sales.pos", at(sale("far-ahead", 1, "ahead", "shop"), now.plusSeconds(72_000).toString()));
    topics.publish("sales.pos", numbered("till-with-gap", 1, now));
    topics.publish("sales.pos", numbered("till-with-gap", 3, now));
    await().atMost(PATIENCE).until(() -> !gapAlerts("till-with-gap").isEmpty());
    StockAlert alert = gapAlerts("till-with-gap").get(0);
    Duration delay = Duration.between(now.plusSeconds(2), alert.getEmittedAt());
    assertThat(delay)
        .as("after the timeout of 2 s and the lateness of 1 s")
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
    awaitOnHand("ahead", -1);
    assertThat(topics.committed("availability", Availability.class))
        .filteredOn(image -> image.getSku().equals("ahead"))
        .allSatisfy(image -> assertThat(image.getAsOf()).isBefore(now.plusSeconds(3_600)));
  }

  @Test
  void a_timer_set_before_a_restart_fires_after_it_though_nothing_more_arrives() throws Exception {
    Instant now = Instant.now();
    topics.publish("sales.pos", numbered("till-restarted", 1, now));
    topics.publish("sales.pos", numbered("till-restarted", 3, now));
    awaitOnHand("till-restarted", -2);
    job.replaceTaskManager();
    await().atMost(PATIENCE).until(() -> !gapAlerts("till-restarted").isEmpty());
  }

  @Test
  void the_last_word_on_an_item_counts_however_often_it_changed_its_mind() throws Exception {
    List<String> wavering = IntStream.range(0, 20).mapToObj(i -> "wavering-" + i).toList();
    for (int i = 0; i < 2_000; i++) {
      ItemKind kind = i / wavering.size() % 2 == 0 ? ItemKind.STOCK : ItemKind.NON_STOCK;
      String sku = wavering.get(i % wavering.size());
      topics.publishControl("items", sku, new Item(sku, kind, BaseUnit.PIECE, null));
    }
    await().atMost(PATIENCE).until(() -> topics.hasRead(InventoryJob.NAME, "items"));
    for (String sku : wavering) {
      topics.publish("sales.pos", sale("sale-of-" + sku, 1, sku, "shop"));
    }
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                topics.committed("stock-ledger", StockLedgerEntry.class).stream()
                    .map(StockLedgerEntry::getSku)
                    .toList()
                    .containsAll(wavering));
    assertThat(topics.committed("availability", Availability.class))
        .extracting(Availability::getSku)
        .doesNotContainAnyElementsOf(wavering);
  }

  private List<StockAlert> gapAlerts(String source) {
    return topics.committed("stock-alerts", StockAlert.class).stream()
        .filter(alert -> alert.getCheck().equals("SEQUENCE_GAP"))
        .filter(alert -> alert.getKey().startsWith(source))
        .toList();
  }

  private void awaitOnHand(String sku, long onHand) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                topics.committed("availability", Availability.class).stream()
                    .filter(image -> image.getSku().equals(sku))
                    .anyMatch(image -> image.getOnHand() == onHand));
  }

  private Map<String, String> reasonsByAddress() {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (DeadLetter letter : topics.committed("dead-letters", DeadLetter.class)) {
      reasons.put(
          letter.getOrigin().getTopic()
              + letter.getOrigin().getPartition()
              + "/"
              + letter.getOrigin().getOffset(),
          letter.getReason());
    }
    return reasons;
  }

  private void bad(Map<String, String> expected, String reason, Sale record) throws Exception {
    note(expected, reason, topics.publish("sales.bad", record));
  }

  private void bad(Map<String, String> expected, String reason, byte @Nullable [] value)
      throws Exception {
    note(expected, reason, topics.publish("sales.bad", value));
  }

  private static void note(Map<String, String> expected, String reason, RecordMetadata where) {
    expected.put(where.topic() + where.partition() + "/" + where.offset(), reason);
  }

  private static Sale sale(String eventId, long quantity, @Nullable String sku, String location) {
    return Sale.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(Instant.now().minusSeconds(1))
        .setSource(new Source("till", null, null, null, null, null))
        .setOrderRef("order-" + eventId)
        .setLines(List.of(line(1, quantity, sku, location)))
        .build();
  }

  private static Sale numbered(String till, long sequence, Instant at) {
    Sale sale = sale(till + "-" + sequence, 1, till, "shop");
    sale.setOccurredAt(at);
    sale.setSource(new Source(till, sequence, null, null, null, null));
    return sale;
  }

  private static Sale at(Sale sale, String time) {
    sale.setOccurredAt(Instant.parse(time));
    return sale;
  }

  private static Sale manyLines(int count) {
    Sale sale = sale("many-lines", 1, "mug", "shop");
    sale.setLines(IntStream.range(0, count).mapToObj(i -> line(i, 1, "m", "s")).toList());
    return sale;
  }

  private static SaleLine line(int lineNo, long quantity, @Nullable String sku, String location) {
    return SaleLine.newBuilder()
        .setLineNo(lineNo)
        .setSku(sku)
        .setQuantity(quantity)
        .setLocationId(location)
        .setFulfilment(FulfilmentKind.CARRY_OUT)
        .build();
  }

  private static byte @Nullable [] noBytes() {
    return null;
  }

  private static byte[] header(int schemaId) {
    return ByteBuffer.allocate(10).put((byte) 0).putInt(schemaId).array();
  }

  /** A first string that declares 2 GiB less one byte. */
  private static byte[] lyingLength(int schemaId) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(Arrays.copyOf(header(schemaId), 5));
    var encoder = org.apache.avro.io.EncoderFactory.get().directBinaryEncoder(out, null);
    encoder.writeLong(Integer.MAX_VALUE);
    encoder.flush();
    return out.toByteArray();
  }

  private static byte[] largestTheBrokerTakes() {
    byte[] noise = new byte[BatchLimits.LARGEST_INPUT - 1_024];
    new java.util.SplittableRandom(1).nextBytes(noise);
    noise[0] = 9;
    return noise;
  }

  private static byte[] with(byte[] bytes, int at, byte value) {
    byte[] changed = bytes.clone();
    changed[at] = value;
    return changed;
  }
}
