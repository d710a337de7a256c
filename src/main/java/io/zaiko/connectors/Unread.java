package io.zaiko.connectors;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.jspecify.annotations.Nullable;

/**
 * How many records the reader of a source has not read yet, by partition: the lag that its Kafka
 * client measures itself ({@code records-lag}). It is what the client last drained, counts
 * committed records only, passes over the markers of transactions, and is not known before the
 * broker has answered for the partition once.
 *
 * <p>A source and its watermark strategy share one such object. It travels empty, with both in one
 * piece, and each reader fills its own: one entry for each of its partitions.
 */
public final class Unread implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String IN_PROPERTIES = "zaiko.unread";

  private final ConcurrentHashMap<String, DoubleSupplier> lags = new ConcurrentHashMap<>();

  /** Lets the clients that get these properties tell their lags to this object. */
  void listenTo(Properties client) {
    String others = client.getProperty(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG);
    client.put(
        ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG,
        (others == null ? JmxReporter.class.getName() : others) + ',' + Reporter.class.getName());
    client.put(IN_PROPERTIES, this);
  }

  /**
   * What a partition is called here. Kafka's older names of metrics write an underscore for a dot;
   * it lets no two topics differ by that alone.
   */
  public static String nameOf(String topic, int partition) {
    return topic.replace('.', '_') + '-' + partition;
  }

  /** Notes who can tell the lag of a partition; the newest wins. */
  public void measuredBy(String partition, DoubleSupplier lag) {
    lags.put(partition, lag);
  }

  /** Whether a partition is known to have nothing unread. */
  public boolean isReadToEnd(String partition) {
    DoubleSupplier lag = lags.get(partition);
    return lag != null && lag.getAsDouble() <= 0;
  }

  /**
   * Whether the ends of all partitions are known, and none has unread records but those named.
   *
   * @param partitions how many there are
   */
  public boolean isReadToEndBut(Set<String> named, int partitions) {
    return lags.size() >= partitions
        && lags.keySet().stream()
            .allMatch(partition -> named.contains(partition) || isReadToEnd(partition));
  }

  /** Made by a Kafka client, to which it listens. */
  public static final class Reporter implements MetricsReporter {
    private static final String LAG = "records-lag";

    private @Nullable Unread unread;

    @Override
    public void configure(Map<String, ?> configs) {
      unread = (Unread) configs.get(IN_PROPERTIES);
    }

    @Override
    public void init(List<KafkaMetric> metrics) {
      metrics.forEach(this::metricChange);
    }

    @Override
    public void metricChange(KafkaMetric metric) {
      Map<String, String> tags = metric.metricName().tags();
      String topic = tags.get("topic");
      String partition = tags.get("partition");
      if (unread != null
          && topic != null
          && partition != null
          && metric.metricName().name().equals(LAG)) {
        unread.measuredBy(
            nameOf(topic, Integer.parseInt(partition)), () -> (double) metric.metricValue());
      }
    }

    @Override
    public void metricRemoval(KafkaMetric metric) {
      // A reader keeps its partitions as long as it lives.
    }

    @Override
    public void close() {}
  }
}
