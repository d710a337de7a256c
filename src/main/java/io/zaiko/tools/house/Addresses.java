package io.zaiko.tools.house;

import java.util.Properties;

/**
 * Where the parts of a running house listen.
 *
 * @param bootstrap the broker, {@code host:port}
 * @param registry the schema registry's Confluent API, a URL
 * @param dashboard the Flink dashboard and REST API, a URL
 * @param mode {@code live} or {@code replay}, as the job was started
 * @param pid the process id of the supervisor
 */
public record Addresses(
    String bootstrap, String registry, String dashboard, String mode, long pid) {

  /** The mode in which the clock is a source. */
  public static final String LIVE = "live";

  /** The mode in which time comes from the records alone. */
  public static final String REPLAY = "replay";

  public Addresses {
    if (!mode.equals(LIVE) && !mode.equals(REPLAY)) {
      throw new IllegalArgumentException("mode must be live or replay, not " + mode);
    }
  }

  /** True where the running job takes its time from the records alone. */
  public boolean replayMode() {
    return mode.equals(REPLAY);
  }

  Properties toProperties() {
    Properties properties = new Properties();
    properties.setProperty("bootstrap", bootstrap);
    properties.setProperty("registry", registry);
    properties.setProperty("dashboard", dashboard);
    properties.setProperty("mode", mode);
    properties.setProperty("pid", Long.toString(pid));
    return properties;
  }

  static Addresses of(Properties properties) {
    return new Addresses(
        required(properties, "bootstrap"),
        required(properties, "registry"),
        required(properties, "dashboard"),
        required(properties, "mode"),
        Long.parseLong(required(properties, "pid")));
  }

  private static String required(Properties properties, String key) {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException("no " + key + " in the addresses");
    }
    return value;
  }
}
