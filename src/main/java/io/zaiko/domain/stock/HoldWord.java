package io.zaiko.domain.stock;

/**
 * What one shelf is told of a hold in one round.
 *
 * @param terms where the reservation stands
 * @param quantity units that the reservation asks of this shelf, 1 or more; 0 for WITHDRAWN
 * @param sold where SOLD, units that its sales take at this shelf under its name; else 0
 */
public record HoldWord(HoldTerms terms, long quantity, long sold) {}
