package io.zaiko.domain.payment;

import static io.zaiko.domain.payment.PaymentStatement.NO_AMOUNT;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Hears what was said of one payment in its order of time, and knows where it stands.
 *
 * <p>Money comes first: charged back, refunded, captured. Without money it stands where the
 * authorisation does: INITIATED -&gt; AUTHORISED -&gt; VOIDED or EXPIRED, INITIATED -&gt; DECLINED,
 * and UNKNOWN while an operation has no outcome.
 */
final class PaymentFold {
  /** Time, then the provider's number, then rank; the rest only makes every order one order. */
  static final Comparator<PaymentStatement> ORDER =
      Comparator.comparingLong(PaymentStatement::occurredAtMicros)
          .thenComparingLong(PaymentStatement::providerSequence)
          .thenComparingInt(statement -> rank(statement.type()))
          .thenComparing(PaymentStatement::operationId)
          .thenComparing(PaymentStatement::eventId)
          .thenComparingLong(PaymentStatement::amountMinor)
          .thenComparing(PaymentStatement::currency);

  private final Map<String, PaymentStatement> lastOfOperation = new HashMap<>();
  private final Map<String, PaymentStatement> authorisations = new LinkedHashMap<>();
  private final Set<String> withoutOutcome = new HashSet<>();
  private final Set<String> redeemed = new HashSet<>();
  private PaymentState beforeMoney = PaymentState.INITIATED;
  private boolean isBegun;
  private String currency = "";
  private long orderAmountMinor = NO_AMOUNT;

  /** Which of two of one second is the later: what follows in a payment's life ranks higher. */
  static int rank(PaymentType type) {
    return switch (type) {
      case PENDING -> 0;
      case OUTCOME_UNKNOWN -> 1;
      case DECLINED -> 2; // an attempt before the one that succeeded
      case AUTHORISED -> 3;
      case AUTHORISATION_ADJUSTED -> 4;
      case CAPTURED, STORED_VALUE_REDEEMED -> 5;
      case CAPTURE_FAILED -> 6;
      case EXPIRED -> 7;
      case VOIDED -> 8;
      case REFUNDED -> 9;
      case REFUND_FAILED -> 10;
      case REFUND_REVERSED, REDEMPTION_REVERSED -> 11;
      case CHARGEBACK_RECEIVED -> 12;
      case CHARGEBACK_REVERSED -> 13;
      case STORED_VALUE_LOADED, STORED_VALUE_EXPIRED -> 14;
      case SETTLED -> 15;
    };
  }

  void hear(PaymentStatement said) {
    if (currency.isEmpty()) {
      currency = said.currency();
    }
    if (said.orderAmountMinor() != NO_AMOUNT && said.currency().equals(currency)) {
      orderAmountMinor = said.orderAmountMinor();
    }
    if (saysNothingOfIt(said.type())) {
      return;
    }
    isBegun = true;
    String operation = said.operationId();
    lastOfOperation.put(operation, said);
    withoutOutcome.remove(operation);
    switch (said.type()) {
      case PENDING -> beforeMoney = pending();
      case AUTHORISED, AUTHORISATION_ADJUSTED -> authorised(said);
      case DECLINED -> declined(operation);
      case VOIDED -> released(PaymentState.VOIDED);
      case EXPIRED -> released(PaymentState.EXPIRED);
      case OUTCOME_UNKNOWN -> withoutOutcome.add(operation);
      case CAPTURE_FAILED -> undone(PaymentState.DECLINED);
      case STORED_VALUE_REDEEMED -> redeemed.add(operation);
      case REDEMPTION_REVERSED -> undone(PaymentState.VOIDED);
      case CAPTURED,
          REFUNDED,
          REFUND_FAILED,
          REFUND_REVERSED,
          CHARGEBACK_RECEIVED,
          CHARGEBACK_REVERSED,
          STORED_VALUE_LOADED,
          STORED_VALUE_EXPIRED,
          SETTLED -> {}
    }
  }

  /**
   * A payout, and what happens to a balance, undo no capture though they may name its operation.
   */
  static boolean saysNothingOfIt(PaymentType type) {
    return type == PaymentType.SETTLED
        || type == PaymentType.STORED_VALUE_LOADED
        || type == PaymentType.STORED_VALUE_EXPIRED;
  }

  private PaymentState pending() {
    return beforeMoney == PaymentState.DECLINED ? PaymentState.INITIATED : beforeMoney;
  }

