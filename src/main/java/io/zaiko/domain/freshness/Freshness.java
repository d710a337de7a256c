package io.zaiko.domain.freshness;

import java.util.concurrent.TimeUnit;

/**
 * How fresh the books of a location are, and what was told of it. At once is told what is a {@link
 * #GRAIN_MICROS} newer than what was told before; the rest when so much time has passed.
 *
 * @param lastMicros the largest business time of what was said of it; {@link Long#MIN_VALUE} for
 *     none
 * @param toldMicros the same, as it was last told
 * @param silentSources how many sources are silent there, at most {@link #MAX_SILENT}
 * @param waits whether a timer stands for what is not told yet
 */
public record Freshness(long lastMicros, long toldMicros, int silentSources, boolean waits) {

  /** How far behind what is told may be. */
  public static final long GRAIN_MICROS = TimeUnit.MINUTES.toMicros(1);

  /** Silent sources named for one location; further ones are in the alerts alone. */
  public static final int MAX_SILENT = 1_000;

  /** Before anything was heard. */
  public static final Freshness UNKNOWN = new Freshness(Long.MIN_VALUE, Long.MIN_VALUE, 0, false);

  /** After something was said of the location. */
  public Freshness spokenOf(long timeMicros) {
    return new Freshness(Math.max(lastMicros, timeMicros), toldMicros, silentSources, waits);
  }

  /** With so many silent sources. */
  public Freshness withSilent(int sources) {
    return new Freshness(lastMicros, toldMicros, sources, waits);
  }

  /** Whether more is known than was told. */
  public boolean isBehind() {
    return lastMicros > toldMicros;
  }

  /** Whether it is to be told now. */
  public boolean isFarBehind() {
    return isBehind() && (toldMicros == Long.MIN_VALUE || lastMicros - toldMicros >= GRAIN_MICROS);
  }

  /** After it was told as it is. */
  public Freshness told() {
    return new Freshness(lastMicros, lastMicros, silentSources, waits);
  }

  /** With or without a timer. */
  public Freshness waiting(boolean hasTimer) {
    return new Freshness(lastMicros, toldMicros, silentSources, hasTimer);
  }
}
