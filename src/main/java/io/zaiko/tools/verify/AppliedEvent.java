package io.zaiko.tools.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An input record that counts.
 *
 * @param topic where it lies
 * @param eventId its unique name
 * @param kind SALE, VOID, RETURN, RESTOCK, ADJUSTMENT, COUNT or TRANSFER
 * @param occurredAtMicros business time
 * @param movedAtMicros when its units moved or were counted, by its own word; see {@link
 *     AppliedLine#movedAtMicros}
 * @param asOfMicros business time, never ahead of the broker's clock
 * @param widthMicros of the interval that begins when its units moved and holds the true time; 1 or
 *     less where that is exact
 * @param lines what it says
 */
record AppliedEvent(
    String topic,
    String eventId,
    String kind,
    long occurredAtMicros,
    long movedAtMicros,
    long asOfMicros,
    long widthMicros,
    List<AppliedLine> lines) {

  /** The line of a number at a shelf; null where it says nothing of it. */
  @Nullable AppliedLine line(int lineNo, ShelfKey shelf) {
    AppliedLine otherShelf = null;
    for (int i = likelyPlace(lineNo); i < lines.size(); i++) {
      AppliedLine line = lines.get(i);
      if (line.lineNo() == lineNo) {
        if (line.shelf().equals(shelf)) {
          return line;
        }
        otherShelf = line;
      }
    }
    return otherShelf;
  }

  /** Lines are mostly numbered from 0 or 1; a long record is not searched from its beginning. */
  private int likelyPlace(int lineNo) {
    int place = Math.max(0, lineNo - 1);
    boolean isThere = place < lines.size() && lines.get(place).lineNo() == lineNo;
    boolean isNext = place + 1 < lines.size() && lines.get(place + 1).lineNo() == lineNo;
    return !isTransfer() && (isThere || isNext) ? place : 0;
  }

  /** The job could not follow a line; its goods moved, and nothing else need be said of it. */
  void leaveOut(int lineNo) {
    for (AppliedLine line : lines) {
      if (line.lineNo() == lineNo) {
        line.leaveOut();
      }
    }
  }

  boolean isVoid() {
    return kind.equals("VOID");
  }

  boolean isCount() {
    return kind.equals("COUNT");
  }

  boolean isTransfer() {
    return kind.equals("TRANSFER");
  }

  /** Whether the ledger speaks of every line. */
  boolean isWitnessed() {
    for (AppliedLine line : lines) {
      if (line.entries() == 0 && !line.isLeftOut()) {
        return false;
      }
    }
    return true;
  }
}
