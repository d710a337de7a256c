package io.zaiko.domain.settlement;

import io.zaiko.domain.payment.Bill;
import io.zaiko.domain.payment.PaymentPart;
import io.zaiko.domain.stock.GoodsEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something for an order, or for whoever knows which order it is for.
 *
 * @param key who is to hear it: an order, a payment without one, or a word by which they find each
 *     other
 * @param asOfMicros its business time, never ahead of the broker's clock
 * @param entry what happened to its goods; null for other news
 * @param part what a payment brings; null for other news
 * @param isOfIt for a payment, false where it turns out to be of another order
 * @param claim whose a word is; null for other news
 * @param path for a payment, how its order was found
 */
public record OrderNews(
    String key,
    long asOfMicros,
    @Nullable OrderEntry entry,
    @Nullable PaymentPart part,
    boolean isOfIt,
    @Nullable Claim claim,
    Path path) {
  private static final String ORDER = "order|";
  private static final String PAYMENT = "payment|";
  private static final String TENDER = "tender|";
  private static final String CHECKOUT = "checkout|";

  /**
   * How the order of a payment was found. News of one path keep their order, those of two do not.
   */
  public enum Path {
    /** It states the order. */
    STATED,
    /** A tender names it. */
    BY_TENDER,
    /** They share a checkout, or nothing was found. */
    BY_CHECKOUT
  }

  /**
   * Whose a word is: the latest record that has it says so. A receipt that is rung up anew takes
   * the payment of the one that was voided.
   *
   * @param orderRef its order
   * @param occurredAtMicros of the sale or return
   * @param eventId of the sale or return
   */
  public record Claim(String orderRef, long occurredAtMicros, String eventId) {
    boolean isAfter(@Nullable Claim other) {
      return other == null
          || occurredAtMicros > other.occurredAtMicros
          || (occurredAtMicros == other.occurredAtMicros && eventId.compareTo(other.eventId) > 0);
    }
  }

  /** What a record of goods is to the money of its order: nothing, one entry, and claims. */
  public static List<OrderNews> of(GoodsEvent event) {
    List<OrderNews> news = new ArrayList<>();
    String order = OrderEntry.orderOf(event);
    if (order == null) {
      return news;
    }
    OrderEntry.of(event)
        .ifPresent(entry -> news.add(ofGoods(ORDER + order, event.asOfMicros(), entry)));
    Bill bill = event.bill();
    if (bill != null) { // of a return as well: its refund may name no order
      Claim claim = new Claim(order, event.occurredAtMicros(), event.eventId());
      for (Bill.Tender tender : bill.tenders()) {
        if (tender.provider() != null && tender.paymentRef() != null) {
          news.add(claims(tenderKey(tender.provider(), tender.paymentRef()), event, claim));
        }
      }
      if (event.checkoutRef() != null && bill.originalOrderRef() == null) {
        news.add(claims(CHECKOUT + event.checkoutRef(), event, claim));
      }
    }
    return news;
  }

  private static OrderNews ofGoods(String key, long asOfMicros, OrderEntry entry) {
    return new OrderNews(key, asOfMicros, entry, null, true, null, Path.STATED);
  }

  private static OrderNews claims(String key, GoodsEvent event, Claim claim) {
    return new OrderNews(key, event.asOfMicros(), null, null, true, claim, Path.STATED);
  }

  private static String tenderKey(String provider, String paymentRef) {
    return TENDER + provider + '|' + paymentRef;
  }

  /** What a payment brings, for who knows its order: it says so itself, or its tender does. */
  public static OrderNews of(PaymentPart part, boolean isOfIt) {
    String order = part.orderRef();
    return to(
        order == null ? tenderKey(part.provider(), part.paymentId()) : ORDER + order,
        part,
        isOfIt,
        Path.STATED);
  }

  static OrderNews to(String key, PaymentPart part, boolean isOfIt, Path path) {
    return new OrderNews(key, part.last().atMicros(), null, part, isOfIt, null, path);
  }

  static String orderKey(String orderRef) {
    return ORDER + orderRef;
  }

  /** Where a payment goes that no tender names. */
  static String withoutTender(PaymentPart part) {
    String checkout = part.checkoutRef();
    return checkout == null ? withoutOrder(part) : CHECKOUT + checkout;
  }

  /** Where a payment goes of which nobody knows the order: to a place of its own. */
  static String withoutOrder(PaymentPart part) {
    return PAYMENT + part.paymentKey();
  }

  /** Whether it is of a payment of which nobody knows the order. */
  static boolean isWithoutOrder(String key) {
    return key.startsWith(PAYMENT);
  }

  /** Whether it is for who knows the orders of tenders. */
  public boolean isForTender() {
    return key.startsWith(TENDER);
  }

  /** Whether it is for who knows the orders of checkouts. */
  public boolean isForCheckout() {
    return key.startsWith(CHECKOUT);
  }

  /** Whether it is for an order, or for a payment that has none. */
  public boolean isForOrder() {
    return !isForTender() && !isForCheckout();
  }

  /** The order that a key is of; for a payment without one, the payment. */
  public static String orderOf(String key) {
    return key.substring(key.indexOf('|') + 1);
  }
}
