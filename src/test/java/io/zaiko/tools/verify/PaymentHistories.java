package io.zaiko.tools.verify;

import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import java.util.List;
import java.util.Random;

/** Seeded payments of an order, one to four, at two providers with two accounts each. */
final class PaymentHistories {
  static final List<String> PROVIDERS = List.of("psp", "alt");

  private static final List<Integer> GAPS = List.of(0, 1, 4, 16, 60, 1_445, 6 * OrderMoney.DAY);
  private static final List<PaymentType> LATER =
      List.of(
          PaymentType.CAPTURED,
          PaymentType.CAPTURED,
          PaymentType.VOIDED,
          PaymentType.EXPIRED,
          PaymentType.REFUNDED,
          PaymentType.REFUNDED,
          PaymentType.REFUND_FAILED,
          PaymentType.CHARGEBACK_RECEIVED,
          PaymentType.CHARGEBACK_REVERSED);

  private final Random random;
  private final OrderMoney told;

  PaymentHistories(Random random, OrderMoney told) {
    this.random = random;
    this.told = told;
  }

  /** The provider's name of a payment of an order. */
  static String name(Random random, String ref) {
    return ref + "-p" + random.nextInt(4);
  }

  private boolean isOnce(int in) {
    return random.nextInt(in) == 0;
  }

  void pay(String ref, String channel, long due) {
    int some = random.nextInt(5);
    for (int i = 0; i < some; i++) {
      long minor = isOnce(2) ? due : due / Math.max(1, some);
      pay(ref, channel, ref + "-p" + i, Math.max(1, minor));
    }
  }

  private void pay(String ref, String channel, String payment, long minor) {
    String provider = PROVIDERS.get(random.nextInt(2));
    String account = isOnce(3) ? "store" : "shop";
    boolean isStated = !isOnce(4);
    String checkout = isOnce(2) ? "checkout-" + (isOnce(4) ? "x" : ref) : null;
    String location = isOnce(4) ? "store" : null;
    String currency = isOnce(100) ? "USD" : "EUR";
    int minute = random.nextInt(30);
    int some = 1 + random.nextInt(4);
    for (int i = 0; i < some; i++) {
      PaymentType type = LATER.get(random.nextInt(LATER.size()));
      if (i == 0) {
        type = isOnce(2) ? PaymentType.AUTHORISED : PaymentType.CAPTURED;
        type = isOnce(12) ? PaymentType.REFUNDED : type; // its beginning nobody knows
      } else if (i == 1 && isOnce(2)) {
        type = PaymentType.CAPTURED;
      }
      PaymentEvent.Builder event =
          OrderMoney.event(provider, payment, minute, type, minor)
              .setEventId(payment + '-' + provider + '-' + account + '-' + i)
              .setProviderEventId(payment + '-' + account + '-' + i)
              .setProviderAccount(account)
              .setOperationId(type + (isOnce(3) ? "-" + i : ""))
              .setAmount(new Money(isOnce(4) ? minor / 2 : minor, isOnce(150) ? "USD" : currency))
              .setReasonCode(isOnce(4) ? "GOODWILL" : null)
              .setOrderRef(isStated ? ref : null)
              .setCheckoutRef(checkout)
              .setLocationId(location)
              .setOffline(isOnce(12))
              .setChannel(channel);
      told.paid(event.build());
      minute += GAPS.get(random.nextInt(GAPS.size()));
    }
  }
}
