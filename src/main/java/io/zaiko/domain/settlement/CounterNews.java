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
 * @param key {@code place|currency|minor units}: the shop, or the channel where there is none
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

  /** Of which place, currency and amount. */
  static String key(String place, String currency, long minor) {
    return place + '|' + currency + '|' + minor;
  }

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
    Map<String, CounterNews> all = new LinkedHashMap<>();
    if (!OrderNews.isWithoutOrder(key)) {
      for (CounterSale.Placed placed : CounterSale.of(account, terms)) {
        CounterSale sale = placed.sale();
        all.put(
            placed.key() + '|' + sale.id(),
            new CounterNews(placed.key(), asOfMicros, null, sale, true));
      }
      return all;
    }
    for (PaymentPart part : account.payments()) {
      CounterPayment payment = CounterPayment.of(part, terms).orElse(null);
      if (payment != null) {
        String shop = part.locationId();
        String place =
            key(shop == null ? part.channel() : shop, part.currency(), part.last().capturedMinor());
        all.put(
            place + '|' + part.paymentKey(),
            new CounterNews(place, asOfMicros, payment, null, true));
      }
    }
    return all;
  }
}
