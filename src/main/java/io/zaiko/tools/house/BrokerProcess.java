package io.zaiko.tools.house;

import io.zaiko.tools.UserError;
import io.zaiko.tools.topics.BatchLimits;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker that is its own controller.
 *
 * <p>It does not exit on an OutOfMemoryError, unlike the engine: to refuse a record of half a
 * gigabyte that came as a few kilobytes it must expand it first. Where that finds no room, that one
 * request fails and the broker serves on; an exit would give anyone who may write a way to stop it.
 */
final class BrokerProcess {
  /**
   * As long as the sinks' transactions may stay open: nothing is lost if the job is back by then.
   */
  private static final Duration LONGEST_TRANSACTION = Duration.ofHours(6);

  private BrokerProcess() {}

  /** Writes the broker's settings, formats its folder if it is new, and describes the process. */
  static Child prepare(Home home, Distribution distribution, Ports ports) {
    Path file = home.conf().resolve("server.properties");
    new PropertiesFile(file).write(settings(home, ports));
    if (!Files.exists(home.brokerFolder().resolve("meta.properties"))) {
      format(file);
    }
    return Child.ofJava(
        "broker",
        home,
        List.of(
            "-Xms512m",
            "-Xmx768m",
            "-XX:+UseG1GC",
            "-Dlog4j2.configurationFile=" + distribution.engineConf().resolve("log4j.properties"),
            "-cp",
            distribution.toolsClassPath(),
            "kafka.Kafka",
            file.toString()));
  }

  private static Properties settings(Home home, Ports ports) {
    String controller = ports.address(Ports.Use.KAFKA_CONTROLLER);
    String broker = ports.address(Ports.Use.KAFKA);
    Properties settings = new Properties();
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", "1");
    settings.setProperty("controller.quorum.voters", "1@" + controller);
    settings.setProperty("listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller);
    settings.setProperty("advertised.listeners", "PLAINTEXT://" + broker);
    settings.setProperty("controller.listener.names", "CONTROLLER");
    settings.setProperty("log.dirs", home.brokerFolder().toString());
    settings.setProperty("auto.create.topics.enable", "false");
    settings.setProperty("default.replication.factor", "1");
    settings.setProperty("min.insync.replicas", "1");
    settings.setProperty("offsets.topic.replication.factor", "1");
    settings.setProperty("offsets.topic.num.partitions", "4");
    settings.setProperty("transaction.state.log.replication.factor", "1");
    settings.setProperty("transaction.state.log.min.isr", "1");
    settings.setProperty("transaction.state.log.num.partitions", "4");
    settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
    settings.setProperty("share.coordinator.state.topic.min.isr", "1");
    settings.setProperty(
        "transaction.max.timeout.ms", Long.toString(LONGEST_TRANSACTION.toMillis()));
    settings.setProperty("group.initial.rebalance.delay.ms", "0");
    BatchLimits.ofBroker().forEach(settings::setProperty);
    settings.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(32 << 20));
    settings.setProperty("controlled.shutdown.enable", "false");
    return settings;
  }

  private static void format(Path settings) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int exit =
        StorageTool.execute(
            new String[] {
              "format", "-t", Uuid.randomUuid().toString(), "-c", settings.toString(), "-g"
            },
            new PrintStream(said, true, StandardCharsets.UTF_8));
    if (exit != 0) {
      throw new UserError(
          "cannot format the broker's folder ("
              + said.toString(StandardCharsets.UTF_8).lines().findFirst().orElse("")
              + "); try bin/zaiko up --fresh");
    }
  }
}
