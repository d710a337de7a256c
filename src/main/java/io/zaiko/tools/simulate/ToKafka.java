package io.zaiko.tools.simulate;

import io.zaiko.avro.Source;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.Connections;
import io.zaiko.tools.clients.RecordEncoder;
import io.zaiko.tools.topics.TopicCatalogue;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends records to their topics, which are created where they are missing. For one thread. */
final class ToKafka implements Closeable {
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final RecordEncoder encoder;
  private final Set<String> topics = new HashSet<>();
  private volatile @Nullable Exception failure;

  ToKafka(Endpoints endpoints) {
    this.encoder = new RecordEncoder(Connections.registry(endpoints.registry()));
    this.admin = Admin.create(endpoints.kafka());
    this.producer = Connections.producer(endpoints.kafka());
  }

  void send(Told told) {
    refuseFailure();
    if (topics.add(told.topic())) {
      TopicCatalogue.ensureInput(admin, told.topic());
    }
    Source source = Numbering.sourceOf(told);
    byte[] key = source.getId().getBytes(StandardCharsets.UTF_8);
    var unused =
        producer.send(
            new ProducerRecord<>(told.topic(), key, encoder.encode(told.record())),
            (written, thrown) -> {
              if (thrown != null) {
                failure = thrown;
              }
            });
  }

  /** Returns when Kafka has all that was sent. */
  void flush() {
    producer.flush();
    refuseFailure();
  }

  private void refuseFailure() {
    Exception thrown = failure;
    if (thrown != null) {
      throw new UserError(
          "Kafka did not take a record (" + thrown.getMessage() + "); try a fresh house", thrown);
    }
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
