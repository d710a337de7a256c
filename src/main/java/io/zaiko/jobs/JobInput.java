package io.zaiko.jobs;

import io.zaiko.codec.Inbound;
import io.zaiko.connectors.KafkaAccess;
import io.zaiko.connectors.KafkaInputs;
import io.zaiko.connectors.RegistryAccess;
import io.zaiko.connectors.Unread;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.operators.AwaitSchemas;
import java.util.Set;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What a job reads besides master data and, in live mode, the clock.
 *
 * @param job under whose name its progress is shown
 * @param kinds of records
 * @param readsBills whether it wants what sales and returns say of money
 * @param read the stage that reads them
 * @param await the stage that awaits their schemas
 * @param clock the stage that ticks
 * @param clockTime the stage that hands the time on
 */
record JobInput(
    String job,
    Set<RecordKind> kinds,
    boolean readsBills,
    Stage read,
    Stage await,
    Stage clock,
    Stage clockTime) {

  /** The records, and the watermarks of their business time. */
  DataStream<Inbound> read(
      StreamExecutionEnvironment env,
      Settings settings,
      KafkaAccess kafka,
      RegistryAccess registry) {
    Unread unread = new Unread();
    DataStream<Inbound> records =
        read.of(
            env.fromSource(
                KafkaInputs.goods(
                    kafka,
                    registry,
                    kinds,
                    readsBills,
                    settings.clockSkewMax(),
                    job,
                    settings.discoveryInterval(),
                    unread),
                businessTime(settings, unread),
                read.displayName()));
    DataStream<Inbound> decoded =
        await.of(
            records.transform(
                await.displayName(),
                records.getType(),
                AwaitSchemas.ofGoods(registry, settings.clockSkewMax(), readsBills)));
    return switch (settings.mode()) {
      case LIVE -> decoded.union(Clock.ticking(env, settings.lateness(), clock, clockTime));
      case REPLAY -> decoded;
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
}
