package io.zaiko.domain.group;

import io.zaiko.domain.stock.Buckets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What shares add up to. Adding one and taking it off again leaves no trace, whatever came between.
 * Sums beyond a long wrap around and come back: it takes ten shelves at the limit of a bucket, and
 * one of them must not stop the others.
 *
 * @param members how many shares of locations
 * @param balances of all buckets
 * @param safetyStock of units withheld from sale
 * @param availableToSell of what may be sold, where one member's debt is another's loss
 * @param unnamed of what a channel may sell that no image names
 * @param channels what channels may sell that some image names, by channel
 * @param orders units that are asked of the group itself, whatever its members have
 */
public record Sum(
    long members,
    Buckets balances,
    long safetyStock,
    long availableToSell,
    long unnamed,
    Map<String, ChannelSum> channels,
    long orders) {

  /** Of no shares. */
  public static final Sum NONE = new Sum(0, Buckets.NONE, 0, 0, 0, Map.of(), 0);

  /** Absent in an old savepoint means no units and no channels. */
  public Sum {
    balances = balances == null ? Buckets.NONE : balances;
    channels = channels == null ? Map.of() : channels;
  }

  /** Whether nobody has any and nobody asks for any. */
  boolean isNothing() {
    return members == 0 && orders == 0;
  }

  Sum plus(Share share) {
    Map<String, ChannelSum> sums = channels;
    if (!share.channels().isEmpty()) {
      sums = new TreeMap<>(channels);
      for (Map.Entry<String, Long> channel : share.channels().entrySet()) {
        ChannelSum before = sums.getOrDefault(channel.getKey(), ChannelSum.NONE);
        sums.put(channel.getKey(), before.plus(channel.getValue(), share));
      }
    }
    return new Sum(
        members + share.locations(),
        plus(balances, share.balances()),
        safetyStock + share.safetyStock(),
        availableToSell + share.availableToSell(),
        unnamed + share.unnamed(),
        sums,
        orders + share.orders());
  }

  Sum minus(Share share) {
    Map<String, ChannelSum> sums = channels;
    if (!share.channels().isEmpty()) {
      sums = new TreeMap<>(channels);
      for (Map.Entry<String, Long> channel : share.channels().entrySet()) {
        ChannelSum before = sums.getOrDefault(channel.getKey(), ChannelSum.NONE);
        sums.put(channel.getKey(), before.minus(channel.getValue(), share));
      }
      sums.values().removeIf(sum -> sum.named() == 0);
    }
    return new Sum(
        members - share.locations(),
        plus(balances, share.balances().negated()),
        safetyStock - share.safetyStock(),
        availableToSell - share.availableToSell(),
        unnamed - share.unnamed(),
        sums,
        orders - share.orders());
  }

  /**
   * What each channel may sell at all members together, for the channels that some image names. A
   * member that does not name a channel lets it sell what a channel may sell that has no name. What
   * is asked of the group itself will be taken from one of them: no channel may sell it again.
   */
  Map<String, Long> byChannel() {
    if (channels.isEmpty()) {
      return Map.of();
    }
    Map<String, Long> units = new TreeMap<>();
    channels.forEach(
        (channel, sum) -> {
          long atMembers = sum.units() + unnamed - sum.unnamed();
          units.put(channel, orders > 0 ? Math.max(0, atMembers - orders) : atMembers);
        });
    return units;
  }

  private static Buckets plus(Buckets one, Buckets other) {
    return new Buckets(
        one.onHand() + other.onHand(),
        one.damaged() + other.damaged(),
        one.qualityControl() + other.qualityControl(),
        one.onHold() + other.onHold(),
        one.notFound() + other.notFound(),
        one.allocated() + other.allocated(),
        one.inTransit() + other.inTransit(),
        one.staged() + other.staged(),
        one.reserved() + other.reserved());
  }
}
