package io.zaiko.domain.group;

import io.zaiko.domain.stock.Buckets;
import java.util.Map;

/**
 * What one shelf adds to its groups: the numbers of its image, or what orders ask of the group
 * itself and of none of its locations yet.
 *
 * @param balances all buckets
 * @param safetyStock units withheld from sale
 * @param availableToSell may be negative
 * @param channels what each channel may sell, 0 or more, for those that the image names
 * @param ofOrders whether it is of no location: units that are sold under the group's own name
 */
public record Share(
    Buckets balances,
    long safetyStock,
    long availableToSell,
    Map<String, Long> channels,
    boolean ofOrders) {

  /** What a location adds. */
  public Share(
      Buckets balances, long safetyStock, long availableToSell, Map<String, Long> channels) {
    this(balances, safetyStock, availableToSell, channels, false);
  }

  /** Nothing. */
  public static final Share NONE = new Share(Buckets.NONE, 0, 0, Map.of());

  /** Units that orders ask of a group itself. */
  public static Share ofOrders(long units) {
    return new Share(new Buckets(0, 0, 0, 0, 0, units, 0), 0, -units, Map.of(), true);
  }

  /** Absent in an old savepoint means no units and no channels. */
  public Share {
    balances = balances == null ? Buckets.NONE : balances;
    channels = channels == null ? Map.of() : channels;
  }

  /** What a channel may sell that the image does not name. */
  long unnamed() {
    return Math.max(0, availableToSell);
  }

  /** How many locations it is of. */
  long locations() {
    return ofOrders ? 0 : 1;
  }

  /** What orders ask of the group itself. */
  long orders() {
    return ofOrders ? balances.allocated() : 0;
  }
}
