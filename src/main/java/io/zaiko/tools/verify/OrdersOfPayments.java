package io.zaiko.tools.verify;

import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.Return;
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
 * the one of its checkout; of several the one of which a record names it last.
 */
final class OrdersOfPayments {
  private record Payment(String provider, String ref) {}

  /** A record of an order that names a payment or a checkout. */
  private record Named(long atMicros, String eventId, String ref) {}

  private final Map<Payment, TreeSet<Named>> byTender = new HashMap<>();
  private final Map<String, TreeSet<Named>> byCheckout = new HashMap<>();

  OrdersOfPayments(Map<String, NaiveOrder> orders) {
    orders.forEach(this::take);
  }

  private void take(String ref, NaiveOrder order) {
    for (GoodsRecord<Sale> sale : order.sales()) {
      Named named = new Named(sale.atMicros(), sale.eventId(), ref);
      take(named, sale.said().getTenders());
      String checkout = sale.said().getCheckoutRef();
      if (checkout != null && !checkout.isBlank()) {
        byCheckout.computeIfAbsent(checkout, first -> inTime()).add(named);
      }
    }
    for (GoodsRecord<Return> back : order.returns()) {
      take(new Named(back.atMicros(), back.eventId(), ref), back.said().getTenders());
    }
  }

  private static TreeSet<Named> inTime() {
    return new TreeSet<>(
        Comparator.comparingLong(Named::atMicros)
            .thenComparing(Named::eventId)
            .thenComparing(Named::ref));
  }

  private void take(Named named, List<Tender> tenders) {
    for (Tender tender : tenders) {
      String provider = tender.getProvider();
      String payment = tender.getPaymentRef();
      if (provider != null && payment != null) {
        byTender.computeIfAbsent(new Payment(provider, payment), first -> inTime()).add(named);
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
    TreeSet<Named> paid = byTender.get(new Payment(any.getProvider(), any.getProviderPaymentId()));
    if (paid != null) {
      return paid.last().ref();
    }
    String checkout = firstSaid(life, false);
    TreeSet<Named> ofCheckout = checkout == null ? null : byCheckout.get(checkout);
    return ofCheckout == null ? null : ofCheckout.last().ref();
  }

  private static @Nullable String firstSaid(NaiveLife life, boolean isOrder) {
    return life.first(
        event -> {
          String said = isOrder ? event.getOrderRef() : event.getCheckoutRef();
          return said == null || said.isBlank() ? null : said;
        });
  }
}
