package io.zaiko.domain.reservation;

import io.zaiko.domain.stock.Fate;
import io.zaiko.domain.stock.HoldNote;
import org.jspecify.annotations.Nullable;

/**
 * One reservation on the walk through all that was said of its checkout.
 *
 * <pre>
 *   HELD -> COMMITTED by COMMIT or a payment that covers it, SOLD by a sale, RELEASED by RELEASE or
 *           after its payments failed, EXPIRED at its deadline
 *   COMMITTED -> SOLD; RELEASED by RELEASE while no payment covers it
 *   EXPIRED, and RELEASED by failed payments -> COMMITTED by COMMIT
 *   EXPIRED, RELEASED -> COMMITTED by a payment that covers the checkout, where nothing else stands
 *   placed in a checkout that is paid, of which nothing else stands or that was paid before
 *           anything of it was placed, just before -> COMMITTED
 *   every one -> SOLD, for good
 * </pre>
 */
final class WalkedHold {
  private static final long NEVER = Long.MAX_VALUE;

  private final CheckoutPolicy policy;
  private Fate fate = Fate.HELD;
  private boolean isBegun;
  private long deadlineMicros;
  private boolean isInGrace;
  private long failedAtMicros = NEVER;
  private boolean isLetGo;
  private long endedAtMicros = NEVER;
  private boolean isPaid;
  private boolean isAlone;
  private @Nullable String orderRef;
  private long committedAtMicros;
  private boolean wasLongWithoutOrder;

  WalkedHold(CheckoutPolicy policy) {
    this.policy = policy;
  }

  /** Whether its units are held or an order's. */
  boolean stands() {
    return isBegun && (isHeld() || fate == Fate.COMMITTED || fate == Fate.SOLD);
  }

  /** Lets time come to an instant, of which nothing that was said has been heard yet. */
  void advance(long atMicros, boolean isUnderWay) {
    if (!isHeld()) {
      return;
    }
    isInGrace |= atMicros > deadlineMicros && isUnderWay;
    long end = endMicros(isInGrace);
    if (atMicros > end) {
      end(end);
    }
  }

  /**
   * Hears a request of it, at an instant that is not before its PLACE.
   *
   * @param isCovered whether its checkout is paid
   * @param isPaidAhead whether that was just before the first of its reservations was placed
   * @param isOnly whether no other reservation of its checkout stands
   */
  HoldNote hear(
      Request request, long atMicros, boolean isCovered, boolean isPaidAhead, boolean isOnly) {
    return switch (request.head().act()) {
      case PLACE -> {
        isBegun = true;
        deadlineMicros = request.endsMicros();
        if (isCovered && (isOnly || isPaidAhead)) {
          commit(atMicros, true, isOnly);
        }
        yield HoldNote.NONE;
      }
      case EXTEND -> extend(atMicros, request.endsMicros());
      case COMMIT -> commitAsked(atMicros, request.head().orderRef(), isCovered, isOnly);
      case RELEASE -> release(atMicros, isCovered);
    };
  }

  /** Another reservation of its checkout is paid for by the same payment. */
  void join() {
    isAlone = false;
  }

  /** A sale names it. */
  void sell(long atMicros, @Nullable String ofOrder) {
    if (fate == Fate.SOLD) {
      return;
    }
    leaveCommitted(atMicros);
    fate = Fate.SOLD;
    orderRef = ofOrder;
  }

  /** Its checkout had a payment under way when it was placed: it is held at least so long. */
  void waitUntil(long untilMicros) {
    if (isHeld()) {
      deadlineMicros = Math.max(deadlineMicros, untilMicros);
    }
  }

  /**
   * A payment of its checkout turned.
   *
   * @param isOnly whether no other reservation of its checkout stands
   */
  void turn(
      Cover.Turn turn, CoverState state, long atMicros, long extensionMicros, boolean isOnly) {
    if (!isBegun) {
      return;
    }
    if (turn.hasCovered() && (isHeld() || fate == Fate.COMMITTED)) {
      commit(atMicros, true, isOnly);
    }
    if (!isHeld()) {
      return;
    }
    if (state != CoverState.FAILED) {
      failedAtMicros = NEVER;
    } else if (turn.hasFailed()) {
      failedAtMicros = atMicros;
    }
    if (turn.hasBegun() && atMicros <= deadlineMicros) {
      deadlineMicros = Math.max(deadlineMicros, atMicros + extensionMicros);
    }
  }

