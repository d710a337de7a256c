package io.zaiko.domain.stock;

import io.zaiko.domain.identity.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * Where a reservation stands in one round: what its checkout tells each of its shelves, and each of
 * them hands on with its ballot. A round begins with each thing that is said of the reservation and
 * with each thing that time brings; every shelf of the reservation answers every round.
 *
 * @param reservationId the reservation
 * @param checkoutRef its checkout
 * @param channel who sells
 * @param round 1 at first; 0 for what a withdrawal says, and for a refusal that asks no shelf
 * @param shelves how many shelves answer each round; 0 where the reservation was never placed
 * @param fate where it stands
 * @param untilMicros until when it is held, while HELD; when it ran out, where EXPIRED; else 0
 * @param isPaid whether a payment covered it once, so that it is allocated even where nothing is
 *     left; a later refund does not undo that
 * @param isAlone whether it was the one reservation of its checkout that stood when it was paid
 * @param orderRef where COMMITTED or SOLD, the order, or the checkout where no order is named; else
 *     null
 * @param causeEventId the record that began the round; that of the PLACE where time did
 * @param causeKind the kind of that record
 * @param atMicros business time of what began the round; the deadline where time did
 * @param asOfMicros the same, never ahead of the broker's clock
 * @param note what else there is to say
 */
public record HoldTerms(
    String reservationId,
    String checkoutRef,
    String channel,
    long round,
    int shelves,
    Fate fate,
    long untilMicros,
    boolean isPaid,
    boolean isAlone,
    @Nullable String orderRef,
    String causeEventId,
    RecordKind causeKind,
    long atMicros,
    long asOfMicros,
    HoldNote note) {}
