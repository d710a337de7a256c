package io.zaiko.codec;

import io.zaiko.avro.Source;
import io.zaiko.domain.identity.Origin;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The clock of the source that wrote a record. What the adapter noted on receipt shows how far it
 * was off when the record was sent; beyond what is bearable, the times it told are set right by
 * that.
 *
 * @param origin where the record lies: the broker's clock bounds what lies ahead
 * @param skewMillis how far it was ahead, cut to whole milliseconds and negative where it was
 *     behind; 0 where that is bearable or not known
 */
record SourceClock(Origin origin, long skewMillis) {

  /**
   * The clock of a source.
   *
   * @param bearableMillis a skew up to this is left alone; 0 leaves every skew alone
   */
  static SourceClock of(Source source, Origin origin, long bearableMillis) {
    if (bearableMillis == 0 || source.getSentAt() == null || source.getReceivedAt() == null) {
      return new SourceClock(origin, 0);
    }
    long skew = Duration.between(source.getReceivedAt(), source.getSentAt()).toMillis();
    return new SourceClock(origin, Math.abs(skew) > bearableMillis ? skew : 0);
  }

  /**
   * A time it told, set right, from 1990 to a day ahead of the broker's clock.
   *
   * @return microseconds since 1970 UTC
   */
  long time(Instant told, String field) throws Refusal {
    if (skewMillis == 0) {
      return Fields.businessTime(told, field, origin);
    }
    Instant right = told.minus(skewMillis, ChronoUnit.MILLIS);
    return Fields.businessTime(
        right,
        field
            + " (less "
            + Duration.ofMillis(skewMillis)
            + " by which source.sent_at is ahead of source.received_at)",
        origin);
  }
}
