package io.zaiko.domain.stock;

import org.jspecify.annotations.Nullable;

/**
 * What a record says of its transfer.
 *
 * @param transferRef names the transfer
 * @param step what happened
 * @param fromLocationId where the units left; known where {@code step} is SHIPPED
 * @param toLocationId where they are sent, arrived, or should have arrived
 * @param expectedAtMicros when a shipment should have arrived; 0 where the step is another
 */
public record TransferHead(
    String transferRef,
    TransferStep step,
    @Nullable String fromLocationId,
    String toLocationId,
    long expectedAtMicros) {}
