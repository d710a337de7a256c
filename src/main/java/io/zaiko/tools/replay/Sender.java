package io.zaiko.tools.replay;

import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.Connections;
import io.zaiko.tools.clients.RecordEncoder;
import io.zaiko.tools.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends records, creating the topics they go to, and remembers which those were. */
final class Sender implements AutoCloseable {
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final RecordEncoder encoder;
  private final Set<String> topics = new HashSet<>();
  private volatile @Nullable Exception failure;

  Sender(Properties kafka, String registry) {
    this.admin = Admin.create(kafka);
    this.producer = Connections.producer(kafka);
    this.encoder = new RecordEncoder(Connections.registry(registry));
  }

  /** An event as bytes, ready to be sent at any time; its topic exists from now on. */
  Prepared prepare(Outgoing event) {
    open(event.topic());
    return new Prepared(
        event.topic(),
        event.key().getBytes(StandardCharsets.UTF_8),
        encoder.encode(event.record()),
        event.lines());
  }

  void send(Prepared record) {
    send(new ProducerRecord<>(record.topic(), record.key(), record.value()));
  }

  /** Sends one record into each partition of a topic. */
  void sendToAll(Outgoing event) {
    Prepared record = prepare(event);
    producer
        .partitionsFor(event.topic())
        .forEach(
            partition ->
                send(
                    new ProducerRecord<>(
                        record.topic(), partition.partition(), record.key(), record.value())));
  }

  /** Returns when the broker has all; fails where it refused one. */
  void flush() {
    producer.flush();
    refuseFailure();
  }

  /** The topics seen so far. */
  Set<String> topics() {
    return Set.copyOf(topics);
  }

  /** Creates a topic where it is absent. The sooner, the sooner a running job finds it. */
  void open(String topic) {
    if (topics.add(topic)) {
      TopicCatalogue.ensureInput(admin, topic);
    }
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    refuseFailure();
    var unused =
        producer.send(
            record,
            (written, thrown) -> {
              if (thrown != null) {
                failure = thrown;
              }
            });
  }

  private void refuseFailure() {
    Exception thrown = failure;
    if (thrown != null) {
      throw new UserError(
          "Kafka did not take a record (" + thrown.getMessage() + "); replay again", thrown);
    }
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }

  /** A record as it goes to Kafka. */
  @SuppressWarnings("ArrayRecordComponent") // Sent, never compared.
  record Prepared(String topic, byte[] key, byte[] value, int lines) {}
}
