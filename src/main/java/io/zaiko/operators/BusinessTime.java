package io.zaiko.operators;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The engine's milliseconds and the domain's microseconds. Beyond a long both stop at its ends. */
final class BusinessTime {

  private BusinessTime() {}

  static long micros(long watermarkMillis) {
    return TimeUnit.MILLISECONDS.toMicros(watermarkMillis);
  }

  /** So much before a watermark; {@link Long#MIN_VALUE} before the first. */
  static long microsBefore(long watermarkMillis, Duration span) {
    long micros = micros(watermarkMillis);
    return micros == Long.MIN_VALUE
        ? micros
        : micros - TimeUnit.MILLISECONDS.toMicros(span.toMillis());
  }

  /** The first full second so much after a time: timers of one moment fall together. */
  static long millisAfter(long micros, Duration span) {
    long millis = TimeUnit.MICROSECONDS.toMillis(micros) + span.toMillis();
    return (Math.floorDiv(millis, 1_000) + 1) * 1_000;
  }
}
