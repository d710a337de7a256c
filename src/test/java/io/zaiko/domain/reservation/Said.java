package io.zaiko.domain.reservation;

import io.zaiko.domain.payment.AmountKind;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.PaymentType;
import io.zaiko.domain.stock.RequestAct;
import io.zaiko.domain.stock.RequestHead;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said of checkouts, in few words. Times are seconds; a name is also the event id. */
public final class Said {
  public static final long SECOND = 1_000_000;
  public static final long DAY = 86_400;

  /** 15 min, 3 days for slips; 5 min for a retry; 2 min while a payment is under way; 24 h. */
  public static final CheckoutPolicy POLICY =
      new CheckoutPolicy(
          900 * SECOND,
          Map.of("BANK_SLIP", 3 * DAY * SECOND),
          300 * SECOND,
          120 * SECOND,
          DAY * SECOND,
          60 * SECOND);

  /** Every order comes to so much. */
  public static final long ORDER_AMOUNT = 100;

  private Said() {}

  /** Two of A, in store 1, for so many seconds. */
  public static ForCheckout place(String id, String eventId, long at, long seconds) {
    return place(id, eventId, at, seconds, "1", new AskedUnits(1, "A", 2));
  }

  static ForCheckout place(
      String id, String eventId, long at, long seconds, String location, AskedUnits... units) {
    RequestHead head = new RequestHead(RequestAct.PLACE, id, "web", seconds * SECOND, null);
    return ForCheckout.of(
        new Request(head, eventId, at * SECOND, at * SECOND, location, List.of(units)));
  }

  public static ForCheckout extend(String id, String eventId, long at, long seconds) {
    return ask(new RequestHead(RequestAct.EXTEND, id, "", seconds * SECOND, null), eventId, at);
  }

  public static ForCheckout commit(String id, String eventId, long at, @Nullable String orderRef) {
    return ask(new RequestHead(RequestAct.COMMIT, id, "", 0, orderRef), eventId, at);
  }

  public static ForCheckout release(String id, String eventId, long at) {
    return ask(new RequestHead(RequestAct.RELEASE, id, "", 0, null), eventId, at);
  }

  private static ForCheckout ask(RequestHead head, String eventId, long at) {
    return ForCheckout.of(new Request(head, eventId, at * SECOND, at * SECOND, null, List.of()));
  }

  /** So many of A in store 1, for an order that is named as the sale. */
  public static ForCheckout sale(String id, String eventId, long at, long quantity) {
    return ForCheckout.of(
        new SaleMention(
            id,
            eventId,
            at * SECOND,
            at * SECOND,
            "order-" + eventId,
            List.of(new SoldUnits("1", "A", quantity))));
  }

  /** What a provider says by card; each type is an operation of its own but that of an outcome. */
  public static ForCheckout paid(String payment, PaymentType type, long at, long amount) {
    return paid(payment, type, at, amount, "CARD");
  }

  public static ForCheckout paid(
      String payment, PaymentType type, long at, long amount, String method) {
    return paid(payment + '-' + type, payment, operation(type), type, at, amount, method);
  }

  /** The same where a payment states no order_amount. */
  public static ForCheckout ofUnknown(ForCheckout said) {
    PaymentStatement paid = said.payment();
    return paid == null
        ? said
        : paid(
            paid.eventId(),
            paid.paymentId(),
            paid.operationId(),
            paid.type(),
            paid.occurredAtMicros() / SECOND,
            paid.amountMinor(),
            paid.method(),
            PaymentStatement.NO_AMOUNT);
  }

  /** The same of an adapter that states no order_amount. */
  static ForCheckout paidOfUnknown(String payment, PaymentType type, long at, long amount) {
    return ofUnknown(paid(payment, type, at, amount));
  }

  static ForCheckout paid(
      String eventId,
      String payment,
      String operation,
      PaymentType type,
      long at,
      long amount,
      String method) {
    return paid(eventId, payment, operation, type, at, amount, method, ORDER_AMOUNT);
  }

  private static ForCheckout paid(
      String eventId,
      String payment,
      String operation,
      PaymentType type,
      long at,
      long amount,
      String method,
      long orderAmount) {
    PaymentStatement statement =
        new PaymentStatement(
            eventId,
            at * SECOND,
            "psp",
            "main",
            payment,
            operation,
            PaymentStatement.NO_SEQUENCE,
            type,
            amount,
            "EUR",
            AmountKind.TOTAL,
            orderAmount,
            null,
            "c",
            method,
            null,
            "",
            null,
            "");
    return ForCheckout.of(statement, at * SECOND);
  }

  /** What is pending is the operation that comes to be authorised, declined or captured. */
  static String operation(PaymentType type) {
    return switch (type) {
      case PENDING, AUTHORISED, DECLINED, OUTCOME_UNKNOWN -> "authorise";
      default -> type.name();
    };
  }
}
