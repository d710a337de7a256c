package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Restock;
import io.zaiko.avro.RestockLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockAlert;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.codec.SchemaIds;
import io.zaiko.testkit.EmbeddedBroker;
import io.zaiko.testkit.EmbeddedRegistry;
import io.zaiko.testkit.History;
import io.zaiko.testkit.HistoryRecord;
import io.zaiko.testkit.RunningJob;
import io.zaiko.testkit.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that comes back to a day of unread records, live ones beside them. */
class BacklogTest {

  private static final int BACKLOG = 1_000;
  private static final int LIVE_TILLS = 8;
  private static final Duration IDLE_AFTER = Duration.ofSeconds(1); // the default
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /**
   * The dock's numbers arrive from the highest down: each but the first lies below the window, and
   * is new only as long as business time has not passed the first by the horizon of one hour. The
   * broker holds the reader back for longer than the idleness, again and again. That time stood
   * still meanwhile, and went on when all was read, shows in the gap of a live till.
   */
  @Test
  void a_day_old_backlog_on_one_partition_is_not_judged_late_because_of_a_live_one(
      @TempDir Path checkpoints, @TempDir Path schemas) throws Exception {
    EmbeddedRegistry registry = EmbeddedRegistry.shared();
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Topics topics = new Topics(broker.bootstrap(), registry.url())) {
      RunningJob.register(registry.url(), SchemaIds.written());
      topics.publish(new History(0, backlog()));
      topics.publish(new History(0, live(1)));
      slowDownReaders(broker);
      Settings settings = settings(broker, registry, schemas);
      try (RunningJob job =
          RunningJob.start(env -> InventoryJob.define(env, settings), checkpoints)) {
        AtomicLong number = new AtomicLong(2);
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofSeconds(1))
            .until(
                () -> {
                  topics.publish(new History(0, live(number.incrementAndGet())));
                  return ofBacklog(topics).size() + refusals(topics) >= BACKLOG;
                });
        await().atMost(PATIENCE).until(() -> !gapAlerts(topics).isEmpty());
        assertThat(job.isRunning()).isTrue();
      }
      assertThat(refusals(topics)).isZero();
      List<Instant> applied = ofBacklog(topics);
      assertThat(applied).hasSize(BACKLOG);
      Instant readToEnd = applied.get(BACKLOG - 1);
      assertThat(longestStall(applied)).as("the reading stalled").isGreaterThan(IDLE_AFTER);
      assertThat(gapAlerts(topics)).allMatch(alert -> alert.isAfter(readToEnd));
    }
  }

  private static Settings settings(EmbeddedBroker broker, EmbeddedRegistry registry, Path schemas) {
    Properties properties = new Properties();
    properties.putAll(broker.settings());
    // Small fetches, so that the backlog is read over many rounds and not at one blow.
    properties.setProperty("kafka.max.partition.fetch.bytes", "4096");
    properties.setProperty("registry.url", registry.url());
    properties.setProperty("schema.cache.dir", schemas.toString());
    properties.setProperty("late.horizon", "PT1H");
    properties.setProperty("source.gap.timeout", "PT1S");
    return Settings.from(properties);
  }

  /** 10 kB a second, taken over ten seconds: what a fetch brings beyond that is waited for. */
  private static void slowDownReaders(EmbeddedBroker broker) throws Exception {
    List<ClientQuotaAlteration> limits =
        IntStream.range(0, 2)
            .mapToObj(subtask -> Map.of("client-id", InventoryJob.NAME + "-goods-" + subtask))
            .map(ClientQuotaEntity::new)
            .map(
                reader ->
                    new ClientQuotaAlteration(
                        reader,
                        List.of(new ClientQuotaAlteration.Op("consumer_byte_rate", 10_000.0))))
            .toList();
    try (Admin admin = broker.admin()) {
      admin.alterClientQuotas(limits).all().get();
    }
  }

  /** Number 2 is never sent. */
  private static List<HistoryRecord> live(long number) {
    Instant now = Instant.now();
    return IntStream.range(0, LIVE_TILLS)
        .mapToObj(till -> restock("restocks.live", "live-" + till, number, now, ""))
        .toList();
  }

  private static List<HistoryRecord> backlog() {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    SplittableRandom random = new SplittableRandom(1);
    List<HistoryRecord> records = new ArrayList<>();
    for (int number = BACKLOG - 1; number >= 0; number--) {
      // Noise does not pack: the backlog shall be large for the broker too.
      String noise = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
      records.add(restock("restocks.dock", "backlog", number, yesterday, noise));
    }
    return records;
  }

  private static HistoryRecord restock(
      String topic, String source, long number, Instant at, String noise) {
    Restock restock =
        Restock.newBuilder()
            .setEventId(source + "-" + number + noise)
            .setOccurredAt(at)
            .setSource(new Source(source, number, null, null, null, null))
            .setLines(List.of(new RestockLine(1, source, 1L, "shop")))
            .build();
    return new HistoryRecord(topic, restock);
  }

  /** When each record of the backlog was applied, in order. */
  private static List<Instant> ofBacklog(Topics topics) {
    return topics.committed("stock-ledger", StockLedgerEntry.class).stream()
        .filter(entry -> entry.getSku().equals("backlog"))
        .map(StockLedgerEntry::getEmittedAt)
        .sorted()
        .toList();
  }

  private static Duration longestStall(List<Instant> applied) {
    return IntStream.range(1, applied.size())
        .mapToObj(next -> Duration.between(applied.get(next - 1), applied.get(next)))
        .max(Duration::compareTo)
        .orElseThrow();
  }

  private static List<Instant> gapAlerts(Topics topics) {
    return topics.committed("stock-alerts", StockAlert.class).stream()
        .filter(alert -> alert.getCheck().equals("SEQUENCE_GAP"))
        .map(StockAlert::getEmittedAt)
        .toList();
  }

  private static long refusals(Topics topics) {
    return topics.committed("dead-letters", DeadLetter.class).size();
  }
}
