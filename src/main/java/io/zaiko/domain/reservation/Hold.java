package io.zaiko.domain.reservation;

import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.Fate;
import io.zaiko.domain.stock.HoldTerms;
import io.zaiko.domain.stock.HoldWord;
import io.zaiko.domain.stock.Outcome;
import io.zaiko.domain.stock.ShelfId;
import org.jspecify.annotations.Nullable;

/**
 * What one shelf holds for one reservation.
 *
 * <pre>
 *   asked first        granted where the channel may sell so many units, else refused: for good
 *   HELD               granted -> reserved
 *   COMMITTED          granted, or paid and alone in its checkout -> allocated
 *   SOLD               what its sales take and have not taken yet stays where it is
 *   RELEASED, EXPIRED  nothing
 *   WITHDRAWN          nothing, but for what is paid and alone
 *   a sale             takes its units off, also before the reservation is heard of
 *
 *   units that had ended and are wanted again are taken where the channel may sell them; else
 *   HELD -> lost, nothing for good;  COMMITTED -> allocated all the same, without stock
 * </pre>
 *
 * @param reservationId the reservation
 * @param lineNo the line of its PLACE, under which the ledger shows it
 * @param quantity units asked; 0 while it was not heard of
 * @param isAsked whether it was heard of
 * @param isGranted whether the units were there when it was asked first
 * @param channelAts what the channel might have bought then
 * @param isWithdrawn whether another shelf refused
 * @param round of the newest word
 * @param fate by that word
 * @param isPaid by that word
 * @param isAlone by that word
 * @param sold where SOLD, units that its sales take here
 * @param consumed units that sales have taken here
 * @param isLate whether units that had ended were taken again
 * @param isLost whether units that had ended were wanted again and were gone
 * @param withoutStock units allocated although nothing was left of them; 0 once its sale came,
 *     whose order line owns the units from then on
 * @param reserved units it holds now
 * @param allocated units it promises an order now
 * @param orderRef under which they are allocated, or were last; null where none were
 * @param spokenOfMicros business time of the newest word or sale, or the latest deadline told if
 *     that is later: until then its checkout may speak of it, and it remembers what it answered
 */
