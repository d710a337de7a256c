package io.zaiko.domain.reservation;

import io.zaiko.domain.stock.HoldTerms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one round of a reservation.
 *
 * @param terms of the round
 * @param kind what became of the reservation
 * @param lines one for each of its shelves, by location and item; none where it was never placed
 * @param expiresAtMicros until when it is held, or when it was given up; null where neither is so
 * @param orderRef where COMMITTED, the order; else null
 * @param isLate whether units that had run out were taken again
 * @param revision 1 at first
 */
public record Decision(
    HoldTerms terms,
    DecisionKind kind,
    List<DecisionLine> lines,
    @Nullable Long expiresAtMicros,
    @Nullable String orderRef,
    boolean isLate,
    long revision) {}
