package io.zaiko.operators;

import java.util.concurrent.TimeUnit;

/** The machine's clock, for what is stamped and never decided by it. */
final class WallClock {

  private WallClock() {}

  /** Microseconds since 1970 UTC. */
  static long nowMicros() {
    return TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
  }
}
