package io.zaiko.tools.house;

import io.zaiko.domain.identity.RecordKind;
import io.zaiko.tools.UserError;
import io.zaiko.tools.topics.TopicCatalogue;
import java.time.Duration;
import java.util.EnumMap;
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

/** What stands in the topics and how far the jobs have read them. */
final class TopicSurvey implements AutoCloseable {
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

  /**
   * Every input and control topic, by name, as far as the job has come that has read least of it.
   * The jobs tell Kafka their positions at checkpoints.
   */
  SortedMap<String, Reading> inputs() {
    List<TopicPartition> partitions =
        consumer.listTopics().entrySet().stream()
            .filter(topic -> isInput(topic.getKey()))
            .flatMap(topic -> topic.getValue().stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
    Map<HouseJob, Map<TopicPartition, OffsetAndMetadata>> read = new EnumMap<>(HouseJob.class);
    for (HouseJob job : HouseJob.values()) {
      read.put(job, positions(job));
    }
    SortedMap<String, Reading> readings = new TreeMap<>();
    for (TopicPartition partition : partitions) {
      long first = begin.getOrDefault(partition, 0L);
      long at =
          read.entrySet().stream()
              .filter(job -> job.getKey().reads(partition.topic()))
              .map(job -> job.getValue().get(partition))
              .mapToLong(position -> position == null ? first : position.offset())
              .min()
              .orElse(first);
      long last = end.getOrDefault(partition, 0L);
      Reading reading = new Reading(last, Math.max(0, last - at));
      readings.merge(partition.topic(), reading, Reading::plus);
    }
    return readings;
  }

  private static boolean isInput(String topic) {
    return RecordKind.ofTopic(topic).isPresent() || TopicCatalogue.CONTROL_TOPICS.contains(topic);
  }

  private Map<TopicPartition, OffsetAndMetadata> positions(HouseJob job) {
    try {
      return admin
          .listConsumerGroupOffsets(job.dashboardName())
          .partitionsToOffsetAndMetadata()
          .get();
    } catch (ExecutionException e) {
      throw new UserError(
          "Kafka does not tell how far the jobs have read (" + e.getCause() + ")", e);
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