  /**
   * Takes its units again, for an order that is paid and of which nothing stands.
   *
   * @param isOnly whether its checkout has no other reservation
   */
  void takeAgain(long atMicros, boolean isOnly) {
    if (isBegun && !stands()) {
      commit(atMicros, true, isOnly);
    }
  }

  /** Where it stands when time has come so far and nothing more was said. */
  Plan plan(long nowMicros, boolean isUnderWay, String orderOrCheckout) {
    long end = isHeld() ? endMicros(isInGrace || isUnderWay) : endedAtMicros;
    boolean isTimed = isHeld() || endedAtMicros != NEVER;
    Fate stands = fate;
    if (isTimed && nowMicros < end) {
      stands = Fate.HELD;
    } else if (isHeld()) {
      stands = timedOut();
    }
    boolean isOrdered = stands == Fate.COMMITTED || stands == Fate.SOLD;
    return new Plan(
        stands,
        stands == Fate.HELD || stands == Fate.EXPIRED ? end : 0,
        isPaid,
        isAlone,
        isOrdered ? (orderRef == null ? orderOrCheckout : orderRef) : null,
        stands == Fate.COMMITTED ? committedAtMicros : 0,
        wasLongWithoutOrder);
  }

  boolean isBegun() {
    return isBegun;
  }

  private boolean isHeld() {
    return isBegun && fate == Fate.HELD;
  }

  private long endMicros(boolean hasGrace) {
    long end = hasGrace ? deadlineMicros + policy.paymentGraceMicros() : deadlineMicros;
    return failedAtMicros == NEVER
        ? end
        : Math.min(end, failedAtMicros + policy.retryGraceMicros());
  }

  private void end(long atMicros) {
    fate = timedOut();
    endedAtMicros = atMicros;
  }

  private Fate timedOut() {
    return failedAtMicros == NEVER ? Fate.EXPIRED : Fate.RELEASED;
  }

  private HoldNote extend(long atMicros, long untilMicros) {
    if (!isHeld() || atMicros > deadlineMicros || untilMicros <= deadlineMicros) {
      return HoldNote.NO_EFFECT;
    }
    deadlineMicros = untilMicros;
    return HoldNote.NONE;
  }

  private HoldNote commitAsked(
      long atMicros, @Nullable String ofOrder, boolean isCovered, boolean isOnly) {
    if (fate == Fate.SOLD || isLetGo) {
      return HoldNote.NO_EFFECT;
    }
    boolean isNew = fate != Fate.COMMITTED;
    if (isNew) {
      commit(atMicros, isCovered, isOnly);
    }
    if (orderRef == null && ofOrder != null) {
      orderRef = ofOrder;
      return HoldNote.NONE;
    }
    return isNew ? HoldNote.NONE : HoldNote.NO_EFFECT;
  }

  private void commit(long atMicros, boolean isCovered, boolean isOnly) {
    if (fate != Fate.COMMITTED) {
      committedAtMicros = atMicros;
    }
    fate = Fate.COMMITTED;
    isPaid |= isCovered;
    isAlone |= isCovered && isOnly; // a later payment of more takes nothing back
    isLetGo = false;
    endedAtMicros = NEVER;
  }

  private HoldNote release(long atMicros, boolean isCovered) {
    if (fate == Fate.COMMITTED && isCovered) {
      return HoldNote.PAID;
    }
    if (!isHeld() && fate != Fate.COMMITTED) {
      return HoldNote.NO_EFFECT;
    }
    leaveCommitted(atMicros);
    fate = Fate.RELEASED;
    isLetGo = true;
    return HoldNote.NONE;
  }

  private void leaveCommitted(long atMicros) {
    if (fate == Fate.COMMITTED) {
      wasLongWithoutOrder |= atMicros - committedAtMicros > policy.withoutOrderAfterMicros();
    }
    endedAtMicros = NEVER;
  }
}
