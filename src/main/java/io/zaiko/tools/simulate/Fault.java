package io.zaiko.tools.simulate;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/** What can be planted. Each is a story of its own, in which one thing goes wrong. */
public enum Fault {
  /** A retry with its own payment id: one order captured twice. */
  DUPLICATE_CHARGE_BY_ORDER("DUPLICATE_CHARGE"),
  /** A stand-alone terminal takes one card twice for one coffee order. */
  DUPLICATE_CHARGE_BY_INSTRUMENT("DUPLICATE_CHARGE"),
  /** A fail-over to a second provider, and both capture. */
  CROSS_PROVIDER_DUPLICATE("CROSS_PROVIDER_DUPLICATE"),
  /** More is captured than was authorised. */
  OVER_CAPTURE("LIFECYCLE_VIOLATION"),
  /** Captured after the authorisation was voided. */
  CAPTURE_AFTER_VOID("LIFECYCLE_VIOLATION"),
  /** Refunded before it was captured. */
  REFUND_BEFORE_CAPTURE("LIFECYCLE_VIOLATION"),
  /** A retried refund: more is paid back than was captured. */
  OVER_REFUND("OVER_REFUND"),
  /** Paid back once more at a terminal that does not know the payment. */
  REFUNDED_APART("OVER_REFUND"),
  /** Refunded, and then charged back. */
  DOUBLE_LOSS("DOUBLE_LOSS"),
  /** A refund with neither goods nor a reason. */
  REFUND_WITHOUT_RETURN("REFUND_WITHOUT_RETURN"),
  /** The goods came back, the money did not. */
  MONEY_KEPT_AFTER_RETURN("MONEY_KEPT"),
  /** A cancelled line was captured with the rest. */
  MONEY_KEPT_AFTER_CANCEL("MONEY_KEPT"),
  /** Captured, and the shop lost the order. */
  PAYMENT_WITHOUT_SALE("PAYMENT_WITHOUT_SALE"),
  /** Goods left a till or the warehouse, and nobody captured. */
  SALE_WITHOUT_CAPTURE("SALE_WITHOUT_CAPTURE"),
  /** A return names an order that never sold the item. */
  RETURN_NOT_SOLD("RETURN_NOT_SOLD"),
  /** One line is returned twice. */
  EXCESS_RETURN("EXCESS_RETURN"),
  /** The back office books a sale that the till booked. */
  DOUBLE_BOOKED("DOUBLE_BOOKED"),
  /** A gift card pays more than was loaded. */
  GIFT_CARD_OVERDRAWN("STORED_VALUE_ABUSE"),
  /** A gift card is loaded and spent, and the payment for it voided. */
  GIFT_CARD_UNFUNDED("STORED_VALUE_ABUSE");

  private final String check;

  Fault(String check) {
    this.check = check;
  }

  /** The check that must find it, by its name in the contract. */
  public String check() {
    return check;
  }

  /**
   * The faults of a name: {@code all}, {@code none}, one fault, or one check with all its faults.
   *
   * @return empty for {@code none} and for an unknown name
   */
  static Set<Fault> named(String name) {
    Set<Fault> named = EnumSet.noneOf(Fault.class);
    for (Fault fault : values()) {
      if (name.equals("all") || name.equals(fault.name()) || name.equals(fault.check)) {
        named.add(fault);
      }
    }
    return named;
  }

  /** Every name of a fault and of a check. */
  static Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Fault fault : values()) {
      names.add(fault.name());
      names.add(fault.check);
    }
    return names;
  }

  /** Where it happens. */
  Channel channel() {
    return switch (this) {
      case DUPLICATE_CHARGE_BY_INSTRUMENT -> Channel.COUNTER;
      case CROSS_PROVIDER_DUPLICATE,
          REFUND_BEFORE_CAPTURE,
          CAPTURE_AFTER_VOID,
          MONEY_KEPT_AFTER_CANCEL,
          PAYMENT_WITHOUT_SALE,
          DUPLICATE_CHARGE_BY_ORDER ->
          Channel.WEB;
      case OVER_CAPTURE,
          OVER_REFUND,
          REFUNDED_APART,
          DOUBLE_LOSS,
          REFUND_WITHOUT_RETURN,
          MONEY_KEPT_AFTER_RETURN,
          SALE_WITHOUT_CAPTURE,
          RETURN_NOT_SOLD,
          EXCESS_RETURN,
          DOUBLE_BOOKED,
          GIFT_CARD_OVERDRAWN,
          GIFT_CARD_UNFUNDED ->
          Channel.POS;
    };
  }

  /** Tells the story, with its truth. */
  void tell(Story story) {
    switch (this) {
      case DUPLICATE_CHARGE_BY_ORDER -> FaultyPayments.twiceByOrder(story);
      case DUPLICATE_CHARGE_BY_INSTRUMENT -> FaultyPayments.twiceByInstrument(story);
      case CROSS_PROVIDER_DUPLICATE -> FaultyPayments.twiceByProviders(story);
      case OVER_CAPTURE -> FaultyPayments.overCapture(story);
      case CAPTURE_AFTER_VOID -> FaultyPayments.captureAfterVoid(story);
      case REFUND_BEFORE_CAPTURE -> FaultyPayments.refundBeforeCapture(story);
      case OVER_REFUND -> FaultyRefunds.overRefund(story);
      case REFUNDED_APART -> FaultyRefunds.apart(story);
      case DOUBLE_LOSS -> FaultyRefunds.doubleLoss(story);
      case REFUND_WITHOUT_RETURN -> FaultyRefunds.withoutReturn(story);
      case MONEY_KEPT_AFTER_RETURN -> FaultyRefunds.keptAfterReturn(story);
      case MONEY_KEPT_AFTER_CANCEL -> FaultyRefunds.keptAfterCancel(story);
      case PAYMENT_WITHOUT_SALE -> FaultyPayments.withoutSale(story);
      case SALE_WITHOUT_CAPTURE -> FaultyPayments.withoutCapture(story);
      case RETURN_NOT_SOLD -> FaultyGoods.neverSold(story);
      case EXCESS_RETURN -> FaultyGoods.returnedTwice(story);
      case DOUBLE_BOOKED -> FaultyGoods.bookedTwice(story);
      case GIFT_CARD_OVERDRAWN -> FaultyGiftCards.overdrawn(story);
      case GIFT_CARD_UNFUNDED -> FaultyGiftCards.unfunded(story);
    }
  }
}
