package io.zaiko.tools.simulate;

import io.zaiko.avro.AmountAdjustmentKind;
import io.zaiko.avro.EntryMode;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.InstrumentKind;
import io.zaiko.avro.TenderKind;

/** What customers do on the web and in the app, and in a marketplace. */
final class WebShop {
  private static final long DELIVERY_MINOR = 490;
  private static final long FREE_FROM_MINOR = 5_000;

  private WebShop() {}

  /** With a fee for delivery where it comes to little. */
  static Basket delivered(Basket basket) {
    return basket.total() < FREE_FROM_MINOR
        ? basket.with(AmountAdjustmentKind.DELIVERY, DELIVERY_MINOR)
        : basket;
  }

  /** An order that is sent. */
  static Order order(Story story) {
    return new Order(story, delivered(PriceList.dressed(story.chance(), story.currency())));
  }

  /** A card payment of an order at one of the gateways, nothing said of it yet. */
  static Payment card(Story story, Order order, Provider provider) {
    return new Payment(story, provider, story.shopper().card(provider), EntryMode.ECOMMERCE)
        .of(order);
  }

  /** Orders at HARBOR, captured at once, for what goes wrong or changes later. */
  static Payment capturedAtOnce(Story story, Order order) {
    Payment payment = card(story, order, Provider.HARBOR);
    authoriseAndCapture(story, payment, order.total());
    order.paid(TenderKind.CARD, order.total(), payment).sold(story.began());
    return payment;
  }

  private static void authoriseAndCapture(Story story, Payment payment, long minor) {
    if (story.oneIn(20)) {
      payment.authorisedAndOvertaken(story.began() - 15 * Micros.SECOND, minor);
    } else {
      payment.authorised(story.began() - 15 * Micros.SECOND, minor);
    }
    payment.captured(story.began() + 5 * Micros.SECOND, minor);
  }

  static long shippingTime(Story story) {
    return story.began() + story.span(2 * Micros.HOUR, 30 * Micros.HOUR);
  }

  /** Captured at once, or when the goods leave. */
  static void shipped(Story story) {
    Order order = order(story);
    long leaves = shippingTime(story);
    if (story.oneIn(2)) {
      capturedAtOnce(story, order);
    } else {
      captureWhenShipped(story, order, leaves);
    }
    order.step(leaves, FulfilmentAct.SHIPPED);
  }

  private static Payment captureWhenShipped(Story story, Order order, long leaves) {
    Payment payment = card(story, order, Provider.NORDPAY);
    payment.authorised(story.began() - 15 * Micros.SECOND, order.total());
    order.paid(TenderKind.CARD, order.total(), payment).sold(story.began());
    payment.captured(leaves + story.span(Micros.MINUTE, 20 * Micros.MINUTE), order.total());
    return payment;
  }

  static void collected(Story story) {
    Basket basket = PriceList.dressed(story.chance(), story.currency());
    Order order = new Order(story, basket, FulfilmentKind.PICKUP);
    capturedAtOnce(story, order);
    long ready = story.began() + story.span(Micros.HOUR, 3 * Micros.HOUR);
    order.step(ready, FulfilmentAct.READY);
    order.step(ready + story.span(Micros.HOUR, 40 * Micros.HOUR), FulfilmentAct.PICKED_UP);
  }

  /** Three captures over two weeks that add up to the total. */
  static void instalments(Story story) {
    Order order = order(story);
    Payment payment =
        new Payment(
                story,
                Provider.NORDPAY,
                story.shopper().instrument(Provider.NORDPAY, InstrumentKind.INSTALMENT, "in-three"),
                EntryMode.ECOMMERCE)
            .of(order);
    long third = order.total() / 3;
    long[] parts = {third, third, order.total() - 2 * third};
    payment.authorised(story.began() - 15 * Micros.SECOND, order.total());
    for (int i = 0; i < parts.length; i++) {
      long due = story.began() + 7L * i * Micros.DAY + Micros.HOUR;
      order.due(parts[i], payment, due);
      payment.captured(due, parts[i]);
    }
    order.sold(story.began());
    order.step(shippingTime(story), FulfilmentAct.SHIPPED);
  }

  static void declinedThenPaid(Story story) {
    Order order = order(story);
    card(story, order, Provider.HARBOR).declined(story.began() - 2 * Micros.MINUTE, order.total());
    capturedAtOnce(story, order);
    order.step(shippingTime(story), FulfilmentAct.SHIPPED);
  }

