package io.zaiko.jobs;

import io.zaiko.codec.SchemaIds;
import io.zaiko.connectors.KafkaAccess;
import io.zaiko.connectors.KafkaOutputs;
import io.zaiko.connectors.RegistryAccess;
import io.zaiko.domain.identity.RecordKind;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job that judges payments: {@code flink run -c io.zaiko.jobs.PaymentsJob zaiko-job.jar
 * --settings FILE}.
 */
public final class PaymentsJob {

  /** The job's name in the dashboard, and the group under which its progress is shown. */
  public static final String NAME = "zaiko-payments";

  private static final JobInput PAYMENTS =
      new JobInput(
          NAME,
          RecordKind.OF_PAYMENTS,
          true,
          Stage.READ_PAYMENTS,
          Stage.AWAIT_PAYMENTS,
          Stage.PAYMENTS_CLOCK,
          Stage.PAYMENTS_CLOCK_TIME);

  /**
   * How long a record may wait for others on the way to the next operator: a suspicion has 200 ms,
   * and some six hops to make; a hop for each record by itself costs more than most operators.
   */
  private static final long BUFFER_MILLIS = 10;

  private PaymentsJob() {}

  /** Reads the settings file, builds the job and hands it to the engine. */
  public static void main(String[] args) throws Exception {
    Settings settings = Settings.of("PaymentsJob", args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    define(env, settings);
    env.execute(NAME);
  }

  /** Builds the job: source, flow, sinks. */
  static void define(StreamExecutionEnvironment env, Settings settings) {
    env.setBufferTimeout(BUFFER_MILLIS);
    KafkaAccess kafka = new KafkaAccess(settings.bootstrapServers(), settings.kafka());
    RegistryAccess registry =
        new RegistryAccess(settings.registryUrl(), settings.registry(), settings.schemaCacheDir());
    var client = registry.client();
    SchemaIds ids = SchemaIds.resolve(schema -> client.idOf(schema.getFullName(), schema));
    new PaymentsFlow(settings, ids)
        .wire(
            PAYMENTS.read(env, settings, kafka, registry),
            stage -> KafkaOutputs.exactlyOnce(kafka, stage.transactionPrefix(), settings.linger()));
  }
}
