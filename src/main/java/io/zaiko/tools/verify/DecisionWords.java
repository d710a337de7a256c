package io.zaiko.tools.verify;

import io.zaiko.avro.DecisionLine;
import io.zaiko.avro.ReservationDecision;
import io.zaiko.tools.verify.NaiveHold.Fate;
import org.jspecify.annotations.Nullable;

/** What the words of a decision mean. */
final class DecisionWords {
  private DecisionWords() {}

  /** What a decision says of whether units were there; null where a paid order overrides that. */
  static @Nullable Boolean granted(ReservationDecision said) {
    return switch (said.getDecision()) {
      case "GRANTED", "EXTENDED", "RELEASED", "EXPIRED" -> true;
      case "REFUSED" -> false;
      default -> {
        boolean all = said.getLines().stream().allMatch(DecisionLine::getGranted);
        yield all ? null : Boolean.FALSE;
      }
    };
  }

  static boolean isSaid(String decision, Fate fate, boolean isGranted, NaiveHold hold) {
    boolean isPromised = isGranted || (hold.isPaid && hold.isAlone);
    return switch (fate) {
      case HELD ->
          isGranted
              ? decision.equals("GRANTED") || decision.equals("EXTENDED")
              : decision.equals("REFUSED");
      case COMMITTED, SOLD -> decision.equals(isPromised ? "COMMITTED" : "REFUSED");
      case RELEASED -> decision.equals(isGranted ? "RELEASED" : "REFUSED");
      case EXPIRED -> decision.equals(isGranted ? "EXPIRED" : "REFUSED");
    };
  }
}
