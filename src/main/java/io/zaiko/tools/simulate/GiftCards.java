package io.zaiko.tools.simulate;

import io.zaiko.avro.EntryMode;
import io.zaiko.avro.Instrument;
import io.zaiko.avro.InstrumentKind;
import io.zaiko.avro.TenderKind;
import org.jspecify.annotations.Nullable;

/** Gift cards: sold, loaded, spent. */
final class GiftCards {
  /** What a card is loaded with, minor units. */
  static final long LOADED_MINOR = 5_000;

  private GiftCards() {}

  /** A step of the ledger of gift cards; an account has its story's name. */
  static Payment ledger(Story story, @Nullable String fundingPayment) {
    Instrument card = new Instrument();
    card.setKind(InstrumentKind.STORED_VALUE);
    card.setToken(story.named("gift"));
    return new Payment(story, Provider.GIFTLEDGER, card, EntryMode.OTHER)
        .onAccount(story.named("gift"), fundingPayment);
  }

  static Order giftCardOrder(Story story) {
    return new Order(story, PriceList.one(PriceList.GIFT_CARD, LOADED_MINOR, story.currency()));
  }

  /** Bought, or brought from before the first day; spent in part on another day. */
  static void boughtAndSpent(Story story) {
    if (story.began() < story.world().began() + Micros.DAY && story.oneIn(2)) {
      ledger(story, null).loaded(story.world().began(), LOADED_MINOR, "OPENING");
    } else {
      Order order = giftCardOrder(story);
      Payment funding = Till.payAll(story, order, story.began());
      order.sold(story.began());
      ledger(story, funding.id()).loaded(story.began() + Micros.SECOND, LOADED_MINOR, null);
    }
    spend(story, ReturnsDesk.someDaysLater(story, 5));
  }

  private static void spend(Story story, long at) {
    Order order = new Order(story, PriceList.plain(story.chance(), story.currency()));
    long covered = Math.min(LOADED_MINOR, order.total());
    redeem(story, order, at, covered);
    if (order.total() > covered) {
      order.paid(TenderKind.CASH, order.total() - covered);
    }
    order.sold(at);
  }

  /** Pays a part of an order with the card. */
  static Payment redeem(Story story, Order order, long at, long minor) {
    Payment payment = ledger(story, null).of(order);
    if (minor != order.total()) {
      payment.partOf(order.total());
    }
    payment.redeemed(at - 4 * Micros.SECOND, minor);
    order.paid(TenderKind.STORED_VALUE, minor, payment);
    return payment;
  }
}
