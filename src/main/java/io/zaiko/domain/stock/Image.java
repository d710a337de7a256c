package io.zaiko.domain.stock;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole of one shelf as the channels see it.
 *
 * @param balances all buckets
 * @param safetyStock withheld from sale by rule
 * @param availableToSell may be negative
 * @param channels available to sell by channel, 0 or more, for those that a rule names
 * @param previousAvailableToSell of the image before; null in the first
 * @param cause what brought it about
 * @param asOfMicros largest business time among the applied events
 * @param withdrawn true where the shelf is taken back: published as a tombstone
 */
public record Image(
    String locationId,
    String sku,
    Buckets balances,
    long safetyStock,
    long availableToSell,
    Map<String, Long> channels,
    StockStatus status,
    @Nullable Long previousAvailableToSell,
    Cause cause,
    long asOfMicros,
    long epoch,
    long version,
    boolean withdrawn) {}
