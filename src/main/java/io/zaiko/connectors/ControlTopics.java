package io.zaiko.connectors;

import io.zaiko.codec.ControlDecoder;
import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.ControlTopic;
import io.zaiko.codec.WriterSchemas;
import io.zaiko.domain.rule.RuleScope;
import io.zaiko.domain.rule.RulesAtStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the master data and rules that are there before the job starts. */
public final class ControlTopics {
  /**
   * More non-stock items than this, or locations that are closed, in groups or have opening hours,
   * do not fit every task's memory.
   */
  public static final int MAX_ENTRIES = 100_000;

  private static final Duration POLL = Duration.ofMillis(200);

  private ControlTopics() {}

  /**
   * What the control topics said, up to the end they had when reading began.
   *
   * @param entries the last record of each item and location that says more than its absence would:
   *     no forgotten ones, no items that have stock as any other, no locations that are always open
   *     and in no group
   * @param rules the standing ones
   * @param nextOffsets where reading goes on, by partition
   */
  public record Snapshot(
      List<ControlRecord> entries, RulesAtStart rules, Map<TopicPartition, Long> nextOffsets) {}

  /** The topics' names. */
  public static List<String> names() {
    return Arrays.stream(ControlTopic.values()).map(ControlTopic::topic).toList();
  }

  /** The control topic of a name. */
  static ControlTopic named(String topic) {
    for (ControlTopic control : ControlTopic.values()) {
      if (control.topic().equals(topic)) {
        return control;
      }
    }
    throw new IllegalArgumentException(topic + " is no control topic");
  }

  /**
   * Reads the topics to the end seen at the start, committed records only.
   *
   * @param limit how long it may take
   * @throws ControlTopicsException with one line that says what to change: a topic is missing,
   *     there are more than {@link #MAX_ENTRIES} entries of a kind, or the time is up
   */
  public static Snapshot readToEnd(KafkaAccess kafka, WriterSchemas writers, Duration limit) {
    Map<String, String> fixed =
        Map.of("isolation.level", "read_committed", "allow.auto.create.topics", "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            kafka.properties(Map.of(), fixed),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      return read(consumer, ends, new ControlDecoder(writers), limit);
    }
  }

  private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : names()) {
      List<PartitionInfo> found = consumer.partitionsFor(topic);
      if (found == null || found.isEmpty()) {
        throw new ControlTopicsException(
            "the topic " + topic + " is missing; create it, compacted, before starting the job");
      }
      found.forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
    }
    return partitions;
  }

  private static Snapshot read(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      ControlDecoder decoder,
      Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    ControlEntries entries = new ControlEntries();
    RulesAtStart rules = new RulesAtStart();
    while (!reached(consumer, ends)) {
      if (System.nanoTime() > deadline) {
        throw new ControlTopicsException(
            "the topics "
                + String.join(" and ", names())
                + " were not read to their end within "
                + limit.toSeconds()
                + " s; see whether the broker is healthy, then start again");
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < end(ends, record)) {
          take(decode(decoder, record), entries, rules);
        }
      }
    }
    return new Snapshot(entries.all(), rules, Map.copyOf(ends));
  }

  private static boolean reached(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue());
  }

  private static long end(Map<TopicPartition, Long> ends, ConsumerRecord<byte[], byte[]> record) {
    return ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
  }

  private static ControlRecord decode(
      ControlDecoder decoder, ConsumerRecord<byte[], byte[]> record) {
    return decoder.decode(
        named(record.topic()),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value());
  }

  private static void take(ControlRecord record, ControlEntries entries, RulesAtStart rules) {
    if (record.isRefused()) {
      return; // the job's own source brings it again and writes its dead letter
    }
    if (record.topic() == ControlTopic.STOCK_RULES) {
      rules.take(RuleScope.ofKey(record.id()), record.rule());
      return;
    }
    entries.take(record);
  }
}
