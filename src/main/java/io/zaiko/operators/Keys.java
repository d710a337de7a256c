package io.zaiko.operators;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.Inbound;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.reservation.ForCheckout;
import io.zaiko.domain.reservation.Mention;
import io.zaiko.domain.stock.CountHead;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import java.util.Objects;

/** What the records of each operator are keyed by. */
public final class Keys {

  private Keys() {}

  /** By the identity group; a refusal, which touches no state, by its address. */
  public static String identityGroup(Inbound inbound) {
    GoodsEvent event = inbound.event();
    return event == null ? inbound.origin().address() : event.identityGroup();
  }

  /** All under one: there is one book of rules. */
  public static String rulesBook(ControlRecord control) {
    return AcceptRules.BOOK;
  }

  /** By the order; the record must belong to one. */
  public static String order(GoodsEvent event) {
    return Objects.requireNonNull(event.orderRef(), "only records of an order come here");
  }

  /** By the transfer; the record must belong to one. */
  public static String transfer(GoodsEvent event) {
    return Objects.requireNonNull(event.transfer(), "only records of a transfer come here")
        .transferRef();
  }

  /** Whether a step of a transfer. */
  public static boolean belongsToTransfer(GoodsEvent event) {
    return event.transfer() != null;
  }

  /** By the counting session; the record must belong to one. */
  public static String session(GoodsEvent event) {
    CountHead count = Objects.requireNonNull(event.count(), "only counts come here");
    return count.locationId() + Movement.KEY_SEPARATOR + count.countId();
  }

  /** Whether part of a counting session; what a sensor sees is not. */
  public static boolean belongsToSession(GoodsEvent event) {
    CountHead count = event.count();
    return count != null && count.countId() != null;
  }

  /** Whether each of its lines says all there is to know: nothing else is to be remembered. */
  public static boolean standsAlone(GoodsEvent event) {
    return !belongsToOrder(event)
        && !belongsToTransfer(event)
        && !belongsToSession(event)
        && !belongsToCheckout(event);
  }

  /** Whether a request of a reservation or a record of a payment: what a checkout is made of. */
  public static boolean belongsToCheckout(GoodsEvent event) {
    return event.request() != null || event.payment() != null;
  }

  /** By what belongs to one checkout: a reservation or a payment. */
  public static String owner(Mention mention) {
    return mention.owner();
  }

  /** By the checkout, once it is found. */
  public static String checkout(ForCheckout said) {
    return said.checkoutRef();
  }

  /** Whether a sale, a void or a fulfilment: what an order is made of. */
  public static boolean belongsToOrder(GoodsEvent event) {
    return event.orderRef() != null && !belongsToCheckout(event);
  }

  /** Whether an accepted record speaks of a payment. */
  public static boolean isPayment(Inbound inbound) {
    return eventOf(inbound).payment() != null;
  }

  /** Whether an accepted record is what a person made of an alert. */
  public static boolean isAction(Inbound inbound) {
    return eventOf(inbound).action() != null;
  }

  /** By the provider's event; the record must speak of a payment. */
  public static String providerEvent(Inbound inbound) {
    return paymentOf(eventOf(inbound)).providerEventKey();
  }

  /** By the payment; the record must speak of one. */
  public static String payment(GoodsEvent event) {
    return paymentOf(event).paymentKey();
  }

  private static GoodsEvent eventOf(Inbound inbound) {
    return Objects.requireNonNull(inbound.event(), "only accepted records come here");
  }

  private static PaymentStatement paymentOf(GoodsEvent event) {
    return Objects.requireNonNull(event.payment(), "only records of payments come here");
  }
}
