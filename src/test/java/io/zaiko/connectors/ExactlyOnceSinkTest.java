package io.zaiko.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zaiko.codec.Outbound;
import io.zaiko.codec.OutputTopic;
import io.zaiko.testkit.EmbeddedBroker;
import io.zaiko.testkit.RunningJob;
import io.zaiko.tools.topics.TopicCatalogue;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink of a job on an engine, to a real broker. */
class ExactlyOnceSinkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int RECORDS = 20;
  private static final String TOPIC = OutputTopic.DUPLICATES.topic();

  private final EmbeddedBroker broker = EmbeddedBroker.shared();
  private final String own = UUID.randomUUID().toString();

  @Test
  void a_job_that_lost_its_task_manager_commits_each_record_once_and_leaves_no_admin_client(
      @TempDir Path checkpoints) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      TopicCatalogue.ensureAll(admin);
    }
    Set<Thread> before = adminThreads();
    try (RunningJob job = RunningJob.start(this::define, checkpoints)) {
      await().atMost(PATIENCE).until(() -> committed().size() == RECORDS);
      assertThat(adminThreads()).as("of this attempt's writers").hasSizeGreaterThan(before.size());
      job.replaceTaskManager();
    }
    assertThat(committed())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, RECORDS).mapToObj(number -> own + number).toList());
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(before).containsAll(adminThreads()));
  }

  @Test
  void where_no_broker_answers_the_writer_says_so_and_leaves_no_admin_client() throws Exception {
    Set<Thread> before = adminThreads();
    String nobody;
    try (ServerSocket port = new ServerSocket(0)) {
      nobody = "127.0.0.1:" + port.getLocalPort();
    }
    Sink<Outbound> sink =
        KafkaOutputs.exactlyOnce(
            new KafkaAccess(
                nobody, Map.of("default.api.timeout.ms", "200", "request.timeout.ms", "100")),
            own,
            Duration.ZERO);
    assertThatThrownBy(() -> createdUnasked(sink))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Kafka at " + nobody + " does not answer");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(before).containsAll(adminThreads()));
  }

  private void define(StreamExecutionEnvironment env) {
    String name = own;
    env.fromSource(
            new NumberSequenceSource(0, Long.MAX_VALUE - 1),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .uid("numbers")
        .filter(number -> number < RECORDS)
        .uid("first")
        .map(number -> new Outbound(TOPIC, (name + number).getBytes(UTF_8), new byte[] {1}))
        .returns(Outbound.class)
        .uid("records")
        .sinkTo(
            KafkaOutputs.exactlyOnce(
                new KafkaAccess(broker.bootstrap(), Map.of()), "test-" + name, Duration.ZERO))
        .uid("sink");
  }

  /** Keys of this test's records, as a reader of what is committed sees them. */
  private List<String> committed() {
    List<String> keys = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrap(), "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TOPIC).stream()
              .map(each -> new TopicPartition(TOPIC, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          if (record.key().startsWith(own)) {
            keys.add(record.key());
          }
        }
      }
    }
    return keys;
  }

  private static Set<Thread> adminThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("kafka-admin-client-thread"))
        .collect(Collectors.toSet());
  }

  @SuppressWarnings("NullAway") // the broker is asked before the engine is
  private static void createdUnasked(Sink<Outbound> sink) throws IOException {
    sink.createWriter(null);
  }
}
