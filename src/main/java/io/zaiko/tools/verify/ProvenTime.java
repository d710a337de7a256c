package io.zaiko.tools.verify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * How far business time has certainly come for a job that has read all input, so that what was due
 * before must have been told.
 *
 * <p>A live job goes by the clock, so time has passed the newest record; but only when the input
 * has been quiet for a while, for a partition that was just read may hold time back. A replay stops
 * at its newest records, and its end lets all timers fire.
 */
final class ProvenTime {
  private static final String END_TOPIC = "heartbeats.replay";

  /** An end that was just sent may not have taken effect. */
  private static final Duration END_TAKES_EFFECT = Duration.ofSeconds(30);

  /** So long after the newest input the job is done with it, and has told what follows. */
  private static final Duration QUIET = Duration.ofMinutes(1);

  /** The job's lateness, and the rounding of its timers. */
  private static final long EDGE_MICROS = TimeUnit.MINUTES.toMicros(5);

  private final boolean isReplay;
  private final InstantSource clock;
  private long newestMicros = Long.MIN_VALUE;
  private long newestBrokerMillis = Long.MIN_VALUE;
  private boolean isEnded;

  /**
   * @param clock what people's clocks show
   */
  ProvenTime(boolean isReplay, InstantSource clock) {
    this.isReplay = isReplay;
    this.clock = clock;
  }

  /**
   * Takes an applied record or a heartbeat.
   *
   * @param asOfMicros its business time, never ahead of the broker's clock
   */
  void heard(RawRecord raw, long asOfMicros) {
    newestMicros = Math.max(newestMicros, asOfMicros);
    newestBrokerMillis = Math.max(newestBrokerMillis, raw.timestampMillis());
    if (raw.topic().equals(END_TOPIC)) {
      isEnded = isBefore(raw.timestampMillis(), END_TAKES_EFFECT);
    }
  }

  /** What people's clocks show. */
  Instant now() {
    return clock.instant();
  }

  /** Whether a replay has come to its end, and the job has had the time to see that. */
  boolean isEnded() {
    return isEnded;
  }

  /** What was due up to then must have been told; {@link Long#MIN_VALUE} where nothing is sure. */
  long micros() {
    boolean isKnown = isAtRest() && newestMicros != Long.MIN_VALUE;
    return isKnown ? newestMicros - EDGE_MICROS : Long.MIN_VALUE;
  }

  /** Whether the job has had the time to tell what follows from its input. */
  boolean isAtRest() {
    return isReplay ? isEnded : isBefore(newestBrokerMillis, QUIET);
  }

  /** Why nothing that time brings can be judged; empty where it can, or nothing was heard. */
  String whyNothingIsDue() {
    if (isAtRest() || newestMicros == Long.MIN_VALUE) {
      return "";
    }
    return "Alerts that time brings were not judged: "
        + (isReplay
            ? "the replay has not ended, or only just."
            : "the newest input is younger than a minute.");
  }

  /** Business time has come no further: a live job goes by the clock, also while nothing comes. */
  long atMostMicros() {
    return Math.max(newestMicros, clock.millis() * 1_000);
  }

  /** Whether what was due at a time must have been told. */
  boolean hasPassed(long dueMicros) {
    return dueMicros <= micros();
  }

  /** Whether a time is so long ago that it is over. */
  private boolean isBefore(long brokerMillis, Duration ago) {
    return brokerMillis != Long.MIN_VALUE
        && Instant.ofEpochMilli(brokerMillis).plus(ago).isBefore(clock.instant());
  }
}
