package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HourOfDeathTest {
  private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();
  private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;
  private static final long HOUR_MICROS = HOUR_MILLIS * 1_000;

  private final HourOfDeath death = new HourOfDeath(Duration.ofHours(3));

  @Test
  void it_is_the_full_hour_after_the_retention() {
    assertThat(death.millis(0)).isEqualTo(4 * HOUR_MILLIS);
    assertThat(death.millis(HOUR_MICROS - 1)).isEqualTo(4 * HOUR_MILLIS);
    assertThat(death.millis(HOUR_MICROS)).isEqualTo(5 * HOUR_MILLIS);
  }

  @Test
  void of_one_key_it_stays_within_the_hour_in_which_it_is_spoken_of() {
    long first = death.millis("psp|shop|pay-1", 0);
    assertThat(first).isBetween(4 * HOUR_MILLIS, 5 * HOUR_MILLIS - 1);
    assertThat(death.millis("psp|shop|pay-1", HOUR_MICROS - 1)).isEqualTo(first);
    assertThat(death.millis("psp|shop|pay-1", HOUR_MICROS)).isEqualTo(first + HOUR_MILLIS);
  }

  /** A hundred thousand payments of an hour must not die at one moment. */
  @Test
  void many_keys_die_all_over_the_hour() {
    TreeMap<Long, Integer> ofMinute = new TreeMap<>();
    for (int i = 0; i < 60_000; i++) {
      ofMinute.merge(death.millis("psp|shop|pay-" + i, 0) / MINUTE_MILLIS, 1, Integer::sum);
    }
    assertThat(ofMinute).hasSize(60);
    assertThat(ofMinute.values()).allMatch(deaths -> deaths < 3_000);
  }
}
