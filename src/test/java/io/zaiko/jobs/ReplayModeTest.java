package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.codec.SchemaIds;
import io.zaiko.testkit.EmbeddedBroker;
import io.zaiko.testkit.EmbeddedRegistry;
import io.zaiko.testkit.History;
import io.zaiko.testkit.HistoryGenerator;
import io.zaiko.testkit.RunningJob;
import io.zaiko.testkit.Topics;
import io.zaiko.tools.Zaiko;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The job without a clock, over history that comes in pieces and in any order. */
class ReplayModeTest {

  @Test
  void history_in_pieces_with_pauses_and_a_lost_task_manager_verifies_after_each(
      @TempDir Path checkpoints, @TempDir Path schemas) throws Exception {
    EmbeddedRegistry registry = EmbeddedRegistry.shared();
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Topics topics = new Topics(broker.bootstrap(), registry.url())) {
      RunningJob.register(registry.url(), SchemaIds.written());
      Settings settings = settings(broker, registry, schemas);
      List<History> pieces =
          HistoryGenerator.of(21).size(500).redelivered(22, 10).permuted(23).split(3);
      try (RunningJob job =
          RunningJob.start(env -> InventoryJob.define(env, settings), checkpoints)) {
        for (History piece : pieces) {
          topics.publish(piece);
          assertThat(verify(broker, registry)).isZero();
          job.replaceTaskManager();
        }
        assertThat(verify(broker, registry)).isZero();
      }
      assertThat(topics.committed("dead-letters", io.zaiko.avro.DeadLetter.class)).isEmpty();
    }
  }

  private static int verify(EmbeddedBroker broker, EmbeddedRegistry registry) {
    return new CommandLine(new Zaiko())
        .execute("verify", "--bootstrap", broker.bootstrap(), "--registry", registry.url());
  }

  private static Settings settings(EmbeddedBroker broker, EmbeddedRegistry registry, Path schemas) {
    Properties properties = new Properties();
    properties.setProperty("mode", "replay");
    properties.putAll(broker.settings());
    properties.setProperty("registry.url", registry.url());
    properties.setProperty("schema.cache.dir", schemas.toString());
    properties.setProperty("discovery.interval", "PT1S");
    return Settings.from(properties);
  }
}
