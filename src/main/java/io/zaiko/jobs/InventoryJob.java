package io.zaiko.jobs;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.SchemaIds;
import io.zaiko.connectors.ControlTopics;
import io.zaiko.connectors.KafkaAccess;
import io.zaiko.connectors.KafkaInputs;
import io.zaiko.connectors.KafkaOutputs;
import io.zaiko.connectors.RegistryAccess;
import io.zaiko.connectors.Unread;
import io.zaiko.domain.place.Place;
import io.zaiko.domain.rule.RulesAtStart;
import io.zaiko.operators.AwaitSchemas;
import io.zaiko.operators.ControlAtStart;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job that keeps stock: {@code flink run -c io.zaiko.jobs.InventoryJob zaiko-job.jar --settings
 * FILE}.
 */
public final class InventoryJob {

  /** The job's name in the dashboard, and the group under which its progress is shown. */
  public static final String NAME = "zaiko-inventory";

  private static final Duration CONTROL_READ_LIMIT = Duration.ofSeconds(60);

  private InventoryJob() {}

  /** Reads the settings file, builds the job and hands it to the engine. */
  public static void main(String[] args) throws Exception {
    if (args.length != 2 || !args[0].equals("--settings")) {
      throw new SettingsException("InventoryJob takes --settings FILE and nothing else");
    }
    Settings settings = Settings.from(read(Path.of(args[1])));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    define(env, settings);
    env.execute(NAME);
  }

  /** Builds the job: sources, flow, sinks. */
  static void define(StreamExecutionEnvironment env, Settings settings) {
    KafkaAccess kafka = new KafkaAccess(settings.bootstrapServers(), settings.kafka());
    RegistryAccess registry =
        new RegistryAccess(settings.registryUrl(), settings.registry(), settings.schemaCacheDir());
    var client = registry.client();
    SchemaIds ids = SchemaIds.resolve(schema -> client.idOf(schema.getFullName(), schema));
    ControlTopics.Snapshot control =
        ControlTopics.readToEnd(
            kafka, registry.patientSchemas(CONTROL_READ_LIMIT), CONTROL_READ_LIMIT);

    new InventoryFlow(settings, ids, atStart(control))
        .wire(
            new InventoryFlow.Sources(
                goods(env, settings, kafka, registry), control(env, settings, kafka, registry)),
            stage -> KafkaOutputs.exactlyOnce(kafka, stage.transactionPrefix(), settings.linger()));
  }

  private static DataStream<Inbound> goods(
      StreamExecutionEnvironment env,
      Settings settings,
      KafkaAccess kafka,
      RegistryAccess registry) {
    Unread unread = new Unread();
    DataStream<Inbound> read =
        Stage.READ_GOODS.of(
            env.fromSource(
                KafkaInputs.goods(
                    kafka,
                    registry,
                    settings.clockSkewMax(),
                    NAME,
                    settings.discoveryInterval(),
                    unread),
                businessTime(settings, unread),
                Stage.READ_GOODS.displayName()));
    DataStream<Inbound> goods =
        Stage.AWAIT_GOODS.of(
            read.transform(
                Stage.AWAIT_GOODS.displayName(),
                read.getType(),
                AwaitSchemas.ofGoods(registry, settings.clockSkewMax())));
    return switch (settings.mode()) {
      case LIVE -> goods.union(Clock.ticking(env, settings.lateness()));
      case REPLAY -> goods;
    };
  }

  private static WatermarkStrategy<Inbound> businessTime(Settings settings, Unread unread) {
    return WatermarkStrategy.forGenerator(
            new IdleAtEnd(settings.lateness(), settings.idleness(), unread))
        .withTimestampAssigner(clockOf(settings.mode()));
  }

  /**
   * What time a record tells. A refusal has none of its own, and that of a record that waits for
   * its schema is not known yet: among live records both move time as far as the broker's clock,
   * lest a channel that sends nothing else stop the time of all.
   */
  private static SerializableTimestampAssigner<Inbound> clockOf(Mode mode) {
    return switch (mode) {
      case LIVE ->
          (inbound, none) ->
              inbound.event() == null ? inbound.brokerTimeMillis() : inbound.eventTimeMillis();
      case REPLAY -> (inbound, none) -> inbound.eventTimeMillis();
    };
  }

  /** One reader for all master data: every subtask then hears it in one order. */
  private static DataStream<ControlRecord> control(
      StreamExecutionEnvironment env,
      Settings settings,
      KafkaAccess kafka,
      RegistryAccess registry) {
    DataStream<ControlRecord> read =
        Stage.READ_CONTROL.of(
            env.fromSource(
                    KafkaInputs.controls(kafka, registry, NAME, settings.discoveryInterval()),
                    NoTime.strategy(),
                    Stage.READ_CONTROL.displayName())
                .setParallelism(1));
    return Stage.AWAIT_CONTROL.of(
        read.transform(
                Stage.AWAIT_CONTROL.displayName(), read.getType(), AwaitSchemas.ofControl(registry))
            .setParallelism(1));
  }

  private static ControlAtStart atStart(ControlTopics.Snapshot control) {
    Set<String> nonStock = new HashSet<>();
    List<Place> places = new ArrayList<>();
    for (ControlRecord entry : control.entries()) {
      Place place = entry.place();
      if (place != null) {
        places.add(place);
      } else if (entry.nonStock()) {
        nonStock.add(entry.id());
      }
    }
    Map<String, Long> readUpTo = new HashMap<>();
    control
        .nextOffsets()
        .forEach(
            (partition, next) ->
                readUpTo.put(
                    ControlAtStart.partition(partition.topic(), partition.partition()), next));
    RulesAtStart rules = control.rules();
    return new ControlAtStart(nonStock, rules.standing(), rules.leftOutFrom(), places, readUpTo);
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new SettingsException("The settings file " + file + " cannot be read: " + e);
    }
    return properties;
  }
}
