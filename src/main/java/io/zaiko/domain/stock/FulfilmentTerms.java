package io.zaiko.domain.stock;

import org.jspecify.annotations.Nullable;

/**
 * What a line of a fulfilment says beside item, quantity and place.
 *
 * @param act what happened
 * @param fromLocationId for ASSIGNED, who was to supply the units; null for whoever was, and for
 *     other acts
 * @param collectUntilMicros for READY, until when they may be collected; null for without end, and
 *     for other acts
 */
public record FulfilmentTerms(
    FulfilmentAct act, @Nullable String fromLocationId, @Nullable Long collectUntilMicros) {}
