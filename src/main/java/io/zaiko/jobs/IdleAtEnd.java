package io.zaiko.jobs;

import io.zaiko.codec.Inbound;
import io.zaiko.connectors.Unread;
import java.time.Duration;
import java.util.HashSet;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.RelativeClock;
import org.jspecify.annotations.Nullable;

/**
 * The time of each partition of a source: that of its records, out of order by the lateness.
 *
 * <pre>
 *   its end is not known yet, or it has unread records   holds time, however long its reading stalls
 *   read to its end, a record within the idleness        holds time
 *   read to its end, silent for the idleness since       idle: time goes on without it
 * </pre>
 *
 * <p>Each reader has an instance of its own. The engine asks it for a generator for the reader's
 * main output first, then for one for each partition, and does not say for which: until its first
 * record a generator may belong to any partition that no other has claimed. See
 * docs/decisions/0002.
 */
final class IdleAtEnd implements WatermarkGeneratorSupplier<Inbound> {

  /** So long time waits for a reader that was given no partition yet. */
  static final Duration UNTIL_PARTITIONS = Duration.ofSeconds(30);

  /** A check counts for no more silence than this: a stalled task has heard nothing either. */
  static final Duration MOST_BY_CHECK = Duration.ofMillis(500);

  private static final long serialVersionUID = 1L;

  private final Duration lateness;
  private final Duration idleness;
  private final Unread unread;
  // Empty while it travels.
  private final HashSet<String> claimed = new HashSet<>();
  private int partitions;
  private boolean hasMainOutput;

  IdleAtEnd(Duration lateness, Duration idleness, Unread unread) {
    this.lateness = lateness;
    this.idleness = idleness;
    this.unread = unread;
  }

  @Override
  public WatermarkGenerator<Inbound> createWatermarkGenerator(Context context) {
    RelativeClock clock = context.getInputActivityClock();
    if (!hasMainOutput) {
      hasMainOutput = true;
      return new OfMainOutput(new Silence(clock, UNTIL_PARTITIONS));
    }
    partitions++;
    return new OfPartition(new Silence(clock, idleness));
  }

  /** Sees no record; idle only while there is no partition that could say so. */
  private final class OfMainOutput implements WatermarkGenerator<Inbound> {
    private final Silence silence;

    OfMainOutput(Silence silence) {
      this.silence = silence;
    }

    @Override
    public void onEvent(Inbound event, long eventTimestamp, WatermarkOutput output) {
      throw new IllegalStateException("A record came by no partition");
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (partitions == 0 && silence.lasts()) {
        output.markIdle();
      }
    }
  }

  private final class OfPartition implements WatermarkGenerator<Inbound> {
    private final WatermarkGenerator<Inbound> time =
        new BoundedOutOfOrdernessWatermarks<>(lateness);
    private final Silence silence;
    private @Nullable String partition;
    private boolean wasHeard;

    OfPartition(Silence silence) {
      this.silence = silence;
    }

    @Override
    public void onEvent(Inbound event, long eventTimestamp, WatermarkOutput output) {
      if (partition == null) {
        partition = Unread.nameOf(event.origin().topic(), event.origin().partition());
        claimed.add(partition);
      }
      wasHeard = true;
      time.onEvent(event, eventTimestamp, output);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (wasHeard || !isReadToEnd()) {
        silence.isBroken();
      }
      wasHeard = false;
      if (silence.lasts()) {
        output.markIdle();
      } else {
        time.onPeriodicEmit(output);
      }
    }

    private boolean isReadToEnd() {
      return partition == null
          ? unread.isReadToEndBut(claimed, partitions)
          : unread.isReadToEnd(partition);
    }
  }

  /** How long nothing was heard, by a clock that stands while the output is blocked. */
  private static final class Silence {
    private final RelativeClock clock;
    private final long enoughNanos;
    private long checkedAtNanos;
    private long silentNanos;

    Silence(RelativeClock clock, Duration enough) {
      this.clock = clock;
      this.enoughNanos = enough.toNanos();
      this.checkedAtNanos = clock.relativeTimeNanos();
    }

    void isBroken() {
      silentNanos = 0;
      checkedAtNanos = clock.relativeTimeNanos();
    }

    boolean lasts() {
      long now = clock.relativeTimeNanos();
      silentNanos += Math.min(now - checkedAtNanos, MOST_BY_CHECK.toNanos());
      checkedAtNanos = now;
      return silentNanos > enoughNanos;
    }
  }
}
