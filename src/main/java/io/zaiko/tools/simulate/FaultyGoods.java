package io.zaiko.tools.simulate;

import io.zaiko.avro.TenderKind;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Goods that come back without having been sold, and sales that are booked twice. */
final class FaultyGoods {
  private FaultyGoods() {}

  /** Three items, paid in cash, so that no provider is part of it. */
  private static Order cashOrder(Story story) {
    Order order = new Order(story, PriceList.plain(story.chance(), story.currency(), 3));
    order.paid(TenderKind.CASH, order.total());
    return order;
  }

  /** The receipt names other items than the one that is brought back. */
  static void neverSold(Story story) {
    Order order = cashOrder(story).sold(story.began());
    BasketLine sold = cheapest(order);
    BasketLine other =
        new BasketLine(PriceList.NEVER_IN_A_BASKET, 1, sold.unitPrice(), sold.amount());
    long at = ReturnsDesk.someDaysLater(story, 5);
    paidBackInCash(story, order, other, null, at);
    story
        .plants(Fault.RETURN_NOT_SOLD, at)
        .order(order)
        .fact("sold_units", 0)
        .fact("returned_units", 1)
        .atRisk(other.amount());
  }

  /** The same line is brought back a second time on the next day. */
  static void returnedTwice(Story story) {
    Order order = cashOrder(story).sold(story.began());
    BasketLine line = cheapest(order);
    int lineNo = order.basket().lines().indexOf(line);
    long first = ReturnsDesk.someDaysLater(story, 5);
    paidBackInCash(story, order, line, lineNo, first);
    paidBackInCash(story, order, line, lineNo, first + Micros.DAY);
    story
        .plants(Fault.EXCESS_RETURN, first + Micros.DAY)
        .order(order)
        .fact("sold_units", line.quantity())
        .fact("returned_units", 2 * line.quantity())
        .atRisk(line.amount());
  }

  /** So that no more is paid back than was paid. */
  private static BasketLine cheapest(Order order) {
    return order.basket().lines().stream()
        .min(Comparator.comparingLong(BasketLine::amount))
        .orElseThrow();
  }

  private static void paidBackInCash(
      Story story, Order order, BasketLine line, @Nullable Integer lineNo, long at) {
    GoodsBack back = new GoodsBack(story, order.ref()).line(line, lineNo);
    back.paidBack(TenderKind.CASH, back.total()).told(at);
  }

  /** The back office sends the till's sale as one of its own. */
  static void bookedTwice(Story story) {
    Order order = cashOrder(story).sold(story.began());
    long again = story.began() + story.span(Micros.MINUTE, 20 * Micros.MINUTE);
    order.sold(again, Story.source("back-office/" + story.store().id()));
    story
        .plants(Fault.DOUBLE_BOOKED, again)
        .order(order)
        .fact("sources", 2)
        .fact("total_minor", order.total())
        .atRisk(order.total());
  }
}
