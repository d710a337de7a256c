package io.zaiko.tools.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An input record that counts.
 *
 * @param topic where it lies
 * @param eventId its unique name
 * @param kind SALE, VOID, RETURN, RESTOCK or ADJUSTMENT
 * @param occurredAtMicros business time
 * @param asOfMicros business time, never ahead of the broker's clock
 * @param lines what it says
 */
record AppliedEvent(
    String topic,
    String eventId,
    String kind,
    long occurredAtMicros,
    long asOfMicros,
    List<AppliedLine> lines) {

  @Nullable AppliedLine line(int lineNo) {
    for (AppliedLine line : lines) {
      if (line.lineNo() == lineNo) {
        return line;
      }
    }
    return null;
  }

  boolean isVoid() {
    return kind.equals("VOID");
  }

  /** Whether the ledger speaks of every line. */
  boolean isWitnessed() {
    for (AppliedLine line : lines) {
      if (line.entries() == 0) {
        return false;
      }
    }
    return true;
  }
}
