package io.zaiko.tools.simulate;

import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.TenderKind;

/** Payments that go wrong: charged twice, too much, too late, or for nothing. */
final class FaultyPayments {
  private static final String CAPTURED = "captured_minor";
  private static final String TOTAL = "total_minor";

  private FaultyPayments() {}

  /** The shop did not hear of the first capture and tried again; half are refunded next day. */
  static void twiceByOrder(Story story) {
    Order order = WebShop.order(story);
    Payment first = WebShop.capturedAtOnce(story, order);
    Payment second = WebShop.card(story, order, Provider.HARBOR);
    long again = story.began() + story.span(30 * Micros.SECOND, 3 * Micros.MINUTE);
    second.authorised(again - 2 * Micros.SECOND, order.total());
    second.captured(again, order.total());
    order.step(WebShop.shippingTime(story), FulfilmentAct.SHIPPED);
    Truth truth =
        chargedTwice(story, Fault.DUPLICATE_CHARGE_BY_ORDER, order, again)
            .payment(first)
            .payment(second);
    if (story.oneIn(2)) {
      second.refunded(again + Micros.DAY, order.total());
      truth.madeGood();
    } else {
      truth.alsoTrue("MONEY_KEPT");
    }
  }

  /** The first gateway was slow, the second took over, and both captured. */
  static void twiceByProviders(Story story) {
    Order order = WebShop.order(story);
    Payment slow = WebShop.card(story, order, Provider.NORDPAY);
    slow.authorised(story.began() - 40 * Micros.SECOND, order.total());
    Payment other = WebShop.capturedAtOnce(story, order);
    long leaves = WebShop.shippingTime(story);
    order.step(leaves, FulfilmentAct.SHIPPED);
    slow.captured(leaves + Micros.MINUTE, order.total());
    chargedTwice(story, Fault.CROSS_PROVIDER_DUPLICATE, order, leaves + Micros.MINUTE)
        .fact("providers", 2)
        .payment(slow)
        .payment(other)
        .alsoTrue("DUPLICATE_CHARGE")
        .alsoTrue("MONEY_KEPT");
  }

  private static Truth chargedTwice(Story story, Fault fault, Order order, long at) {
    return story
        .plants(fault, at)
        .order(order)
        .fact(TOTAL, order.total())
        .fact(CAPTURED, 2 * order.total())
        .atRisk(order.total());
  }

  /** The stand-alone terminal is used twice for one order of coffee for a meeting. */
  static void twiceByInstrument(Story story) {
    // An amount that no other order of the counter comes to: nothing else explains a payment of it.
    long minor = 10_000L + story.chance().nextInt(90_000);
    Order order = new Order(story, PriceList.one(PriceList.COFFEE_TRAY, minor, story.currency()));
    long again = story.began() + story.span(30 * Micros.SECOND, 4 * Micros.MINUTE);
    Payment first = Till.card(story, order, story.shopper(), story.began(), minor);
    Payment second = Till.card(story, order, story.shopper(), again, minor);
    order.sold(story.began());
    story
        .plants(Fault.DUPLICATE_CHARGE_BY_INSTRUMENT, again)
        .payment(first)
        .payment(second)
        .fact("amount_minor", minor)
        .fact("payments", 2)
        .fact("sales", 1)
        .atRisk(minor)
        .alsoTrue("PAYMENT_WITHOUT_SALE");
  }

  /** A quarter of the order was added after the card was authorised. */
  static void overCapture(Story story) {
    Order order = new Order(story, PriceList.dressed(story.chance(), story.currency()));
    long authorised = order.total() - order.total() / 4;
    Payment payment = FaultyRefunds.atTheTill(story, order);
    payment.authorised(story.began() - 8 * Micros.SECOND, authorised);
    payment.captured(story.began() - 3 * Micros.SECOND, order.total());
    order.paid(TenderKind.CARD, order.total(), payment).sold(story.began());
    story
        .plants(Fault.OVER_CAPTURE, story.began() - 3 * Micros.SECOND)
        .order(order)
        .payment(payment)
        .fact("authorised_minor", authorised)
        .fact(CAPTURED, order.total())
        .atRisk(order.total() - authorised);
  }

