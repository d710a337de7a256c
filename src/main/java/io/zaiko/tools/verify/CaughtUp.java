package io.zaiko.tools.verify;

import io.zaiko.tools.UserError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the job has read all input and its last transaction is committed. A sweep that what
 * it read set off may go on after that: {@link VerifyCommand} waits for its outcome.
 */
final class CaughtUp implements AutoCloseable {
  private static final String GROUP = "zaiko-inventory";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final Duration FETCH = Duration.ofSeconds(2);
  private static final long MARKERS_AT_MOST = 1_000;
  private static final List<String> OUTPUTS =
      List.of(
          "stock-ledger",
          "availability",
          "availability-by-group",
          "dead-letters",
          "duplicates",
          "location-freshness",
          "stock-alerts",
          "reservation-decisions",
          "hold-releases.zaiko");

  private final Admin admin;
  private final KafkaConsumer<byte[], byte[]> committed;
  private final KafkaConsumer<byte[], byte[]> uncommitted;

  CaughtUp(Properties kafka) {
    this.admin = Admin.create(kafka);
    this.committed = KafkaTopics.consumer(kafka, "read_committed");
    this.uncommitted = KafkaTopics.consumer(kafka, "read_uncommitted");
  }

  /**
   * Waits.
   *
   * @param inputs the topics the job reads
   * @throws UserError where the time is up first; it says what is behind
   */
  void await(List<String> inputs, Duration timeout) {
    Instant deadline = Instant.now().plus(timeout);
    String behind = behind(inputs);
    while (behind != null) {
      if (Instant.now().isAfter(deadline)) {
        throw new UserError(behind);
      }
      pause();
      behind = behind(inputs);
    }
  }

  private @Nullable String behind(List<String> inputs) {
    Map<TopicPartition, Long> lags = lags(inputs);
    long lag = lags.values().stream().mapToLong(Long::longValue).sum();
    if (lag > 0) {
      return String.format(
          Locale.ROOT,
          "the job is %,d records behind on %s; see bin/zaiko status, or give it longer with"
              + " --timeout",
          lag,
          lags.keySet().iterator().next());
    }
    Map<TopicPartition, Long> last = uncommitted.endOffsets(partitions(OUTPUTS));
    Map<TopicPartition, Long> stable = committed.endOffsets(last.keySet());
    for (Map.Entry<TopicPartition, Long> end : last.entrySet()) {
      if (stable.getOrDefault(end.getKey(), 0L) < end.getValue()) {
        return end.getKey()
            + " has an open transaction: is the job checkpointing? See bin/zaiko status, or give it"
            + " longer with --timeout";
      }
    }
    return null;
  }

  private Map<TopicPartition, Long> lags(List<String> inputs) {
    List<TopicPartition> partitions = partitions(inputs);
    Map<TopicPartition, Long> ends = committed.endOffsets(partitions);
    Map<TopicPartition, Long> begins = committed.beginningOffsets(partitions);
    Map<TopicPartition, OffsetAndMetadata> read = groupOffsets();
    Map<TopicPartition, Long> lags = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata position = read.get(partition);
      long begin = begins.getOrDefault(partition, 0L);
      long reached = position == null ? begin : Math.max(begin, position.offset());
      long end = ends.getOrDefault(partition, 0L);
      if (reached < end && holdsRecords(partition, reached, end)) {
        lags.put(partition, end - reached);
      }
    }
    return lags;
  }

  /** Offsets may be markers of transactions only, which the job never sees. */
  private boolean holdsRecords(TopicPartition partition, long from, long end) {
    if (end - from > MARKERS_AT_MOST) {
      return true;
    }
    committed.assign(List.of(partition));
    committed.seek(partition, from);
    Instant deadline = Instant.now().plus(FETCH);
    while (committed.position(partition) < end && Instant.now().isBefore(deadline)) {
      if (!committed.poll(Duration.ofMillis(100)).isEmpty()) {
        return true;
      }
    }
    return committed.position(partition) < end;
  }

  private Map<TopicPartition, OffsetAndMetadata> groupOffsets() {
    try {
      return admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
    } catch (ExecutionException e) {
      throw new UserError(
          "cannot read how far the job has come (" + e.getCause() + "); is Kafka running?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted while waiting for the job; run verify again", e);
    }
  }

  private List<TopicPartition> partitions(List<String> topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    Map<String, ?> present = committed.listTopics();
    for (String topic : topics) {
      if (present.containsKey(topic)) {
        committed
            .partitionsFor(topic)
            .forEach(found -> partitions.add(new TopicPartition(topic, found.partition())));
      }
    }
    return partitions;
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted while waiting for the job; run verify again", e);
    }
  }

  @Override
  public void close() {
    admin.close();
    committed.close();
    uncommitted.close();
  }
}
