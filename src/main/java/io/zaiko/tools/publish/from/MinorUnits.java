package io.zaiko.tools.publish.from;

import io.zaiko.avro.Money;
import java.util.Locale;
import java.util.Set;

/**
 * Amounts as a provider counts them, in the minor units of ISO 4217. Each counts a few currencies
 * otherwise, as its documentation says; a hundredfold amount would look like fraud.
 */
enum MinorUnits {
  /** 5 ISK are 500 there, 5 MGA are 5 (ISO 4217 has none for ISK and UGX, two for MGA). */
  STRIPE(Set.of("ISK", "UGX"), Set.of("MGA")),

  /** 5 CLP are 500 there, 5 IDR are 5 (ISO 4217 has none for CLP and ISK, two for CVE and IDR). */
  ADYEN(Set.of("CLP", "ISK"), Set.of("CVE", "IDR"));

  private static final long HUNDRED = 100;

  private final Set<String> inHundredths;
  private final Set<String> inWholes;

  MinorUnits(Set<String> inHundredths, Set<String> inWholes) {
    this.inHundredths = inHundredths;
    this.inWholes = inWholes;
  }

  /** An amount of the contract. */
  Money money(long given, String currency, String path) throws NotTaken {
    String code = currency.toUpperCase(Locale.ROOT);
    if (inHundredths.contains(code)) {
      if (given % HUNDRED != 0) {
        throw new NotTaken(
            path
                + " is a fraction of the smallest unit of "
                + code
                + "; hand on the body as it is");
      }
      return new Money(given / HUNDRED, code);
    }
    if (inWholes.contains(code)) {
      try {
        return new Money(Math.multiplyExact(given, HUNDRED), code);
      } catch (ArithmeticException e) {
        throw new NotTaken(path + " is larger than any amount; hand on the body as it is");
      }
    }
    return new Money(given, code);
  }
}
