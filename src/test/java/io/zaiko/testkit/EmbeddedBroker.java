package io.zaiko.testkit;

import static org.awaitility.Awaitility.await;

import io.zaiko.tools.topics.BatchLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker (KRaft, one node) in a process of its own, on free loopback ports, with its
 * files in a temporary folder. It can be killed and restarted with what it had written.
 *
 * <p>Most tests want {@link #shared()} and topics of their own; a test that kills the broker starts
 * one of its own.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private static @Nullable EmbeddedBroker shared;

  private final Path folder;
  private final int port;
  private final Path settings;
  private ChildProcess process;

  private EmbeddedBroker(Path folder, int port, Path settings) {
    this.folder = folder;
    this.port = port;
    this.settings = settings;
    this.process = launch();
  }

  /** The one broker of this JVM, started on first use and ended with the JVM. */
  public static synchronized EmbeddedBroker shared() {
    if (shared == null) {
      EmbeddedBroker broker = start();
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
      shared = broker;
    }
    return shared;
  }

  /** A broker of the caller's own; returns when it answers. */
  public static EmbeddedBroker start() {
    Path folder = ChildProcess.newFolder("zaiko-broker-");
    int port = ChildProcess.freePort();
    Path settings = folder.resolve("server.properties");
    try (var out = Files.newOutputStream(settings)) {
      settings(folder.resolve("data"), port, ChildProcess.freePort()).store(out, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ChildProcess format =
        kafka(
            folder,
            "kafka.tools.StorageTool",
            List.of(
                "format",
                "--cluster-id",
                Uuid.randomUuid().toString(),
                "--config",
                settings.toString()));
    await("the storage is formatted").atMost(START_LIMIT).until(() -> !format.alive());
    EmbeddedBroker broker = new EmbeddedBroker(folder, port, settings);
    broker.awaitServing();
    return broker;
  }

  /**
   * What the settings of a job say of it. The connector of this version leaves an admin client
   * behind for each start of a sink; those of brokers that have ended are to look for them seldom.
   */
  public Map<String, String> settings() {
    return Map.of(
        "kafka.bootstrap.servers", bootstrap(), "kafka.reconnect.backoff.max.ms", "10000");
  }

  /** The address for {@code bootstrap.servers}. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** Creates a topic with the broker's defaults; returns when its partitions have a leader. */
  public void createTopic(String name, int partitions) {
    createTopic(name, partitions, Map.of());
  }

  /**
   * Creates a topic with settings such as {@code cleanup.policy}; returns when its partitions have
   * a leader.
   */
  public void createTopic(String name, int partitions, Map<String, String> config) {
    try (Admin admin = admin()) {
      admin
          .createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(config)))
          .all()
          .get();
      await("leaders of " + name)
          .atMost(START_LIMIT)
          .ignoreExceptions()
          .until(() -> haveLeaders(admin, name));
    } catch (ExecutionException e) {
      throw new IllegalStateException("topic " + name + " was not created", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while topic " + name + " was created", e);
    }
  }

  private static boolean haveLeaders(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
        .flatMap(description -> description.partitions().stream())
        .allMatch(partition -> partition.leader() != null && !partition.leader().isEmpty());
  }

  /** An admin client, to be closed by the caller. */
  public Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            60_000));
  }

  /** Ends the broker as a power cut would: SIGKILL. Its files stay. */
  public void kill() {
    process.kill();
  }

  /**
   * Starts the broker again on the same address with the files it left; returns when it answers.
   */
  public void restart() {
    process.kill();
    process = launch();
    awaitServing();
  }

  @Override
  public void close() {
    process.kill();
    ChildProcess.deleteFolder(folder);
  }

  private ChildProcess launch() {
    return kafka(folder, "kafka.Kafka", List.of(settings.toString()));
  }

  private void awaitServing() {
    try (Admin admin = admin()) {
      await("the broker answers")
          .atMost(START_LIMIT)
          .ignoreExceptions()
          .until(
              () -> {
                if (!process.alive()) {
                  throw new AssertionError("the broker ended:\n" + process.lastWords());
                }
                return admin.describeCluster().nodes().get().size() == 1;
              });
    }
  }

  private static ChildProcess kafka(Path folder, String mainClass, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "-Xms256m",
                "-Xmx1536m", // room to expand the bombs it is to refuse
                "-XX:+UseG1GC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of("target", "lib").toAbsolutePath() + "/*",
                mainClass));
    command.addAll(arguments);
    return ChildProcess.java(folder, command);
  }

  private static Properties settings(Path data, int port, int controllerPort) {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
            "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
            "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
            "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "controller.listener.names", "CONTROLLER",
            "log.dirs", data.toString(),
            "auto.create.topics.enable", "false"));
    settings.putAll(
        Map.of(
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "2",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "transaction.state.log.num.partitions", "2",
            "transaction.max.timeout.ms", String.valueOf(Duration.ofHours(6).toMillis()),
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0"));
    settings.putAll(BatchLimits.ofBroker());
    return settings;
  }
}
