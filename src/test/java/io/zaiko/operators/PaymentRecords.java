package io.zaiko.operators;

import io.zaiko.codec.Inbound;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.alert.Alert.Severity;
import io.zaiko.domain.alert.Alert.Status;
import io.zaiko.domain.alert.AlertAction;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.SourceRef;
import io.zaiko.domain.payment.AmountKind;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.PaymentTerms;
import io.zaiko.domain.payment.PaymentType;
import io.zaiko.domain.stock.GoodsEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Records of the payments job, in few words: seconds, and minor units of EUR. */
final class PaymentRecords {
  static final long SECOND = 1_000_000;

  private PaymentRecords() {}

  /** Providers are so late at most; all is known from 1970 on. */
  static PaymentTerms late(Duration lateness) {
    long micros = TimeUnit.MILLISECONDS.toMicros(lateness.toMillis());
    return new PaymentTerms(micros, Map.of(), 1, Map.of(), 0, Map.of(), 0, 0);
  }

  static GoodsEvent payment(
      String eventId, long second, PaymentType type, String operation, long minor) {
    return event(eventId, said(eventId, second, type, operation, minor), null, second);
  }

  /** An accepted record; its provider's event is named after the second. */
  static Inbound inbound(String eventId, long second, long minor) {
    PaymentStatement said = said(eventId, second, PaymentType.CAPTURED, "c", minor);
    return inbound(event(eventId, said, null, second));
  }

  static Inbound action(String eventId, String alertId, AlertAction.Disposition what, long second) {
    AlertAction action =
        new AlertAction(eventId, alertId, what, "by-" + eventId, null, second * SECOND);
    return inbound(event(eventId, null, action, second));
  }

  static MoneyAlert found(Status status, long excess, long second) {
    return new MoneyAlert(
        new Alert(
            Check.OVER_REFUND,
            "psp|shop|pay-1",
            0,
            0,
            status,
            Severity.CRITICAL,
            Map.of("excess", excess),
            List.of(new Alert.Evidence("e1", "REFUNDED")),
            "too much",
            second * SECOND),
        excess,
        "EUR");
  }

  private static PaymentStatement said(
      String eventId, long second, PaymentType type, String operation, long minor) {
    return new PaymentStatement(
        eventId,
        second * SECOND,
        "psp",
        "shop",
        "pay-1",
        operation,
        PaymentStatement.NO_SEQUENCE,
        type,
        minor,
        "EUR",
        AmountKind.TOTAL,
        PaymentStatement.NO_AMOUNT,
        null,
        null,
        "CARD",
        null,
        "web",
        null,
        "evt-" + second);
  }

  private static GoodsEvent event(
      String eventId,
      @Nullable PaymentStatement payment,
      @Nullable AlertAction action,
      long second) {
    RecordKind kind = payment == null ? RecordKind.ALERT_ACTION : RecordKind.PAYMENT;
    return new GoodsEvent(
        kind,
        eventId,
        new SourceRef("psp", 0, SourceRef.NO_SEQUENCE),
        new Origin(kind.topicPrefix() + ".psp", 0, second, Long.MAX_VALUE),
        second * SECOND,
        1,
        null,
        second * SECOND,
        false,
        null,
        null,
        List.of(),
        0,
        null,
        0,
        null,
        null,
        payment,
        action);
  }

  private static Inbound inbound(GoodsEvent event) {
    byte[] raw = {1, 2, 3};
    return new Inbound(event.origin(), new byte[0], raw, 5, event, null, null, event.eventId());
  }
}
