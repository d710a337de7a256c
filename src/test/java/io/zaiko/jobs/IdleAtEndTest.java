package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.codec.Inbound;
import io.zaiko.connectors.Unread;
import io.zaiko.domain.identity.Origin;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdleAtEndTest {

  private static final Duration CHECK = Duration.ofMillis(200);
  private static final Duration IDLENESS = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofHours(1);

  private final Unread unread = new Unread();
  private final IdleAtEnd time = new IdleAtEnd(Duration.ofSeconds(5), IDLENESS, unread);
  private final Heard output = new Heard();
  private long nowNanos = 1;
  private WatermarkGenerator<Inbound> ofMainOutput;

  @BeforeEach
  void the_engine_asks_for_the_main_output_first() {
    ofMainOutput = generator();
  }

  @Test
  void a_partition_whose_end_is_not_known_yet_holds_time() {
    assertThat(isIdleAfter(LONG, generator())).isFalse();
  }

  @Test
  void a_partition_with_unread_records_holds_time_however_long_its_reading_stalls() {
    WatermarkGenerator<Inbound> partition = generator();
    unreadIn("dock", 7);
    assertThat(isIdleAfter(LONG, partition)).as("before its first record").isFalse();
    hear(partition, "dock");
    assertThat(isIdleAfter(LONG, partition)).as("after it").isFalse();
  }

  @Test
  void a_partition_read_to_its_end_is_idle_after_two_silent_seconds() {
    WatermarkGenerator<Inbound> partition = generator();
    unreadIn("dock", 7);
    isIdleAfter(LONG, partition);
    unreadIn("dock", 0);
    assertThat(isIdleAfter(IDLENESS, partition)).as("its last may be on the way").isFalse();
    assertThat(isIdleAfter(CHECK, partition)).isTrue();
    hear(partition, "dock");
    assertThat(isIdleAfter(CHECK.plus(IDLENESS), partition)).as("heard again").isFalse();
    assertThat(output.watermark).isEqualTo(1_000 - 5_000 - 1);
    assertThat(isIdleAfter(CHECK, partition)).isTrue();
  }

  @Test
  void a_partition_not_heard_yet_waits_for_the_ends_of_all_that_were_not_heard_and_of_no_other() {
    WatermarkGenerator<Inbound> busy = generator();
    WatermarkGenerator<Inbound> one = generator();
    generator();
    unreadIn("busy", 7);
    hear(busy, "busy");
    unreadIn("one", 0);
    assertThat(isIdleAfter(LONG, one)).as("the third may be this one").isFalse();
    unreadIn("other", 7);
    assertThat(isIdleAfter(LONG, one)).as("still").isFalse();
    unreadIn("other", 0);
    isIdleAfter(IDLENESS, one);
    assertThat(isIdleAfter(CHECK, one)).isTrue();
    assertThat(isIdleAfter(LONG, busy)).isFalse();
  }

  @Test
  void a_stall_of_the_task_is_no_silence_of_the_partition() {
    WatermarkGenerator<Inbound> partition = generator();
    unreadIn("dock", 0);
    isIdleAfter(CHECK, partition);
    nowNanos += LONG.toNanos();
    assertThat(isIdleAfter(CHECK, partition)).isFalse();
  }

  @Test
  void a_reader_without_partitions_is_idle_after_a_while_and_one_with_partitions_never() {
    assertThat(isIdleAfter(IdleAtEnd.UNTIL_PARTITIONS, ofMainOutput)).isFalse();
    assertThat(isIdleAfter(CHECK, ofMainOutput)).isTrue();
    generator();
    assertThat(isIdleAfter(LONG, ofMainOutput)).isFalse();
  }

  private void unreadIn(String topic, long records) {
    unread.measuredBy(Unread.nameOf(topic, 0), () -> records);
  }

  private void hear(WatermarkGenerator<Inbound> partition, String topic) {
    Origin origin = new Origin(topic, 0, 1, 1);
    partition.onEvent(new Inbound(origin, null, null, 1, null, null, null, null), 1_000, output);
  }

  /** Checks five times a second, as the engine does; tells what the last check said. */
  private boolean isIdleAfter(Duration span, WatermarkGenerator<Inbound> generator) {
    for (long left = span.toMillis(); left > 0; left -= CHECK.toMillis()) {
      nowNanos += TimeUnit.MILLISECONDS.toNanos(Math.min(left, CHECK.toMillis()));
      output.isIdle = false;
      generator.onPeriodicEmit(output);
    }
    return output.isIdle;
  }

  private WatermarkGenerator<Inbound> generator() {
    return time.createWatermarkGenerator(
        new WatermarkGeneratorSupplier.Context() {
          @Override
          public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup();
          }

          @Override
          public RelativeClock getInputActivityClock() {
            return new HandClock();
          }
        });
  }

  private final class HandClock implements RelativeClock {
    @Override
    public long relativeTimeMillis() {
      return TimeUnit.NANOSECONDS.toMillis(nowNanos);
    }

    @Override
    public long relativeTimeNanos() {
      return nowNanos;
    }
  }

  private static final class Heard implements WatermarkOutput {
    private boolean isIdle;
    private long watermark = Long.MIN_VALUE;

    @Override
    public void emitWatermark(Watermark next) {
      watermark = next.getTimestamp();
    }

    @Override
    public void markIdle() {
      isIdle = true;
    }

    @Override
    public void markActive() {
      isIdle = false;
    }
  }
}
