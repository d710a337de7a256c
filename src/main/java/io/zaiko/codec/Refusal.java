package io.zaiko.codec;

import io.zaiko.domain.identity.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The way out of a half-decoded record. Never leaves this package: the decoders turn it into a
 * value.
 */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN_CHARACTERS = 40;

  private final Reason reason;
  private final String text;

  Refusal(Reason reason, String text) {
    super(text, null, false, false);
    this.reason = reason;
    this.text = text;
  }

  Reason reason() {
    return reason;
  }

  String text() {
    return text;
  }

  /** A value as a message may show it: in quotes, cut, without control characters. */
  static String shown(@Nullable String value) {
    if (value == null) {
      return "null";
    }
    boolean cut = value.length() > SHOWN_CHARACTERS;
    String head = cut ? value.substring(0, SHOWN_CHARACTERS) : value;
    return '"' + head.replaceAll("\\p{Cntrl}", "?") + (cut ? "…\"" : "\"");
  }
}
