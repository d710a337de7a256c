package io.zaiko.tools;

import io.zaiko.tools.house.Addresses;
import io.zaiko.tools.house.Home;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a command finds Kafka and the registry: what the options say, else the house running here.
 *
 * <p>TLS and SASL settings come from the file that {@code ZAIKO_KAFKA_PROPERTIES} names, never from
 * the command line.
 */
public final class Endpoints {
  private static final String REGISTRY = "registry.";

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Kafka broker (default: the one bin/zaiko up started)")
  private @Nullable String bootstrap;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "schema registry with the Confluent API (default: the one of bin/zaiko up)")
  private @Nullable String registry;

  @Option(
      names = "--mode",
      paramLabel = "live|replay",
      description = "how the job was started; needed only with --bootstrap")
  private @Nullable String mode;

  /** The broker, {@code host:port}. */
  public String bootstrap() {
    return bootstrap != null ? bootstrap : Home.addresses().bootstrap();
  }

  /** The URL of the registry's Confluent API. */
  public String registry() {
    return registry != null ? registry : Home.addresses().registry();
  }

  /** True where the job takes its time from the records alone. */
  public boolean replayMode() {
    if (mode == null) {
      return bootstrap == null && Home.addresses().replayMode();
    }
    if (!mode.equals(Addresses.LIVE) && !mode.equals(Addresses.REPLAY)) {
      throw new UserError("--mode is live or replay, not " + mode);
    }
    return mode.equals(Addresses.REPLAY);
  }

  /**
   * What the house running here gave its job beside the addresses, by the keys of its settings;
   * empty where {@code --bootstrap} names another broker.
   */
  public Map<String, String> jobSettings() {
    return bootstrap == null ? Home.locate().jobSettings() : Map.of();
  }

  /** The settings every Kafka client of a command starts from. */
  public Properties kafka() {
    return kafka(bootstrap());
  }

  /** The settings for clients of one broker, with those of {@code ZAIKO_KAFKA_PROPERTIES}. */
  public static Properties kafka(String bootstrap) {
    Properties properties = file();
    properties.keySet().removeIf(key -> key.toString().startsWith(REGISTRY));
    properties.setProperty("bootstrap.servers", bootstrap);
    return properties;
  }

  /** Credentials and TLS of the registry: the {@code registry.*} of the same file, unprefixed. */
  public static Map<String, String> registryOptions() {
    Properties properties = file();
    return properties.stringPropertyNames().stream()
        .filter(key -> key.startsWith(REGISTRY))
        .collect(
            Collectors.toMap(key -> key.substring(REGISTRY.length()), properties::getProperty));
  }

  private static Properties file() {
    Properties properties = new Properties();
    String file = System.getenv("ZAIKO_KAFKA_PROPERTIES");
    if (file != null && !file.isBlank()) {
      try (Reader reader = Files.newBufferedReader(Path.of(file))) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UserError(
            "cannot read " + file + "; ZAIKO_KAFKA_PROPERTIES must name a properties file", e);
      }
    }
    return properties;
  }
}
