package io.zaiko.tools.replay;

import io.zaiko.tools.UserError;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Waits until the job's group has read, and a checkpoint has covered, all that topics hold. */
final class CatchUp {
  private static final String GROUP = "zaiko-inventory";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Admin admin;

  CatchUp(Admin admin) {
    this.admin = admin;
  }

  /**
   * Returns when the job has caught up with what the topics hold now.
   *
   * @param remaining told how many records are left
   */
  void await(Collection<String> topics, LongConsumer remaining) {
    Map<TopicPartition, Long> ends = ends(topics);
    long least = Long.MAX_VALUE;
    long moved = System.nanoTime();
    for (long left = left(ends); left > 0; left = left(ends)) {
      remaining.accept(left);
      if (left < least) {
        least = left;
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
        throw new UserError(
            String.format(
                "the job is %,d records behind and has not moved for %d s; look at its dashboard"
                    + " (bin/zaiko status)",
                left, PATIENCE.toSeconds()));
      }
      try {
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
    remaining.accept(0);
  }

  private Map<TopicPartition, Long> ends(Collection<String> topics) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    get(admin.describeTopics(topics).allTopicNames())
        .forEach(
            (topic, description) ->
                description
                    .partitions()
                    .forEach(
                        partition ->
                            asked.put(
                                new TopicPartition(topic, partition.partition()),
                                OffsetSpec.latest())));
    Map<TopicPartition, Long> ends = new HashMap<>();
    get(admin.listOffsets(asked).all())
        .forEach((partition, found) -> ends.put(partition, found.offset()));
    return ends;
  }

  /** All of it while the broker is away: it may come back. */
  private long left(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, OffsetAndMetadata> read;
    try {
      read = admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
    } catch (ExecutionException e) {
      return ends.values().stream().mapToLong(Long::longValue).sum();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    long left = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      OffsetAndMetadata at = read.get(end.getKey());
      left += Math.max(0, end.getValue() - (at == null ? 0 : at.offset()));
    }
    return left;
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new UserError("Kafka does not answer (" + e.getCause() + "); see bin/zaiko status", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static UserError interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new UserError("interrupted; bin/zaiko verify checks what was sent", e);
  }
}
