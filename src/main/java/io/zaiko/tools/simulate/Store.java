package io.zaiko.tools.simulate;

import java.util.Locale;

/**
 * A shop.
 *
 * @param number 1 and up
 * @param currency of its prices, ISO 4217
 */
record Store(int number, String currency) {
  /** Tills with an integrated terminal in every shop. */
  static final int TILLS = 4;

  private static final int EMPLOYEES = 8;

  static Store of(int number) {
    return new Store(
        number,
        switch (number % 5) {
          case 3 -> "GBP";
          case 4 -> "JPY";
          default -> "EUR"; // remainders are no enum
        });
  }

  String id() {
    return String.format(Locale.ROOT, "store-%03d", number);
  }

  /** One of its employees, whatever the number. */
  String employee(int any) {
    return id() + "/emp-" + (1 + Math.floorMod(any, EMPLOYEES));
  }
}
