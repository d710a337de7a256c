package io.zaiko.tools.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An input record that counts.
 *
 * @param topic where it lies
 * @param eventId its unique name
 * @param kind SALE, VOID, FULFILMENT, RETURN, RESTOCK, ADJUSTMENT, COUNT or TRANSFER
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

  /** Where a line that moves units of an order does so on a shelf that its record need not name. */
  AppliedLine lineAt(AppliedLine said, ShelfKey shelf) {
    AppliedLine there = line(said.lineNo(), shelf);
    if (there == null || !there.shelf().equals(shelf)) {
      there = said.elsewhere(shelf);
      lines.add(there);
    }
    return there;
  }

  /** Lines are mostly numbered from 0 or 1; a long record is not searched from its beginning. */
  private int likelyPlace(int lineNo) {
    int place = Math.max(0, lineNo - 1);
    boolean isThere = place < lines.size() && lines.get(place).lineNo() == lineNo;
    boolean isNext = place + 1 < lines.size() && lines.get(place + 1).lineNo() == lineNo;
    return !isTransfer() && !isOfSoldGoods() && (isThere || isNext) ? place : 0;
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

  boolean isFulfilment() {
    return kind.equals("FULFILMENT");
  }

  /** Whether what it does depends on what else is known of its order. */
  boolean isOfSoldGoods() {
    return isVoid() || isFulfilment();
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
      if (!isWitnessed(line)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the ledger speaks of a line; one of an order may have done nothing where it was. */
  boolean isWitnessed(AppliedLine line) {
    boolean isElsewhere =
        line.order() != null
            && line.effect().equals(Units.ZERO)
            && lines.stream().anyMatch(l -> l.lineNo() == line.lineNo() && l.entries() > 0);
    return line.entries() > 0 || line.isLeftOut() || isElsewhere;
  }
}
