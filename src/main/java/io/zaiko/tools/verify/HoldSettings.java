package io.zaiko.tools.verify;

import java.time.Duration;
import java.util.Map;

/**
 * How the job keeps reservations.
 *
 * @param retention {@code reservation.retention}
 * @param pendingExtension {@code hold.pending.extension}
 * @param pendingExtensionByMethod the same for payments by some kinds of instrument
 * @param retryGrace {@code hold.retry.grace}
 * @param paymentGrace {@code hold.payment.grace}
 * @param withoutOrderAfter {@code hold.without.order.after}
 */
record HoldSettings(
    Duration retention,
    Duration pendingExtension,
    Map<String, Duration> pendingExtensionByMethod,
    Duration retryGrace,
    Duration paymentGrace,
    Duration withoutOrderAfter) {
  /** Where no setting says otherwise. */
  static final HoldSettings USUAL =
      new HoldSettings(
          Duration.ofDays(7),
          Duration.ofMinutes(15),
          Map.of(),
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          Duration.ofHours(24));

  /** By how much a payment that begins moves the deadline. */
  long extensionMicros(String method) {
    return micros(pendingExtensionByMethod.getOrDefault(method, pendingExtension));
  }

  static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  String text() {
    return ", reservation.retention "
        + retention
        + ", hold.pending.extension "
        + pendingExtension
        + ", hold.retry.grace "
        + retryGrace
        + ", hold.payment.grace "
        + paymentGrace
        + ", hold.without.order.after "
        + withoutOrderAfter;
  }
}
