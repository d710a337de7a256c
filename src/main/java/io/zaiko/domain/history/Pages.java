package io.zaiko.domain.history;

import org.jspecify.annotations.Nullable;

/** Where the pages of one shelf's history rest. */
public interface Pages {

  /** The page of this number; null where there is none. */
  byte @Nullable [] read(long page);

  void write(long page, byte[] packed);

  void remove(long page);
}
