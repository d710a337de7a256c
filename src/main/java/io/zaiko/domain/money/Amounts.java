package io.zaiko.domain.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
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

  /**
   * The sum of two amounts.
   *
   * @return the end of the range where it lies beyond it: an amount so large is wrong as it is
   */
  public static long sum(long minor, long otherMinor) {
    long sum = minor + otherMinor;
    boolean isBeyond = ((minor ^ sum) & (otherMinor ^ sum)) < 0;
    return isBeyond ? (minor < 0 ? Long.MIN_VALUE / 4 : Long.MAX_VALUE / 4) : sum;
  }

  /**
   * A share of an amount, rounded half up.
   *
   * @param minor minor units
   * @param shares each times this, and over the one after it
   * @return {@code minor * shares[0] / shares[1] * shares[2] / shares[3] ...}, rounded once; 0
   *     where one of the divisors is 0
   */
  public static long share(long minor, long... shares) {
    BigInteger above = BigInteger.valueOf(minor);
    BigInteger below = BigInteger.ONE;
    for (int i = 0; i < shares.length; i += 2) {
      above = above.multiply(BigInteger.valueOf(shares[i]));
      below = below.multiply(BigInteger.valueOf(shares[i + 1]));
    }
    return below.signum() == 0
        ? 0
        : new BigDecimal(above).divide(new BigDecimal(below), 0, RoundingMode.HALF_UP).longValue();
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
