package io.zaiko.tools.reserve;

import io.zaiko.tools.UserError;
import java.time.Duration;

/** For how long units are to be held: 1 s to 30 days. */
final class TimeToLive {
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofDays(30);

  private TimeToLive() {}

  static long millis(Duration asked) {
    if (asked.compareTo(LEAST) < 0 || asked.compareTo(MOST) > 0) {
      throw new UserError("--ttl is " + asked + "; hold units for 1s to 720h (30 days)");
    }
    return asked.toMillis();
  }
}
