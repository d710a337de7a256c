package io.zaiko.domain.money;

import java.math.BigDecimal;
import java.util.Currency;

/** Amounts as people read them. */
public final class Amounts {

  private Amounts() {}

  /**
   * An amount with its currency: {@code 12.50 EUR}, {@code 1250 JPY}.
   *
   * @param minor minor units
   * @param currency ISO 4217
   */
  public static String text(long minor, String currency) {
    return BigDecimal.valueOf(minor, digitsOf(currency)).toPlainString() + ' ' + currency;
  }

  /** Digits after the point; 0 where the currency has none, as XAU, or is not known. */
  private static int digitsOf(String currency) {
    try {
      return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }
}
