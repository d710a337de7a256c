package io.zaiko.tools.simulate;

import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;

/** What honest customers do, and how often. */
enum HonestStory {
  CASH_SALE(4_900),
  CARD_SALE(1_050),
  QR_SALE(300),
  SPLIT_TENDER(200),
  TIPPED_SALE(70),
  DECLINED_THEN_PAID(100),
  VOIDED_AT_THE_TILL(60),
  TWO_BASKETS_ONE_CARD(50),
  INVOICED_SALE(30),
  EXCHANGE(560),
  CASH_RETURN(150),
  CARD_RETURN(150),
  EQUAL_PARTIAL_REFUNDS(30),
  SALE_FROM_BEFORE(50),
  WITHOUT_RECEIPT(30),
  GIFT_CARD(50),
  COFFEE(700),
  TWO_COFFEES(60),
  SHIPPED(700),
  COLLECTED(400),
  INSTALMENTS(80),
  DECLINED_ONLINE(80),
  FAIL_OVER(60),
  SHORT_PICKED(60),
  CANCELLED_IN_TIME(50),
  RETURNED_BY_POST(80),
  GOODWILL(30),
  CHARGEBACK(6),
  ABANDONED_SLIP(20),
  MARKETPLACE_ORDER(360),
  MARKETPLACE_RETURN(40);

  private static final Set<HonestStory> NEED_A_CONNECTION =
      EnumSet.of(QR_SALE, TIPPED_SALE, DECLINED_THEN_PAID, VOIDED_AT_THE_TILL, GIFT_CARD);
  private static final int ALL_WEIGHTS = allWeights();

  private final int weight;

  HonestStory(int weight) {
    this.weight = weight;
  }

  private static int allWeights() {
    int all = 0;
    for (HonestStory story : values()) {
      all += story.weight;
    }
    return all;
  }

  static HonestStory drawn(SplittableRandom chance) {
    int left = chance.nextInt(ALL_WEIGHTS);
    for (HonestStory story : values()) {
      left -= story.weight;
      if (left < 0) {
        return story;
      }
    }
    throw new AssertionError("the weights do not add up");
  }

  Channel channel(SplittableRandom chance) {
    return switch (this) {
      case CASH_SALE,
          CARD_SALE,
          QR_SALE,
          SPLIT_TENDER,
          TIPPED_SALE,
          DECLINED_THEN_PAID,
          VOIDED_AT_THE_TILL,
          TWO_BASKETS_ONE_CARD,
          INVOICED_SALE,
          EXCHANGE,
          CASH_RETURN,
          CARD_RETURN,
          EQUAL_PARTIAL_REFUNDS,
          SALE_FROM_BEFORE,
          WITHOUT_RECEIPT,
          GIFT_CARD ->
          Channel.POS;
      case COFFEE, TWO_COFFEES -> Channel.COUNTER;
      case SHIPPED,
          COLLECTED,
          INSTALMENTS,
          DECLINED_ONLINE,
          FAIL_OVER,
          SHORT_PICKED,
          CANCELLED_IN_TIME,
          RETURNED_BY_POST,
          GOODWILL,
          CHARGEBACK,
          ABANDONED_SLIP ->
          chance.nextInt(3) == 0 ? Channel.APP : Channel.WEB;
      case MARKETPLACE_ORDER, MARKETPLACE_RETURN -> Channel.MARKETPLACE;
    };
  }

  /** Without a connection a terminal takes cards and forwards them later, and no more. */
  HonestStory asPossibleIn(Story story) {
    boolean isOffline = story.world().isOffline(story.store(), story.began());
    return isOffline && NEED_A_CONNECTION.contains(this) ? CARD_SALE : this;
  }

  void tell(Story story) {
    switch (this) {
      case CASH_SALE -> Till.cashSale(story);
      case CARD_SALE -> Till.cardSale(story);
      case QR_SALE -> Till.qrSale(story);
      case SPLIT_TENDER -> Till.splitTender(story);
      case TIPPED_SALE -> Till.tippedSale(story);
      case DECLINED_THEN_PAID -> Till.declinedThenPaid(story);
      case VOIDED_AT_THE_TILL -> Till.voidedAtTheTill(story);
      case TWO_BASKETS_ONE_CARD -> Till.twoBasketsOneCard(story);
      case INVOICED_SALE -> Till.invoicedSale(story);
      case EXCHANGE -> ReturnsDesk.exchange(story);
      case CASH_RETURN -> ReturnsDesk.cashReturn(story);
      case CARD_RETURN -> ReturnsDesk.cardReturn(story);
      case EQUAL_PARTIAL_REFUNDS -> ReturnsDesk.equalPartialRefunds(story);
      case SALE_FROM_BEFORE -> ReturnsDesk.saleFromBefore(story);
      case WITHOUT_RECEIPT -> ReturnsDesk.withoutReceipt(story);
      case GIFT_CARD -> GiftCards.boughtAndSpent(story);
      case COFFEE -> Till.coffee(story);
      case TWO_COFFEES -> Till.twoCoffees(story);
      case SHIPPED -> WebShop.shipped(story);
      case COLLECTED -> WebShop.collected(story);
      case INSTALMENTS -> WebShop.instalments(story);
      case DECLINED_ONLINE -> WebShop.declinedThenPaid(story);
      case FAIL_OVER -> WebShop.failOver(story);
      case SHORT_PICKED -> WebShop.shortPicked(story);
      case CANCELLED_IN_TIME -> WebShop.cancelledInTime(story);
      case RETURNED_BY_POST -> WebShop.returnedByPost(story);
      case GOODWILL -> WebShop.goodwill(story);
      case CHARGEBACK -> WebShop.chargeback(story);
      case ABANDONED_SLIP -> WebShop.abandonedSlip(story);
      case MARKETPLACE_ORDER -> WebShop.marketplaceOrder(story);
      case MARKETPLACE_RETURN -> WebShop.marketplaceReturn(story);
    }
  }
}
