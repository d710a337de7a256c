package io.zaiko.domain.rule;

import java.io.Serializable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Units kept free for one channel, which it does not limit. As somebody stated it: a {@link
 * StockRule} holds only legal ones.
 *
 * @param channel whom they are kept for
 * @param units so many; null where {@code percent} is stated
 * @param percent of max(0, available to sell), rounded down; null where {@code units} is stated
 * @param priority fences are served from the lowest up, equal ones by channel
 */
public record RingFence(
    String channel, @Nullable Long units, @Nullable Integer percent, int priority)
    implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int WHOLE = 100;

  static final Comparator<RingFence> SERVED =
      Comparator.comparingInt(RingFence::priority).thenComparing(RingFence::channel);

  /** A fence of so many units. */
  public static RingFence ofUnits(String channel, long units, int priority) {
    return new RingFence(channel, units, null, priority);
  }

  /** A fence of a share of what may be sold. */
  public static RingFence ofPercent(String channel, int percent, int priority) {
    return new RingFence(channel, null, percent, priority);
  }

  /**
   * What it asks for, be it there or not.
   *
   * @param pool max(0, available to sell)
   */
  long wanted(long pool) {
    if (units != null) {
      return units;
    }
    int share = percent == null ? 0 : percent;
    return pool / WHOLE * share + pool % WHOLE * share / WHOLE; // exact, and within a long
  }
}
