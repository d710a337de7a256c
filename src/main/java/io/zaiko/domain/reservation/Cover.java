package io.zaiko.domain.reservation;

import io.zaiko.domain.payment.Payment;
import io.zaiko.domain.payment.PaymentStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The payments of a checkout up to one instant of its walk. What is captured net of what went back
 * covers the order when it reaches the order's amount, as last stated; where none is stated, any
 * capture does. Money in another currency than the amount's counts nothing.
 */
final class Cover {
  private final Map<String, List<PaymentStatement>> said = new LinkedHashMap<>();
  private final Map<String, Payment> payments = new LinkedHashMap<>();
  private CoverState state = CoverState.NONE;
  private long orderAmountMinor = PaymentStatement.NO_AMOUNT;
  private String currency = "";
  private @Nullable String orderRef;

  /**
   * What a statement brought about.
   *
   * @param hasCovered whether the order is paid from now on, or something more of it where its
   *     amount is not known
   * @param hasBegun whether its payment is under way from now on
   * @param hasFailed whether all payments have failed from now on; where they had, whether a
   *     further one was begun and failed as well
   */
  record Turn(boolean hasCovered, boolean hasBegun, boolean hasFailed) {}

  /** Hears the next statement by business time. */
  Turn hear(PaymentStatement statement) {
    String key = statement.paymentKey();
    Payment before = payments.get(key);
    said.computeIfAbsent(key, k -> new ArrayList<>()).add(statement);
    Payment after = Payment.of(List.copyOf(said.getOrDefault(key, List.of())));
    payments.put(key, after);
    if (statement.orderAmountMinor() != PaymentStatement.NO_AMOUNT) {
      orderAmountMinor = statement.orderAmountMinor();
      currency = statement.currency();
    }
    if (orderRef == null) {
      orderRef = statement.orderRef();
    }
    CoverState was = state;
    state = standing();
    return new Turn(
        state == CoverState.COVERED && (was != CoverState.COVERED || isFurther(before, after)),
        after.isUnderWay() && (before == null || !before.isUnderWay()),
        state == CoverState.FAILED && (was != CoverState.FAILED || before == null));
  }

  /**
   * Whether one more payment is taken, and nothing says that the money was enough before. By an
   * amount that is stated the order is paid once; without one each payment pays for something.
   */
  private boolean isFurther(@Nullable Payment before, Payment after) {
    return orderAmountMinor == PaymentStatement.NO_AMOUNT
        && after.capturedMinor() > 0
        && (before == null || before.capturedMinor() == 0);
  }

  CoverState state() {
    return state;
  }

  /** The order that a payment names; null where none does. */
  @Nullable String orderRef() {
    return orderRef;
  }

  private CoverState standing() {
    if (isCovered()) {
      return CoverState.COVERED;
    }
    if (payments.values().stream().anyMatch(Payment::isUnderWay)) {
      return CoverState.UNDER_WAY;
    }
    boolean allFailed = payments.values().stream().allMatch(Cover::hasFailed);
    return allFailed ? CoverState.FAILED : CoverState.NONE;
  }

  private boolean isCovered() {
    boolean isStated = orderAmountMinor != PaymentStatement.NO_AMOUNT;
    long net = 0;
    for (Payment payment : payments.values()) {
      if (!isStated || payment.currency().equals(currency)) {
        net += payment.capturedMinor() - payment.refundedMinor() - payment.chargedBackMinor();
      }
    }
    return net > 0 && (!isStated || net >= orderAmountMinor);
  }

  private static boolean hasFailed(Payment payment) {
    return switch (payment.state()) {
      case VOIDED, EXPIRED, DECLINED, REFUNDED, CHARGED_BACK -> true;
      case INITIATED, AUTHORISED, PARTIALLY_CAPTURED, CAPTURED, PARTIALLY_REFUNDED, UNKNOWN ->
          false;
    };
  }
}
