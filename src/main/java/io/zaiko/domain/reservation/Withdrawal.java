package io.zaiko.domain.reservation;

import java.util.List;

/**
 * Shelves are to let go what they granted, because the reservation as a whole is not held.
 *
 * @param reservationId the reservation
 * @param locationId where it was asked for
 * @param skus the items whose shelves granted it, 1 to 200
 * @param atMicros business time of the answer, never ahead of the broker's clock
 */
public record Withdrawal(
    String reservationId, String locationId, List<String> skus, long atMicros) {}
