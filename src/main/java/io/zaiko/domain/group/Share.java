package io.zaiko.domain.group;

import io.zaiko.domain.stock.Buckets;
import java.util.Map;

/**
 * What one shelf adds to its groups: the numbers of its image.
 *
 * @param balances all buckets
 * @param safetyStock units withheld from sale
 * @param availableToSell may be negative
 * @param channels what each channel may sell, 0 or more, for those that the image names
 */
public record Share(
    Buckets balances, long safetyStock, long availableToSell, Map<String, Long> channels) {

  /** Nothing. */
  public static final Share NONE = new Share(Buckets.NONE, 0, 0, Map.of());

  /** Absent in an old savepoint means no units and no channels. */
  public Share {
    balances = balances == null ? Buckets.NONE : balances;
    channels = channels == null ? Map.of() : channels;
  }

  /** What a channel may sell that the image does not name. */
  long unnamed() {
    return Math.max(0, availableToSell);
  }
}
