package io.zaiko.tools.clients;

import io.zaiko.tools.UserError;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads what a topic holds, committed records only, up to the end that an uncommitted reader saw at
 * the start: what the job has sent by then is waited for until its transaction is decided.
 */
public final class CommittedScan {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Properties kafka;
  private final Duration patience;

  /**
   * A scan.
   *
   * @param kafka broker and credentials
   * @param patience how long to wait without any progress before giving up
   */
  public CommittedScan(Properties kafka, Duration patience) {
    this.kafka = kafka;
    this.patience = patience;
  }

  /** Where each partition of a topic ends now, uncommitted records included. */
  public Map<TopicPartition, Long> ends(String topic) {
    try (KafkaConsumer<byte[], byte[]> preview = Consumers.open(kafka, false)) {
      return new HashMap<>(preview.endOffsets(Consumers.partitions(preview, topic)));
    }
  }

  /** Reads a whole topic; nothing where it does not exist. */
  public void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> to) {
    read(topic, Map.of(), to);
  }

  /**
   * Reads a topic from given positions.
   *
   * @param from first offset by partition; from the beginning where a partition is not named
   */
  public void read(
      String topic, Map<TopicPartition, Long> from, Consumer<ConsumerRecord<byte[], byte[]>> to) {
    Map<TopicPartition, Long> ends = ends(topic);
    try (KafkaConsumer<byte[], byte[]> consumer = Consumers.open(kafka, true)) {
      List<TopicPartition> partitions = List.copyOf(ends.keySet());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      from.forEach(
          (partition, offset) -> {
            if (ends.containsKey(partition)) {
              consumer.seek(partition, offset);
            }
          });
      drain(topic, consumer, ends, to);
    }
  }

  private void drain(
      String topic,
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      Consumer<ConsumerRecord<byte[], byte[]>> to) {
    long left = left(consumer, ends);
    long moved = System.nanoTime();
    while (left > 0) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
        if (end != null && record.offset() < end) {
          to.accept(record);
        }
      }
      long now = left(consumer, ends);
      if (now < left) {
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > patience.toNanos()) {
        throw new UserError(
            topic
                + " has "
                + now
                + " records that no one committed for "
                + patience.toSeconds()
                + " s; see with bin/zaiko status whether the job runs");
      }
      left = now;
    }
  }

  private static long left(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    long left = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      left += Math.max(0, end.getValue() - consumer.position(end.getKey()));
    }
    return left;
  }
}