  /** The first gateway does not answer in time; what it authorised is voided. */
  static void failOver(Story story) {
    Order order = order(story);
    Payment first = card(story, order, Provider.NORDPAY);
    first.authorised(story.began() - 40 * Micros.SECOND, order.total());
    first.voided(story.began() - 20 * Micros.SECOND, order.total());
    capturedAtOnce(story, order);
    order.step(shippingTime(story), FulfilmentAct.SHIPPED);
  }

  /** The last line is not found: it is not captured, or refunded. */
  static void shortPicked(Story story) {
    Basket basket = delivered(PriceList.plain(story.chance(), story.currency(), 3));
    Order order = new Order(story, basket);
    long missing = basket.lines().get(2).amount();
    long leaves = shippingTime(story);
    if (story.oneIn(2)) {
      Payment payment = capturedAtOnce(story, order);
      payment.refunded(leaves + story.span(Micros.HOUR, 2 * Micros.DAY), missing);
    } else {
      Payment payment = card(story, order, Provider.NORDPAY);
      payment.authorised(story.began() - 15 * Micros.SECOND, order.total());
      order.paid(TenderKind.CARD, order.total(), payment).sold(story.began());
      payment.captured(leaves, order.total() - missing);
      payment.voided(leaves + Micros.MINUTE, missing);
    }
    order.step(leaves - 20 * Micros.MINUTE, FulfilmentAct.SHORT_PICKED, 2, 3);
    order.step(leaves, FulfilmentAct.SHIPPED, 0, 2);
  }

  static void cancelledInTime(Story story) {
    Order order = order(story);
    Payment payment = card(story, order, Provider.NORDPAY);
    payment.authorised(story.began() - 15 * Micros.SECOND, order.total());
    order.paid(TenderKind.CARD, order.total(), payment).sold(story.began());
    long cancelled = story.began() + story.span(5 * Micros.MINUTE, Micros.HOUR);
    order.step(cancelled, FulfilmentAct.CANCELLED);
    payment.voided(cancelled + Micros.SECOND, order.total());
  }

  /** Everything comes back, and the fee for delivery is paid back too. */
  static void returnedByPost(Story story) {
    Order order = order(story);
    Payment payment = capturedAtOnce(story, order);
    order.step(shippingTime(story), FulfilmentAct.SHIPPED);
    long back = ReturnsDesk.someDaysLater(story, 10) + 2 * Micros.DAY;
    GoodsBack.wholeOf(story, order).paidBack(TenderKind.CARD, order.total(), payment).told(back);
    payment.refunded(back + story.span(Micros.HOUR, 2 * Micros.DAY), order.total());
  }

  /** Money for a late parcel: the reason is stated, the goods stay. */
  static void goodwill(Story story) {
    Order order = order(story);
    Payment payment = capturedAtOnce(story, order);
    order.step(shippingTime(story), FulfilmentAct.SHIPPED);
    payment.refunded(
        ReturnsDesk.someDaysLater(story, 5) + 2 * Micros.DAY, order.total() / 10, "GOODWILL");
  }

  /** The bank takes the money back, and in one case of three gives it back again. */
  static void chargeback(Story story) {
    Order order = order(story);
    Payment payment = capturedAtOnce(story, order);
    order.step(shippingTime(story), FulfilmentAct.SHIPPED);
    long received = ReturnsDesk.someDaysLater(story, 10) + 2 * Micros.DAY;
    payment.chargedBack(received, order.total());
    if (story.oneIn(3)) {
      payment.chargebackReversed(received + 3 * Micros.DAY, order.total());
    }
  }

  /** A slip for the bank that nobody pays: no sale, no money. */
  static void abandonedSlip(Story story) {
    Order order = order(story);
    Payment payment =
        new Payment(
                story,
                Provider.NORDPAY,
                story.shopper().instrument(Provider.NORDPAY, InstrumentKind.BANK_SLIP, "slip"),
                EntryMode.ECOMMERCE)
            .ofOrder(order.ref());
    payment.pending(story.began(), order.total());
    payment.expired(story.began() + 3 * Micros.DAY, order.total());
  }

  static void marketplaceOrder(Story story) {
    marketplace(story);
  }

  private static Order marketplace(Story story) {
    Order order = order(story);
    order.paid(TenderKind.PARTNER_COLLECTED, order.total()).sold(story.began());
    order.step(shippingTime(story), FulfilmentAct.SHIPPED);
    return order;
  }

  static void marketplaceReturn(Story story) {
    Order order = marketplace(story);
    GoodsBack.wholeOf(story, order)
        .paidBack(TenderKind.PARTNER_COLLECTED, order.total())
        .told(ReturnsDesk.someDaysLater(story, 10) + 2 * Micros.DAY);
  }
}
