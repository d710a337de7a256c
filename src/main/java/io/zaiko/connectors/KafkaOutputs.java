package io.zaiko.connectors;

import io.zaiko.codec.Outbound;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/**
 * The sinks of a job: one for each stage that emits, so that what a line causes commits together.
 */
public final class KafkaOutputs {
  /**
   * How long a stopped job may stay away before the broker gives up its open transactions. The
   * broker's {@code transaction.max.timeout.ms} must be at least this.
   */
  public static final Duration TRANSACTION_TIMEOUT = Duration.ofHours(6);

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "batch.size", "262144",
          "buffer.memory", "67108864",
          "compression.type", "lz4");

  private KafkaOutputs() {}

  /**
   * An exactly-once sink.
   *
   * @param stage prefix of the stage's transactional ids: unlike that of any other sink on the
   *     cluster, and the same for ever
   * @param linger how long a record waits for others to share its batch
   */
  public static Sink<Outbound> exactlyOnce(KafkaAccess kafka, String stage, Duration linger) {
    Map<String, String> fixed =
        Map.of(
            "linger.ms", Long.toString(linger.toMillis()),
            "transaction.timeout.ms", Long.toString(TRANSACTION_TIMEOUT.toMillis()));
    KafkaSink<Outbound> sink =
        KafkaSink.<Outbound>builder()
            .setBootstrapServers(kafka.bootstrapServers())
            .setKafkaProducerConfig(kafka.properties(DEFAULTS, fixed))
            .setRecordSerializer(new OutboundSerializer())
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
            .setTransactionalIdPrefix(stage)
            .build();
    return new ExactlyOnceSink(sink, kafka.properties(Map.of(), Map.of()));
  }
}
