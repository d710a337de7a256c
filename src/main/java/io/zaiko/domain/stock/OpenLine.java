package io.zaiko.domain.stock;

/**
 * An order line that is allocated on a shelf.
 *
 * @param orderRef the order
 * @param lineNo the line of the order
 * @param eventId the record that last changed it
 * @param units not yet handed over nor voided
 */
public record OpenLine(String orderRef, int lineNo, String eventId, long units) {}
