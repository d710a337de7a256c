package io.zaiko.tools.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The topics of a broker, read with {@code read_committed} up to where they end when asked for. */
final class KafkaTopics implements Topics, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final @Nullable Instant from;
  private final Set<String> names;
  private final Map<TopicPartition, Long> inputEnds;
  private final boolean partial;
  private final boolean hasPaymentsJob;

  /**
   * The topics as they are now.
   *
   * @param from leaves out older input; null for none
   * @param hasPaymentsJob whether the job of payments has read anything here
   */
  KafkaTopics(Properties kafka, @Nullable Instant from, boolean hasPaymentsJob) {
    this.hasPaymentsJob = hasPaymentsJob;
    this.consumer = consumer(kafka, "read_committed");
    this.from = from;
    this.names = new TreeSet<>(consumer.listTopics().keySet());
    List<String> inputTopics = new ArrayList<>(inputs());
    if (hasPaymentsJob) {
      inputTopics.addAll(payments());
      inputTopics.addAll(actions());
    }
    List<TopicPartition> inputPartitions = partitions(inputTopics);
    this.inputEnds = consumer.endOffsets(inputPartitions);
    this.partial =
        from != null
            || consumer.beginningOffsets(inputPartitions).values().stream()
                .anyMatch(first -> first > 0);
  }

  static KafkaConsumer<byte[], byte[]> consumer(Properties kafka, String isolation) {
    Properties properties = new Properties();
    properties.putAll(kafka);
    properties.setProperty("isolation.level", isolation);
    properties.setProperty("enable.auto.commit", "false");
    properties.setProperty("auto.offset.reset", "earliest");
    properties.setProperty("max.poll.records", "5000");
    properties.setProperty("fetch.max.bytes", "16777216");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Set<String> names() {
    return names;
  }

  @Override
  public boolean isPartial() {
    return partial;
  }

  @Override
  public boolean hasPaymentsJob() {
    return hasPaymentsJob;
  }

  @Override
  public void read(Collection<String> topics, Consumer<RawRecord> each) {
    List<TopicPartition> partitions = partitions(topics);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    if (from != null && topics.stream().allMatch(topic -> topic.contains("."))) {
      seek(partitions, from);
    }
    Map<TopicPartition, Long> unread = new HashMap<>(consumer.endOffsets(partitions));
    unread.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    long total = 0;
    for (Map.Entry<TopicPartition, Long> end : unread.entrySet()) {
      total += end.getValue() - consumer.position(end.getKey());
    }
    try (ReadingBar bar = ReadingBar.open(topics, total)) {
      readUpTo(unread, each, bar);
    }
  }

  private void readUpTo(
      Map<TopicPartition, Long> unread, Consumer<RawRecord> each, ReadingBar bar) {
    while (!unread.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Long end = unread.get(new TopicPartition(record.topic(), record.partition()));
        if (end != null && record.offset() < end) {
          each.accept(raw(record));
          bar.step();
        }
      }
      // Markers of transactions take offsets too, so the position tells, not the last record.
      unread.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    }
  }

  private void seek(List<TopicPartition> partitions, Instant time) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, time.toEpochMilli()));
    Map<TopicPartition, @Nullable OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp first = found.get(partition);
      if (first == null) {
        consumer.seekToEnd(List.of(partition));
      } else {
        consumer.seek(partition, first.offset());
      }
    }
  }

  /** Whether inputs were written since the audit began, so that it cannot be whole. */
  boolean haveInputsGrown() {
    return !consumer.endOffsets(inputEnds.keySet()).equals(inputEnds);
  }

  private List<TopicPartition> partitions(Collection<String> topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      if (names.contains(topic)) {
        Objects.requireNonNull(consumer.partitionsFor(topic))
            .forEach(found -> partitions.add(new TopicPartition(topic, found.partition())));
      }
    }
    return partitions;
  }

  private static RawRecord raw(ConsumerRecord<byte[], byte[]> record) {
    return new RawRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
