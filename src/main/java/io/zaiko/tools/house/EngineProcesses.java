package io.zaiko.tools.house;

import io.zaiko.tools.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.changelog.fs.FsStateChangelogOptions;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * The engine as {@code flink-conf/config.yaml} describes it, at home on loopback: what Flink's own
 * scripts would do with that file, and nothing else.
 */
final class EngineProcesses {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String METRICS = "metrics.reporter.prom.";

  /**
   * Nobody waits for a single record of history, and what goes on in full buffers costs less than
   * the single records of live mode.
   */
  private static final Duration REPLAY_BUFFER_TIMEOUT = Duration.ofMillis(100);

  private final Home home;
  private final Distribution distribution;
  private final Ports ports;
  private final boolean metrics;
  private final Configuration settings;

  private EngineProcesses(
      Home home, Distribution distribution, Ports ports, boolean metrics, Configuration settings) {
    this.home = home;
    this.distribution = distribution;
    this.ports = ports;
    this.metrics = metrics;
    this.settings = settings;
  }

  /**
   * Writes the settings of this house's engine.
   *
   * @param mode {@code live} or {@code replay}
   * @param metrics whether the parts serve Prometheus metrics; the reporter listens on all
   *     interfaces, so it is off unless asked for
   */
  static EngineProcesses prepare(
      Home home, Distribution distribution, Ports ports, String mode, boolean metrics) {
    Configuration settings = GlobalConfiguration.loadConfiguration(conf(distribution));
    bind(settings, ports);
    if (mode.equals(Addresses.REPLAY)) {
      settings.set(ExecutionOptions.BUFFER_TIMEOUT, REPLAY_BUFFER_TIMEOUT);
    }
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, home.checkpoints().toUri().toString());
    settings.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, home.savepoints().toUri().toString());
    settings.set(FsStateChangelogOptions.BASE_PATH, home.checkpoints().toUri().toString());
    settings.set(CoreOptions.TMP_DIRS, home.scratch().toString());
    settings.set(WebOptions.TMP_DIR, home.scratch().toString());
    settings.set(WebOptions.LOG_PATH, home.log("jobmanager").toString());
    settings.set(BlobServerOptions.STORAGE_DIRECTORY, home.scratch().resolve("blobs").toString());
    settings.setString("state.backend.rocksdb.log.dir", home.scratch().toString());
    if (!metrics) {
      List<String> reporter =
          settings.keySet().stream().filter(key -> key.startsWith(METRICS)).toList();
      reporter.forEach(settings::removeKey);
    }
    write(settings, home.conf().resolve("config.yaml"));
    return new EngineProcesses(home, distribution, ports, metrics, settings);
  }

  private static String conf(Distribution distribution) {
    return distribution.engineConf().toString();
  }

  private static void bind(Configuration settings, Ports ports) {
    for (ConfigOption<String> address :
        List.of(
            JobManagerOptions.ADDRESS,
            JobManagerOptions.BIND_HOST,
            TaskManagerOptions.HOST,
            TaskManagerOptions.BIND_HOST,
            RestOptions.ADDRESS,
            RestOptions.BIND_ADDRESS)) {
      settings.set(address, LOOPBACK);
    }
    int dashboard = ports.of(Ports.Use.DASHBOARD);
    settings.set(RestOptions.PORT, dashboard);
    settings.set(RestOptions.BIND_PORT, Integer.toString(dashboard));
    settings.set(JobManagerOptions.PORT, ports.of(Ports.Use.JOBMANAGER_RPC));
    settings.set(BlobServerOptions.PORT, Integer.toString(ports.of(Ports.Use.BLOBS)));
    settings.set(
        TaskManagerOptions.RPC_PORT, Integer.toString(ports.of(Ports.Use.TASKMANAGER_RPC)));
    settings.set(NettyShuffleEnvironmentOptions.DATA_PORT, ports.of(Ports.Use.TASKMANAGER_SHUFFLE));
  }

  private static void write(Configuration settings, Path file) {
    try {
      Files.write(file, ConfigurationUtils.convertConfigToWritableLines(settings, true));
    } catch (IOException e) {
      throw new UserError("cannot write " + file + " (" + e.getMessage() + ")", e);
    }
  }

  Child jobManager() {
    JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(settings);
    return child(
        "jobmanager",
        JobManagerProcessUtils.generateJvmParametersStr(memory, settings),
        CoreOptions.FLINK_JM_JVM_OPTIONS,
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
        JobManagerProcessUtils.generateDynamicConfigsStr(memory),
        Ports.Use.JOBMANAGER_METRICS);
  }

  Child taskManager() {
    TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(settings);
    return child(
        "taskmanager",
        ProcessMemoryUtils.generateJvmParametersStr(memory),
        CoreOptions.FLINK_TM_JVM_OPTIONS,
        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
        TaskExecutorProcessUtils.generateDynamicConfigsStr(memory),
        Ports.Use.TASKMANAGER_METRICS);
  }

  private Child child(
      String name,
      String memory,
      ConfigOption<String> options,
      String main,
      String dynamic,
      Ports.Use metricsPort) {
    List<String> arguments = new ArrayList<>(words(memory));
    arguments.add("-XX:+ExitOnOutOfMemoryError");
    arguments.addAll(words(settings.get(CoreOptions.FLINK_JVM_OPTIONS)));
    arguments.addAll(words(settings.get(options)));
    arguments.add("-Djava.io.tmpdir=" + home.scratch());
    arguments.add(logging(distribution));
    arguments.add("-cp");
    arguments.add(distribution.engineClassPath());
    arguments.add(main);
    arguments.add("--configDir");
    arguments.add(home.conf().toString());
    arguments.addAll(words(dynamic));
    if (metrics) {
      arguments.add("-D");
      arguments.add(METRICS + "port=" + ports.of(metricsPort));
    }
    return Child.ofJava(name, home, arguments);
  }

  static String logging(Distribution distribution) {
    return "-Dlog4j2.configurationFile=" + distribution.engineConf().resolve("log4j.properties");
  }

  static List<String> words(String text) {
    return Arrays.stream(text.trim().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  /** Slots the task manager offers, which is also how many the house waits for. */
  int slots() {
    return settings.get(TaskManagerOptions.NUM_TASK_SLOTS);
  }

  /** What Flink's own client needs: its options for the JVM. */
  List<String> clientOptions() {
    return words(settings.get(CoreOptions.FLINK_JVM_OPTIONS));
  }
}
