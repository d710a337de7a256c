package io.zaiko.tools.verify;

import org.jspecify.annotations.Nullable;

/** One line of an applied record: what it should have done, and what the ledger says it did. */
final class AppliedLine {
  private final int lineNo;
  private final ShelfKey shelf;
  private Units effect;
  private Units booked = Units.ZERO;
  private @Nullable AppliedEvent movesWith;
  private @Nullable NaiveOrderLine order;
  private boolean movesWhenSaid;
  private boolean takenFromLedger;
  private boolean leftOut;
  private boolean tooLate;
  private boolean transferred;
  private boolean moved;
  private boolean fromBeforeFulfilments;
  private int entries;

  AppliedLine(int lineNo, ShelfKey shelf, Units effect) {
    this.lineNo = lineNo;
    this.shelf = shelf;
    this.effect = effect;
  }

  int lineNo() {
    return lineNo;
  }

  ShelfKey shelf() {
    return shelf;
  }

  /** What the line does to its shelf, once all records are known. */
  Units effect() {
    return effect;
  }

  /** Undoes another event, as of when that one moved its units. */
  void movesWith(AppliedEvent undone) {
    movesWith = undone;
  }

  /** It is of a line of an order that is being fulfilled. */
  void isOf(NaiveOrderLine fulfilled) {
    order = fulfilled;
  }

  /** The line of an order that is being fulfilled, if it is of one. */
  @Nullable NaiveOrderLine order() {
    return order;
  }

  /** The same line, on another shelf. */
  AppliedLine elsewhere(ShelfKey other) {
    AppliedLine line = new AppliedLine(lineNo, other, Units.ZERO);
    line.order = order;
    line.movesWith = movesWith;
    line.takenFromLedger = takenFromLedger;
    return line;
  }

  /** Whatever it undoes: its units moved when it was said. */
  void movesWhenSaid() {
    movesWhenSaid = true;
  }

  /**
   * When its units moved.
   *
   * @param event of which it is a line
   */
  long movedAtMicros(AppliedEvent event) {
    if (movesWhenSaid) {
      return event.occurredAtMicros();
    }
    return movesWith == null ? event.movedAtMicros() : movesWith.movedAtMicros();
  }

  void takesEffect(Units change) {
    effect = change;
  }

  /** From now on the ledger says what the line does: it depends on the order of arrival. */
  void takeFromLedger() {
    takenFromLedger = true;
  }

  boolean isTakenFromLedger() {
    return takenFromLedger;
  }

  /** It was taken in by a release of the job that did not note who sold what. */
  void comesFromBeforeFulfilments() {
    fromBeforeFulfilments = true;
  }

  boolean isFromBeforeFulfilments() {
    return fromBeforeFulfilments;
  }

  /** The ledger says that the job could not take the line in. */
  void leaveOut() {
    leftOut = true;
  }

  boolean isLeftOut() {
    return leftOut;
  }

  /** The ledger says that the line counted a past that is settled. */
  void comesTooLate() {
    tooLate = true;
  }

  boolean isTooLate() {
    return tooLate;
  }

  /** The line is of a transfer and no comment: goods went to its shelf or from there, or will. */
  void transfers() {
    transferred = true;
  }

  /** Whether the line, which is of no count, says something of what is on its shelf. */
  boolean speaksOfShelf() {
    return transferred || moved || !effect.equals(Units.ZERO);
  }

  /** The sum of the ledger's deltas. */
  Units booked() {
    return booked;
  }

  /** How many ledger entries speak of the line. */
  int entries() {
    return entries;
  }

  void book(Units deltas) {
    entries++;
    moved |= !deltas.equals(Units.ZERO);
    Units sum = booked.equals(Units.ZERO) ? deltas : booked.plus(deltas);
    if (takenFromLedger) {
      effect = sum;
    }
    booked = sum.equals(effect) ? effect : sum;
  }
}
