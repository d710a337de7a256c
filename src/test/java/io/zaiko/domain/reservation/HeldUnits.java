package io.zaiko.domain.reservation;

import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.Fate;
import io.zaiko.domain.stock.HoldNote;
import io.zaiko.domain.stock.HoldTerms;
import io.zaiko.domain.stock.HoldWord;
import io.zaiko.domain.stock.Outcome;
import io.zaiko.domain.stock.ShelfId;
import java.util.ArrayList;
import java.util.List;

/**
 * A hold of three units that is told a script, and the books of its shelf beside it.
 *
 * <pre>
 *   held:5       a word, while the channel may buy five; each word begins a round
 *   committed:5  paid:5 (and alone in its checkout)  shared:5 (paid, and not alone)
 *   sold3:5      its sales take three here
 *   released  expired  withdrawn
 *   sale:3       a sale takes three here, as units allocated to its order
 * </pre>
 */
final class HeldUnits {

  static final long ASKED = 3;

  private Hold hold = Hold.unheard("r");
  private long round;
  private long bookedReserved;
  private long bookedAllocated;
  private long soldUnits;
  private final List<Outcome> outcomes = new ArrayList<>();

  static HeldUnits after(String script) {
    HeldUnits units = new HeldUnits();
    for (String said : script.trim().split(" +")) {
      units.hear(said);
    }
    return units;
  }

  HeldUnits hear(String said) {
    String[] parts = said.split(":");
    long units = parts.length > 1 ? Long.parseLong(parts[1]) : 0;
    String what = parts[0].replaceAll("[0-9]", "");
    switch (what) {
      case "held" -> tell(Fate.HELD, units, false, false, 0);
      case "committed" -> tell(Fate.COMMITTED, units, false, true, 0);
      case "paid" -> tell(Fate.COMMITTED, units, true, true, 0);
      case "shared" -> tell(Fate.COMMITTED, units, true, false, 0);
      case "sold" -> tell(Fate.SOLD, units, false, true, Long.parseLong(parts[0].substring(4)));
      case "released" -> tell(Fate.RELEASED, units, false, true, 0);
      case "expired" -> tell(Fate.EXPIRED, units, false, true, 0);
      case "withdrawn" ->
          book(hold.heard(new HoldWord(terms(Fate.WITHDRAWN, 0, false, false), 0, 0), 1, 0, 0));
      case "sale" -> {
        soldUnits += units;
        book(hold.consumed(units, 1));
      }
      default -> throw new IllegalArgumentException(said);
    }
    return this;
  }

  /** Hears a word of a round that is over. */
  HoldStep hearAgain(Fate fate, long ofRound, long available) {
    HoldStep step =
        hold.heard(new HoldWord(terms(fate, ofRound, false, true), ASKED, 0), 1, available, 0);
    book(step);
    return step;
  }

  private void tell(Fate fate, long available, boolean isPaid, boolean isAlone, long sold) {
    round++;
    book(
        hold.heard(
            new HoldWord(terms(fate, round, isPaid, isAlone), ASKED, sold), 1, available, 0));
  }

  private void book(HoldStep step) {
    Buckets deltas = step.deltas();
    bookedReserved += deltas.reserved();
    bookedAllocated += deltas.allocated();
    outcomes.add(step.outcome());
    hold = step.next();
    boolean others =
        !deltas.equals(
            Buckets.reserved(deltas.reserved()).plus(Buckets.allocated(deltas.allocated())));
    if (others || hold.reserved() != bookedReserved || hold.allocated() != bookedAllocated) {
      throw new AssertionError("the hold and its books differ: " + hold + " " + deltas);
    }
    if (bookedReserved < 0 || bookedAllocated < 0) {
      throw new AssertionError("below nothing: " + hold);
    }
    if ((deltas.allocated() == 0) != (step.orderRef() == null) && !deltas.equals(Buckets.NONE)) {
      throw new AssertionError("units are allocated to an order, and no others are: " + step);
    }
  }

  /** The terms of a round, with their deadline in microseconds. */
  static HoldTerms terms(Fate fate, long round, long untilMicros) {
    return terms(fate, round, untilMicros, false, true);
  }

  private static HoldTerms terms(Fate fate, long round, boolean isPaid, boolean isAlone) {
    return terms(fate, round, 0, isPaid, isAlone);
  }

  private static HoldTerms terms(
      Fate fate, long round, long untilMicros, boolean isPaid, boolean isAlone) {
    String order = fate == Fate.COMMITTED || fate == Fate.SOLD ? "order" : null;
    return new HoldTerms(
        "r",
        "c",
        "web",
        round,
        1,
        fate,
        untilMicros,
        isPaid,
        isAlone,
        order,
        "e" + round,
        RecordKind.RESERVATION,
        round,
        round,
        HoldNote.NONE);
  }

  Hold hold() {
    return hold;
  }

  long reserved() {
    return bookedReserved;
  }

  long allocated() {
    return bookedAllocated;
  }

  /** Units that its sales allocated to their order. */
  long soldUnits() {
    return soldUnits;
  }

  Outcome lastOutcome() {
    return outcomes.get(outcomes.size() - 1);
  }

  /** What it answers now, in words. */
  String answer() {
    Ballot ballot = hold.ballot(terms(hold.fate(), round, false, false), new ShelfId("s", "k"));
    return (ballot.isGranted() ? "granted" : "refused")
        + (ballot.isLate() ? " late" : "")
        + (ballot.isLost() ? " lost" : "")
        + (ballot.withoutStock() > 0 ? " without " + ballot.withoutStock() : "");
  }
}
