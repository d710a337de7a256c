package io.zaiko.tools.simulate;

import io.zaiko.avro.AmountAdjustmentKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;

/** What the chain sells and for how much; the same figures in every currency. */
final class PriceList {
  /** Items on the shelves. */
  static final int ITEMS = 300;

  /** Kinds of coffee. */
  static final int COFFEES = 6;

  static final String GIFT_CARD = "gift-card";

  /** An item that is on the shelves and that nobody buys. */
  static final String NEVER_IN_A_BASKET = "item-slow";

  /** Coffee for a meeting, at a price of its own. */
  static final String COFFEE_TRAY = "coffee-tray";

  private static final int SCALE = 4;

  private PriceList() {}

  static String sku(int item) {
    return "item-" + String.valueOf(1_000 + item).substring(1);
  }

  static String coffee(int kind) {
    return "coffee-" + kind;
  }

  /** Everything that is on the shelves. */
  static List<String> skus() {
    List<String> skus = new ArrayList<>();
    for (int item = 0; item < ITEMS; item++) {
      skus.add(sku(item));
    }
    for (int kind = 0; kind < COFFEES; kind++) {
      skus.add(coffee(kind));
    }
    skus.addAll(List.of(GIFT_CARD, COFFEE_TRAY, NEVER_IN_A_BASKET));
    return skus;
  }

  /** Minor units, 99 to 9,996: the same for an item in every draw. */
  private static long price(int item) {
    return 99 + item * 3_307L % 100 * 100 % 9_900;
  }

  private static BigDecimal shown(long minor, String currency) {
    int digits = Currency.getInstance(currency).getDefaultFractionDigits();
    return BigDecimal.valueOf(minor, digits).setScale(SCALE);
  }

  /** One to four items at their price, some of them more than once. */
  static Basket plain(SplittableRandom chance, String currency) {
    return plain(chance, currency, 1 + chance.nextInt(4));
  }

  static Basket plain(SplittableRandom chance, String currency, int lineCount) {
    List<BasketLine> lines = new ArrayList<>(lineCount);
    int first = chance.nextInt(ITEMS);
    for (int i = 0; i < lineCount; i++) {
      // 7 is prime to the number of items: no item comes twice.
      int item = (first + 7 * i) % ITEMS;
      long quantity = chance.nextInt(4) == 0 ? 2 + chance.nextInt(2) : 1;
      long amount = quantity * price(item);
      lines.add(new BasketLine(sku(item), quantity, shown(price(item), currency), amount));
    }
    return new Basket(currency, lines, List.of());
  }

  /** A plain basket, or one with a promotion, with an order discount, or priced without tax. */
  static Basket dressed(SplittableRandom chance, String currency) {
    Basket plain = plain(chance, currency);
    return switch (chance.nextInt(10)) {
      case 0 -> plain.with(AmountAdjustmentKind.TAX, plain.total() * 19 / 100);
      case 1 -> plain.with(AmountAdjustmentKind.DISCOUNT, -(plain.total() / 10));
      case 2, 3 -> promoted(plain);
      default -> plain; // draws are no enum
    };
  }

  /** A quarter off the first line, within its amount. */
  private static Basket promoted(Basket plain) {
    List<BasketLine> lines = new ArrayList<>(plain.lines());
    BasketLine line = lines.get(0);
    long amount = line.amount() - line.amount() / 4;
    lines.set(0, new BasketLine(line.sku(), line.quantity(), line.unitPrice(), amount));
    return new Basket(plain.currency(), lines, plain.adjustments());
  }

  static Basket coffeeOf(SplittableRandom chance, String currency) {
    int kind = chance.nextInt(COFFEES);
    return one(coffee(kind), 280 + 30L * kind, currency);
  }

  /** Units of one item with a price of its own. */
  static Basket one(String sku, long minor, String currency) {
    BasketLine line = new BasketLine(sku, 1, shown(minor, currency), minor);
    return new Basket(currency, List.of(line), List.of());
  }
}
