package io.zaiko.jobs;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.SchemaIds;
import io.zaiko.connectors.ControlTopics;
import io.zaiko.connectors.KafkaAccess;
import io.zaiko.connectors.KafkaInputs;
import io.zaiko.connectors.KafkaOutputs;
import io.zaiko.connectors.RegistryAccess;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.place.Place;
import io.zaiko.domain.rule.RulesAtStart;
import io.zaiko.operators.AwaitSchemas;
import io.zaiko.operators.ControlAtStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job that keeps stock: {@code flink run -c io.zaiko.jobs.InventoryJob zaiko-job.jar --settings
 * FILE}.
 */
public final class InventoryJob {

  /** The job's name in the dashboard, and the group under which its progress is shown. */
  public static final String NAME = "zaiko-inventory";

  private static final JobInput GOODS =
      new JobInput(
          NAME,
          RecordKind.OF_STOCK,
          false,
          Stage.READ_GOODS,
          Stage.AWAIT_GOODS,
          Stage.CLOCK,
          Stage.CLOCK_TIME);

  private static final Duration CONTROL_READ_LIMIT = Duration.ofSeconds(60);

  private InventoryJob() {}

  /** Reads the settings file, builds the job and hands it to the engine. */
  public static void main(String[] args) throws Exception {
    Settings settings = Settings.of("InventoryJob", args);
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
                GOODS.read(env, settings, kafka, registry),
                control(env, settings, kafka, registry)),
            stage -> KafkaOutputs.exactlyOnce(kafka, stage.transactionPrefix(), settings.linger()));
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
}
