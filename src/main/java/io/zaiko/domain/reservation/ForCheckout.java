package io.zaiko.domain.reservation;

import io.zaiko.domain.payment.PaymentStatement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing said of a checkout: a request, a sale or a payment.
 *
 * @param checkoutRef the checkout; empty while it is not known
 * @param isForeign whether a request names another checkout than the PLACE of its reservation
 * @param request null for the others
 * @param sale null for the others
 * @param payment null for the others
 * @param asOfMicros business time of the record, never ahead of the broker's clock
 */
public record ForCheckout(
    String checkoutRef,
    boolean isForeign,
    @Nullable Request request,
    @Nullable SaleMention sale,
    @Nullable PaymentStatement payment,
    long asOfMicros) {
  public ForCheckout {
    checkoutRef = checkoutRef == null ? "" : checkoutRef;
    int said = (request == null ? 0 : 1) + (sale == null ? 0 : 1) + (payment == null ? 0 : 1);
    if (said != 1) {
      throw new IllegalArgumentException("it says one thing, not " + said);
    }
  }

  static ForCheckout of(Request request) {
    return new ForCheckout("", false, request, null, null, request.asOfMicros());
  }

  static ForCheckout of(SaleMention sale) {
    return new ForCheckout("", false, null, sale, null, sale.asOfMicros());
  }

  static ForCheckout of(PaymentStatement payment, long asOfMicros) {
    return new ForCheckout("", false, null, null, payment, asOfMicros);
  }

  /** The same, said to a checkout. */
  ForCheckout to(String checkout, boolean foreign) {
    return new ForCheckout(checkout, foreign, request, sale, payment, asOfMicros);
  }

  /** When it was said, microseconds since 1970 UTC. */
  public long occurredAtMicros() {
    if (request != null) {
      return request.occurredAtMicros();
    }
    return sale != null ? sale.occurredAtMicros() : said(payment).occurredAtMicros();
  }

  /** The record that says it. */
  String eventId() {
    if (request != null) {
      return request.eventId();
    }
    return sale != null ? sale.eventId() : said(payment).eventId();
  }

  private static PaymentStatement said(@Nullable PaymentStatement payment) {
    return Objects.requireNonNull(payment, "it says one thing");
  }
}
