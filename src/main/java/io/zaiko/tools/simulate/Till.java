package io.zaiko.tools.simulate;

import io.zaiko.avro.AmountAdjustmentKind;
import io.zaiko.avro.EntryMode;
import io.zaiko.avro.TenderKind;

/** What customers do at a till of a shop. */
final class Till {
  private Till() {}

  /**
   * Takes a card at the terminal of an order's till, with a connection or without; the order's
   * tender is left to the caller.
   */
  static Payment card(Story story, Order order, Shopper shopper, long at, long minor) {
    Payment payment =
        new Payment(
                story, Provider.TILLBANK, shopper.card(Provider.TILLBANK), EntryMode.CONTACTLESS)
            .of(order);
    if (minor != order.total()) {
      payment.partOf(order.total());
    }
    if (story.world().isOffline(story.store(), at)) {
      long connected = story.world().arrival(story.store(), at);
      long forwarded = connected + story.span(Micros.MINUTE, 10 * Micros.MINUTE);
      payment.offline();
      payment.authorised(forwarded, minor);
      payment.captured(forwarded + 2 * Micros.SECOND, minor);
    } else if (story.oneIn(50)) {
      payment.authorisedAndOvertaken(at - 8 * Micros.SECOND, minor);
      payment.captured(at - 3 * Micros.SECOND, minor);
    } else {
      payment.authorised(at - 8 * Micros.SECOND, minor);
      payment.captured(at - 3 * Micros.SECOND, minor);
    }
    return payment;
  }

  /** An order that is paid by the story's customer with one card. */
  static Payment payAll(Story story, Order order, long at) {
    Payment payment = card(story, order, story.shopper(), at, order.total());
    order.paid(TenderKind.CARD, order.total(), payment);
    return payment;
  }

  static void cashSale(Story story) {
    Basket basket = PriceList.dressed(story.chance(), story.currency());
    if (story.oneIn(4) && basket.currency().equals("EUR")) {
      long rest = Math.floorMod(basket.total(), 5);
      basket = basket.with(AmountAdjustmentKind.ROUNDING, rest > 2 ? 5 - rest : -rest);
    }
    Order order = new Order(story, basket);
    order.paid(TenderKind.CASH, order.total()).sold(story.began());
  }

  static void cardSale(Story story) {
    Order order = new Order(story, PriceList.dressed(story.chance(), story.currency()));
    payAll(story, order, story.began());
    order.sold(story.began());
  }

  /** A wallet that captures without authorising. */
  static void qrSale(Story story) {
    Order order = new Order(story, PriceList.dressed(story.chance(), story.currency()));
    Payment payment =
        new Payment(
                story,
                Provider.SCANPAY,
                story.shopper().wallet(Provider.SCANPAY),
                EntryMode.QR_CODE)
            .of(order);
    payment.pending(story.began() - 20 * Micros.SECOND, order.total());
    payment.captured(story.began() - 4 * Micros.SECOND, order.total());
    order.paid(TenderKind.QR, order.total(), payment).sold(story.began());
  }

  /** Cash and a card, or the cards of two people. */
  static void splitTender(Story story) {
    Order order = new Order(story, PriceList.dressed(story.chance(), story.currency()));
    long first = order.total() / 2;
    long second = order.total() - first;
    if (story.oneIn(2)) {
      order.paid(TenderKind.CASH, first);
    } else {
      Shopper friend = new Shopper(story.store().number(), story.shopper().number() + 1);
      long earlier = story.began() - 20 * Micros.SECOND;
      order.paid(TenderKind.CARD, first, card(story, order, friend, earlier, first));
    }
    Payment own = card(story, order, story.shopper(), story.began(), second);
    order.paid(TenderKind.CARD, second, own).sold(story.began());
  }

  /** The tip is added to what was authorised before. */
  static void tippedSale(Story story) {
    Basket basket = PriceList.plain(story.chance(), story.currency());
    long before = basket.total();
    Order order = new Order(story, basket.with(AmountAdjustmentKind.TIP, before / 10));
    Payment payment =
        new Payment(
                story, Provider.TILLBANK, story.shopper().card(Provider.TILLBANK), EntryMode.CHIP)
            .of(order);
    payment.authorised(story.began() - 90 * Micros.SECOND, before);
    payment.adjusted(story.began() - 10 * Micros.SECOND, order.total());
    payment.captured(story.began() - 5 * Micros.SECOND, order.total());
    order.paid(TenderKind.CARD, order.total(), payment).sold(story.began());
  }

  static void declinedThenPaid(Story story) {
    Order order = new Order(story, PriceList.dressed(story.chance(), story.currency()));
    new Payment(story, Provider.TILLBANK, story.shopper().card(Provider.TILLBANK), EntryMode.CHIP)
        .of(order)
        .declined(story.began() - 50 * Micros.SECOND, order.total());
    payAll(story, order, story.began());
    order.sold(story.began());
  }

  /** Rung up, authorised, and undone before anything was captured. */
  static void voidedAtTheTill(Story story) {
    Order order = new Order(story, PriceList.plain(story.chance(), story.currency()));
    Payment payment =
        new Payment(
                story, Provider.TILLBANK, story.shopper().card(Provider.TILLBANK), EntryMode.CHIP)
            .of(order);
    long undone = story.began() + story.span(30 * Micros.SECOND, 2 * Micros.MINUTE);
    payment.authorised(story.began() - 5 * Micros.SECOND, order.total());
    order.paid(TenderKind.CARD, order.total(), payment).sold(story.began());
    order.voided(undone);
    payment.voided(undone + 2 * Micros.SECOND, order.total());
  }

  /** The same basket twice within two minutes, with one card: two sales. */
  static void twoBasketsOneCard(Story story) {
    Basket basket = PriceList.plain(story.chance(), story.currency());
    long again = story.began() + story.span(20 * Micros.SECOND, 110 * Micros.SECOND);
    for (long at : new long[] {story.began(), again}) {
      Order order = new Order(story, basket);
      payAll(story, order, at);
      order.sold(at);
    }
  }

  static void invoicedSale(Story story) {
    Order order = new Order(story, PriceList.dressed(story.chance(), story.currency()));
    order.paid(TenderKind.INVOICE, order.total()).sold(story.began());
  }

  static void coffee(Story story) {
    Order order = new Order(story, PriceList.coffeeOf(story.chance(), story.currency()));
    if (!story.oneIn(3)) {
      card(story, order, story.shopper(), story.began(), order.total());
    }
    order.sold(story.began());
  }

  /** Two coffees with one card within two minutes: two payments of one amount, two sales. */
  static void twoCoffees(Story story) {
    Basket coffee = PriceList.coffeeOf(story.chance(), story.currency());
    long again = story.began() + story.span(20 * Micros.SECOND, 110 * Micros.SECOND);
    for (long at : new long[] {story.began(), again}) {
      Order order = new Order(story, coffee);
      card(story, order, story.shopper(), at, order.total());
      order.sold(at);
    }
  }
}
