package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zaiko.avro.Availability;
import io.zaiko.avro.BaseUnit;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import io.zaiko.avro.Restock;
import io.zaiko.avro.RestockLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.codec.SchemaIds;
import io.zaiko.connectors.SeveredLine;
import io.zaiko.testkit.EmbeddedBroker;
import io.zaiko.testkit.EmbeddedRegistry;
import io.zaiko.testkit.RunningJob;
import io.zaiko.testkit.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job between a real broker and a real registry, while nobody answers for the latter. */
class SchemaOutageTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String KEY = "till"; // of all that Topics.publish sends: one partition

  @Test
  void an_outage_holds_up_only_records_of_schemas_not_seen_and_loses_none_in_a_restart(
      @TempDir Path checkpoints, @TempDir Path schemas) throws Exception {
    String registry = EmbeddedRegistry.shared().url();
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        SeveredLine line = new SeveredLine(registry);
        Topics topics = new Topics(broker.bootstrap(), registry)) {
      RunningJob.register(registry, SchemaIds.written());
      line.connect();
      Settings settings = settings(broker, line, schemas);
      topics.create("sales.pos");
      topics.create("restocks.dock");
      try (RunningJob job =
          RunningJob.start(
              env -> {
                InventoryJob.define(env, settings);
                assertBehindTheirSources(env);
              },
              checkpoints)) {
        topics.publish("sales.pos", sale("before"));
        awaitSold(topics, "before");

        line.sever();
        topics.publish("restocks.dock", restock());
        topics.publishControl(
            "items", KEY, new Item(KEY, ItemKind.NON_STOCK, BaseUnit.PIECE, null));
        topics.publish("items", new byte[] {9});
        topics.publish("sales.pos", sale("meanwhile"));
        awaitSold(topics, "meanwhile");
        // Offsets go to the broker when a checkpoint is complete: what waits is in it.
        await()
            .atMost(PATIENCE)
            .until(() -> isRead(topics, "restocks.dock") && isRead(topics, "items"));

        job.replaceTaskManager();
        topics.publish("sales.pos", sale("after-restart"));
        awaitSold(topics, "after-restart");
        assertThat(sold(topics)).doesNotContain("restocked");
        assertThat(topics.committed("dead-letters", DeadLetter.class)).isEmpty();

        line.connect();
        awaitSold(topics, "restocked");
        await()
            .atMost(PATIENCE)
            .until(() -> !topics.committed("dead-letters", DeadLetter.class).isEmpty());
        topics.publish("sales.pos", sale(KEY));
        awaitSold(topics, KEY);
      }
      assertThat(sold(topics))
          .containsExactlyInAnyOrder("before", "meanwhile", "after-restart", "restocked", KEY);
      assertThat(topics.committed("dead-letters", DeadLetter.class))
          .extracting(letter -> letter.getOrigin().getTopic() + ' ' + letter.getReason())
          .as("the item's refused neighbour waited behind it")
          .containsExactly("items WRONG_MAGIC");
      assertThat(topics.committed("availability", Availability.class))
          .extracting(Availability::getSku)
          .as("the item that waited is heeded")
          .doesNotContain(KEY);
    }
  }

  /** In one chain, so that what is decoded passes as a call. */
  private static void assertBehindTheirSources(StreamExecutionEnvironment env) {
    List<String> tasks = new ArrayList<>();
    env.getStreamGraph(false)
        .getJobGraph()
        .getVertices()
        .forEach(vertex -> tasks.add(vertex.getName()));
    assertThat(tasks)
        .anyMatch(name -> name.startsWith("Source: Read goods topics -> Await schemas"))
        .anyMatch(name -> name.startsWith("Source: Read items and locations -> Await schemas"));
  }

  private static Settings settings(EmbeddedBroker broker, SeveredLine line, Path schemas) {
    Properties properties = new Properties();
    properties.putAll(broker.settings());
    properties.setProperty("registry.url", line.url());
    properties.setProperty("schema.cache.dir", schemas.toString());
    properties.setProperty("discovery.interval", "PT1S");
    return Settings.from(properties);
  }

  private static boolean isRead(Topics topics, String topic) throws Exception {
    return topics.hasRead(InventoryJob.NAME, topic);
  }

  private static void awaitSold(Topics topics, String sku) {
    await(sku).atMost(PATIENCE).until(() -> sold(topics).contains(sku));
  }

  private static List<String> sold(Topics topics) {
    return topics.committed("stock-ledger", StockLedgerEntry.class).stream()
        .map(StockLedgerEntry::getSku)
        .toList();
  }

  private static Sale sale(String sku) {
    return Sale.newBuilder()
        .setEventId("sale-of-" + sku)
        .setOccurredAt(Instant.now().minusSeconds(1))
        .setSource(new Source("till", null, null, null, null, null))
        .setOrderRef("order-" + sku)
        .setLines(
            List.of(
                SaleLine.newBuilder()
                    .setLineNo(1)
                    .setSku(sku)
                    .setQuantity(1L)
                    .setLocationId("shop")
                    .setFulfilment(FulfilmentKind.CARRY_OUT)
                    .build()))
        .build();
  }

  private static Restock restock() {
    return Restock.newBuilder()
        .setEventId("restock")
        .setOccurredAt(Instant.now().minusSeconds(1))
        .setSource(new Source("dock", null, null, null, null, null))
        .setLines(List.of(new RestockLine(1, "restocked", 5L, "shop")))
        .build();
  }
}
