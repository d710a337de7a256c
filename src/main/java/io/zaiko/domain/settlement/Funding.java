package io.zaiko.domain.settlement;

import io.zaiko.domain.payment.PaymentPart;
import io.zaiko.domain.payment.PaymentType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a payment could fund a load with: what it took, and what is left of it.
 *
 * @param provider who moved the money
 * @param paymentKey what tells the payment from all others
 * @param paymentId the name that a load calls it by
 * @param currency of its sums
 * @param isWhole whether all of it is known, in one currency
 * @param isOffline whether it was taken without a connection
 * @param spokenOfMicros business time of what was last said of it
 * @param moves its sums each time they changed, in order of time
 */
public record Funding(
    String provider,
    String paymentKey,
    String paymentId,
    String currency,
    boolean isWhole,
    boolean isOffline,
    long spokenOfMicros,
    List<Move> moves) {
  /** Before anything was captured. */
  static final Move NOTHING = new Move(Long.MIN_VALUE, 0, 0, "", PaymentType.PENDING);

  /**
   * The sums from a time on.
   *
   * @param atMicros business time
   * @param capturedMinor minor units captured
   * @param heldMinor what is left of it after refunds and chargebacks
   * @param eventId what was said
   * @param type what it was
   */
  public record Move(
      long atMicros, long capturedMinor, long heldMinor, String eventId, PaymentType type) {
    boolean isLike(Move other) {
      return capturedMinor == other.capturedMinor && heldMinor == other.heldMinor;
    }
  }

  public Funding {
    moves = moves == null ? List.of() : moves;
  }

  /** What a payment brings, as far as it may fund a load; null where it moves balances alone. */
  static @Nullable Funding of(PaymentPart part) {
    List<Move> moves = new ArrayList<>();
    Move last = NOTHING;
    boolean isPayment = false;
    for (PaymentPart.Move each : part.moves()) {
      isPayment |= !isOfBalancesAlone(each.type());
      Move next =
          new Move(
              each.atMicros(), each.capturedMinor(), each.heldMinor(), each.eventId(), each.type());
      if (!next.isLike(last)) {
        moves.add(next);
        last = next;
      }
    }
    return isPayment
        ? new Funding(
            part.provider(),
            part.paymentKey(),
            part.paymentId(),
            part.currency(),
            !part.isUnseen() && !part.isMixed(),
            part.isOffline(),
            part.last().atMicros(),
            List.copyOf(moves))
        : null;
  }

  private static boolean isOfBalancesAlone(PaymentType type) {
    return type == PaymentType.STORED_VALUE_LOADED
        || type == PaymentType.STORED_VALUE_EXPIRED
        || type == PaymentType.SETTLED;
  }

  /** Whether it says the same, whenever it was last spoken of. */
  boolean saysTheSameAs(@Nullable Funding other) {
    return other != null
        && paymentKey.equals(other.paymentKey)
        && currency.equals(other.currency)
        && isWhole == other.isWhole
        && isOffline == other.isOffline
        && moves.equals(other.moves);
  }

  /** Its sums at a time. */
  Move at(long micros) {
    Move now = NOTHING;
    for (Move each : moves) {
      if (each.atMicros() <= micros) {
        now = each;
      }
    }
    return now;
  }
}
