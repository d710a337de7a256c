package io.zaiko.operators;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * Business time, which a restart does not turn back. After one the engine knows no watermark until
 * all sources have spoken, and what was too late before would pass meanwhile.
 *
 * <p>Operator state: one number for each subtask. After a restore each takes the greatest, for the
 * keys of the furthest subtask may now be its own, and there they have been forgotten by that time.
 */
final class ReachedTime {
  /**
   * Says that no more will come, for instance when a job is drained; a later attempt knows better.
   */
  private static final long END_OF_TIME = Long.MAX_VALUE;

  /** Clocks of two machines differ by less. */
  private static final long CLOCKS_DIFFER_MILLIS = Duration.ofHours(1).toMillis();

  private final ListState<Long> kept;
  private long reachedMillis = Long.MIN_VALUE;
  private @Nullable TimerService clock;

  /**
   * @param wallClockMillis no time beyond it is believed
   */
  ReachedTime(OperatorStateStore store, long wallClockMillis) throws Exception {
    kept = store.getUnionListState(new ListStateDescriptor<>("reached-time", Types.LONG));
    for (Long millis : kept.get()) {
      reachedMillis = Math.max(reachedMillis, millis);
    }
    // What a clock that ran ahead said must not outlive it.
    reachedMillis = Math.min(reachedMillis, wallClockMillis);
  }

  /**
   * The greater of the watermark and what was reached before.
   *
   * @return milliseconds; {@link Long#MIN_VALUE} before the first watermark of all
   */
  long millis(TimerService now) {
    clock = now;
    if (now.currentWatermark() == END_OF_TIME) {
      return END_OF_TIME;
    }
    reachedMillis = Math.max(reachedMillis, now.currentWatermark());
    return reachedMillis;
  }

  /**
   * Business time, but no time that no clock has shown yet, such as that of the end of a replay.
   */
  long believedMillis(TimerService now) {
    return Math.min(millis(now), latestMillis());
  }

  /**
   * Whether a timer fires because its time has come. The end of a replay and of a drained job let
   * others fire, too.
   */
  static boolean hasCome(long timestamp, TimerService now) {
    return now.currentWatermark() != END_OF_TIME && timestamp <= latestMillis();
  }

  private static long latestMillis() {
    return System.currentTimeMillis() + CLOCKS_DIFFER_MILLIS;
  }

  /** Remembers it with a checkpoint; of an attempt that heard nothing yet, what was restored. */
  void keep() throws Exception {
    if (clock != null) {
      millis(clock);
    }
    kept.update(List.of(reachedMillis));
  }
}
