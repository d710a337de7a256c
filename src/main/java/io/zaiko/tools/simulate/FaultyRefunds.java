package io.zaiko.tools.simulate;

import io.zaiko.avro.EntryMode;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.TenderKind;

/** Money that goes back wrongly, or does not go back. */
final class FaultyRefunds {
  private static final String CAPTURED = "captured_minor";
  private static final String REFUNDED = "refunded_minor";
  private static final String RETURNED = "returned_minor";

  private FaultyRefunds() {}

  /** A card at the terminal of an order's till, nothing said of it yet. */
  static Payment atTheTill(Story story, Order order) {
    return new Payment(
            story, Provider.TILLBANK, story.shopper().card(Provider.TILLBANK), EntryMode.CHIP)
        .of(order);
  }

  /** An order that is paid by card, for what follows. */
  private record Paid(Order order, Payment payment, long back) {
    static Paid byCard(Story story) {
      Order order = new Order(story, PriceList.dressed(story.chance(), story.currency()));
      Payment payment = Till.payAll(story, order, story.began());
      order.sold(story.began());
      return new Paid(order, payment, ReturnsDesk.someDaysLater(story, 5));
    }

    long total() {
      return order.total();
    }

    Paid broughtBack(Story story) {
      GoodsBack.wholeOf(story, order).paidBack(TenderKind.CARD, total(), payment).told(back);
      return this;
    }

    Truth truth(Story story, Fault fault, long at) {
      return story.plants(fault, at).order(order).payment(payment).fact(CAPTURED, total());
    }
  }

  /** The refund was sent again, in part. */
  static void overRefund(Story story) {
    Paid paid = Paid.byCard(story).broughtBack(story);
    long more = paid.total() / 2;
    long again = paid.back() + story.span(Micros.HOUR, Micros.DAY);
    paid.payment().refunded(paid.back() + Micros.MINUTE, paid.total());
    paid.payment().refunded(again, more);
    paid.truth(story, Fault.OVER_REFUND, again)
        .fact(REFUNDED, paid.total() + more)
        .fact(RETURNED, paid.total())
        .atRisk(more)
        .alsoTrue("REFUND_WITHOUT_RETURN");
  }

  /** The terminal was told the order and the amount, but no payment: it begins one of its own. */
  static void apart(Story story) {
    Paid paid = Paid.byCard(story).broughtBack(story);
    long again = paid.back() + story.span(Micros.HOUR, Micros.DAY);
    paid.payment().refunded(paid.back() + Micros.MINUTE, paid.total());
    atTheTill(story, paid.order()).refunded(again, paid.total());
    paid.truth(story, Fault.REFUNDED_APART, again)
        .fact(REFUNDED, 2 * paid.total())
        .fact(RETURNED, paid.total())
        .atRisk(paid.total())
        .alsoTrue("REFUND_WITHOUT_RETURN");
  }

  /** Refunded at the desk, and the customer's bank takes the money too. */
  static void doubleLoss(Story story) {
    Paid paid = Paid.byCard(story).broughtBack(story);
    long received = paid.back() + story.span(4 * Micros.DAY, 8 * Micros.DAY);
    paid.payment().refunded(paid.back() + Micros.MINUTE, paid.total());
    paid.payment().chargedBack(received, paid.total());
    paid.truth(story, Fault.DOUBLE_LOSS, received)
        .fact(REFUNDED, paid.total())
        .fact("charged_back_minor", paid.total())
        .atRisk(paid.total());
  }

  static void withoutReturn(Story story) {
    Paid paid = Paid.byCard(story);
    long refunded = paid.total() / 2;
    paid.payment().refunded(paid.back(), refunded);
    paid.truth(story, Fault.REFUND_WITHOUT_RETURN, paid.back())
        .fact(REFUNDED, refunded)
        .fact(RETURNED, 0)
        .atRisk(refunded);
  }

  static void keptAfterReturn(Story story) {
    Paid paid = Paid.byCard(story).broughtBack(story);
    paid.truth(story, Fault.MONEY_KEPT_AFTER_RETURN, paid.back())
        .waits(5 * Micros.DAY)
        .fact(REFUNDED, 0)
        .fact(RETURNED, paid.total())
        .atRisk(paid.total());
  }

  /** The last line was cancelled after everything was captured. */
  static void keptAfterCancel(Story story) {
    Basket basket = WebShop.delivered(PriceList.plain(story.chance(), story.currency(), 3));
    Order order = new Order(story, basket);
    Payment payment = WebShop.capturedAtOnce(story, order);
    long leaves = WebShop.shippingTime(story);
    long cancelled = leaves - Micros.HOUR;
    long kept = basket.lines().get(2).amount();
    order.step(cancelled, FulfilmentAct.CANCELLED, 2, 3);
    order.step(leaves, FulfilmentAct.SHIPPED, 0, 2);
    story
        .plants(Fault.MONEY_KEPT_AFTER_CANCEL, cancelled)
        .waits(5 * Micros.DAY)
        .order(order)
        .payment(payment)
        .fact(CAPTURED, order.total())
        .fact("cancelled_minor", kept)
        .fact(REFUNDED, 0)
        .atRisk(kept);
  }
}
