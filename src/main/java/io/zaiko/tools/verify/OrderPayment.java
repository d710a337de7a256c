package io.zaiko.tools.verify;

import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one payment of an order has come to, minor units.
 *
 * @param account provider and account
 * @param reasoned of what is refunded, what needs no return
 * @param open authorised, not captured and not released
 */
record OrderPayment(
    String account,
    long captured,
    long refunded,
    long reasoned,
    long chargedBack,
    long open,
    boolean isUnseen) {
  private static final Set<PaymentType> NOT_OF_IT =
      Set.of(
          PaymentType.SETTLED, PaymentType.STORED_VALUE_LOADED, PaymentType.STORED_VALUE_EXPIRED);

  /** As of a time; null where nothing was said of it by then. */
  static @Nullable OrderPayment at(NaiveLife life, long atMicros, PaymentMeasures measures) {
    List<NaivePayment.Said> said = until(life, atMicros);
    if (said.isEmpty()) {
      return null;
    }
    NaivePayment.Sums sums = NaivePayment.of(said).sums();
    PaymentEvent any = said.get(0).event();
    return new OrderPayment(
        any.getProvider() + '|' + any.getProviderAccount(),
        sums.captured(),
        sums.refunded(),
        reasoned(NaivePayment.inOrder(said), measures.orders().refundReasons()),
        sums.chargedBack(),
        Math.max(0, sums.authorised() - sums.captured()),
        life.isUnseen(measures));
  }

  static List<NaivePayment.Said> until(NaiveLife life, long atMicros) {
    return life.statements().stream().filter(said -> said.atMicros() <= atMicros).toList();
  }

  /** Whether an amount of it is in another currency. */
  static boolean isForeign(NaiveLife life, String currency) {
    return life.statements().stream()
        .anyMatch(said -> !said.event().getAmount().getCurrency().equals(currency));
  }

  private static Map<String, PaymentEvent> last(List<NaivePayment.Said> inOrder) {
    Map<String, PaymentEvent> last = new LinkedHashMap<>();
    for (NaivePayment.Said said : inOrder) {
      if (!NOT_OF_IT.contains(said.event().getType())) {
        last.put(said.event().getOperationId(), said.event());
      }
    }
    return last;
  }

  private static long reasoned(List<NaivePayment.Said> inOrder, Set<String> reasons) {
    Set<String> redeemed = new HashSet<>();
    for (NaivePayment.Said said : inOrder) {
      if (said.event().getType() == PaymentType.STORED_VALUE_REDEEMED) {
        redeemed.add(said.event().getOperationId());
      }
    }
    String currency = inOrder.get(0).event().getAmount().getCurrency();
    long sum = 0;
    for (PaymentEvent event : last(inOrder).values()) {
      boolean isRefund =
          event.getType() == PaymentType.REFUNDED
              || (event.getType() == PaymentType.REDEMPTION_REVERSED
                  && !redeemed.contains(event.getOperationId()));
      String reason = event.getReasonCode();
      Money amount = event.getAmount();
      if (isRefund && reason != null && reasons.contains(reason)) {
        sum += amount.getCurrency().equals(currency) ? amount.getMinor() : 0;
      }
    }
    return sum;
  }

  /** What the provider has of it. */
  long held() {
    return captured - refunded - chargedBack;
  }

  long withOpen() {
    return captured + open;
  }
}
