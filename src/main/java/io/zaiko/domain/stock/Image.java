package io.zaiko.domain.stock;

import org.jspecify.annotations.Nullable;

/**
 * The whole of one shelf as the channels see it.
 *
 * @param balances all buckets
 * @param availableToSell may be negative
 * @param previousAvailableToSell of the image before; null in the first
 * @param cause what brought it about
 * @param asOfMicros largest business time among the applied events
 * @param withdrawn true where the shelf is taken back: published as a tombstone
 */
public record Image(
    String locationId,
    String sku,
    Buckets balances,
    long availableToSell,
    StockStatus status,
    @Nullable Long previousAvailableToSell,
    Cause cause,
    long asOfMicros,
    long epoch,
    long version,
    boolean withdrawn) {}
