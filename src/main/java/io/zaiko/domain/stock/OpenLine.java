package io.zaiko.domain.stock;

/**
 * An order line that is allocated on a shelf.
 *
 * @param orderRef the order
 * @param lineNo the line of the order
 * @param eventId the record that last changed it
 * @param units not yet handed over nor voided
 * @param sinceMicros business time of the earliest entry that allocated units of it; 0 where it was
 *     allocated before this was noted, so that it is older than all others
 */
public record OpenLine(String orderRef, int lineNo, String eventId, long units, long sinceMicros) {}
