package io.zaiko.tools.simulate;

import java.math.BigDecimal;

/**
 * Some units of an item in a basket.
 *
 * @param sku the item
 * @param quantity 1 and up
 * @param unitPrice what one costs before tax and promotions, for information
 * @param amount what is owed for the line, minor units
 */
record BasketLine(String sku, long quantity, BigDecimal unitPrice, long amount) {}
