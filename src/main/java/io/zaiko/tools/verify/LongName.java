package io.zaiko.tools.verify;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names of instruments and accounts as the job keeps them. */
final class LongName {
  private static final int LONGEST = 128;

  private LongName() {}

  /** Null for what is blank; for what is longer than a name, a name made of it. */
  static @Nullable String brief(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return text.length() <= LONGEST
        ? text
        : UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
