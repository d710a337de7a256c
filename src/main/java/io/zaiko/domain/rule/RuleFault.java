package io.zaiko.domain.rule;

import io.zaiko.domain.identity.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule is refused.
 *
 * @param reason the name programs go by
 * @param text what is wrong, a semicolon, what to change: for people
 */
public record RuleFault(Reason reason, String text) {

  private static final int SHOWN_CHARACTERS = 40;

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
