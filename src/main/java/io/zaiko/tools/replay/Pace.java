package io.zaiko.tools.replay;

import io.zaiko.tools.UserError;
import java.util.function.BooleanSupplier;

/** Holds back whoever is ahead of so many lines a second. */
final class Pace {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long NAP_MILLIS = 50;

  private final long linesPerSecond;
  private final long linesBefore;
  private final long start = System.nanoTime();

  /**
   * A pace that begins now.
   *
   * @param linesPerSecond 0 for no limit
   * @param linesBefore lines sent already, which do not count
   */
  Pace(long linesPerSecond, long linesBefore) {
    this.linesPerSecond = linesPerSecond;
    this.linesBefore = linesBefore;
  }

  /** Returns when so many lines are due, or when it is time to stop. */
  void keep(long lines, BooleanSupplier stopped) {
    if (linesPerSecond == 0) {
      return;
    }
    double seconds = (double) (lines - linesBefore) / linesPerSecond;
    long due = start + (long) (seconds * NANOS_PER_SECOND);
    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
      if (stopped.getAsBoolean()) {
        return;
      }
      nap(Math.min(NAP_MILLIS, 1 + wait / 1_000_000));
    }
  }

  private static void nap(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted; a replay of the same set later sends the rest", e);
    }
  }
}
