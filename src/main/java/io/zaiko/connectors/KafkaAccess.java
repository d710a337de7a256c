package io.zaiko.connectors;

import java.io.Serializable;
import java.util.Map;
import java.util.Properties;

/**
 * How to reach a Kafka cluster.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param options what every client gets besides, under Kafka's own names: TLS, SASL, fetch sizes.
 *     Holds secrets, so it shows itself without them
 */
public record KafkaAccess(String bootstrapServers, Map<String, String> options)
    implements Serializable {

  public KafkaAccess {
    options = Map.copyOf(options);
  }

  /**
   * The properties of one client: its defaults, then the options, then what must not be changed.
   */
  Properties properties(Map<String, String> defaults, Map<String, String> fixed) {
    Properties properties = new Properties();
    properties.putAll(defaults);
    properties.putAll(options);
    properties.putAll(fixed);
    properties.put("bootstrap.servers", bootstrapServers);
    return properties;
  }

  @Override
  public String toString() {
    return "KafkaAccess[" + bootstrapServers + ", options " + options.keySet() + ']';
  }
}
