package io.zaiko.tools.clients;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers without a group: they leave no trace in the broker. */
public final class Consumers {
  private Consumers() {}

  /**
   * A consumer of bytes.
   *
   * @param kafka broker and credentials
   * @param committed true for the truth, once per checkpoint; false for the preview in milliseconds
   */
  public static KafkaConsumer<byte[], byte[]> open(Properties kafka, boolean committed) {
    Map<String, Object> settings = new HashMap<>();
    kafka.stringPropertyNames().forEach(name -> settings.put(name, kafka.getProperty(name)));
    settings.put("isolation.level", committed ? "read_committed" : "read_uncommitted");
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    settings.put("allow.auto.create.topics", false);
    settings.put("max.poll.records", 5000);
    settings.put("max.partition.fetch.bytes", 8 * 1024 * 1024);
    settings.put("fetch.max.wait.ms", 100);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** All partitions of a topic; empty where it does not exist. */
  public static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
    // A topic asked for by name would be waited for, one that is absent from the list is not there.
    return consumer.listTopics().getOrDefault(topic, List.of()).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }
}
