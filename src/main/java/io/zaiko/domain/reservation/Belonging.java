package io.zaiko.domain.reservation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which checkout a reservation or a payment belongs to, and what waits to know it.
 *
 * <pre>
 *   waiting -> known, by the first PLACE of the reservation or the first record of the payment that
 *              states a checkout; it never changes
 * </pre>
 *
 * @param checkoutRef the checkout; null while it is not known
 * @param waiting what was said before, in order of arrival, at most {@link #MAX_WAITING}
 * @param spokenOfMicros business time of the newest thing said; {@link Long#MIN_VALUE} before any
 */
public record Belonging(@Nullable String checkoutRef, List<Mention> waiting, long spokenOfMicros) {
  /** More are not kept: who says so much of a thing nobody placed gets no answer to it. */
  public static final int MAX_WAITING = 100;

  /** Nothing was said yet. */
  public static final Belonging UNKNOWN = new Belonging(null, List.of(), Long.MIN_VALUE);

  public Belonging {
    waiting = waiting == null ? List.of() : waiting;
  }

  /**
   * What becomes of it by something said.
   *
   * @param next what is known then
   * @param passed what now goes to its checkout, in this order
   * @param dropped how many mentions were lost because too many wait
   */
  public record Step(Belonging next, List<ForCheckout> passed, int dropped) {}

  /** Hears something: passes it on where the checkout is known, else lets it wait. */
  public Step apply(Mention mention) {
    long spokenOf = Math.max(spokenOfMicros, mention.said().occurredAtMicros());
    if (checkoutRef != null) {
      return new Step(
          new Belonging(checkoutRef, waiting, spokenOf), List.of(addressed(mention)), 0);
    }
    String learned = taughtBy(mention);
    if (learned != null) {
      Belonging next = new Belonging(learned, List.of(), spokenOf);
      List<ForCheckout> passed = new ArrayList<>();
      passed.add(next.addressed(mention));
      waiting.forEach(earlier -> passed.add(next.addressed(earlier)));
      return new Step(next, passed, 0);
    }
    if (waiting.size() >= MAX_WAITING) {
      return new Step(new Belonging(null, waiting, spokenOf), List.of(), 1);
    }
    List<Mention> more = new ArrayList<>(waiting);
    more.add(mention);
    return new Step(new Belonging(null, List.copyOf(more), spokenOf), List.of(), 0);
  }

  /**
   * Sends on the requests that nobody placed a reservation for in time: to a checkout named as the
   * reservation, which does not know it either and says so.
   */
  public Step reviewed(long nowMicros, long unknownAfterMicros) {
    List<Mention> left = new ArrayList<>();
    List<ForCheckout> passed = new ArrayList<>();
    for (Mention mention : waiting) {
      Request request = mention.said().request();
      if (request != null && request.occurredAtMicros() + unknownAfterMicros <= nowMicros) {
        passed.add(mention.said().to(request.reservationId(), false));
      } else {
        left.add(mention);
      }
    }
    return new Step(new Belonging(checkoutRef, List.copyOf(left), spokenOfMicros), passed, 0);
  }

  /** When the next waiting request is to be sent on; null where none waits. */
  public @Nullable Long dueMicros(long unknownAfterMicros) {
    Long due = null;
    for (Mention mention : waiting) {
      Request request = mention.said().request();
      if (request != null && (due == null || request.occurredAtMicros() < due)) {
        due = request.occurredAtMicros();
      }
    }
    return due == null ? null : due + unknownAfterMicros;
  }

  private ForCheckout addressed(Mention mention) {
    String known = checkoutRef == null ? "" : checkoutRef;
    String stated = taughtBy(mention);
    if (mention.said().payment() != null) {
      return mention.said().to(stated == null ? known : stated, false);
    }
    Request request = mention.said().request();
    String named = stated == null ? mention.checkoutRef() : stated;
    boolean isForeign = request != null && named != null && !named.equals(known);
    return mention.said().to(known, isForeign);
  }

  /** The checkout that a PLACE or a payment tells; null where it tells none. */
  private static @Nullable String taughtBy(Mention mention) {
    if (mention.said().payment() != null) {
      return mention.checkoutRef();
    }
    Request request = mention.said().request();
    if (request == null || !request.isPlace()) {
      return null;
    }
    return mention.checkoutRef() == null ? request.reservationId() : mention.checkoutRef();
  }
}
