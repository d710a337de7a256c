package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zaiko.avro.Availability;
import io.zaiko.avro.BaseUnit;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.codec.SchemaIds;
import io.zaiko.testkit.EmbeddedBroker;
import io.zaiko.testkit.EmbeddedRegistry;
import io.zaiko.testkit.RunningJob;
import io.zaiko.testkit.Topics;
import io.zaiko.tools.Zaiko;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a channel sees when items change their kind while the whole job runs. */
class ItemsWhileRunningTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> SHELVES =
      IntStream.range(0, 20).mapToObj(i -> "shop-" + i + "|POST").toList();

  @Test
  void an_item_without_stock_is_withdrawn_at_once_and_published_again_with_its_stock(
      @TempDir Path checkpoints, @TempDir Path schemas) throws Exception {
    String registry = EmbeddedRegistry.shared().url();
    RunningJob.register(registry, SchemaIds.written());
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Topics topics = new Topics(broker.bootstrap(), registry)) {
      Properties properties = new Properties();
      properties.putAll(broker.settings());
      properties.setProperty("registry.url", registry);
      properties.setProperty("schema.cache.dir", schemas.toString());
      properties.setProperty("discovery.interval", "PT1S");
      Settings settings = Settings.from(properties);
      try (RunningJob job =
          RunningJob.start(env -> InventoryJob.define(env, settings), checkpoints)) {
        topics.publish("sales.web", sale());
        await().atMost(PATIENCE).until(() -> images(topics, 1).containsAll(SHELVES));

        declare(topics, ItemKind.NON_STOCK);
        await().atMost(PATIENCE).until(() -> topics.withdrawn("availability").containsAll(SHELVES));
        assertThat(verify(broker, registry)).as("withdrawn").isZero();

        job.replaceTaskManager();
        declare(topics, ItemKind.STOCK);
        await().atMost(PATIENCE).until(() -> images(topics, 2).containsAll(SHELVES));
        assertThat(topics.withdrawn("availability")).isEmpty();
        assertThat(verify(broker, registry)).as("published again").isZero();
      }
    }
  }

  private static void declare(Topics topics, ItemKind kind) {
    topics.publishControl("items", "POST", new Item("POST", kind, BaseUnit.PIECE, null));
  }

  private static List<String> images(Topics topics, long version) {
    return topics.committed("availability", Availability.class).stream()
        .filter(image -> image.getVersion() == version)
        .map(image -> image.getLocationId() + '|' + image.getSku())
        .toList();
  }

  private static int verify(EmbeddedBroker broker, String registry) {
    return new CommandLine(new Zaiko())
        .execute("verify", "--bootstrap", broker.bootstrap(), "--registry", registry);
  }

  /** One line in each shop. */
  private static Sale sale() {
    return Sale.newBuilder()
        .setEventId("sale-of-postage")
        .setOccurredAt(Instant.now().minusSeconds(1))
        .setSource(new Source("web", null, null, null, null, null))
        .setOrderRef("order-of-postage")
        .setLines(IntStream.range(0, SHELVES.size()).mapToObj(ItemsWhileRunningTest::line).toList())
        .build();
  }

  private static SaleLine line(int shop) {
    return SaleLine.newBuilder()
        .setLineNo(shop + 1)
        .setSku("POST")
        .setQuantity(1L)
        .setLocationId("shop-" + shop)
        .setFulfilment(FulfilmentKind.CARRY_OUT)
        .build();
  }
}
