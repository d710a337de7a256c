package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.TimerService;
import org.junit.jupiter.api.Test;

class JudgedTimersTest {
  private static final long HOUR = TimeUnit.HOURS.toMicros(1);
  private static final Duration RETENTION = Duration.ofHours(2);
  private static final long NEVER = Long.MAX_VALUE;
  private static final String KEY = "psp|shop|pay-1";

  /** So long after a full hour its state dies, milliseconds. */
  private static final long MOMENT =
      new HourOfDeath(RETENTION).millis(KEY, 0) - new HourOfDeath(RETENTION).millis(0);

  private final JudgedTimers timers = new JudgedTimers(RETENTION);
  private final Registered registered = new Registered();

  @Test
  void a_state_waits_for_what_is_due_and_for_its_death() {
    move(HourOfDeath.UNSPOKEN, NEVER, HOUR, HOUR + 1_500);
    assertThat(registered.millis).containsExactly(3_600_002L, 4 * 3_600_000L + MOMENT);
  }

  /** An instalment is due in a year: who would miss it must not be dead by then. */
  @Test
  void a_state_does_not_die_before_what_is_due() {
    long year = 8_760 * HOUR;
    move(HourOfDeath.UNSPOKEN, NEVER, HOUR, year);
    assertThat(registered.millis)
        .containsExactly(8_760 * 3_600_000L + 1, (8_760 + 3) * 3_600_000L + MOMENT);
    long neverDue = 10 * year;
    move(HOUR, year, HOUR, neverDue);
    assertThat(registered.millis)
        .containsExactly(4 * 3_600_000L + MOMENT, 10 * 8_760 * 3_600_000L + 1);
  }

  @Test
  void a_timer_that_stays_is_not_touched() {
    move(HourOfDeath.UNSPOKEN, NEVER, HOUR, 2 * HOUR);
    registered.touched.clear();
    move(HOUR, 2 * HOUR, HOUR + 5, 2 * HOUR);
    assertThat(registered.touched).isEmpty();
  }

  @Test
  void a_death_within_the_same_hour_stays() {
    long dueMicros = 3 * HOUR - 1_000; // dies three hours later, as all that is due within the hour
    move(HourOfDeath.UNSPOKEN, NEVER, HOUR, dueMicros);
    assertThat(registered.millis).containsExactly(3 * 3_600_000L, 5 * 3_600_000L + MOMENT);
    move(HOUR, dueMicros, 2 * HOUR, 5 * HOUR - 1_000 - 2 * HOUR);
    assertThat(registered.millis).containsExactly(3 * 3_600_000L, 5 * 3_600_000L + MOMENT);
  }

  /** Whatever a state was and becomes, exactly what it waits for is registered. */
  @Test
  void there_is_exactly_one_timer_for_what_is_awaited() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      Registered all = new Registered();
      long spokenOf = HourOfDeath.UNSPOKEN;
      long due = NEVER;
      for (int step = 0; step < 20; step++) {
        long nextSpokenOf = random.nextInt(8) * HOUR / 2;
        long nextDue =
            random.nextInt(3) == 0 ? NEVER : random.nextInt(12) * HOUR / 2 + MOMENT * 1_000 - 1_000;
        timers.move(
            all,
            KEY,
            new JudgedTimers.Awaits(spokenOf, due),
            new JudgedTimers.Awaits(nextSpokenOf, nextDue));
        spokenOf = nextSpokenOf;
        due = nextDue;
        TreeSet<Long> awaited = new TreeSet<>();
        long last = due == NEVER ? nextSpokenOf : Math.max(nextSpokenOf, due);
        awaited.add((last / HOUR + RETENTION.toHours() + 1) * 3_600_000L + MOMENT);
        if (due != NEVER) {
          awaited.add(Math.floorDiv(due, 1_000L) + 1);
        }
        assertThat(all.millis).as("seed %d step %d", seed, step).isEqualTo(awaited);
      }
    }
  }

  private void move(long spokenOf, long due, long nextSpokenOf, long nextDue) {
    timers.move(
        registered,
        KEY,
        new JudgedTimers.Awaits(spokenOf, due),
        new JudgedTimers.Awaits(nextSpokenOf, nextDue));
  }

  /** Timers of event time, as the engine keeps them: a set. */
  private static final class Registered implements TimerService {
    private final TreeSet<Long> millis = new TreeSet<>();
    private final List<Long> touched = new ArrayList<>();

    @Override
    public long currentProcessingTime() {
      throw new UnsupportedOperationException("no timer goes by it");
    }

    @Override
    public long currentWatermark() {
      return Long.MIN_VALUE;
    }

    @Override
    public void registerProcessingTimeTimer(long time) {
      throw new UnsupportedOperationException("no timer goes by it");
    }

    @Override
    public void registerEventTimeTimer(long time) {
      touched.add(time);
      millis.add(time);
    }

    @Override
    public void deleteProcessingTimeTimer(long time) {
      throw new UnsupportedOperationException("no timer goes by it");
    }

    @Override
    public void deleteEventTimeTimer(long time) {
      touched.add(time);
      millis.remove(time);
    }
  }
}
