package io.zaiko.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Value;
import org.junit.jupiter.api.Test;

class UnreadTest {

  private static final String DOCK = Unread.nameOf("restocks.dock", 3);

  private final Unread unread = new Unread();
  private final Properties client = new Properties();
  private final Metrics metrics = new Metrics();
  private final Unread.Reporter reporter = new Unread.Reporter();

  @Test
  void a_partition_is_read_to_its_end_when_its_client_says_so_and_not_before() {
    Sensor lag = lagOf("restocks.dock", "3");
    assertThat(unread.isReadToEnd(DOCK)).as("nothing is listened to yet").isFalse();
    listen();
    lag.record(2);
    assertThat(unread.isReadToEnd(DOCK)).isFalse();
    lag.record(0);
    assertThat(unread.isReadToEnd(DOCK)).isTrue();
  }

  @Test
  void the_older_names_of_metrics_tell_of_the_same_partition() {
    listen();
    lagOf("restocks_dock", "3").record(0);
    assertThat(unread.isReadToEnd(DOCK)).isTrue();
  }

  @Test
  void all_ends_are_known_when_there_are_as_many_as_partitions() {
    listen();
    lagOf("restocks.dock", "3").record(0);
    lagOf("restocks.dock", "4").record(9);
    Set<String> named = Set.of(Unread.nameOf("restocks.dock", 4));
    assertThat(unread.isReadToEndBut(named, 3)).isFalse();
    assertThat(unread.isReadToEndBut(named, 2)).isTrue();
    assertThat(unread.isReadToEndBut(Set.of(), 2)).isFalse();
  }

  @Test
  void what_a_client_measures_beside_the_lag_tells_nothing() {
    listen();
    metric("records-lag-max", tags("restocks.dock", "3")).record(0);
    assertThat(unread.isReadToEnd(DOCK)).as("of a partition, but no lag").isFalse();
    metric("records-lag", Map.of("partition", "3")).record(0);
    metric("records-lag", Map.of("topic", "restocks.dock")).record(0);
    tellAgain();
    assertThat(unread.isReadToEndBut(Set.of(), 1)).as("no partition").isFalse();
    Sensor lag = lagOf("restocks.dock", "3");
    lag.record(5);
    metric("records-lag-avg", tags("restocks.dock", "3")).record(0);
    assertThat(unread.isReadToEnd(DOCK)).as("the lag itself goes on to count").isFalse();
  }

  @Test
  void of_two_who_measure_one_partition_the_newest_counts() {
    unread.measuredBy(DOCK, () -> 0);
    unread.measuredBy(DOCK, () -> 4);
    assertThat(unread.isReadToEnd(DOCK)).isFalse();
    unread.measuredBy(DOCK, () -> 0);
    assertThat(unread.isReadToEnd(DOCK)).isTrue();
  }

  @Test
  void a_partition_of_which_a_client_ceases_to_measure_is_not_forgotten() {
    listen();
    Sensor lag = lagOf("restocks.dock", "3");
    lag.record(7);
    metrics.removeSensor(lag.name());
    assertThat(unread.isReadToEndBut(Set.of(DOCK), 1)).isTrue();
    assertThat(unread.isReadToEnd(DOCK)).isFalse();
  }

  @Test
  void a_client_that_was_told_of_nobody_listening_measures_in_peace() {
    lagOf("restocks.dock", "3").record(0);
    tellAgain();
    assertThat(unread.isReadToEnd(DOCK)).isFalse();
  }

  @Test
  void the_listener_that_clients_have_unless_told_otherwise_stays() {
    unread.listenTo(client);
    assertThat(client.getProperty("metric.reporters"))
        .isEqualTo(
            "org.apache.kafka.common.metrics.JmxReporter," + Unread.Reporter.class.getName());
  }

  @Test
  void other_listeners_of_the_clients_stay() {
    client.setProperty("metric.reporters", "of.the.User");
    unread.listenTo(client);
    assertThat(client.getProperty("metric.reporters"))
        .isEqualTo("of.the.User," + Unread.Reporter.class.getName());
  }

  private Sensor lagOf(String topic, String partition) {
    return metric("records-lag", tags(topic, partition));
  }

  private static Map<String, String> tags(String topic, String partition) {
    return Map.of("client-id", "reader", "topic", topic, "partition", partition);
  }

  private Sensor metric(String name, Map<String, String> tags) {
    Sensor sensor = metrics.sensor(name + " of " + tags);
    sensor.add(new MetricName(name, "consumer-fetch-manager-metrics", "", tags), new Value());
    return sensor;
  }

  /** Kafka swallows what its listeners throw: here it shows. */
  private void tellAgain() {
    reporter.init(List.copyOf(metrics.metrics().values()));
  }

  private void listen() {
    unread.listenTo(client);
    Map<String, Object> configs = new HashMap<>();
    client.forEach((key, value) -> configs.put((String) key, value));
    reporter.configure(configs);
    metrics.addReporter(reporter);
    assertThat(List.copyOf(metrics.reporters())).contains(reporter);
  }
}
