package io.zaiko.domain.reservation;

import io.zaiko.domain.stock.HoldTerms;

/**
 * What one shelf answers in one round of a reservation; or, where {@code terms.shelves()} is 0,
 * what the checkout answers itself.
 *
 * @param terms of the round
 * @param locationId the shelf's location; empty where there is no shelf
 * @param sku the shelf's item; empty where there is no shelf
 * @param quantity units asked of it
 * @param channelAts what the channel might have bought there when it was asked first
 * @param isGranted whether it took them then; it never changes
 * @param isLate whether units that had run out were taken again
 * @param isLost whether units that had run out are wanted again and went elsewhere
 * @param withoutStock units that are allocated although nothing was left of them
 */
public record Ballot(
    HoldTerms terms,
    String locationId,
    String sku,
    long quantity,
    long channelAts,
    boolean isGranted,
    boolean isLate,
    boolean isLost,
    long withoutStock) {

  /** The reservation it is of. */
  public String reservationId() {
    return terms.reservationId();
  }
}
