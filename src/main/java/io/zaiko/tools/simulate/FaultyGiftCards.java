package io.zaiko.tools.simulate;

import io.zaiko.avro.TenderKind;

/** Gift cards that pay more than was paid for them. */
final class FaultyGiftCards {
  private static final long SPENT_MINOR = 4_000;
  private static final String LOADED = "loaded_minor";
  private static final String REDEEMED = "redeemed_minor";

  private FaultyGiftCards() {}

  private static Order spend(Story story, long at) {
    String sku = PriceList.sku(story.chance().nextInt(PriceList.ITEMS));
    Order order = new Order(story, PriceList.one(sku, SPENT_MINOR, story.currency()));
    GiftCards.redeem(story, order, at, SPENT_MINOR);
    return order.sold(at);
  }

  /** Two tills take the card at once, and each sees the whole balance. */
  static void overdrawn(Story story) {
    Order order = GiftCards.giftCardOrder(story);
    Payment funding = Till.payAll(story, order, story.began());
    order.sold(story.began());
    GiftCards.ledger(story, funding.id())
        .loaded(story.began() + Micros.SECOND, GiftCards.LOADED_MINOR, null);
    long first = ReturnsDesk.someDaysLater(story, 3);
    long second = first + story.span(Micros.SECOND, 10 * Micros.SECOND);
    spend(story, first);
    spend(story, second);
    story
        .plants(Fault.GIFT_CARD_OVERDRAWN, second)
        .account(story.named("gift"))
        .fact(LOADED, GiftCards.LOADED_MINOR)
        .fact(REDEEMED, 2 * SPENT_MINOR)
        .atRisk(2 * SPENT_MINOR - GiftCards.LOADED_MINOR);
  }

  /** The card is loaded and spent; then the sale and its payment are voided. */
  static void unfunded(Story story) {
    Order order = GiftCards.giftCardOrder(story);
    Payment funding = FaultyRefunds.atTheTill(story, order);
    funding.authorised(story.began() - 8 * Micros.SECOND, order.total());
    order.paid(TenderKind.CARD, order.total(), funding).sold(story.began());
    GiftCards.ledger(story, funding.id())
        .loaded(story.began() + Micros.SECOND, GiftCards.LOADED_MINOR, null);
    long spent = story.began() + story.span(2 * Micros.MINUTE, 5 * Micros.MINUTE);
    long undone = spent + 2 * Micros.MINUTE;
    spend(story, spent);
    order.voided(undone);
    funding.voided(undone + Micros.SECOND, order.total());
    story
        .plants(Fault.GIFT_CARD_UNFUNDED, undone + Micros.SECOND)
        .account(story.named("gift"))
        .payment(funding)
        .fact(LOADED, GiftCards.LOADED_MINOR)
        .fact("funded_minor", 0)
        .fact(REDEEMED, SPENT_MINOR)
        .atRisk(GiftCards.LOADED_MINOR);
  }
}