  private void authorised(PaymentStatement said) {
    if (isReleased()) {
      if (said.type() == PaymentType.AUTHORISATION_ADJUSTED) {
        return; // nothing is left to adjust
      }
      authorisations.clear();
    }
    authorisations.remove(
        said.operationId()); // a second word of one operation takes the last place
    authorisations.put(said.operationId(), said);
    withoutOutcome.clear();
    beforeMoney = PaymentState.AUTHORISED;
  }

  private void declined(String operation) {
    if (isReleased()) {
      return;
    }
    authorisations.remove(operation);
    if (authorisations.isEmpty()) { // else it was an increment, or another attempt
      beforeMoney = PaymentState.DECLINED;
    }
  }

  private void released(PaymentState how) {
    if (!isReleased()) {
      beforeMoney = how;
    }
    withoutOutcome.clear();
  }

  private void undone(PaymentState unlessAuthorised) {
    if (beforeMoney != PaymentState.AUTHORISED && !isReleased()) {
      beforeMoney = unlessAuthorised;
    }
  }

  private boolean isReleased() {
    return beforeMoney == PaymentState.VOIDED || beforeMoney == PaymentState.EXPIRED;
  }

  Payment payment() {
    Money captured = new Money();
    Money refunded = new Money();
    Money chargedBack = new Money();
    for (PaymentStatement last : lastOfOperation.values()) {
      switch (last.type()) {
        case CAPTURED, STORED_VALUE_REDEEMED -> captured.add(last, currency);
        case REFUNDED -> refunded.add(last, currency);
        case REDEMPTION_REVERSED -> {
          if (!redeemed.contains(last.operationId())) { // else the redemption itself is gone
            refunded.add(last, currency);
          }
        }
        case CHARGEBACK_RECEIVED -> chargedBack.add(last, currency);
        case PENDING,
            AUTHORISED,
            AUTHORISATION_ADJUSTED,
            DECLINED,
            CAPTURE_FAILED,
            VOIDED,
            EXPIRED,
            REFUND_FAILED,
            REFUND_REVERSED,
            CHARGEBACK_REVERSED,
            OUTCOME_UNKNOWN,
            STORED_VALUE_LOADED,
            STORED_VALUE_EXPIRED,
            SETTLED -> {}
      }
    }
    long authorisedMinor = authorisedMinor(captured.minor);
    PaymentState state = state(authorisedMinor, captured, refunded, chargedBack);
    return new Payment(
        currency,
        authorisedMinor,
        captured.minor,
        refunded.minor,
        chargedBack.minor,
        orderAmountMinor,
        state,
        isBegun && mayBringMoney(state));
  }

  private long authorisedMinor(long capturedMinor) {
    long minor = NO_AMOUNT;
    for (PaymentStatement said : authorisations.values()) {
      if (!said.currency().equals(currency)) {
        continue;
      }
      boolean isDelta =
          said.type() == PaymentType.AUTHORISATION_ADJUSTED
              && said.amountKind() == AmountKind.DELTA;
      if (!isDelta) {
        minor = said.amountMinor();
      } else if (minor != NO_AMOUNT) {
        minor = Math.addExact(minor, said.amountMinor());
      }
    }
    return isReleased() ? Math.min(minor, capturedMinor) : minor;
  }

  private PaymentState state(
      long authorisedMinor, Money captured, Money refunded, Money chargedBack) {
    if (chargedBack.isSaid) {
      return PaymentState.CHARGED_BACK;
    }
    if (refunded.isSaid) {
      return refunded.minor >= captured.minor
          ? PaymentState.REFUNDED
          : PaymentState.PARTIALLY_REFUNDED;
    }
    if (captured.isSaid) {
      return captured.minor < authorisedMinor
          ? PaymentState.PARTIALLY_CAPTURED
          : PaymentState.CAPTURED;
    }
    return isBegun && withoutOutcome.isEmpty() ? beforeMoney : PaymentState.UNKNOWN;
  }

  private static boolean mayBringMoney(PaymentState state) {
    return switch (state) {
      case INITIATED, AUTHORISED, PARTIALLY_CAPTURED, UNKNOWN -> true;
      case CAPTURED, VOIDED, EXPIRED, DECLINED, PARTIALLY_REFUNDED, REFUNDED, CHARGED_BACK -> false;
    };
  }

  /** A sum, and whether anything was said of it, be it in another currency. */
  private static final class Money {
    private long minor;
    private boolean isSaid;

    void add(PaymentStatement said, String currency) {
      isSaid = true;
      if (said.currency().equals(currency)) {
        minor = Math.addExact(minor, said.amountMinor());
      }
    }
  }
}
