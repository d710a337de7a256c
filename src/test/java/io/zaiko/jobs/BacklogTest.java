package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Restock;
import io.zaiko.avro.RestockLine;
import io.zaiko.avro.Source;
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
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that comes back to a day of unread records, live ones beside them. */
class BacklogTest {

  private static final int BACKLOG = 2_000;

  /**
   * The till's numbers arrive from the highest down: each but the first lies below the window, and
   * is new only as long as business time has not passed the first by the horizon of one hour.
   */
  @Test
  void a_day_old_backlog_on_one_partition_is_not_judged_late_because_of_a_live_one(
      @TempDir Path checkpoints, @TempDir Path schemas) throws Exception {
    EmbeddedRegistry registry = EmbeddedRegistry.shared();
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Topics topics = new Topics(broker.bootstrap(), registry.url())) {
      RunningJob.register(registry.url(), SchemaIds.written());
      topics.publish(new History(0, live()));
      topics.publish(new History(0, backlog()));
      Settings settings = settings(broker, registry, schemas);
      try (RunningJob job =
          RunningJob.start(env -> InventoryJob.define(env, settings), checkpoints)) {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> entriesOf(topics, "backlog") + refusals(topics) >= BACKLOG);
        assertThat(job.isRunning()).isTrue();
      }
      assertThat(entriesOf(topics, "backlog")).isEqualTo(BACKLOG);
      assertThat(refusals(topics)).isZero();
    }
  }

  private static Settings settings(EmbeddedBroker broker, EmbeddedRegistry registry, Path schemas) {
    Properties properties = new Properties();
    properties.setProperty("kafka.bootstrap.servers", broker.bootstrap());
    // Small fetches, so that the backlog is read over many rounds and not at one blow.
    properties.setProperty("kafka.max.partition.fetch.bytes", "4096");
    properties.setProperty("kafka.max.poll.records", "50");
    properties.setProperty("registry.url", registry.url());
    properties.setProperty("schema.cache.dir", schemas.toString());
    properties.setProperty("late.horizon", "PT1H");
    // A loaded machine may stall the reading for 2 s, and a partition that stalls counts as silent.
    properties.setProperty("source.idle.after", "PT10S");
    return Settings.from(properties);
  }

  private static List<HistoryRecord> live() {
    List<HistoryRecord> records = new ArrayList<>();
    for (int number = 0; number < 50; number++) {
      Instant now = Instant.now();
      records.add(restock("live-" + number % 8, "live", number / 8, now));
    }
    return records;
  }

  private static List<HistoryRecord> backlog() {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    List<HistoryRecord> records = new ArrayList<>();
    for (int number = BACKLOG - 1; number >= 0; number--) {
      records.add(restock("backlog", "backlog", number, yesterday));
    }
    return records;
  }

  private static HistoryRecord restock(String source, String sku, long number, Instant at) {
    Restock restock =
        Restock.newBuilder()
            .setEventId(source + "-" + number)
            .setOccurredAt(at)
            .setSource(new Source(source, number, null, null, null, null))
            .setLines(List.of(new RestockLine(1, sku, 1L, "shop")))
            .build();
    return new HistoryRecord("restocks.dock", restock);
  }

  private static long entriesOf(Topics topics, String sku) {
    return topics.committed("stock-ledger", StockLedgerEntry.class).stream()
        .filter(entry -> entry.getSku().equals(sku))
        .count();
  }

  private static long refusals(Topics topics) {
    return topics.committed("dead-letters", DeadLetter.class).size();
  }
}
