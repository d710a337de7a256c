package io.zaiko.domain.reservation;

import java.io.Serializable;
import java.util.Map;

/**
 * How long a checkout waits for what.
 *
 * @param pendingExtensionMicros how much longer units are held from when a payment is under way
 * @param pendingExtensionByMethod the same by method, such as BANK_SLIP; the other holds for the
 *     rest
 * @param retryGraceMicros how long units are held after all payments failed
 * @param paymentGraceMicros how long expiry waits while a payment is under way
 * @param withoutOrderAfterMicros how long a committed reservation may lack its sale before people
 *     are told
 * @param unknownAfterMicros how long a request may lack its PLACE before it is answered
 */
public record CheckoutPolicy(
    long pendingExtensionMicros,
    Map<String, Long> pendingExtensionByMethod,
    long retryGraceMicros,
    long paymentGraceMicros,
    long withoutOrderAfterMicros,
    long unknownAfterMicros)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
