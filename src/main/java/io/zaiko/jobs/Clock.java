package io.zaiko.jobs;

import io.zaiko.codec.Inbound;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * The wall clock as a source: five ticks a second that carry the watermark {@code now - lateness}
 * and no record. Unioned into an input, time goes on in silence, waits for a backlog, and passes
 * the wall clock for nobody. See docs/decisions/0002.
 */
final class Clock {

  private static final double TICKS_PER_SECOND = 5;

  private Clock() {}

  /** A stream without records whose watermark follows the wall clock. */
  static DataStream<Inbound> ticking(
      StreamExecutionEnvironment env, Duration lateness, Stage clock, Stage clockTime) {
    GeneratorFunction<Long, Long> number = tick -> tick;
    DataGeneratorSource<Long> ticks =
        new DataGeneratorSource<>(
            number, Long.MAX_VALUE, RateLimiterStrategy.perSecond(TICKS_PER_SECOND), Types.LONG);
    WatermarkStrategy<Long> wallClock =
        WatermarkStrategy.<Long>forBoundedOutOfOrderness(lateness)
            .withTimestampAssigner((tick, none) -> System.currentTimeMillis());
    return clockTime.of(
        clock
            .of(env.fromSource(ticks, wallClock, clock.displayName()).setParallelism(1))
            .flatMap(new OnlyTime())
            .returns(Inbound.class)
            .setParallelism(1));
  }

  /** Lets watermarks through and no tick. */
  private static final class OnlyTime implements FlatMapFunction<Long, Inbound> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(Long tick, Collector<Inbound> out) {
      // A tick says nothing: its time has gone ahead of it as a watermark.
    }
  }
}
