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
  void other_listeners_of_the_clients_stay() {
    client.setProperty("metric.reporters", "of.the.User");
    unread.listenTo(client);
    assertThat(client.getProperty("metric.reporters"))
        .isEqualTo("of.the.User," + Unread.Reporter.class.getName());
  }

  private Sensor lagOf(String topic, String partition) {
    Sensor lag = metrics.sensor("lag of " + topic + partition);
    lag.add(
        new MetricName(
            "records-lag",
            "consumer-fetch-manager-metrics",
            "",
            Map.of("client-id", "reader", "topic", topic, "partition", partition)),
        new Value());
    return lag;
  }

  private void listen() {
    unread.listenTo(client);
    Unread.Reporter reporter = new Unread.Reporter();
    Map<String, Object> configs = new HashMap<>();
    client.forEach((key, value) -> configs.put((String) key, value));
    reporter.configure(configs);
    metrics.addReporter(reporter);
    assertThat(List.copyOf(metrics.reporters())).contains(reporter);
  }
}
