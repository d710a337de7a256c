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
 * Waits until the jobs have read all their input and their last transactions are committed. A sweep
 * that what it read set off may go on after that: {@link VerifyCommand} waits for its outcome.
 */
final class CaughtUp implements AutoCloseable {
  private static final String INVENTORY = "zaiko-inventory";
  private static final String PAYMENTS = "zaiko-payments";
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
          "hold-releases.zaiko",
          "payment-states",
          "payment-alerts");

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
   * @param inputs the topics the jobs read
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

  /** Whether the job of payments has ever told how far it has come. */
  boolean hasPaymentsJob() {
    return !groupOffsets(PAYMENTS).isEmpty();
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
    Map<TopicPartition, OffsetAndMetadata> ofStock = groupOffsets(INVENTORY);
    Map<TopicPartition, OffsetAndMetadata> ofPayments = groupOffsets(PAYMENTS);
    Map<TopicPartition, Long> lags = new HashMap<>();
    for (TopicPartition partition : partitions) {
      long begin = begins.getOrDefault(partition, 0L);
      long end = ends.getOrDefault(partition, 0L);
      long reached = end;
      if (!partition.topic().startsWith(Topics.ACTIONS)) {
        reached = reached(ofStock, partition, begin);
      }
      // Where the job of payments never ran, nobody waits for it.
      if (Topics.isOfPayments(partition.topic()) && !ofPayments.isEmpty()) {
        reached = Math.min(reached, reached(ofPayments, partition, begin));
      }
      if (reached < end && holdsRecords(partition, reached, end)) {
        lags.put(partition, end - reached);
      }
    }
    return lags;
  }

  private static long reached(
      Map<TopicPartition, OffsetAndMetadata> read, TopicPartition partition, long begin) {
    OffsetAndMetadata position = read.get(partition);
    return position == null ? begin : Math.max(begin, position.offset());
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

  private Map<TopicPartition, OffsetAndMetadata> groupOffsets(String group) {
    try {
      return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
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