public record Hold(
    String reservationId,
    int lineNo,
    long quantity,
    boolean isAsked,
    boolean isGranted,
    long channelAts,
    boolean isWithdrawn,
    long round,
    Fate fate,
    boolean isPaid,
    boolean isAlone,
    long sold,
    long consumed,
    boolean isLate,
    boolean isLost,
    long withoutStock,
    long reserved,
    long allocated,
    @Nullable String orderRef,
    long spokenOfMicros) {

  /** Not heard of yet. */
  public static Hold unheard(String reservationId) {
    return new Hold(
        reservationId,
        0,
        0,
        false,
        false,
        0,
        false,
        0,
        Fate.UNKNOWN,
        false,
        false,
        0,
        0,
        false,
        false,
        0,
        0,
        0,
        null,
        Long.MIN_VALUE);
  }

  /**
   * Hears a word of its checkout, or that another shelf refused.
   *
   * @param ofLine the line of the PLACE
   * @param availableUnits what the channel may buy here now, 0 or more
   * @param nowMicros how far business time has come
   */
  public HoldStep heard(HoldWord word, int ofLine, long availableUnits, long nowMicros) {
    HoldTerms terms = word.terms();
    long spokenOf =
        Math.max(
            Math.max(spokenOfMicros, terms.untilMicros()), Math.max(terms.asOfMicros(), nowMicros));
    if (terms.fate() == Fate.WITHDRAWN) {
      return with(round, fate, isPaid, isAlone, sold, true, spokenOf)
          .settled(terms.orderRef(), availableUnits, false);
    }
    if (terms.round() <= round) {
      Hold same = with(round, fate, isPaid, isAlone, sold, isWithdrawn, spokenOf);
      return new HoldStep(same, Outcome.APPLIED, orderRef, Buckets.NONE);
    }
    boolean isFirst = !isAsked;
    Hold asked = isFirst ? asked(word.quantity(), ofLine, availableUnits) : this;
    HoldStep step =
        asked
            .with(
                terms.round(),
                terms.fate(),
                terms.isPaid(),
                terms.isAlone(),
                word.sold(),
                isWithdrawn,
                spokenOf)
            .settled(terms.orderRef(), availableUnits, isFirst);
    return isFirst && !step.next().isGranted && step.deltas().equals(Buckets.NONE)
        ? new HoldStep(step.next(), Outcome.INSUFFICIENT_STOCK, step.orderRef(), step.deltas())
        : step;
  }

  /** Hears that a sale took units under its name. */
  public HoldStep consumed(long units, long atMicros) {
    Hold next =
        new Hold(
            reservationId,
            lineNo,
            quantity,
            isAsked,
            isGranted,
            channelAts,
            isWithdrawn,
            round,
            fate,
            isPaid,
            isAlone,
            sold,
            Math.addExact(consumed, units),
            isLate,
            isLost,
            withoutStock,
            reserved,
            allocated,
            orderRef,
            Math.max(spokenOfMicros, atMicros));
    return next.settled(orderRef, 0, false);
  }

  /** What it answers a word. */
  public Ballot ballot(HoldTerms terms, ShelfId shelf) {
    return new Ballot(
        terms,
        shelf.locationId(),
        shelf.sku(),
        quantity,
        channelAts,
        isGranted,
        isLate,
        isLost,
        withoutStock);
  }

  /** Whether it takes no units off the shelf. */
  public boolean isIdle() {
    return reserved == 0 && allocated == 0;
  }

  private Hold asked(long units, int ofLine, long availableUnits) {
    return new Hold(
        reservationId,
        ofLine,
        units,
        true,
        availableUnits >= Math.max(0, units - consumed),
        availableUnits,
        isWithdrawn,
        round,
        fate,
        isPaid,
        isAlone,
        sold,
        consumed,
        isLate,
        isLost,
        withoutStock,
        reserved,
        allocated,
        orderRef,
        spokenOfMicros);
  }

  private Hold with(
      long inRound,
      Fate nextFate,
      boolean nextPaid,
      boolean nextAlone,
      long nextSold,
      boolean nextWithdrawn,
      long spokenOf) {
    return new Hold(
        reservationId,
        lineNo,
        quantity,
        isAsked,
        isGranted,
        channelAts,
        nextWithdrawn,
        inRound,
        nextFate,
        nextPaid,
        nextAlone,
        nextSold,
        consumed,
        isLate,
        isLost,
        withoutStock,
        reserved,
        allocated,
        orderRef,
        spokenOf);
  }

  /** Takes or gives up the units that its fate asks for. */
  private HoldStep settled(@Nullable String ofOrder, long availableUnits, boolean isFirst) {
    long held = reserved + allocated;
    boolean isValid = isGranted && !isWithdrawn;
    boolean isDue = isValid || (isPaid && isAlone);
    long open = Math.max(0, quantity - consumed);
    long nextReserved = 0;
    long nextAllocated = 0;
    switch (fate) {
      case HELD -> nextReserved = isValid && !isLost ? open : 0;
      case COMMITTED -> nextAllocated = isDue ? open : 0;
      case SOLD -> {
        long awaited = Math.max(0, Math.min(quantity, sold) - consumed);
        nextReserved = Math.min(reserved, awaited);
        nextAllocated = Math.min(allocated, awaited);
      }
      case RELEASED, EXPIRED, UNKNOWN, WITHDRAWN -> {}
    }
    long more = nextReserved + nextAllocated - held;
    boolean isShort = more > availableUnits && !(isFirst && isGranted);
    boolean isGone = isShort && nextAllocated == 0;
    if (isGone) {
      nextReserved = 0;
    }
    boolean isEnded =
        fate == Fate.RELEASED || fate == Fate.EXPIRED || (fate == Fate.COMMITTED && !isDue);
    // The sale's order line owns the units from now on: OVERSOLD tells what it lacks.
    boolean isOver = isEnded || fate == Fate.SOLD;
    long lacking = isShort && !isGone ? more - Math.max(0, availableUnits) : withoutStock;
    Hold next =
        new Hold(
            reservationId,
            lineNo,
            quantity,
            isAsked,
            isGranted,
            channelAts,
            isWithdrawn,
            round,
            fate,
            isPaid,
            isAlone,
            sold,
            consumed,
            isLate || (isGranted && more > 0 && !isFirst && !isGone),
            isLost || isGone,
            isOver ? 0 : lacking,
            nextReserved,
            nextAllocated,
            allocated == 0 && nextAllocated > 0 ? ofOrder : orderRef,
            spokenOfMicros);
    Buckets deltas =
        Buckets.reserved(nextReserved - reserved)
            .plus(Buckets.allocated(nextAllocated - allocated));
    String under = deltas.allocated() == 0 ? null : next.orderRef;
    return new HoldStep(next, Outcome.APPLIED, under, deltas);
  }
}
