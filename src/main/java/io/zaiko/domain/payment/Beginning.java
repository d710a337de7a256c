package io.zaiko.domain.payment;

import java.util.List;

/** Whether the beginning of a payment is known, so that its sums are whole. */
final class Beginning {

  private Beginning() {}

  /**
   * Whether something of it may have been before the first event seen.
   *
   * @param inOrder its statements in order of time
   */
  static boolean isUnseen(List<PaymentStatement> inOrder, PaymentTerms terms) {
    if (inOrder.stream().anyMatch(said -> begins(said.type()))) {
      return false;
    }
    long seenWhole = terms.completeFromMicros() + terms.unseenWindowMicros();
    return inOrder.stream()
        .filter(said -> mayBegin(said.type()))
        .findFirst()
        .map(first -> first.occurredAtMicros() < seenWhole)
        .orElse(true);
  }

  /** What stands at the beginning of a payment and nowhere else. */
  private static boolean begins(PaymentType type) {
    return switch (type) {
      case PENDING, AUTHORISED, DECLINED -> true;
      case AUTHORISATION_ADJUSTED,
          CAPTURED,
          CAPTURE_FAILED,
          VOIDED,
          EXPIRED,
          REFUNDED,
          REFUND_FAILED,
          REFUND_REVERSED,
          CHARGEBACK_RECEIVED,
          CHARGEBACK_REVERSED,
          OUTCOME_UNKNOWN,
          STORED_VALUE_LOADED,
          STORED_VALUE_REDEEMED,
          REDEMPTION_REVERSED,
          STORED_VALUE_EXPIRED,
          SETTLED ->
          false;
    };
  }

  /** What may be the first word of a payment, or a later one. */
  private static boolean mayBegin(PaymentType type) {
    return switch (type) {
      case CAPTURED, CAPTURE_FAILED, OUTCOME_UNKNOWN, STORED_VALUE_LOADED, STORED_VALUE_REDEEMED ->
          true;
      case PENDING,
          AUTHORISED,
          AUTHORISATION_ADJUSTED,
          DECLINED,
          VOIDED,
          EXPIRED,
          REFUNDED,
          REFUND_FAILED,
          REFUND_REVERSED,
          CHARGEBACK_RECEIVED,
          CHARGEBACK_REVERSED,
          REDEMPTION_REVERSED,
          STORED_VALUE_EXPIRED,
          SETTLED ->
          false;
    };
  }
}
