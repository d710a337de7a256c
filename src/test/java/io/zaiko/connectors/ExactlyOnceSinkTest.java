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
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
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

  /** Whose job is to write one record more. */
  private static final AtomicReference<String> ONE_MORE = new AtomicReference<>("");

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
      assertThat(adminThreads())
          .as("of this attempt's writers")
          .anyMatch(thread -> !before.contains(thread));
      job.replaceTaskManager();
    }
    assertThat(committed())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, RECORDS).mapToObj(number -> own + number).toList());
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(before).containsAll(adminThreads()));
  }

  @Test
  void a_writer_that_rests_keeps_its_transaction_and_loses_nothing_that_it_writes_later(
      @TempDir Path checkpoints) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      TopicCatalogue.ensureAll(admin);
      try (RunningJob job = RunningJob.start(this::define, checkpoints)) {
        await().atMost(PATIENCE).until(() -> committed().size() == RECORDS);
        awaitCheckpoints(checkpoints, 2); // it rests from here on
        Map<String, Integer> epochs = epochs(admin);
        awaitCheckpoints(checkpoints, 5);
        assertThat(epochs(admin)).as("producer epochs by transaction").isEqualTo(epochs);

        ONE_MORE.set(own);
        await().atMost(PATIENCE).until(() -> committed().size() == RECORDS + 1);
        awaitCheckpoints(checkpoints, 3);
        job.replaceTaskManager();
        ONE_MORE.set(own);
        await().atMost(PATIENCE).until(() -> committed().size() == RECORDS + 2);
      } finally {
        ONE_MORE.set("");
      }
    }
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
        .filter(number -> number < RECORDS || isOneMore(name))
        .uid("first")
        .map(number -> new Outbound(TOPIC, (name + number).getBytes(UTF_8), new byte[] {1}))
        .returns(Outbound.class)
        .uid("records")
        .sinkTo(
            KafkaOutputs.exactlyOnce(
                new KafkaAccess(broker.bootstrap(), Map.of()), "test-" + name, Duration.ZERO))
        .uid("sink");
  }

  private static boolean isOneMore(String name) {
    String asked = ONE_MORE.get();
    return asked.equals(name) && ONE_MORE.compareAndSet(asked, "");
  }

  private Map<String, Integer> epochs(Admin admin) throws Exception {
    List<String> ids =
        admin.listTransactions().all().get().stream()
            .map(TransactionListing::transactionalId)
            .filter(id -> id.startsWith("test-" + own))
            .toList();
    return admin.describeTransactions(ids).all().get().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().producerEpoch()));
  }

  private static void awaitCheckpoints(Path folder, int more) throws IOException {
    long before = newestCheckpoint(folder);
    await()
        .atMost(PATIENCE)
        .ignoreException(UncheckedIOException.class) // one was let go while they were listed
        .until(() -> newestCheckpoint(folder) >= before + more);
  }

  private static long newestCheckpoint(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder, 2)) {
      return found
          .map(path -> path.getFileName().toString())
          .filter(name -> name.matches("chk-\\d+"))
          .mapToLong(name -> Long.parseLong(name.substring("chk-".length())))
          .max()
          .orElse(0);
    }
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
