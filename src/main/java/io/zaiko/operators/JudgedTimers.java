package io.zaiko.operators;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.TimerService;

/**
 * The timers of a state that is judged again when something is due, and that dies some time after
 * it was last spoken of or after what is due, if that is within two years: one of each sort at a
 * time, else each word would leave one. A timer that stays where it is is not touched: each touch
 * is a write.
 */
final class JudgedTimers implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long NONE = Long.MIN_VALUE;
  private static final long NOT_DUE = Long.MAX_VALUE;
  private static final long FARTHEST_MICROS = TimeUnit.DAYS.toMicros(2 * 366);

  private final HourOfDeath death;
  private final HourOfDeath lateDeath;

  /**
   * @param retention business time for which the state is known after it was last spoken of
   */
  JudgedTimers(Duration retention) {
    this(retention, retention);
  }

  /**
   * @param retention business time for which the state is known after it was last spoken of
   * @param longRetention the same of a state that is to live longer
   */
  JudgedTimers(Duration retention, Duration longRetention) {
    this.death = new HourOfDeath(retention);
    this.lateDeath = new HourOfDeath(longRetention);
  }

  /**
   * What a state waits for, microseconds.
   *
   * @param spokenOf business time of what was last said; {@link HourOfDeath#UNSPOKEN} where nothing
   *     was
   * @param due when it is to be judged again; {@code Long.MAX_VALUE} where it is not
   * @param isLong whether it is to live longer than most
   */
  record Awaits(long spokenOf, long due, boolean isLong) {
    Awaits(long spokenOf, long due) {
      this(spokenOf, due, false);
    }
  }

  /**
   * Moves the timers. Both may be of one millisecond, which then has one timer.
   *
   * @param key of the state
   */
  void move(TimerService timers, String key, Awaits before, Awaits next) {
    long deathBefore = deathMillis(key, before);
    long dueBefore = dueMillis(before);
    long deathNext = deathMillis(key, next);
    long dueNext = dueMillis(next);
    delete(timers, deathBefore, deathNext, dueNext);
    delete(timers, dueBefore, deathNext, dueNext);
    register(timers, deathNext, deathBefore, dueBefore);
    register(timers, dueNext, deathBefore, dueBefore);
  }

  /** Whether the state is to die, now that a timer of it fired. */
  boolean isDeath(String key, Awaits state, long timerMillis) {
    return deathMillis(key, state) <= timerMillis;
  }

  private static void delete(TimerService timers, long millis, long death, long due) {
    if (millis != NONE && millis != death && millis != due) {
      timers.deleteEventTimeTimer(millis);
    }
  }

  private static void register(TimerService timers, long millis, long death, long due) {
    if (millis != NONE && millis != death && millis != due) {
      timers.registerEventTimeTimer(millis);
    }
  }

  private long deathMillis(String key, Awaits of) {
    if (of.spokenOf() == HourOfDeath.UNSPOKEN) {
      return NONE;
    }
    boolean isAwaited = of.due() > of.spokenOf() && of.due() <= of.spokenOf() + FARTHEST_MICROS;
    return (of.isLong() ? lateDeath : death).millis(key, isAwaited ? of.due() : of.spokenOf());
  }

  /** The first millisecond after what is due: it is due when that has passed. */
  private static long dueMillis(Awaits of) {
    return of.due() == NOT_DUE ? NONE : Math.floorDiv(of.due(), 1_000L) + 1;
  }
}
