package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zaiko.connectors.RegistryClient;
import io.zaiko.testkit.CountedHistory;
import io.zaiko.testkit.EmbeddedBroker;
import io.zaiko.testkit.EmbeddedRegistry;
import io.zaiko.tools.UserError;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command, through a real broker and a real registry, over books kept without an engine. */
class VerifyThroughKafkaTest {
  private static final List<String> OUTPUTS =
      List.of(
          "stock-ledger",
          "availability",
          "location-freshness",
          "dead-letters",
          "duplicates",
          "stock-alerts");

  private final EmbeddedBroker broker = EmbeddedBroker.start();
  private final String registry = EmbeddedRegistry.shared().url();
  private final MemoryTopics books =
      HonestBooks.of(CountedHistory.of(3, 120).redelivered(3, 10)).topics();
  private final Map<Integer, Integer> registeredIds = new HashMap<>();
  private final StringWriter printed = new StringWriter();

  @BeforeEach
  void registerSchemas() {
    RegistryClient client = RegistryClient.connect(registry);
    for (Schema schema : TestSchemas.KNOWN) {
      registeredIds.put(TestSchemas.idOf(schema), client.register(schema.getFullName(), schema));
    }
    Set<String> topics = new TreeSet<>(books.names());
    topics.addAll(OUTPUTS);
    // The records bear times of their own, which the broker would find too old to keep.
    topics.forEach(topic -> broker.createTopic(topic, 1, Map.of("retention.ms", "-1")));
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void books_that_add_up_end_with_0_and_a_tampered_output_with_1() throws Exception {
    publishInputs();
    writeInTransaction(books, true);
    commitOffsets();

    assertThat(verify()).as(printed.toString()).isZero();
    assertThat(printed.toString()).contains("Everything adds up.");

    // An aborted transaction is never seen; a committed repetition of the books is.
    writeInTransaction(books, false);
    assertThat(verify()).as(printed.toString()).isZero();
    writeInTransaction(books, true);
    assertThat(verify()).as(printed.toString()).isEqualTo(1);
    assertThat(printed.toString()).contains("DIFFERENT").contains("is in duplicates twice");
  }

  @Test
  void a_job_that_lags_is_named_when_the_time_is_up() {
    publishInputs();

    try (CaughtUp job = new CaughtUp(kafka())) {
      assertThatThrownBy(() -> job.await(List.of("sales.store"), Duration.ZERO))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("records behind on sales.store-0");
    }
  }

  @Test
  void an_open_transaction_is_named_when_the_time_is_up() {
    try (KafkaProducer<byte[], byte[]> producer = producer("job");
        CaughtUp job = new CaughtUp(kafka())) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, new ProducerRecord<>("stock-ledger", new byte[] {1}));

      assertThatThrownBy(() -> job.await(List.of("sales.store"), Duration.ZERO))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("stock-ledger-0 has an open transaction");
    }
  }

  private int verify() {
    printed.getBuffer().setLength(0);
    return new CommandLine(new VerifyCommand())
        .setOut(new PrintWriter(printed, true))
        .setErr(new PrintWriter(printed, true))
        .execute("--bootstrap", broker.bootstrap(), "--registry", registry, "--timeout", "20s");
  }

  private void publishInputs() {
    try (KafkaProducer<byte[], byte[]> producer = producer(null)) {
      books.read(books.inputs(), raw -> send(producer, record(raw)));
    }
  }

  private void writeInTransaction(MemoryTopics from, boolean commit) {
    try (KafkaProducer<byte[], byte[]> producer = producer("job")) {
      producer.initTransactions();
      producer.beginTransaction();
      from.read(OUTPUTS, raw -> send(producer, record(raw)));
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  /** As the job does at a checkpoint. */
  private void commitOffsets() throws Exception {
    Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
    books.read(
        books.inputs(),
        raw ->
            read.put(new TopicPartition(raw.topic(), 0), new OffsetAndMetadata(raw.offset() + 1)));
    try (Admin admin = broker.admin()) {
      admin.alterConsumerGroupOffsets("zaiko-inventory", read).all().get();
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    Future<RecordMetadata> sent = producer.send(record);
    producer.flush();
    assertThat(sent).isDone();
  }

  private ProducerRecord<byte[], byte[]> record(RawRecord raw) {
    byte[] value = raw.value();
    return new ProducerRecord<>(
        raw.topic(),
        0,
        raw.timestampMillis(),
        raw.key(),
        value == null ? null : withRegisteredId(value));
  }

  private byte[] withRegisteredId(byte[] value) {
    byte[] patched = value.clone();
    ByteBuffer header = ByteBuffer.wrap(patched);
    header.putInt(1, registeredIds.getOrDefault(header.getInt(1), 0));
    return patched;
  }

  private KafkaProducer<byte[], byte[]> producer(@Nullable String transactionalId) {
    Properties properties = kafka();
    if (transactionalId != null) {
      properties.setProperty("transactional.id", transactionalId);
    }
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Properties kafka() {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", broker.bootstrap());
    return properties;
  }
}
