package io.zaiko.testkit;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A record of zeros that is small on its way and very large for whoever reads it. */
public final class Bomb {
  /** Bytes of the record once it is expanded. */
  public static final int EXPANDED = 200 << 20;

  private Bomb() {}

  /**
   * Sends one.
   *
   * @param compression a codec's name in Kafka: gzip, lz4 or zstd
   * @throws ExecutionException with what the broker answered, where it did not take it
   */
  public static void send(String bootstrap, String topic, String compression)
      throws ExecutionException, InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "compression.type",
                compression,
                "max.request.size",
                2 * EXPANDED,
                "buffer.memory",
                2L * EXPANDED),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, new byte[EXPANDED])).get();
    }
  }
}
