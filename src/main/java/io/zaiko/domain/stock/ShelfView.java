package io.zaiko.domain.stock;

/**
 * What a shelf needs to know of the world when it moves.
 *
 * @param nonStock whether its item has no stock: books are kept, nothing is published
 * @param epoch of this attempt of the job, milliseconds
 * @param lowStockAt LOW_STOCK at this many units and below
 */
public record ShelfView(boolean nonStock, long epoch, long lowStockAt) {}
