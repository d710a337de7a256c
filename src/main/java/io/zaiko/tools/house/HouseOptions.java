package io.zaiko.tools.house;

import io.zaiko.tools.UserError;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a person may choose about the house, shared by {@code up} and {@code demo}. */
final class HouseOptions {
  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      description = "the broker's port (default: the one of last time, else a free one)")
  private @Nullable Integer kafkaPort;

  @Option(names = "--registry-port", paramLabel = "PORT", description = "the registry's port")
  private @Nullable Integer registryPort;

  @Option(names = "--dashboard-port", paramLabel = "PORT", description = "the dashboard's port")
  private @Nullable Integer dashboardPort;

  @Option(
      names = "--metrics",
      description = "serve Prometheus metrics of the engine, on all interfaces")
  boolean metrics;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "a setting of the job, such as lateness=PT1M; may be repeated")
  private final Map<String, String> set = new LinkedHashMap<>();

  /**
   * What {@code --set} adds to the job's settings.
   *
   * @throws UserError for a key that the house itself decides
   */
  Map<String, String> jobSettings() {
    for (String key : JobSubmission.DECIDED_BY_THE_HOUSE) {
      if (set.containsKey(key)) {
        throw new UserError(
            "--set "
                + key
                + " is refused, because up decides it; "
                + (key.equals("mode")
                    ? "choose the mode with or without --replay"
                    : "leave it away, or submit the job to your own cluster with flink run"));
      }
    }
    return Map.copyOf(set);
  }

  Map<Ports.Use, Integer> askedPorts() {
    Map<Ports.Use, Integer> asked = new EnumMap<>(Ports.Use.class);
    ask(asked, Ports.Use.KAFKA, kafkaPort);
    ask(asked, Ports.Use.REGISTRY, registryPort);
    ask(asked, Ports.Use.DASHBOARD, dashboardPort);
    return asked;
  }

  private static void ask(Map<Ports.Use, Integer> asked, Ports.Use use, @Nullable Integer port) {
    if (port == null) {
      return;
    }
    if (port < 1 || port > 65_535) {
      throw new UserError("port " + port + " does not exist; choose one from 1 to 65535");
    }
    asked.put(use, port);
  }
}
