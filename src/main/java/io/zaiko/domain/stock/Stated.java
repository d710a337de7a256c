package io.zaiko.domain.stock;

import org.jspecify.annotations.Nullable;

/**
 * Unavailable units that a line states by reason, 0 or more; null where it does not speak of the
 * reason. A count states what it found; the receipt of a transfer states what is damaged.
 */
public record Stated(
    @Nullable Long damaged,
    @Nullable Long qualityControl,
    @Nullable Long onHold,
    @Nullable Long notFound) {

  /** Speaks of no reason. */
  public static final Stated NOTHING = new Stated(null, null, null, null);

  /** The sum, reason by reason: what only one of two speaks of is as that one says. */
  public Stated plus(Stated other) {
    return new Stated(
        sum(damaged, other.damaged),
        sum(qualityControl, other.qualityControl),
        sum(onHold, other.onHold),
        sum(notFound, other.notFound));
  }

  private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
    if (a == null) {
      return b;
    }
    return b == null ? a : Long.valueOf(Math.addExact(a, b));
  }
}
