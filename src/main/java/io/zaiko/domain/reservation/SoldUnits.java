package io.zaiko.domain.reservation;

/**
 * Units that a line of a sale takes under the name of a reservation.
 *
 * @param locationId where
 * @param sku the item
 * @param quantity units of its base unit, 0 or more
 */
public record SoldUnits(String locationId, String sku, long quantity) {}
