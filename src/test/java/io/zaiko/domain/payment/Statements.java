package io.zaiko.domain.payment;

import java.util.ArrayList;
import java.util.List;

/** Statements of one payment in EUR, one second after the other. */
final class Statements {
  private final List<PaymentStatement> said = new ArrayList<>();

  Statements then(PaymentType type, String operation, long amountMinor) {
    return at(said.size() + 1, type, operation, amountMinor);
  }

  Statements at(long second, PaymentType type, String operation, long amountMinor) {
    said.add(
        statement(
            "e" + said.size(),
            second,
            PaymentStatement.NO_SEQUENCE,
            type,
            operation,
            amountMinor,
            AmountKind.TOTAL));
    return this;
  }

  Statements increased(String operation, long byMinor) {
    said.add(
        statement(
            "e" + said.size(),
            said.size() + 1,
            PaymentStatement.NO_SEQUENCE,
            PaymentType.AUTHORISATION_ADJUSTED,
            operation,
            byMinor,
            AmountKind.DELTA));
    return this;
  }

  List<PaymentStatement> all() {
    return List.copyOf(said);
  }

  Payment payment() {
    return Payment.of(said);
  }

  static PaymentStatement statement(
      String eventId,
      long second,
      long sequence,
      PaymentType type,
      String operation,
      long amountMinor,
      AmountKind kind) {
    return new PaymentStatement(
        eventId,
        second * 1_000_000,
        "psp",
        "shop",
        "pay-1",
        operation,
        sequence,
        type,
        amountMinor,
        "EUR",
        kind,
        PaymentStatement.NO_AMOUNT,
        null,
        "checkout-1",
        "CARD",
        null,
        "",
        null,
        "");
  }

  /** The same in another currency. */
  static PaymentStatement in(String currency, PaymentStatement said) {
    return new PaymentStatement(
        said.eventId(),
        said.occurredAtMicros(),
        said.provider(),
        said.providerAccount(),
        said.paymentId(),
        said.operationId(),
        said.providerSequence(),
        said.type(),
        said.amountMinor(),
        currency,
        said.amountKind(),
        said.orderAmountMinor(),
        said.orderRef(),
        said.checkoutRef(),
        said.method(),
        said.reasonCode(),
        said.channel(),
        said.locationId(),
        said.providerEventId());
  }
}