  /** The gateway voided the authorisation, and the warehouse captured it all the same. */
  static void captureAfterVoid(Story story) {
    Order order = WebShop.order(story);
    Payment payment = WebShop.card(story, order, Provider.NORDPAY);
    payment.authorised(story.began() - 15 * Micros.SECOND, order.total());
    order.paid(TenderKind.CARD, order.total(), payment).sold(story.began());
    payment.voided(story.began() + 10 * Micros.MINUTE, order.total());
    long leaves = WebShop.shippingTime(story);
    order.step(leaves, FulfilmentAct.SHIPPED);
    payment.captured(leaves + Micros.MINUTE, order.total());
    story
        .plants(Fault.CAPTURE_AFTER_VOID, leaves + Micros.MINUTE)
        .order(order)
        .payment(payment)
        .fact(CAPTURED, order.total())
        .atRisk(order.total());
  }

  /** The parcel came back and was refunded before the capture ran. */
  static void refundBeforeCapture(Story story) {
    Order order = WebShop.order(story);
    Payment payment = WebShop.card(story, order, Provider.NORDPAY);
    long leaves = story.began() + story.span(Micros.HOUR, 3 * Micros.HOUR);
    payment.authorised(story.began() - 15 * Micros.SECOND, order.total());
    order.paid(TenderKind.CARD, order.total(), payment).sold(story.began());
    order.step(leaves, FulfilmentAct.SHIPPED);
    long back = leaves + 8 * Micros.HOUR;
    GoodsBack.wholeOf(story, order).paidBack(TenderKind.CARD, order.total(), payment).told(back);
    payment.refunded(back + 5 * Micros.MINUTE, order.total());
    payment.captured(back + 6 * Micros.HOUR, order.total());
    story
        .plants(Fault.REFUND_BEFORE_CAPTURE, back + 5 * Micros.MINUTE)
        .order(order)
        .payment(payment)
        .fact(CAPTURED, order.total())
        .fact("refunded_minor", order.total())
        .atRisk(order.total())
        .alsoTrue("OVER_REFUND")
        .madeGood(); // by the capture
  }

  /** The customer paid, and the shop lost the order. */
  static void withoutSale(Story story) {
    Order order = WebShop.order(story);
    Payment payment = WebShop.card(story, order, Provider.HARBOR);
    payment.authorised(story.began(), order.total());
    payment.captured(story.began() + 3 * Micros.SECOND, order.total());
    story
        .plants(Fault.PAYMENT_WITHOUT_SALE, story.began() + 3 * Micros.SECOND)
        .waits(15 * Micros.MINUTE)
        .order(order)
        .payment(payment)
        .fact(CAPTURED, order.total())
        .atRisk(order.total())
        .alsoTrue("MONEY_KEPT");
  }

  /** The till says paid by card; the terminal declined, or authorised and never captured. */
  static void withoutCapture(Story story) {
    Order order = new Order(story, PriceList.dressed(story.chance(), story.currency()));
    Payment payment = FaultyRefunds.atTheTill(story, order);
    if (story.oneIn(2)) {
      payment.declined(story.began() - 8 * Micros.SECOND, order.total());
    } else {
      payment.authorised(story.began() - 8 * Micros.SECOND, order.total());
    }
    order.paid(TenderKind.CARD, order.total(), payment).sold(story.began());
    story
        .plants(Fault.SALE_WITHOUT_CAPTURE, story.began())
        .waits(15 * Micros.MINUTE)
        .order(order)
        .payment(payment)
        .fact(TOTAL, order.total())
        .fact(CAPTURED, 0)
        .atRisk(order.total());
  }
}
