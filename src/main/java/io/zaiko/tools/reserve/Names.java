package io.zaiko.tools.reserve;

import io.zaiko.tools.UserError;
import org.jspecify.annotations.Nullable;

/** Holds the names a person gives to what the contract bears, before anything is sent. */
final class Names {
  /** Characters of a name, at most. */
  static final int LONGEST = 128;

  private Names() {}

  static String required(String what, @Nullable String name) {
    if (name == null || name.isBlank()) {
      throw new UserError(what + " is blank; give 1 to " + LONGEST + " characters");
    }
    if (name.length() > LONGEST) {
      throw new UserError(what + " has " + name.length() + " characters; give 1 to " + LONGEST);
    }
    return name;
  }

  static @Nullable String optional(String what, @Nullable String name) {
    return name == null ? null : required(what, name);
  }

  static String location(@Nullable String name) {
    String location = required("--location", name);
    if (location.chars().anyMatch(c -> c == '|' || Character.isISOControl(c))) {
      throw new UserError("--location holds | or a control character; name a location without");
    }
    return location;
  }
}
