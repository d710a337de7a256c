package io.zaiko.domain.reservation;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.stock.HoldNote;
import io.zaiko.domain.stock.Movement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells shelves and people what is new of a checkout. */
final class CheckoutTelling {
  private final Checkout checkout;
  private final long nowMicros;
  private final CheckoutPolicy policy;
  private final PlanWalk walk;
  private final List<PlacedReservation> next = new ArrayList<>();
  private final List<Movement> words = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();

  CheckoutTelling(Checkout checkout, long nowMicros, CheckoutPolicy policy) {
    this.checkout = checkout;
    this.nowMicros = nowMicros;
    this.policy = policy;
    this.walk = PlanWalk.through(checkout, policy);
  }

  /** What time brought. */
  CheckoutStep told() {
    return told(null, null);
  }

  /** What something said brought; of a request, with what the walk says of it. */
  CheckoutStep told(ForCheckout said) {
    return told(said, walk.noteOf(said.eventId()));
  }

  /**
   * What something said brought.
   *
   * @param said null where time alone did
   * @param note what there is to say of it; null where time alone did
   */
  CheckoutStep told(@Nullable ForCheckout said, @Nullable HoldNote note) {
    List<Plan> plans = walk.plans(nowMicros);
    for (int i = 0; i < plans.size(); i++) {
      PlacedReservation reservation = checkout.reservations().get(i);
      boolean isMeant = said != null && reservation.reservationId().equals(reservationOf(said));
      next.add(
          warned(
              heldTo(reservation, plans.get(i), said, isMeant && note != null ? note : null),
              said));
    }
    return new CheckoutStep(checkout.with(next), words, List.of(), alerts, 0);
  }

  /** Begins a round where the reservation is meant or its plan is new. */
  private PlacedReservation heldTo(
      PlacedReservation reservation,
      Plan plan,
      @Nullable ForCheckout said,
      @Nullable HoldNote note) {
    if (note == null && reservation.told().tellsTheSameAs(plan)) {
      return reservation.told(reservation.round(), plan);
    }
    RoundCause cause = said == null ? RoundCause.timeOf(reservation) : RoundCause.of(said);
    HoldNote told = Objects.requireNonNullElse(note, HoldNote.NONE);
    words.addAll(reservation.words(cause.terms(reservation, checkout.checkoutRef(), plan, told)));
    return reservation.told(reservation.round() + 1, plan);
  }

  private PlacedReservation warned(PlacedReservation reservation, @Nullable ForCheckout said) {
    Alert.Status status = HoldAlerts.withoutOrder(reservation, nowMicros, policy);
    if (status == null || status == reservation.toldWithoutOrder()) {
      return reservation;
    }
    PlacedReservation alerted = reservation.alerted(status);
    Long due = HoldAlerts.dueMicros(reservation, policy);
    long at = said != null ? said.asOfMicros() : Objects.requireNonNullElse(due, nowMicros);
    alerts.add(HoldAlerts.withoutOrder(alerted, status, checkout.checkoutRef(), at));
    return alerted;
  }

  private static @Nullable String reservationOf(ForCheckout said) {
    if (said.request() != null) {
      return said.request().reservationId();
    }
    return said.sale() == null ? null : said.sale().reservationId();
  }
}
