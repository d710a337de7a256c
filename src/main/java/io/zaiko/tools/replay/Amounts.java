package io.zaiko.tools.replay;

import io.zaiko.avro.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Decimal text of a data set as prices and money of two minor digits. */
final class Amounts {
  private static final int PRICE_DECIMALS = 4;
  private static final int MINOR_DECIMALS = 2;

  private Amounts() {}

  /** A unit price with four decimals, half up; null where the text is empty. */
  static @Nullable BigDecimal price(@Nullable String text) {
    return text == null ? null : price(new BigDecimal(text));
  }

  static BigDecimal price(BigDecimal amount) {
    return amount.setScale(PRICE_DECIMALS, RoundingMode.HALF_UP);
  }

  static Money money(BigDecimal amount, String currency) {
    long minor =
        amount.setScale(MINOR_DECIMALS, RoundingMode.HALF_UP).unscaledValue().longValueExact();
    return money(minor, currency);
  }

  static Money money(long minor, String currency) {
    return new Money(minor, currency);
  }
}
