package io.zaiko.domain.alert;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Names an episode of an alert by the cell of a fixed grid that its beginning falls into, so that
 * records in another order, which may shift the beginning a little, hardly ever rename it.
 */
public enum Episode {
  /** Of counts: two that bear one name are told apart once the first is forgotten, days later. */
  OF_COUNTS(Duration.ofDays(1)),

  /** Of transfers: two that bear one name are told apart once the first is forgotten. */
  OF_TRANSFERS(Duration.ofDays(30)),

  /** Of payments that are repeated: one instrument may repeat one on another day. */
  OF_REPEATS(Duration.ofDays(1)),

  /** Of silences for which checks wait: a shop that is offline each night is one alert a day. */
  OF_SILENCES(Duration.ofDays(1));

  private final long lengthMicros;

  Episode(Duration length) {
    this.lengthMicros = TimeUnit.MILLISECONDS.toMicros(length.toMillis());
  }

  /**
   * The number of the cell.
   *
   * @param beginningMicros business time; 0, in a state from before there were episodes, is in cell
   *     0
   */
  public long at(long beginningMicros) {
    return Math.floorDiv(beginningMicros, lengthMicros);
  }
}
