package io.zaiko.tools.simulate;

/**
 * A shop.
 *
 * @param number 1 to 999
 * @param id its location
 * @param currency of its prices, ISO 4217
 */
record Store(int number, String id, String currency) {
  /** Tills with an integrated terminal in every shop. */
  static final int TILLS = 4;

  private static final int EMPLOYEES = 8;

  static Store of(int number) {
    return new Store(
        number,
        "store-" + String.valueOf(1_000 + number).substring(1),
        switch (number % 5) {
          case 3 -> "GBP";
          case 4 -> "JPY";
          default -> "EUR"; // remainders are no enum
        });
  }

  /** One of its employees, whatever the number. */
  String employee(int any) {
    return id + "/emp-" + (1 + Math.floorMod(any, EMPLOYEES));
  }
}
