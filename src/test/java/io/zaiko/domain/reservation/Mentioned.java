package io.zaiko.domain.reservation;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Mentions in few words. */
public final class Mentioned {

  private Mentioned() {}

  /** What is said, under the checkout that its record states; null where it states none. */
  public static Mention of(ForCheckout said, @Nullable String checkoutRef) {
    return new Mention(owner(said), checkoutRef, said);
  }

  private static String owner(ForCheckout said) {
    if (said.payment() != null) {
      return "p|" + said.payment().paymentKey();
    }
    return said.request() != null
        ? "r|" + said.request().reservationId()
        : "r|" + Objects.requireNonNull(said.sale()).reservationId();
  }

  /** What is said, to a checkout that is found. */
  public static ForCheckout to(String checkoutRef, ForCheckout said) {
    return said.to(checkoutRef, false);
  }

  /** The same request, so many microseconds later. */
  public static ForCheckout later(ForCheckout said, long micros) {
    Request request = Objects.requireNonNull(said.request());
    return ForCheckout.of(
        new Request(
            request.head(),
            request.eventId(),
            request.occurredAtMicros() + micros,
            request.asOfMicros() + micros,
            request.locationId(),
            request.units()));
  }

  /** Such as {@code k to c}, with an exclamation mark where it is foreign. */
  public static String text(ForCheckout said) {
    return said.eventId() + " to " + said.checkoutRef() + (said.isForeign() ? "!" : "");
  }
}
