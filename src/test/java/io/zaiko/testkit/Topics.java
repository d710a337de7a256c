package io.zaiko.testkit;

import io.zaiko.codec.WireFormat;
import io.zaiko.connectors.RegistryClient;
import io.zaiko.tools.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topics of a broker as a till and a subscriber see them. */
public final class Topics implements AutoCloseable {

  private static final int HEADER = 5;
  private static final Duration POLL = Duration.ofMillis(100);

  private final String bootstrap;
  private final RegistryClient registry;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, Integer> ids = new HashMap<>();

  public Topics(String bootstrap, String registryUrl) {
    this.bootstrap = bootstrap;
    this.registry = RegistryClient.connect(registryUrl);
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "max.request.size",
                16 << 20,
                "max.block.ms",
                20_000,
                "compression.type",
                "zstd"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      TopicCatalogue.ensureAll(admin);
    }
  }

  /** The id of a schema, which is registered when it is not yet. */
  public int idOf(Schema schema) {
    return ids.computeIfAbsent(schema.getFullName(), name -> registry.register(name, schema));
  }

  /** Publishes a record under its source's key; returns where it lies. */
  public RecordMetadata publish(String topic, SpecificRecord record) throws Exception {
    return publish(topic, WireFormat.encode(idOf(record.getSchema()), record));
  }

  /** Publishes any bytes. */
  public RecordMetadata publish(String topic, byte @Nullable [] value) throws Exception {
    create(topic);
    return producer
        .send(new ProducerRecord<>(topic, "till".getBytes(StandardCharsets.UTF_8), value))
        .get();
  }

  /** Publishes a whole history, each record under its source's key. */
  public void publish(History history) throws Exception {
    history.records().stream().map(HistoryRecord::topic).distinct().forEach(this::create);
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (HistoryRecord record : history.records()) {
      byte[] key = record.source().getId().getBytes(StandardCharsets.UTF_8);
      byte[] value = WireFormat.encode(idOf(record.record().getSchema()), record.record());
      sent.add(producer.send(new ProducerRecord<>(record.topic(), key, value)));
    }
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
  }

  /** Publishes master data under its id, without waiting; null takes it back. */
  public void publishControl(String topic, String id, @Nullable SpecificRecord record) {
    byte[] value = record == null ? null : WireFormat.encode(idOf(record.getSchema()), record);
    producer.send(new ProducerRecord<>(topic, id.getBytes(StandardCharsets.UTF_8), value));
  }

  /** Waits until all that was published is there to be read. */
  public void flush() {
    producer.flush();
  }

  /** Whether a group has committed that it read all there is in a topic. */
  public boolean hasRead(String group, String topic) throws Exception {
    producer.flush();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      var read = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      return consumer.endOffsets(partitions(consumer, topic)).entrySet().stream()
          .filter(end -> end.getValue() > 0)
          .allMatch(
              end ->
                  read.get(end.getKey()) != null
                      && read.get(end.getKey()).offset() >= end.getValue());
    }
  }

  /** Creates an input topic where there is none yet. */
  public void create(String topic) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      TopicCatalogue.ensureInput(admin, topic);
    }
  }

  /** Every committed record of a topic; tombstones are passed over. */
  public <T extends SpecificRecord> List<T> committed(String topic, Class<T> type) {
    List<T> records = new ArrayList<>();
    readCommitted(
        topic,
        record -> {
          if (record.value() != null) {
            records.add(decode(type, record.value()));
          }
        });
    return records;
  }

  /** The keys of a topic whose last committed record is a tombstone. */
  public Set<String> withdrawn(String topic) {
    Set<String> keys = new TreeSet<>();
    readCommitted(
        topic,
        record -> {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          if (record.value() == null) {
            keys.add(key);
          } else {
            keys.remove(key);
          }
        });
    return keys;
  }

  private void readCommitted(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(POLL).forEach(each);
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  private static <T extends SpecificRecord> T decode(Class<T> type, byte[] value) {
    try {
      byte[] body = Arrays.copyOfRange(value, HEADER, value.length);
      return new SpecificDatumReader<>(type)
          .read(null, DecoderFactory.get().binaryDecoder(body, null));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
