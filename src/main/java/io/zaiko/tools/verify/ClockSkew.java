package io.zaiko.tools.verify;

import io.zaiko.avro.Source;
import java.time.Duration;
import java.time.Instant;

/**
 * Corrects times by the clock of a source that is wrong: what the source says it sent, against what
 * the adapter says it received.
 *
 * @param most a difference up to this is the way of the record, and is left alone; zero leaves
 *     every clock alone
 */
record ClockSkew(Duration most) {
  /** As the job has it where no setting says otherwise. */
  static final ClockSkew DEFAULT = new ClockSkew(Duration.ofMinutes(5));

  /**
   * By how many microseconds the source's clock is ahead, cut to whole milliseconds; 0 where it is
   * right or unknown.
   */
  long micros(Source source) {
    Instant sent = source.getSentAt();
    Instant received = source.getReceivedAt();
    if (sent == null || received == null || most.isZero()) {
      return 0;
    }
    long ahead = (NaiveStock.micros(sent) - NaiveStock.micros(received)) / 1_000;
    return Math.abs(ahead) > most.toMillis() ? ahead * 1_000 : 0;
  }
}
