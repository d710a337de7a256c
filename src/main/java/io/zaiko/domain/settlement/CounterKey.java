package io.zaiko.domain.settlement;

/**
 * Of what a counter is one: payments and sales of the same place, currency and amount are held
 * against each other.
 *
 * @param place the shop, or the channel where there is none
 * @param currency ISO 4217
 * @param minor minor units
 */
record CounterKey(String place, String currency, long minor) {
  private static final char BETWEEN = '|';

  /** Reads what {@link #text} wrote. A place may hold any character. */
  static CounterKey of(String text) {
    int amountAt = text.lastIndexOf(BETWEEN);
    int currencyAt = text.lastIndexOf(BETWEEN, amountAt - 1);
    return new CounterKey(
        text.substring(0, currencyAt),
        text.substring(currencyAt + 1, amountAt),
        Long.parseLong(text.substring(amountAt + 1)));
  }

  /** {@code place|currency|minor units}. */
  String text() {
    return place + BETWEEN + currency + BETWEEN + minor;
  }
}
