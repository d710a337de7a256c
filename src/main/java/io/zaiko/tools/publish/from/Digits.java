package io.zaiko.tools.publish.from;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of a card number that may be kept. Whatever is more than that is dropped. */
final class Digits {
  private static final Pattern BIN = Pattern.compile("[0-9]{6}|[0-9]{8}");
  private static final Pattern LAST4 = Pattern.compile("[0-9]{4}");

  private Digits() {}

  /** Six or eight digits; null for anything else. */
  static @Nullable String bin(@Nullable String text) {
    return text != null && BIN.matcher(text).matches() ? text : null;
  }

  /** Four digits; null for anything else. */
  static @Nullable String last4(@Nullable String text) {
    return text != null && LAST4.matcher(text).matches() ? text : null;
  }
}
