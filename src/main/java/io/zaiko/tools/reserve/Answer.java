package io.zaiko.tools.reserve;

import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.ReservationDecision;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request.
 *
 * @param decision what was decided, where it was
 * @param deadLetter why the request was refused as a record, where it was
 * @param isKnown whether it was a redelivery, which is answered no second time
 */
record Answer(
    @Nullable ReservationDecision decision, @Nullable DeadLetter deadLetter, boolean isKnown) {
  private static final Set<String> EFFECTIVE =
      Set.of("GRANTED", "EXTENDED", "COMMITTED", "RELEASED");

  /** Whether what was asked is so now. */
  boolean tookEffect() {
    return decision != null
        && decision.getNote().equals("NONE")
        && EFFECTIVE.contains(decision.getDecision());
  }
}
