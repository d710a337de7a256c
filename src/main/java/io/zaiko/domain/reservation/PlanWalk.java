package io.zaiko.domain.reservation;

import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.stock.HoldNote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks through all that was said of a checkout, in the order in which it happened: by time, PLACEs
 * first, then by event id. What is said of a reservation by a clock that is behind, so that it
 * seems to be before the PLACE, counts as said at the PLACE; a payment from before it counts then.
 */
final class PlanWalk {
  private final CheckoutPolicy policy;
  private final List<PlacedReservation> reservations;
  private final List<WalkedHold> holds = new ArrayList<>();
  private final Cover cover = new Cover();
  private final Map<String, HoldNote> notes = new HashMap<>();
  private final String checkoutRef;
  private long heldAtLeastUntilMicros = Long.MIN_VALUE;

  /** Until when a PLACE is of a cart that was paid by a clock that is behind. */
  private long paidAheadUntilMicros = Long.MIN_VALUE;

  /** One thing said; that of a reservation bears its place in the list, a payment -1. */
  private record Point(
      long atMicros,
      boolean isPlace,
      long saidAtMicros,
      String eventId,
      int reservation,
      @Nullable Request request,
      @Nullable SaleMention sale,
      @Nullable PaymentStatement payment) {}

  private static final Comparator<Point> AS_IT_HAPPENED =
      Comparator.comparingLong(Point::atMicros)
          .thenComparing(point -> !point.isPlace())
          .thenComparingLong(Point::saidAtMicros)
          .thenComparing(Point::eventId);

  private PlanWalk(Checkout checkout, CheckoutPolicy policy) {
    this.policy = policy;
    this.checkoutRef = checkout.checkoutRef();
    this.reservations = checkout.reservations();
    reservations.forEach(reservation -> holds.add(new WalkedHold(policy)));
  }

  /** Walks to the end of what was said. */
  static PlanWalk through(Checkout checkout, CheckoutPolicy policy) {
    PlanWalk walk = new PlanWalk(checkout, policy);
    for (Point point : points(checkout)) {
      boolean isUnderWay = walk.isUnderWay();
      walk.holds.forEach(hold -> hold.advance(point.atMicros(), isUnderWay));
      walk.hear(point);
    }
    return walk;
  }

  /** Where each reservation stands when time has come so far, in the order of the checkout's. */
  List<Plan> plans(long nowMicros) {
    String paidOrder = cover.orderRef();
    String order = paidOrder == null ? checkoutRef : paidOrder;
    return holds.stream().map(hold -> hold.plan(nowMicros, isUnderWay(), order)).toList();
  }

  /** What there is to say of a request. */
  HoldNote noteOf(String eventId) {
    return notes.getOrDefault(eventId, HoldNote.NONE);
  }

  private static List<Point> points(Checkout checkout) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < checkout.reservations().size(); i++) {
      PlacedReservation reservation = checkout.reservations().get(i);
      long placedAt = reservation.place().occurredAtMicros();
      points.add(asked(i, placedAt, reservation.place()));
      for (Request request : reservation.requests()) {
        points.add(asked(i, placedAt, request));
      }
      for (SaleMention sale : reservation.sales()) {
        long at = sale.occurredAtMicros();
        points.add(
            new Point(Math.max(at, placedAt), false, at, sale.eventId(), i, null, sale, null));
      }
    }
    for (PaymentStatement payment : checkout.payments()) {
      long at = payment.occurredAtMicros();
      points.add(new Point(at, false, at, payment.eventId(), -1, null, null, payment));
    }
    points.sort(AS_IT_HAPPENED);
    return points;
  }

  private static Point asked(int reservation, long placedAt, Request request) {
    long at = request.occurredAtMicros();
    return new Point(
        Math.max(at, placedAt),
        request.isPlace(),
        at,
        request.eventId(),
        reservation,
        request,
        null,
        null);
  }

  private void hear(Point point) {
    long at = point.atMicros();
    Request request = point.request();
    SaleMention sale = point.sale();
    PaymentStatement payment = point.payment();
    if (request != null) {
      ask(holds.get(point.reservation()), request, at);
    } else if (sale != null) {
      holds.get(point.reservation()).sell(at, sale.orderRef());
    } else if (payment != null) {
      pay(payment, at);
    }
  }

  private void ask(WalkedHold hold, Request request, long at) {
    boolean isOnly = holds.stream().noneMatch(other -> other != hold && other.stands());
    boolean isCovered = cover.state() == CoverState.COVERED;
    boolean isPaidAhead = at <= paidAheadUntilMicros;
    notes.put(request.eventId(), hold.hear(request, at, isCovered, isPaidAhead, isOnly));
    if (request.isPlace() && isCovered && isPaidAhead && !isOnly) {
      holds.forEach(WalkedHold::join);
    }
    if (request.isPlace() && isUnderWay()) {
      hold.waitUntil(heldAtLeastUntilMicros);
    }
  }

  private void pay(PaymentStatement payment, long at) {
    Cover.Turn turn = cover.hear(payment);
    long extension =
        policy
            .pendingExtensionByMethod()
            .getOrDefault(payment.method(), policy.pendingExtensionMicros());
    if (turn.hasBegun()) {
      heldAtLeastUntilMicros = Math.max(heldAtLeastUntilMicros, at + extension);
    }
    if (turn.hasCovered() && holds.stream().noneMatch(WalkedHold::isBegun)) {
      paidAheadUntilMicros = at + policy.paymentGraceMicros();
    }
    boolean isOnly = holds.stream().filter(WalkedHold::stands).count() == 1;
    holds.forEach(hold -> hold.turn(turn, cover.state(), at, extension, isOnly));
    if (turn.hasCovered() && holds.stream().noneMatch(WalkedHold::stands)) {
      boolean isOne = holds.stream().filter(WalkedHold::isBegun).count() == 1;
      holds.forEach(hold -> hold.takeAgain(at, isOne));
    }
  }

  private boolean isUnderWay() {
    return cover.state() == CoverState.UNDER_WAY;
  }
}
