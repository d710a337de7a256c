package io.zaiko.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import io.zaiko.avro.Location;
import io.zaiko.avro.LocationKind;
import io.zaiko.avro.StockRule;
import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.WireFormat;
import io.zaiko.codec.WriterSchemas;
import io.zaiko.testkit.EmbeddedBroker;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Through a real broker: what the master data says at the start. */
class ControlTopicsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final WriterSchemas SCHEMAS =
      id ->
          switch (id) {
            case 1 -> Item.getClassSchema();
            case 2 -> Location.getClassSchema();
            default -> StockRule.getClassSchema();
          };

  @Test
  void the_last_committed_word_counts_and_reading_ends_where_the_topics_did() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      KafkaAccess kafka = new KafkaAccess(broker.bootstrap(), Map.of());
      assertThatThrownBy(() -> ControlTopics.readToEnd(kafka, SCHEMAS, LIMIT))
          .isInstanceOf(ControlTopicsException.class)
          .hasMessageContaining("items is missing");
      broker.createTopic("items", 2);
      broker.createTopic("locations", 1);
      broker.createTopic("stock-rules", 1);
      write(broker);

      ControlTopics.Snapshot snapshot = ControlTopics.readToEnd(kafka, SCHEMAS, LIMIT);

      assertThat(snapshot.entries())
          .extracting(ControlRecord::id, ControlRecord::nonStock, ControlRecord::open)
          .containsExactlyInAnyOrder(tuple("POSTAGE", true, true), tuple("store-1", false, false));
      assertThat(snapshot.nextOffsets())
          .containsEntry(new TopicPartition("locations", 0), 2L)
          .containsOnlyKeys(
              new TopicPartition("items", 0),
              new TopicPartition("items", 1),
              new TopicPartition("locations", 0),
              new TopicPartition("stock-rules", 0));
      assertThat(snapshot.rules().standing())
          .extracting(rule -> rule.scope().key(), rule -> rule.version())
          .as("not the older, not one that was taken back, nor one that was not committed")
          .containsExactlyInAnyOrder(tuple("|", 3L), tuple("store-1|MUG", 1L));
      assertThat(snapshot.nextOffsets().get(new TopicPartition("stock-rules", 0)))
          .as("five committed, a marker, one aborted, a marker")
          .isEqualTo(8L);
    }
  }

  private static void write(EmbeddedBroker broker) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", "control-topics-test");
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(item("MUG", ItemKind.NON_STOCK)).get();
      producer.send(item("MUG", ItemKind.STOCK)).get();
      producer.send(item("POSTAGE", ItemKind.NON_STOCK)).get();
      producer.send(item("GONE", ItemKind.NON_STOCK)).get();
      producer.send(new ProducerRecord<>("items", "GONE", null)).get();
      producer.send(new ProducerRecord<>("items", "NOISE", new byte[] {9, 9})).get();
      producer.send(location()).get();
      producer.send(rule("", "", 3)).get();
      producer.send(rule("", "", 2)).get();
      producer.send(rule("store-1", "MUG", 1)).get();
      producer.send(rule("", "MUG", 7)).get();
      producer.send(new ProducerRecord<>("stock-rules", "|MUG", null)).get();
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(item("MUG", ItemKind.NON_STOCK)).get();
      producer.send(rule("", "", 9)).get();
      producer.abortTransaction();
    }
  }

  private static ProducerRecord<String, byte[]> item(String sku, ItemKind kind) {
    Item item = Item.newBuilder().setSku(sku).setKind(kind).build();
    return new ProducerRecord<>("items", sku, WireFormat.encode(1, item));
  }

  private static ProducerRecord<String, byte[]> rule(String location, String sku, long version) {
    StockRule rule =
        StockRule.newBuilder()
            .setLocationId(location.isEmpty() ? null : location)
            .setSku(sku.isEmpty() ? null : sku)
            .setVersion(version)
            .setSafetyStock(1L)
            .build();
    return new ProducerRecord<>("stock-rules", location + '|' + sku, WireFormat.encode(3, rule));
  }

  private static ProducerRecord<String, byte[]> location() {
    Location location =
        Location.newBuilder()
            .setLocationId("store-1")
            .setKind(LocationKind.STORE)
            .setOpen(false)
            .build();
    return new ProducerRecord<>("locations", "store-1", WireFormat.encode(2, location));
  }
}
