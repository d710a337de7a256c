package io.zaiko.tools.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.testkit.EmbeddedBroker;
import io.zaiko.testkit.EmbeddedRegistry;
import io.zaiko.tools.Zaiko;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real broker and registry. */
class SimulateAndPublishTest {
  @TempDir private Path folder;

  @Test
  void as_many_records_are_sent_to_a_topic_as_its_file_has_lines() throws Exception {
    String bootstrap = EmbeddedBroker.shared().bootstrap();
    Properties kafka = new Properties();
    kafka.setProperty("bootstrap.servers", bootstrap);
    try (Admin admin = Admin.create(kafka)) {
      Map<String, Long> before = ends(admin);
      Path out = folder.resolve("sent");
      int code =
          Zaiko.run(
              "simulate",
              "--seed=9",
              "--rate=300",
              "--out=" + out,
              "--publish",
              "--bootstrap=" + bootstrap,
              "--registry=" + EmbeddedRegistry.shared().url());
      assertThat(code).isZero();
      Map<String, Long> after = ends(admin);
      Map<String, Long> lines = lines(out);
      assertThat(lines).hasSizeGreaterThan(10);
      lines.forEach(
          (topic, count) ->
              assertThat(after.get(topic) - before.getOrDefault(topic, 0L))
                  .as(topic)
                  .isEqualTo(count));
    }
  }

  private static Map<String, Long> lines(Path out) throws IOException {
    Map<String, Long> lines = new HashMap<>();
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.toList()) {
        String topic = file.getFileName().toString().replaceFirst("\\.jsonl$", "");
        if (!topic.equals("truth")) {
          lines.put(topic, (long) Files.readAllLines(file).size());
        }
      }
    }
    return lines;
  }

  /** How many records each topic has. */
  private static Map<String, Long> ends(Admin admin) throws Exception {
    List<String> topics = List.copyOf(admin.listTopics().names().get());
    Map<TopicPartition, OffsetSpec> asked =
        admin.describeTopics(topics).allTopicNames().get().values().stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(part -> new TopicPartition(topic.name(), part.partition())))
            .collect(Collectors.toMap(part -> part, part -> OffsetSpec.latest()));
    Map<String, Long> ends = new HashMap<>();
    admin
        .listOffsets(asked)
        .all()
        .get()
        .forEach((part, end) -> ends.merge(part.topic(), end.offset(), Long::sum));
    return ends;
  }
}
