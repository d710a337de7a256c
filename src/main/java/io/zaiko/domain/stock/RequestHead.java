package io.zaiko.domain.stock;

import org.jspecify.annotations.Nullable;

/**
 * What a request says of its reservation.
 *
 * @param act what it asks
 * @param reservationId names the reservation, 1 to 128 characters
 * @param channel for PLACE, who sells: it goes by that channel's ATS; empty for other acts
 * @param timeToLiveMicros for PLACE and EXTEND, how long the units are held from {@code
 *     occurred_at} on, 1 s to 30 days; 0 for other acts
 * @param orderRef for COMMIT, the order; null where none is stated, and for other acts
 */
public record RequestHead(
    RequestAct act,
    String reservationId,
    String channel,
    long timeToLiveMicros,
    @Nullable String orderRef) {}
