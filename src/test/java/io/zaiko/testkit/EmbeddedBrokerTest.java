package io.zaiko.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The broker of the tests behaves as a broker of the world does. */
class EmbeddedBrokerTest {
  @Test
  void a_committed_reader_does_not_see_an_aborted_transaction() throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.shared();
    broker.createTopic("embedded-broker-test", 1, Map.of("cleanup.policy", "compact"));
    try (KafkaProducer<String, String> producer = producer(broker, "embedded-broker-test")) {
      producer.initTransactions();
      send(producer, "embedded-broker-test", "kept");
      producer.commitTransaction();
      send(producer, "embedded-broker-test", "dropped");
      producer.abortTransaction();
      send(producer, "embedded-broker-test", "last");
      producer.commitTransaction();
    }
    assertThat(read(broker, "embedded-broker-test", "read_committed", 2))
        .containsExactly("kept", "last");
    assertThat(read(broker, "embedded-broker-test", "read_uncommitted", 3))
        .containsExactly("kept", "dropped", "last");
  }

  @Test
  void a_killed_broker_comes_back_with_what_was_committed() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      broker.createTopic("survivor", 1);
      try (KafkaProducer<String, String> producer = producer(broker, "survivor")) {
        producer.initTransactions();
        send(producer, "survivor", "before");
        producer.commitTransaction();
        String address = broker.bootstrap();
        broker.kill();
        broker.restart();
        assertThat(broker.bootstrap()).isEqualTo(address);
        send(producer, "survivor", "after");
        producer.commitTransaction();
      }
      assertThat(read(broker, "survivor", "read_committed", 2)).containsExactly("before", "after");
    }
  }

  private static KafkaProducer<String, String> producer(EmbeddedBroker broker, String id) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker.bootstrap(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            id),
        new StringSerializer(),
        new StringSerializer());
  }

  private static void send(KafkaProducer<String, String> producer, String topic, String value)
      throws ExecutionException, InterruptedException {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(topic, "key", value)).get();
  }

  private static List<String> read(
      EmbeddedBroker broker, String topic, String isolation, int atLeast) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrap(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                isolation),
            new StringDeserializer(),
            new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
                return values.size() >= atLeast;
              });
    }
    return values;
  }
}
