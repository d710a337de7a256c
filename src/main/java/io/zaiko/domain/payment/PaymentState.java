package io.zaiko.domain.payment;

/** Where a payment stands. The names are API. */
public enum PaymentState {
  INITIATED,
  AUTHORISED,
  PARTIALLY_CAPTURED,
  CAPTURED,
  VOIDED,
  EXPIRED,
  DECLINED,
  PARTIALLY_REFUNDED,
  REFUNDED,
  CHARGED_BACK,
  UNKNOWN
}
