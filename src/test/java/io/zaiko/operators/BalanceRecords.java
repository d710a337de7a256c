package io.zaiko.operators;

import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.SourceRef;
import io.zaiko.domain.payment.AmountKind;
import io.zaiko.domain.payment.Means;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.PaymentTerms;
import io.zaiko.domain.payment.PaymentType;
import io.zaiko.domain.settlement.OrderTerms;
import io.zaiko.domain.stock.GoodsEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Records about one gift card, in few words: seconds, and minor units of EUR. */
final class BalanceRecords {
  static final String ACCOUNT = "ledger|gift-1";
  private static final long SECOND = 1_000_000;

  private BalanceRecords() {}

  /** Providers are so late at most, and loads are captured in that time. */
  static OrderTerms late(Duration lateness) {
    return late(lateness, Duration.ZERO);
  }

  /** The same; what is missing waits so long for who is silent. */
  static OrderTerms late(Duration lateness, Duration hold) {
    long micros = TimeUnit.MILLISECONDS.toMicros(lateness.toMillis());
    PaymentTerms payments = PaymentRecords.late(lateness);
    return new OrderTerms(
        payments,
        Map.of(),
        Set.of(),
        0,
        0,
        0,
        TimeUnit.MILLISECONDS.toMicros(hold.toMillis()),
        new OrderTerms.TellHeld(0, 1),
        new OrderTerms.SaleWindows(0, 0, 0),
        new OrderTerms.CaptureWindows(micros, micros, micros),
        0);
  }

  /** A step of the ledger, in a payment of its own. */
  static GoodsEvent ledger(
      String payment, long second, PaymentType type, long minor, @Nullable String paidBy) {
    Means means = new Means(false, null, null, "gift-1", "EUR", paidBy);
    return event(second, said(payment, second, "ledger", payment, type, minor, means, null));
  }

  static GoodsEvent card(String eventId, long second, PaymentType type, long minor) {
    return event(second, said(eventId, second, "psp", "pay-1", type, minor, Means.UNKNOWN, null));
  }

  /** A capture at a shop. */
  static GoodsEvent inShop(String eventId, long second, String shop) {
    return event(
        second,
        said(eventId, second, "psp", "pay-1", PaymentType.CAPTURED, 50, Means.UNKNOWN, shop));
  }

  private static PaymentStatement said(
      String eventId,
      long second,
      String provider,
      String payment,
      PaymentType type,
      long minor,
      Means means,
      @Nullable String shop) {
    return new PaymentStatement(
        eventId,
        second * SECOND,
        provider,
        "shop",
        payment,
        eventId,
        PaymentStatement.NO_SEQUENCE,
        type,
        minor,
        "EUR",
        AmountKind.TOTAL,
        PaymentStatement.NO_AMOUNT,
        null,
        null,
        "",
        null,
        "pos",
        shop,
        eventId,
        means);
  }

  private static GoodsEvent event(long second, PaymentStatement payment) {
    return new GoodsEvent(
        RecordKind.PAYMENT,
        payment.eventId(),
        new SourceRef(payment.provider(), 0, SourceRef.NO_SEQUENCE),
        new Origin("payments." + payment.provider(), 0, second, Long.MAX_VALUE),
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
        null);
  }
}
