package io.zaiko.domain.group;

import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.StockStatus;
import java.util.Map;

/**
 * One item over a group of locations, as the channels see it.
 *
 * @param balances the sum over the open members, and the orders that ask the group itself
 * @param safetyStock withheld from sale by their rules
 * @param availableToSell the sum over them; may be negative
 * @param channels what each channel may sell at all of them together
 * @param locations how many of them have an image; 0 where there are orders alone
 * @param asOfMicros the newest of their images
 * @param withdrawn true where no member is left and no order: published as a tombstone
 */
public record GroupImage(
    String group,
    String sku,
    Buckets balances,
    long safetyStock,
    long availableToSell,
    Map<String, Long> channels,
    StockStatus status,
    long locations,
    long asOfMicros,
    long epoch,
    long version,
    boolean withdrawn) {}
