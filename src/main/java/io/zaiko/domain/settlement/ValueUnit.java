package io.zaiko.domain.settlement;

import io.zaiko.domain.money.Amounts;
import io.zaiko.domain.payment.ValueEntry;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an account counts in, as its first load says.
 *
 * @param name a currency or a name such as POINTS; null where none is stated, then the currency
 * @param currency that its amounts bear, ISO 4217
 */
record ValueUnit(@Nullable String name, String currency) {
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  static ValueUnit of(ValueEntry firstLoad) {
    return new ValueUnit(firstLoad.unit(), firstLoad.currency());
  }

  /** Whether it is a currency, so that money can be held against it. */
  boolean isMoney() {
    return name == null || name.equals(currency);
  }

  /** Whether its amounts are of it: not where they bear another currency than the account's. */
  boolean isSound() {
    return isMoney() || !CURRENCY.matcher(name == null ? "" : name).matches();
  }

  /** Whether an entry counts in it. */
  boolean isOf(ValueEntry entry) {
    return entry.currency().equals(currency)
        && (entry.unit() == null || entry.unit().equals(name == null ? currency : name));
  }

  /** An amount, as people read it. */
  String text(long minor) {
    return isMoney() ? Amounts.text(minor, currency) : minor + " " + name;
  }
}
