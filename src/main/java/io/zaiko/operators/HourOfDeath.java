package io.zaiko.operators;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.MathUtils;

/**
 * When a state dies that nobody speaks of any more: at a full hour, so that its timer is seldom
 * moved; where there are many, as of payments, at a moment of its key's own within the hour after
 * that. Else all that was spoken of in an hour would die at once, and the stream stand still.
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

  /**
   * The timer's time where there are many such states.
   *
   * @param key of the state
   * @param spokenOfMicros business time of what was last said
   */
  long millis(String key, long spokenOfMicros) {
    return millis(spokenOfMicros) + momentOf(key);
  }

  /** Moves the timer: else each word of each state would leave one. */
  void move(TimerService timers, long beforeMicros, long nextMicros) {
    move(timers, beforeMicros, nextMicros, 0);
  }

  /** The same, where there are many such states. */
  void move(TimerService timers, String key, long beforeMicros, long nextMicros) {
    move(timers, beforeMicros, nextMicros, momentOf(key));
  }

  private void move(TimerService timers, long beforeMicros, long nextMicros, long moment) {
    if (beforeMicros == UNSPOKEN || millis(beforeMicros) != millis(nextMicros)) {
      if (beforeMicros != UNSPOKEN) {
        timers.deleteEventTimeTimer(millis(beforeMicros) + moment);
      }
      timers.registerEventTimeTimer(millis(nextMicros) + moment);
    }
  }

  private static long momentOf(String key) {
    return MathUtils.murmurHash(key.hashCode()) % GRAIN_MILLIS;
  }
}
