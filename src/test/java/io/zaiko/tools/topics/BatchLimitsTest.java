package io.zaiko.tools.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zaiko.testkit.Bomb;
import io.zaiko.testkit.EmbeddedBroker;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.clients.CommittedScan;
import io.zaiko.tools.clients.Connections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real broker takes into the input topics, by how large it is once expanded. */
class BatchLimitsTest {
  private static EmbeddedBroker broker;
  private static Properties kafka = new Properties();

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start();
    kafka = Endpoints.kafka(broker.bootstrap());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "lz4", "zstd"})
  void a_small_batch_that_expands_to_200_megabytes_is_refused(String compression) {
    String topic = "sales." + compression;
    ensureInput(topic);

    assertThatThrownBy(() -> Bomb.send(broker.bootstrap(), topic, compression))
        .hasCauseInstanceOf(RecordTooLargeException.class);
    assertThat(read(topic)).isEmpty();
  }

  @Test
  void it_is_refused_too_where_someone_made_the_topic_by_hand() {
    broker.createTopic("sales.by-hand", 1);

    assertThatThrownBy(() -> Bomb.send(broker.bootstrap(), "sales.by-hand", "zstd"))
        .hasCauseInstanceOf(RecordTooLargeException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "lz4", "zstd", "none"})
  void many_records_that_are_too_large_together_are_split_by_their_producer(String compression)
      throws Exception {
    String topic = "sales.many-" + compression;
    ensureInput(topic);
    int records = 4_000;
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = producer(compression)) {
      for (int i = 0; i < records; i++) {
        sent.add(producer.send(new ProducerRecord<>(topic, 0, null, new byte[16_000])));
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    }
    assertThat(read(topic)).hasSize(records).allMatch(size -> size == 16_000);
  }

  @Test
  void the_commands_send_a_record_as_large_as_the_limit_and_none_that_is_larger() throws Exception {
    ensureInput("sales.largest");
    try (KafkaProducer<byte[], byte[]> producer = Connections.producer(kafka)) {
      byte[] largest = new byte[BatchLimits.LARGEST_INPUT - 100];
      producer.send(new ProducerRecord<>("sales.largest", largest)).get();
      byte[] larger = new byte[BatchLimits.LARGEST_INPUT];
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>("sales.largest", larger)).get())
          .hasCauseInstanceOf(RecordTooLargeException.class);
    }
  }

  @Test
  void topics_of_the_contract_that_someone_made_otherwise_are_brought_to_their_limits()
      throws Exception {
    Map<String, String> other =
        Map.of("compression.type", "zstd", "max.message.bytes", "52428800", "retention.ms", "77");
    broker.createTopic("returns.elsewhere", 1, other);
    broker.createTopic("stock-alerts", 1, other);
    broker.createTopic("none-of-ours", 1, other);
    try (Admin admin = broker.admin()) {
      TopicCatalogue.ensureAll(admin);
      assertThat(settings(admin, "returns.elsewhere"))
          .containsExactly("uncompressed", Integer.toString(BatchLimits.LARGEST_INPUT), "77");
      assertThat(settings(admin, "stock-alerts")).containsExactly("producer", "1048588", "77");
      assertThat(settings(admin, "none-of-ours")).containsExactly("zstd", "52428800", "77");
      assertThat(settings(admin, "items"))
          .startsWith("uncompressed", Integer.toString(BatchLimits.LARGEST_INPUT));
    }
  }

  private static List<String> settings(Admin admin, String topic) throws Exception {
    ConfigResource name = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config = admin.describeConfigs(List.of(name)).all().get().get(name);
    return List.of(
        config.get("compression.type").value(),
        config.get("max.message.bytes").value(),
        config.get("retention.ms").value());
  }

  private static void ensureInput(String topic) {
    try (Admin admin = broker.admin()) {
      TopicCatalogue.ensureInput(admin, topic);
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(String compression) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            broker.bootstrap(),
            "compression.type",
            compression,
            "linger.ms",
            1_000,
            "batch.size",
            1 << 20),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static List<Integer> read(String topic) {
    List<Integer> sizes = new ArrayList<>();
    new CommittedScan(kafka, Duration.ofSeconds(30))
        .read(topic, record -> sizes.add(record.value().length));
    return sizes;
  }
}
