package io.zaiko.domain.reservation;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.stock.Fate;
import io.zaiko.domain.stock.HoldNote;
import io.zaiko.domain.stock.Movement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One checkout: its reservations, its payments, and what was last told of each reservation. It is
 * the one place that decides where a reservation stands. Each thing said of a reservation begins a
 * round, and so does each change of its {@link Plan} by a payment, by what was said of another
 * reservation, or by time.
 *
 * @param checkoutRef its name
 * @param reservations in the order in which their PLACEs were heard, at most {@link
 *     #MAX_RESERVATIONS}
 * @param payments what was said of its payments, at most {@link #MAX_PAYMENTS}
 * @param spokenOfMicros business time of the newest thing said; {@link Long#MIN_VALUE} before any
 */
public record Checkout(
    String checkoutRef,
    List<PlacedReservation> reservations,
    List<PaymentStatement> payments,
    long spokenOfMicros) {
  /** One more is refused. */
  public static final int MAX_RESERVATIONS = 100;

  /** Further statements of payments are ignored: cards are tested there, or nothing is sold. */
  public static final int MAX_PAYMENTS = 1_000;

  public Checkout {
    reservations = reservations == null ? List.of() : reservations;
    payments = payments == null ? List.of() : payments;
  }

  /** A checkout of which nothing was said yet. */
  public static Checkout named(String checkoutRef) {
    return new Checkout(checkoutRef, List.of(), List.of(), Long.MIN_VALUE);
  }

  /**
   * Hears something said of it.
   *
   * @param nowMicros how far business time has come
   */
  public CheckoutStep apply(ForCheckout said, long nowMicros, CheckoutPolicy policy) {
    Checkout spokenOf =
        new Checkout(
            checkoutRef, reservations, payments, Math.max(spokenOfMicros, said.occurredAtMicros()));
    if (said.request() != null) {
      return spokenOf.asked(said, said.request(), nowMicros, policy);
    }
    if (said.sale() != null) {
      return spokenOf.sold(said, said.sale(), nowMicros, policy);
    }
    return said.payment() == null
        ? spokenOf.nothing(0)
        : spokenOf.paid(said, said.payment(), nowMicros, policy);
  }

  /** Lets time come so far. */
  public CheckoutStep reviewed(long nowMicros, CheckoutPolicy policy) {
    return new CheckoutTelling(this, nowMicros, policy).told();
  }

  /** When time changes something next, microseconds; null where it does not. */
  public @Nullable Long dueMicros(CheckoutPolicy policy) {
    Long due = null;
    for (PlacedReservation reservation : reservations) {
      Long next = dueMicros(reservation, policy);
      if (next != null && (due == null || next < due)) {
        due = next;
      }
    }
    return due;
  }

  private static @Nullable Long dueMicros(PlacedReservation reservation, CheckoutPolicy policy) {
    if (reservation.told().fate() == Fate.HELD) {
      return reservation.told().untilMicros();
    }
    boolean isTold = reservation.toldWithoutOrder() == Alert.Status.CONFIRMED;
    return isTold ? null : HoldAlerts.dueMicros(reservation, policy);
  }

  /** Business time of the newest thing said and of the latest deadline told. */
  public long lastsFromMicros() {
    long last = spokenOfMicros;
    for (PlacedReservation reservation : reservations) {
      last = Math.max(last, reservation.told().untilMicros());
    }
    return last;
  }

  /** Whether a reservation is committed and its sale is yet to come. */
  public boolean isOpen() {
    return reservations.stream().anyMatch(each -> each.told().fate() == Fate.COMMITTED);
  }

  /** Whether there is nothing to remember. */
  public boolean isEmpty() {
    return reservations.isEmpty() && payments.isEmpty();
  }

  private CheckoutStep asked(
      ForCheckout said, Request request, long nowMicros, CheckoutPolicy policy) {
    int index = indexOf(request.reservationId());
    if (index < 0) {
      return request.isPlace() && !said.isForeign() && reservations.size() < MAX_RESERVATIONS
          ? appended(PlacedReservation.of(request)).telling(nowMicros, policy).told(said)
          : refused(said, request);
    }
    PlacedReservation placed = reservations.get(index);
    if (said.isForeign()) {
      return telling(nowMicros, policy).told(said, HoldNote.NOT_YOURS);
    }
    if (request.isPlace()) {
      return placedAgain(said, request, index, nowMicros, policy);
    }
    if (!placed.hasRoomFor(request)) {
      return telling(nowMicros, policy).told(said, HoldNote.TOO_MANY_REQUESTS);
    }
    return with(index, placed.with(request)).telling(nowMicros, policy).told(said);
  }

  private CheckoutStep placedAgain(
      ForCheckout said, Request request, int index, long nowMicros, CheckoutPolicy policy) {
    if (reservations.get(index).place().placesTheSameAs(request)) {
      return telling(nowMicros, policy).told(said, HoldNote.NONE);
    }
    PlacedReservation disputed = reservations.get(index).conflicted();
    CheckoutStep step =
        with(index, disputed).telling(nowMicros, policy).told(said, HoldNote.EVENT_CONFLICT);
    List<Alert> alerts = new ArrayList<>(step.alerts());
    alerts.add(HoldAlerts.conflict(disputed, request));
    return new CheckoutStep(step.next(), step.words(), step.answers(), alerts, 0);
  }

  private CheckoutStep refused(ForCheckout said, Request request) {
    HoldNote note = HoldNote.UNKNOWN_RESERVATION;
    if (request.isPlace()) {
      // A foreign one uses an id of this checkout again; payments of its own would not reach it.
      note = said.isForeign() ? HoldNote.NOT_YOURS : HoldNote.TOO_MANY_REQUESTS;
    }
    Ballot answer = RoundCause.of(said).refused(request, checkoutRef, note);
    return new CheckoutStep(this, List.of(), List.of(answer), List.of(), 0);
  }

  private CheckoutStep sold(
      ForCheckout said, SaleMention sale, long nowMicros, CheckoutPolicy policy) {
    int index = indexOf(sale.reservationId());
    if (index < 0 || !reservations.get(index).hasRoomForSale()) {
      return nothing(1);
    }
    Checkout next = with(index, reservations.get(index).with(sale));
    return next.telling(nowMicros, policy).told(said);
  }

  private CheckoutStep paid(
      ForCheckout said, PaymentStatement payment, long nowMicros, CheckoutPolicy policy) {
    if (payments.size() >= MAX_PAYMENTS) {
      return nothing(1);
    }
    List<PaymentStatement> more = new ArrayList<>(payments);
    more.add(payment);
    Checkout next = new Checkout(checkoutRef, reservations, List.copyOf(more), spokenOfMicros);
    return next.telling(nowMicros, policy).told(said);
  }

  private CheckoutStep nothing(int ignored) {
    List<Movement> none = List.of();
    return new CheckoutStep(this, none, List.of(), List.of(), ignored);
  }

  private CheckoutTelling telling(long nowMicros, CheckoutPolicy policy) {
    return new CheckoutTelling(this, nowMicros, policy);
  }

  private int indexOf(String reservationId) {
    for (int i = 0; i < reservations.size(); i++) {
      if (reservations.get(i).reservationId().equals(reservationId)) {
        return i;
      }
    }
    return -1;
  }

  private Checkout appended(PlacedReservation placed) {
    List<PlacedReservation> more = new ArrayList<>(reservations);
    more.add(placed);
    return with(more);
  }

  private Checkout with(int index, PlacedReservation changed) {
    List<PlacedReservation> others = new ArrayList<>(reservations);
    others.set(index, changed);
    return with(others);
  }

  /** The same with what its reservations have become. */
  Checkout with(List<PlacedReservation> changed) {
    return new Checkout(checkoutRef, List.copyOf(changed), payments, spokenOfMicros);
  }
}
