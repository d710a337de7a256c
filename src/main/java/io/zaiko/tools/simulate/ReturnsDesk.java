package io.zaiko.tools.simulate;

import io.zaiko.avro.EntryMode;
import io.zaiko.avro.TenderKind;
import java.math.BigDecimal;
import java.util.List;

/** What customers bring back to a shop, days later. */
final class ReturnsDesk {
  private ReturnsDesk() {}

  /** About the same time of the day, some days later. */
  static long someDaysLater(Story story, int most) {
    return story.began()
        + (1 + story.chance().nextInt(most)) * Micros.DAY
        + story.span(0, Micros.HOUR);
  }

  /** One line against something else; the difference is paid, or paid back in cash. */
  static void exchange(Story story) {
    Order bought = new Order(story, PriceList.plain(story.chance(), story.currency()));
    if (story.oneIn(2)) {
      bought.paid(TenderKind.CASH, bought.total());
    } else {
      Till.payAll(story, bought, story.began());
    }
    bought.sold(story.began());
    long at = someDaysLater(story, 10);
    GoodsBack back = GoodsBack.lineOf(story, bought, 0);
    Order taken = new Order(story, PriceList.plain(story.chance(), story.currency(), 1));
    long carried = Math.min(back.total(), taken.total());
    taken.paid(TenderKind.RETURN_VALUE, carried);
    back.paidBack(TenderKind.RETURN_VALUE, carried);
    if (taken.total() > carried) {
      payTheDifference(story, taken, at, taken.total() - carried);
    } else if (back.total() > carried) {
      back.paidBack(TenderKind.CASH, back.total() - carried);
    }
    back.told(at);
    taken.sold(at + 30 * Micros.SECOND);
  }

  private static void payTheDifference(Story story, Order taken, long at, long difference) {
    if (story.oneIn(2)) {
      taken.paid(TenderKind.CASH, difference);
      return;
    }
    Payment payment = Till.card(story, taken, story.shopper(), at + 20 * Micros.SECOND, difference);
    taken.paid(TenderKind.CARD, difference, payment);
  }

  static void cashReturn(Story story) {
    Order order = new Order(story, PriceList.plain(story.chance(), story.currency()));
    order.paid(TenderKind.CASH, order.total()).sold(story.began());
    GoodsBack back = GoodsBack.lineOf(story, order, 0);
    back.paidBack(TenderKind.CASH, back.total()).told(someDaysLater(story, 10));
  }

  /** One line, or everything with its share of tax and discounts. */
  static void cardReturn(Story story) {
    boolean whole = story.oneIn(2);
    Basket basket =
        whole
            ? PriceList.dressed(story.chance(), story.currency())
            : PriceList.plain(story.chance(), story.currency());
    Order order = new Order(story, basket);
    Payment payment = Till.payAll(story, order, story.began());
    order.sold(story.began());
    long at = someDaysLater(story, 10);
    GoodsBack back = whole ? GoodsBack.wholeOf(story, order) : GoodsBack.lineOf(story, order, 0);
    back.paidBack(TenderKind.CARD, back.total(), payment).told(at);
    payment.refunded(at + story.span(Micros.MINUTE, Micros.DAY), back.total());
  }

  /** Two of a kind are brought back one by one: two refunds of one amount. */
  static void equalPartialRefunds(Story story) {
    BasketLine one = PriceList.plain(story.chance(), story.currency(), 1).lines().get(0);
    BasketLine single = ofOne(one);
    BasketLine pair = new BasketLine(one.sku(), 2, one.unitPrice(), 2 * single.amount());
    Order order = new Order(story, new Basket(story.currency(), List.of(pair), List.of()));
    Payment payment = Till.payAll(story, order, story.began());
    order.sold(story.began());
    long first = someDaysLater(story, 5);
    for (long at : new long[] {first, first + Micros.DAY}) {
      GoodsBack back = new GoodsBack(story, order.ref()).line(single, 0);
      back.paidBack(TenderKind.CARD, back.total(), payment).told(at);
      payment.refunded(at + 5 * Micros.MINUTE, back.total());
    }
  }

  private static BasketLine ofOne(BasketLine line) {
    BigDecimal price = line.unitPrice();
    return new BasketLine(line.sku(), 1, price, line.amount() / line.quantity());
  }

  /** The sale and its payment lie before the first day. */
  static void saleFromBefore(Story story) {
    String ref = story.named("before");
    Basket basket = PriceList.plain(story.chance(), story.currency(), 1);
    GoodsBack back = new GoodsBack(story, ref).line(basket.lines().get(0), null);
    if (story.oneIn(2)) {
      back.paidBack(TenderKind.CASH, back.total()).told(story.began());
      return;
    }
    Payment payment =
        new Payment(
                story, Provider.TILLBANK, story.shopper().card(Provider.TILLBANK), EntryMode.CHIP)
            .ofOrder(ref);
    back.paidBack(TenderKind.CARD, back.total(), payment).told(story.began());
    payment.refunded(story.began() + story.span(Micros.MINUTE, Micros.HOUR), back.total());
  }

  static void withoutReceipt(Story story) {
    Basket basket = PriceList.plain(story.chance(), story.currency(), 1);
    GoodsBack back = new GoodsBack(story, null).line(basket.lines().get(0), null);
    back.paidBack(TenderKind.CASH, back.total()).told(story.began());
  }
}
