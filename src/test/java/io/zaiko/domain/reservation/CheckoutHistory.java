package io.zaiko.domain.reservation;

import static io.zaiko.domain.payment.PaymentType.AUTHORISED;
import static io.zaiko.domain.payment.PaymentType.CAPTURED;
import static io.zaiko.domain.payment.PaymentType.DECLINED;
import static io.zaiko.domain.payment.PaymentType.EXPIRED;
import static io.zaiko.domain.payment.PaymentType.PENDING;
import static io.zaiko.domain.payment.PaymentType.REFUNDED;
import static io.zaiko.domain.payment.PaymentType.VOIDED;

import io.zaiko.domain.payment.PaymentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Checkouts made up from a seed: reservations, what is asked of them, sales and payments. */
public final class CheckoutHistory {
  /** Nothing is said at a later second. */
  static final int LAST_SECOND = 2_000;

  private static final List<List<PaymentType>> COURSES =
      List.of(
          List.of(DECLINED),
          List.of(PENDING, DECLINED),
          List.of(PENDING, AUTHORISED, CAPTURED),
          List.of(AUTHORISED, CAPTURED),
          List.of(AUTHORISED, VOIDED),
          List.of(PENDING, EXPIRED),
          List.of(PENDING, CAPTURED),
          List.of(CAPTURED, REFUNDED),
          List.of(PENDING));

  private final Random random;
  private final List<ForCheckout> said = new ArrayList<>();
  private int events;

  private CheckoutHistory(long seed) {
    random = new Random(seed);
  }

  public static List<ForCheckout> of(long seed) {
    CheckoutHistory history = new CheckoutHistory(seed);
    int reservations = 1 + history.random.nextInt(3);
    for (int i = 1; i <= reservations; i++) {
      history.reserve("r" + i);
    }
    int payments = history.random.nextInt(4);
    for (int i = 1; i <= payments; i++) {
      history.pay("y" + i);
    }
    return history.said;
  }

  private void reserve(String id) {
    int at = random.nextInt(300);
    int begin = random.nextInt(5) == 0 ? 0 : at;
    said.add(Said.place(id, eventId(), at, 60 + random.nextInt(600)));
    int more = random.nextInt(5);
    for (int i = 0; i < more; i++) {
      // On full tens, so that some fall together.
      int then = begin + 10 * random.nextInt((LAST_SECOND - begin) / 10 / (1 + random.nextInt(5)));
      switch (random.nextInt(6)) {
        case 0, 1 -> said.add(Said.extend(id, eventId(), then, 1 + random.nextInt(600)));
        case 2 -> said.add(Said.commit(id, eventId(), then, random.nextBoolean() ? "o" : null));
        case 3, 4 -> said.add(Said.release(id, eventId(), then));
        default -> said.add(Said.sale(id, eventId(), then, 1 + random.nextInt(3)));
      }
    }
  }

  private void pay(String id) {
    int at = 10 * random.nextInt(100);
    long amount = random.nextBoolean() ? Said.ORDER_AMOUNT : Said.ORDER_AMOUNT / 2;
    String method = random.nextInt(6) == 0 ? "BANK_SLIP" : "CARD";
    for (PaymentType type : COURSES.get(random.nextInt(COURSES.size()))) {
      said.add(Said.paid(eventId(), id, Said.operation(type), type, at, amount, method));
      at += 1 + random.nextInt(400);
    }
  }

  /** Unique, and in another order than time. */
  private String eventId() {
    return "%03d-%d".formatted(random.nextInt(1_000), events++);
  }

  /** Says it again under another name; what is said twice at one instant is said once. */
  static ForCheckout again(ForCheckout each) {
    String eventId = each.eventId() + "-again";
    Request request = each.request();
    if (request != null) {
      return ForCheckout.of(
          new Request(
              request.head(),
              eventId,
              request.occurredAtMicros(),
              request.asOfMicros(),
              request.locationId(),
              request.units()));
    }
    SaleMention sale = each.sale();
    return sale == null
        ? Said.paid(
            eventId,
            each.payment().paymentId(),
            each.payment().operationId(),
            each.payment().type(),
            each.occurredAtMicros() / Said.SECOND,
            each.payment().amountMinor(),
            each.payment().method())
        : ForCheckout.of(
            new SaleMention(
                sale.reservationId(),
                eventId,
                sale.occurredAtMicros(),
                sale.asOfMicros(),
                sale.orderRef(),
                sale.units()));
  }
}
