package io.zaiko.operators;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.TimerService;

/**
 * When a state dies that nobody speaks of any more: at a full hour, so that its timer is seldom
 * moved.
 */
final class HourOfDeath implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long GRAIN_MILLIS = Duration.ofHours(1).toMillis();

  /** Business time of a state of which nothing was said yet. */
  static final long UNSPOKEN = Long.MIN_VALUE;

  private final long retentionMillis;

  HourOfDeath(Duration retention) {
    this.retentionMillis = retention.toMillis();
  }

  /**
   * The timer's time.
   *
   * @param spokenOfMicros business time of what was last said
   */
  long millis(long spokenOfMicros) {
    long last = TimeUnit.MICROSECONDS.toMillis(spokenOfMicros) + retentionMillis;
    return (Math.floorDiv(last, GRAIN_MILLIS) + 1) * GRAIN_MILLIS;
  }

  /** Moves the timer: else each word of each state would leave one. */
  void move(TimerService timers, long beforeMicros, long nextMicros) {
    if (beforeMicros == UNSPOKEN || millis(beforeMicros) != millis(nextMicros)) {
      if (beforeMicros != UNSPOKEN) {
        timers.deleteEventTimeTimer(millis(beforeMicros));
      }
      timers.registerEventTimeTimer(millis(nextMicros));
    }
  }
}
