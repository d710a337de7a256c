package io.zaiko.tools.rules;

import io.zaiko.avro.Availability;
import io.zaiko.codec.OutputTopic;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.CommittedScan;
import io.zaiko.tools.clients.Connections;
import io.zaiko.tools.clients.ValueReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What was last committed of one shelf. Reads the one partition that its key lies in. */
final class LastImage {
  private static final String TOPIC = OutputTopic.AVAILABILITY.topic();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private LastImage() {}

  /** The image of a shelf; null where there is none, or it was withdrawn. */
  static @Nullable Availability of(String shelfKey, Endpoints endpoints) {
    byte[] key = shelfKey.getBytes(StandardCharsets.UTF_8);
    CommittedScan scan = new CommittedScan(endpoints.kafka(), PATIENCE);
    AtomicReference<ConsumerRecord<byte[], byte[]>> last = new AtomicReference<>();
    scan.read(
        TOPIC,
        others(key, scan.ends(TOPIC)),
        record -> {
          if (Arrays.equals(record.key(), key)) {
            last.set(record);
          }
        });
    return last.get() == null || last.get().value() == null
        ? null
        : read(last.get().value(), endpoints);
  }

  /** The partitions in which the key does not lie, at their ends: they are passed over. */
  private static Map<TopicPartition, Long> others(byte[] key, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> others = new HashMap<>(ends);
    if (!ends.isEmpty()) {
      int own = BuiltInPartitioner.partitionForKey(key, ends.size());
      others.remove(new TopicPartition(TOPIC, own));
    }
    return others;
  }

  private static Availability read(byte[] value, Endpoints endpoints) {
    try {
      return new ValueReader(Connections.registry(endpoints.registry())::byId)
          .read(value, Availability.class, Availability.SCHEMA$);
    } catch (ValueReader.UnreadableException e) {
      throw new UserError(
          "the image of the shelf is " + e.getMessage() + "; bin/zaiko verify says more", e);
    }
  }
}
