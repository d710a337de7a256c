package io.zaiko.tools.verify;

import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.Sale;
import io.zaiko.avro.Tender;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which order a payment belongs to: the one it states, else one that it pays by its tenders, else
 * the one of its checkout; of several the one sold first.
 */
final class OrdersOfPayments {
  private record Payment(String provider, String ref) {}

  private final Map<Payment, TreeSet<String>> byTender = new HashMap<>();
  private final Map<String, TreeSet<String>> byCheckout = new HashMap<>();
  private final Comparator<String> soldFirst;

  OrdersOfPayments(Map<String, NaiveOrder> orders) {
    soldFirst =
        Comparator.<String>comparingLong(ref -> soldAtMicros(orders.get(ref)))
            .thenComparing(ref -> saleOf(orders.get(ref)))
            .thenComparing(Comparator.naturalOrder());
    orders.forEach(this::take);
  }

  private static long soldAtMicros(@Nullable NaiveOrder order) {
    return order == null || order.sales().isEmpty()
        ? Long.MAX_VALUE
        : order.sales().get(0).atMicros();
  }

  private static String saleOf(@Nullable NaiveOrder order) {
    return order == null || order.sales().isEmpty() ? "" : order.sales().get(0).eventId();
  }

  private void take(String ref, NaiveOrder order) {
    for (GoodsRecord<Sale> sale : order.sales()) {
      take(ref, sale.said().getTenders());
      String checkout = sale.said().getCheckoutRef();
      if (checkout != null && !checkout.isBlank()) {
        byCheckout.computeIfAbsent(checkout, first -> new TreeSet<>(soldFirst)).add(ref);
      }
    }
  }

  private void take(String ref, List<Tender> tenders) {
    for (Tender tender : tenders) {
      String provider = tender.getProvider();
      String payment = tender.getPaymentRef();
      if (provider != null && payment != null) {
        byTender
            .computeIfAbsent(new Payment(provider, payment), first -> new TreeSet<>(soldFirst))
            .add(ref);
      }
    }
  }

  /** The order of a payment; null where it belongs to none. */
  @Nullable String of(NaiveLife life) {
    String stated = firstSaid(life, true);
    if (stated != null) {
      return stated;
    }
    PaymentEvent any = life.statements().get(0).event();
    TreeSet<String> paid = byTender.get(new Payment(any.getProvider(), any.getProviderPaymentId()));
    if (paid != null) {
      return paid.first();
    }
    String checkout = firstSaid(life, false);
    TreeSet<String> ofCheckout = checkout == null ? null : byCheckout.get(checkout);
    return ofCheckout == null ? null : ofCheckout.first();
  }

  private static @Nullable String firstSaid(NaiveLife life, boolean isOrder) {
    return life.first(
        event -> {
          String said = isOrder ? event.getOrderRef() : event.getCheckoutRef();
          return said == null || said.isBlank() ? null : said;
        });
  }
}
