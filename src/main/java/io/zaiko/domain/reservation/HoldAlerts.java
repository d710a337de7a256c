package io.zaiko.domain.reservation;

import io.zaiko.domain.alert.Alert;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people are told of reservations by their checkout. */
final class HoldAlerts {

  private HoldAlerts() {}

  /**
   * Where the alert should stand that a reservation lacks its order: the same in whatever order
   * things were heard, but for one that was told too early and is taken back. Whether the
   * reservation was granted is not known here: see {@link Overdue}.
   *
   * @return null where there is nothing to tell
   */
  static Alert.@Nullable Status withoutOrder(
      PlacedReservation reservation, long nowMicros, CheckoutPolicy policy) {
    Long due = dueMicros(reservation, policy);
    if (due != null && due <= nowMicros) {
      return Alert.Status.CONFIRMED;
    }
    if (reservation.told().wasLongWithoutOrder()) {
      return Alert.Status.RESOLVED;
    }
    return reservation.toldWithoutOrder() == null ? null : Alert.Status.RETRACTED;
  }

  /** When a committed reservation lacks its order for too long; null where it is not committed. */
  static @Nullable Long dueMicros(PlacedReservation reservation, CheckoutPolicy policy) {
    return switch (reservation.told().fate()) {
      case COMMITTED -> reservation.told().committedAtMicros() + policy.withoutOrderAfterMicros();
      case HELD, SOLD, RELEASED, EXPIRED, UNKNOWN, WITHDRAWN -> null;
    };
  }

  /** Says how it stands, after {@link PlacedReservation#alerted}. */
  static Alert withoutOrder(
      PlacedReservation reservation, Alert.Status status, String checkoutRef, long atMicros) {
    return new Alert(
        Alert.Check.HOLD_WITHOUT_ORDER,
        reservation.reservationId(),
        0,
        reservation.alertRevision(),
        status,
        Alert.Severity.MEDIUM,
        Map.of(
            "units",
            reservation.units(),
            "committed_at",
            reservation.told().committedAtMicros(),
            "paid",
            reservation.told().isPaid() ? 1L : 0L),
        List.of(new Alert.Evidence(reservation.place().eventId(), "placed")),
        sentence(reservation, status, checkoutRef),
        atMicros);
  }

  private static String sentence(
      PlacedReservation reservation, Alert.Status status, String checkoutRef) {
    return switch (status) {
      case SUSPECTED, CONFIRMED ->
          "Reservation %s of checkout %s was committed at %s%s and no sale has named it since: send the sale, or release the reservation."
              .formatted(
                  reservation.reservationId(),
                  checkoutRef,
                  Instant.EPOCH.plus(reservation.told().committedAtMicros(), ChronoUnit.MICROS),
                  reservation.told().isPaid() ? ", is paid" : "");
      case RETRACTED ->
          "Reservation %s of checkout %s did not lack its order for long."
              .formatted(reservation.reservationId(), checkoutRef);
      case RESOLVED ->
          "Reservation %s of checkout %s lacks no order any more."
              .formatted(reservation.reservationId(), checkoutRef);
    };
  }

  /** Says that a PLACE asked for something else than the first, which stands. */
  static Alert conflict(PlacedReservation reservation, Request refused) {
    return new Alert(
        Alert.Check.EVENT_CONFLICT,
        "reservation|" + reservation.reservationId(),
        0,
        reservation.conflicts(),
        Alert.Status.CONFIRMED,
        Alert.Severity.HIGH,
        Map.of("conflicts", reservation.conflicts()),
        List.of(
            new Alert.Evidence(reservation.place().eventId(), "stands"),
            new Alert.Evidence(refused.eventId(), "refused")),
        "Reservation %s was placed again by %s with other lines, location or channel, and the first stands: place it under a new reservation_id."
            .formatted(reservation.reservationId(), refused.eventId()),
        refused.asOfMicros());
  }
}
