package io.zaiko.jobs;

import io.zaiko.codec.SchemaIds;
import io.zaiko.testkit.EmbeddedBroker;
import io.zaiko.testkit.EmbeddedRegistry;
import io.zaiko.testkit.RunningJob;
import io.zaiko.testkit.Topics;
import io.zaiko.tools.verify.VerifyCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;

/**
 * A job, the inventory job unless another is asked for, live, between a real broker of its own and
 * the real registry. New topics are looked for every second and records may be a second late, so
 * that a test does not wait for long.
 */
final class WholeJob implements AutoCloseable {

  private final EmbeddedBroker broker;
  private final Topics topics;
  private final Settings settings;
  private final Definition definition;
  private final Path checkpoints;
  private RunningJob job;

  /** Builds a job. */
  interface Definition {
    void define(StreamExecutionEnvironment env, Settings settings);
  }

  private WholeJob(
      EmbeddedBroker broker, Path folder, Map<String, String> more, Definition definition)
      throws Exception {
    String registry = EmbeddedRegistry.shared().url();
    this.broker = broker;
    this.definition = definition;
    this.topics = new Topics(broker.bootstrap(), registry);
    RunningJob.register(registry, SchemaIds.written());
    Properties properties = new Properties();
    properties.putAll(broker.settings());
    properties.setProperty("registry.url", registry);
    properties.setProperty("schema.cache.dir", folder.resolve("schemas").toString());
    properties.setProperty("discovery.interval", "PT1S");
    properties.setProperty("lateness", "PT1S");
    properties.putAll(more);
    this.settings = Settings.from(properties);
    this.checkpoints = folder.resolve("checkpoints");
    this.job = RunningJob.start(env -> definition.define(env, settings), checkpoints);
  }

  /**
   * Starts broker and job; returns when all tasks run.
   *
   * @param folder for checkpoints and schemas
   * @param more settings beside or instead of the usual ones
   */
  static WholeJob start(Path folder, Map<String, String> more) throws Exception {
    return of(InventoryJob::define, folder, more);
  }

  /** Starts broker and job; returns when all tasks run. */
  static WholeJob of(Definition definition, Path folder, Map<String, String> more)
      throws Exception {
    return new WholeJob(EmbeddedBroker.start(), folder, more, definition);
  }

  Topics topics() {
    return topics;
  }

  String bootstrap() {
    return broker.bootstrap();
  }

  /** Whether the job is running. */
  boolean isRunning() throws Exception {
    return job.isRunning();
  }

  /** Kills the only task manager and starts another. */
  void replaceTaskManager() throws Exception {
    job.replaceTaskManager();
  }

  /** Ends the job and its engine; broker, registry and checkpoints stay. */
  void end() throws Exception {
    job.close();
  }

  /** Starts the job that was ended anew, from its newest completed checkpoint. */
  void goOn() throws Exception {
    Configuration recovery = new Configuration();
    recovery.set(StateRecoveryOptions.SAVEPOINT_PATH, newestCheckpoint().toUri().toString());
    job =
        RunningJob.start(
            env -> {
              env.configure(recovery);
              definition.define(env, settings);
            },
            checkpoints);
  }

  /** What completed a checkpoint wrote last is its metadata. */
  private Path newestCheckpoint() throws IOException {
    try (Stream<Path> paths = Files.walk(checkpoints, 3)) {
      return paths
          .filter(path -> path.endsWith("_metadata"))
          .max(Comparator.comparing(WholeJob::writtenAt))
          .orElseThrow()
          .getParent();
    }
  }

  private static FileTime writtenAt(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code zaiko verify} exits with. */
  int verify() {
    return verify(InstantSource.system()).exit();
  }

  /**
   * What came of {@code zaiko verify}.
   *
   * @param exit 0 where all adds up
   * @param report what it said
   */
  record Verified(int exit, String report) {}

  /**
   * Verifies with the settings of the job.
   *
   * @param clock by which the newest input is as old as it is
   */
  Verified verify(InstantSource clock) {
    StringWriter report = new StringWriter();
    int exit =
        new CommandLine(new VerifyCommand(clock))
            .setOut(new PrintWriter(report))
            .execute(
                "--bootstrap",
                broker.bootstrap(),
                "--registry",
                EmbeddedRegistry.shared().url(),
                "--source-silence-timeout",
                settings.silenceTimeout().toString());
    return new Verified(exit, report.toString());
  }

  @Override
  public void close() throws Exception {
    job.close();
    topics.close();
    broker.close();
  }
}
