package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zaiko.avro.Availability;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Restock;
import io.zaiko.avro.RestockLine;
import io.zaiko.avro.RingFence;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockRule;
import io.zaiko.avro.StockStatus;
import io.zaiko.codec.SchemaIds;
import io.zaiko.testkit.EmbeddedBroker;
import io.zaiko.testkit.EmbeddedRegistry;
import io.zaiko.testkit.RunningJob;
import io.zaiko.testkit.Topics;
import io.zaiko.tools.Zaiko;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a channel sees when rules change while the whole job runs. */
class RulesWhileRunningTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int SHOPS = 20;

  @Test
  void a_rule_reaches_its_shelves_and_a_bad_one_leaves_the_old_one_standing(
      @TempDir Path checkpoints, @TempDir Path schemas) throws Exception {
    String registry = EmbeddedRegistry.shared().url();
    RunningJob.register(registry, SchemaIds.written());
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Topics topics = new Topics(broker.bootstrap(), registry)) {
      Settings settings = settings(broker, registry, schemas);
      topics.publishControl("stock-rules", "|", rule(null, null, 1, 2L));
      topics.publishControl("stock-rules", "shop-3|mug", rule("shop-3", "mug", 1, 4L));
      topics.flush();
      try (RunningJob job =
          RunningJob.start(env -> InventoryJob.define(env, settings), checkpoints)) {
        topics.publish("restocks.hub", restock());
        await().atMost(PATIENCE).until(() -> last(topics).size() == SHOPS);
        assertThat(topics.committed("availability", Availability.class))
            .as("no number went out without its rules")
            .allMatch(image -> image.getSafetyStock() == safety(image, 2, 4));

        StockRule fenced = rule(null, null, 2, 3L);
        fenced.setBuffers(Map.of("pos", 1L));
        fenced.setFences(List.of(new RingFence("web", 4L, null, 0)));
        fenced.setLowStockAt(8L);
        topics.publishControl("stock-rules", "|", fenced);
        topics.publishControl("stock-rules", "|", rule(null, null, 1, 9L));
        topics.publishControl("stock-rules", "shop-3|mug", rule("shop-3", "mug", 0, 9L));
        topics.publishControl("stock-rules", "shop-5|mug", rule("shop-5", "mug", 1, 5L));
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    all(topics, image -> image.getChannels().containsKey("web"))
                        && last(topics).get("shop-5").getSafetyStock() == 5
                        && deadLetters(topics).size() == 2);
        Availability one = last(topics).get("shop-0");
        assertThat(one.getAvailableToSell()).isEqualTo(7);
        assertThat(one.getChannels()).isEqualTo(Map.of("web", 7L, "pos", 2L));
        assertThat(one.getStatus()).isEqualTo(StockStatus.LOW_STOCK);
        assertThat(one.getCause().getEventId()).isEqualTo("|@2");
        assertThat(last(topics).get("shop-3").getSafetyStock()).isEqualTo(4);
        assertThat(deadLetters(topics)).containsOnly("RULE_VERSION");
        assertThat(verify(broker, registry)).as("under rules").isZero();

        job.replaceTaskManager();
        topics.publishControl("stock-rules", "|", null);
        topics.publishControl("stock-rules", "shop-3|mug", null);
        await()
            .atMost(PATIENCE)
            .until(() -> all(topics, image -> image.getSafetyStock() == safety(image, 0, 0)));
        assertThat(verify(broker, registry)).as("without").isZero();
      }
    }
  }

  private static Settings settings(EmbeddedBroker broker, String registry, Path schemas) {
    Properties properties = new Properties();
    properties.putAll(broker.settings());
    properties.setProperty("registry.url", registry);
    properties.setProperty("schema.cache.dir", schemas.toString());
    properties.setProperty("discovery.interval", "PT1S");
    return Settings.from(properties);
  }

  private static boolean all(Topics topics, Predicate<Availability> claim) {
    return last(topics).values().stream().allMatch(claim);
  }

  /** What a shelf withholds; shop-5 has a rule of its own from some time on. */
  private static long safety(Availability image, long ofAll, long ofShop3) {
    return switch (image.getLocationId()) {
      case "shop-3" -> ofShop3;
      case "shop-5" -> image.getSafetyStock() == 5 ? 5 : ofAll;
      default -> ofAll;
    };
  }

  private static Map<String, Availability> last(Topics topics) {
    Map<String, Availability> last = new HashMap<>();
    topics
        .committed("availability", Availability.class)
        .forEach(image -> last.put(image.getLocationId(), image));
    return last;
  }

  private static List<String> deadLetters(Topics topics) {
    return topics.committed("dead-letters", DeadLetter.class).stream()
        .map(DeadLetter::getReason)
        .toList();
  }

  private static int verify(EmbeddedBroker broker, String registry) {
    return new CommandLine(new Zaiko())
        .execute("verify", "--bootstrap", broker.bootstrap(), "--registry", registry);
  }

  private static StockRule rule(String location, String sku, long version, Long safetyStock) {
    return StockRule.newBuilder()
        .setLocationId(location)
        .setSku(sku)
        .setVersion(version)
        .setSafetyStock(safetyStock)
        .build();
  }

  /** Ten mugs for each shop. */
  private static Restock restock() {
    return Restock.newBuilder()
        .setEventId("mugs")
        .setOccurredAt(Instant.now().minusSeconds(1))
        .setSource(new Source("hub", null, null, null, null, null))
        .setLines(IntStream.range(0, SHOPS).mapToObj(RulesWhileRunningTest::line).toList())
        .build();
  }

  private static RestockLine line(int shop) {
    return RestockLine.newBuilder()
        .setLineNo(shop + 1)
        .setSku("mug")
        .setQuantity(10L)
        .setLocationId("shop-" + shop)
        .build();
  }
}
