package io.zaiko.domain.reservation;

/**
 * Units of one item that a reservation asks for.
 *
 * @param lineNo the first line of the request that names the item
 * @param sku the item
 * @param quantity units of its base unit, all lines of the item added up, 1 or more
 */
public record AskedUnits(int lineNo, String sku, long quantity) {}
