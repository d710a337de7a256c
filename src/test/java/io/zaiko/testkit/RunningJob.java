package io.zaiko.testkit;

import static org.awaitility.Awaitility.await;

import io.zaiko.connectors.RegistryClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.changelog.fs.FsStateChangelogOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job on an engine inside this JVM, with the settings of {@code flink-conf}: RocksDB,
 * checkpoints, exactly-once.
 */
public final class RunningJob implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final MiniCluster cluster;
  private final JobID job;

  private RunningJob(MiniCluster cluster, JobID job) {
    this.cluster = cluster;
    this.job = job;
  }

  /** Builds a job. */
  @FunctionalInterface
  public interface Definition {
    void define(StreamExecutionEnvironment env) throws Exception;
  }

  /** Starts a job; returns when all its tasks run. */
  public static RunningJob start(Definition definition, Path checkpoints) throws Exception {
    return start(definition, checkpoints, new Configuration());
  }

  /** Starts a job with settings that differ from those of {@code flink-conf}. */
  public static RunningJob start(Definition definition, Path checkpoints, Configuration others)
      throws Exception {
    Configuration configuration = GlobalConfiguration.loadConfiguration("flink-conf");
    configuration.addAll(others);
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, checkpoints.toUri().toString());
    configuration.set(FsStateChangelogOptions.BASE_PATH, checkpoints.toUri().toString());
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    configuration.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofMillis(100));
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    configuration.removeKey("metrics.reporter.prom.factory.class");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    definition.define(env);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(2)
                .build());
    cluster.start();
    JobID job = cluster.submitJob(env.getStreamGraph()).get().getJobID();
    RunningJob running = new RunningJob(cluster, job);
    running.awaitRunning();
    return running;
  }

  /** Registers what the tests write and the job writes. */
  public static void register(String registryUrl, List<Schema> schemas) {
    RegistryClient registry = RegistryClient.connect(registryUrl);
    schemas.forEach(schema -> registry.register(schema.getFullName(), schema));
  }

  /** The engine's id of the job. */
  public String id() {
    return job.toString();
  }

  /** Whether the job is running. */
  public boolean isRunning() throws Exception {
    return cluster.getJobStatus(job).get() == JobStatus.RUNNING;
  }

  /** Kills the only task manager and starts another. */
  public void replaceTaskManager() throws Exception {
    cluster.terminateTaskManager(0).get();
    cluster.startTaskManager();
    awaitRunning();
  }

  private void awaitRunning() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                cluster.getExecutionGraph(job).get().getState() == JobStatus.RUNNING
                    && allTasksRun());
  }

  private boolean allTasksRun() throws Exception {
    for (var vertex : cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
      if (vertex.getExecutionState() != org.apache.flink.runtime.execution.ExecutionState.RUNNING) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws Exception {
    cluster.cancelJob(job).get();
    cluster.close();
  }
}
