package io.zaiko.domain.reservation;

import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Fate;
import io.zaiko.domain.stock.HoldNote;
import io.zaiko.domain.stock.HoldTerms;

/**
 * What begins a round.
 *
 * @param eventId the record; that of the PLACE where time did
 * @param kind of the record
 * @param atMicros business time of it; the deadline where time did
 * @param asOfMicros the same, never ahead of the broker's clock
 */
record RoundCause(String eventId, RecordKind kind, long atMicros, long asOfMicros) {

  static RoundCause of(ForCheckout said) {
    return new RoundCause(said.eventId(), kind(said), said.occurredAtMicros(), said.asOfMicros());
  }

  /** The time that was told is up. */
  static RoundCause timeOf(PlacedReservation reservation) {
    long until = reservation.told().untilMicros();
    return new RoundCause(reservation.place().eventId(), RecordKind.RESERVATION, until, until);
  }

  HoldTerms terms(PlacedReservation of, String checkoutRef, Plan plan, HoldNote note) {
    return new HoldTerms(
        of.reservationId(),
        checkoutRef,
        of.place().head().channel(),
        of.round() + 1,
        of.place().units().size(),
        plan.fate(),
        plan.untilMicros(),
        plan.isPaid(),
        plan.isAlone(),
        plan.orderRef(),
        eventId,
        kind,
        atMicros,
        asOfMicros,
        note);
  }

  /**
   * The answer to a request of what was never placed; of round 0, so that a PLACE begins round 1.
   */
  Ballot refused(Request request, String checkoutRef, HoldNote note) {
    HoldTerms terms =
        new HoldTerms(
            request.reservationId(),
            checkoutRef,
            request.head().channel(),
            0,
            0,
            Fate.UNKNOWN,
            0,
            false,
            false,
            null,
            eventId,
            kind,
            atMicros,
            asOfMicros,
            note);
    return new Ballot(terms, "", "", 0, 0, false, false, false, 0);
  }

  private static RecordKind kind(ForCheckout said) {
    if (said.request() != null) {
      return RecordKind.RESERVATION;
    }
    return said.sale() != null ? RecordKind.SALE : RecordKind.PAYMENT;
  }
}
