package io.zaiko.domain.settlement;

import io.zaiko.domain.alert.Excess;
import io.zaiko.domain.money.Amounts;
import io.zaiko.domain.payment.PaymentPart;
import java.util.List;

/**
 * What alerts say of the money of an order, one sentence each: what is wrong, by how much, and what
 * to do. Written where there is something to tell, which is seldom.
 */
final class OrderSentences {
  private final String orderRef;
  private final OrderWalk walk;
  private final OrderSums sums;
  private final List<PaymentPart> payments;
  private final String currency;

  OrderSentences(String orderRef, OrderWalk walk, List<PaymentPart> payments) {
    this.orderRef = orderRef;
    this.walk = walk;
    this.sums = walk.sums();
    this.payments = payments;
    this.currency = walk.goods().currency();
  }

  String overcharged() {
    long takers =
        payments.stream().filter(each -> walk.of(each.paymentKey()).capturedMinor() > 0).count();
    return "Order %s was charged %s too much by %d payments of one account, for %s: give the surplus back before the customer asks."
        .formatted(orderRef, text(walk.overcharged), takers, text(sums.total()));
  }

  String overchargedAcross() {
    return "Order %s was charged %s too much by payments at several providers or accounts, for %s: refund the one that the shop does not know of."
        .formatted(orderRef, text(walk.overchargedAcross), text(sums.total()));
  }

  String heldTwice() {
    return "Order %s has %s more authorised, at several providers or accounts, than it comes to: release what is not wanted before it is captured."
        .formatted(orderRef, text(walk.heldTwice));
  }

  String overRefunded() {
    return "Order %s gave back %s of %s taken, %s too much, by several means of payment: see who paid out the last."
        .formatted(orderRef, text(sums.refunded()), text(sums.captured()), text(walk.overRefunded));
  }

  String lostTwice() {
    return "Order %s was refunded by %s and charged back by %s, of %s taken: %s is lost twice. Dispute the chargeback with the proof of the refund."
        .formatted(
            orderRef,
            text(sums.refunded()),
            text(sums.chargedBack()),
            text(sums.captured()),
            text(walk.lostTwice));
  }

  String refundedWithoutReturn() {
    return "Order %s was refunded %s for which no goods came back and no reason is stated: ask who refunded it and why."
        .formatted(orderRef, text(walk.refundedWithoutReturn));
  }

  String kept() {
    return "The customer of order %s is owed %s for what was returned, cancelled or charged too much, and has not got it: refund it."
        .formatted(orderRef, text(walk.kept));
  }

  String missing(boolean isGone) {
    return "Goods of order %s left, and %s of %s was not captured: %s."
        .formatted(
            orderRef,
            text(walk.missing),
            text(sums.total()),
            isGone
                ? "nothing is authorised for it, so ask the customer to pay"
                : "capture it before its authorisation expires");
  }

  String unsold(PaymentPart payment) {
    return "Payment %s of %s took %s, and no sale of %s was booked: find the order, or give the money back."
        .formatted(
            payment.paymentId(),
            payment.provider(),
            Amounts.text(payment.last().capturedMinor(), payment.currency()),
            payment.orderRef() == null ? "it" : "order " + payment.orderRef());
  }

  String neverSold() {
    return "Order %s never sold what came back, or no longer holds it (units: %d): ask for the receipt it belongs to."
        .formatted(orderRef, walk.back().neverSold());
  }

  String soldFewer() {
    return "More came back than order %s sold (units: %d of %d): see which return is wrong, and what was paid for it."
        .formatted(orderRef, walk.back().soldBack(), walk.back().sold());
  }

  String doubled(long units) {
    return "A second source booked order %s as well (units: %d): void the later of its sales, or stock and revenue count it twice."
        .formatted(orderRef, units);
  }

  private String text(Excess excess) {
    return text(excess.stands() ? excess.minor() : excess.peakMinor());
  }

  private String text(long minor) {
    return Amounts.text(minor, currency);
  }
}
