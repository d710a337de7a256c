package io.zaiko.tools.reserve;

import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.ReservationAct;
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
record RequestAnswer(
    @Nullable ReservationDecision decision, @Nullable DeadLetter deadLetter, boolean isKnown) {
  private static final Set<String> HELD = Set.of("GRANTED", "EXTENDED", "COMMITTED");

  /**
   * Whether what was asked is so now: a cart that was placed once and released since is not held.
   *
   * @param act what was asked
   */
  boolean tookEffect(ReservationAct act) {
    if (decision == null) {
      return false;
    }
    String note = decision.getNote();
    boolean isOfALaterRequest =
        isKnown && note.equals("NO_EFFECT"); // what stands is so all the same
    if (!note.equals("NONE") && !isOfALaterRequest) {
      return false;
    }
    String stands = decision.getDecision();
    return switch (act) {
      case PLACE, EXTEND -> HELD.contains(stands);
      case COMMIT -> stands.equals("COMMITTED");
      case RELEASE -> stands.equals("RELEASED");
    };
  }
}
