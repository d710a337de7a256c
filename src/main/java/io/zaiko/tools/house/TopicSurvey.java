package io.zaiko.tools.house;

import io.zaiko.domain.identity.RecordKind;
import io.zaiko.tools.UserError;
import io.zaiko.tools.topics.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What stands in the topics and how far the job has read them. */
final class TopicSurvey implements AutoCloseable {
  private static final String GROUP = "zaiko-inventory";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Admin admin;
  private final Consumer<byte[], byte[]> consumer;

  TopicSurvey(Properties kafka) {
    Properties reading = new Properties();
    reading.putAll(kafka);
    reading.setProperty("isolation.level", "read_committed");
    reading.setProperty("enable.auto.commit", "false");
    reading.setProperty("request.timeout.ms", Long.toString(PATIENCE.toMillis()));
    reading.setProperty("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
    this.admin = Admin.create(reading);
    this.consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Offsets of one topic, summed over its partitions; transaction markers count too. */
  record Reading(long end, long lag) {
    Reading plus(Reading other) {
      return new Reading(end + other.end, lag + other.lag);
    }
  }

  /** Every input and control topic, by name. The job tells Kafka its position at checkpoints. */
  SortedMap<String, Reading> inputs() {
    List<TopicPartition> partitions =
        consumer.listTopics().entrySet().stream()
            .filter(topic -> isInput(topic.getKey()))
            .flatMap(topic -> topic.getValue().stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
    Map<TopicPartition, OffsetAndMetadata> read = positions();
    SortedMap<String, Reading> readings = new TreeMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata position = read.get(partition);
      long at = position == null ? begin.getOrDefault(partition, 0L) : position.offset();
      long last = end.getOrDefault(partition, 0L);
      Reading reading = new Reading(last, Math.max(0, last - at));
      readings.merge(partition.topic(), reading, Reading::plus);
    }
    return readings;
  }

  private static boolean isInput(String topic) {
    return RecordKind.ofTopic(topic).isPresent() || TopicCatalogue.CONTROL_TOPICS.contains(topic);
  }

  private Map<TopicPartition, OffsetAndMetadata> positions() {
    try {
      return admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
    } catch (ExecutionException e) {
      throw new UserError("Kafka does not tell how far the job has read (" + e.getCause() + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  /** Counts records, because offsets also count markers and what was aborted. */
  long committedRecords(String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    long records = 0;
    while (partitions.stream().anyMatch(at -> consumer.position(at) < end.getOrDefault(at, 0L))) {
      records += consumer.poll(Duration.ofMillis(200)).count();
    }
    return records;
  }

  @Override
  public void close() {
    consumer.close();
    admin.close();
  }
}
