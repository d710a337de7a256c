package io.zaiko.domain.settlement;

import io.zaiko.domain.payment.PaymentPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A payment without an order, or a sale without a payment, for who holds the two against each
 * other.
 *
 * @param key {@code place|currency|minor units}, the text of a {@link CounterKey}
 * @param asOfMicros business time of what brought it about
 * @param payment null where it is of a sale
 * @param sale null where it is of a payment
 * @param isThere false where it is so no more
 */
public record CounterNews(
    String key,
    long asOfMicros,
    @Nullable CounterPayment payment,
    @Nullable CounterSale sale,
    boolean isThere) {

  /**
   * What changed for counters, as an order, or a payment that has none, became another.
   *
   * @param key of the order or the payment, as {@link OrderNews#key()}
   */
  public static List<CounterNews> between(
      String key, OrderAccount before, OrderAccount after, OrderTerms terms) {
    Map<String, CounterNews> was = of(key, before, after.spokenOfMicros(), terms);
    Map<String, CounterNews> is = of(key, after, after.spokenOfMicros(), terms);
    List<CounterNews> news = new ArrayList<>();
    was.forEach(
        (name, each) -> {
          if (!is.containsKey(name)) {
            news.add(new CounterNews(each.key, each.asOfMicros, each.payment, each.sale, false));
          }
        });
    is.forEach(
        (name, each) -> {
          if (!each.equals(was.get(name))) {
            news.add(each);
          }
        });
    return news;
  }

  private static Map<String, CounterNews> of(
      String key, OrderAccount account, long asOfMicros, OrderTerms terms) {
    List<CounterNews> news =
        OrderNews.isWithoutOrder(key)
            ? paymentsOf(account, asOfMicros, terms)
            : salesOf(account, asOfMicros, terms);
    Map<String, CounterNews> byName = new LinkedHashMap<>();
    news.forEach(each -> byName.put(each.name(), each));
    return byName;
  }

  private static List<CounterNews> salesOf(OrderAccount order, long asOfMicros, OrderTerms terms) {
    return CounterSale.of(order, terms).stream()
        .map(each -> new CounterNews(each.key().text(), asOfMicros, null, each.sale(), true))
        .toList();
  }

  /** An account without an order has its payment alone. */
  private static List<CounterNews> paymentsOf(
      OrderAccount withoutOrder, long asOfMicros, OrderTerms terms) {
    List<CounterNews> news = new ArrayList<>();
    for (PaymentPart part : withoutOrder.payments()) {
      CounterPayment.of(part, terms)
          .ifPresent(
              placed -> {
                String shop = part.locationId();
                String place = shop == null ? part.channel() : shop;
                String counter = new CounterKey(place, part.currency(), placed.minor()).text();
                news.add(new CounterNews(counter, asOfMicros, placed.payment(), null, true));
              });
    }
    return news;
  }

  private String name() {
    return key + '|' + (sale != null ? sale.id() : payment != null ? payment.paymentKey() : "");
  }
}
