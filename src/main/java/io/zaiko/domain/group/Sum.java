package io.zaiko.domain.group;

import io.zaiko.domain.stock.Buckets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What shares add up to. Adding one and taking it off again leaves no trace, whatever came between.
 * Sums beyond a long wrap around and come back: it takes ten shelves at the limit of a bucket, and
 * one of them must not stop the others.
 *
 * @param members how many shares
 * @param balances of all buckets
 * @param safetyStock of units withheld from sale
 * @param availableToSell of what may be sold, where one member's debt is another's loss
 * @param unnamed of what a channel may sell that no image names
 * @param channels what channels may sell that some image names, by channel
 */
public record Sum(
    long members,
    Buckets balances,
    long safetyStock,
    long availableToSell,
    long unnamed,
    Map<String, ChannelSum> channels) {

  /** Of no shares. */
  public static final Sum NONE = new Sum(0, Buckets.NONE, 0, 0, 0, Map.of());

  /** Absent in an old savepoint means no units and no channels. */
  public Sum {
    balances = balances == null ? Buckets.NONE : balances;
    channels = channels == null ? Map.of() : channels;
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
        members + 1,
        plus(balances, share.balances()),
        safetyStock + share.safetyStock(),
        availableToSell + share.availableToSell(),
        unnamed + share.unnamed(),
        sums);
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
        members - 1,
        plus(balances, share.balances().negated()),
        safetyStock - share.safetyStock(),
        availableToSell - share.availableToSell(),
        unnamed - share.unnamed(),
        sums);
  }

  /**
   * What each channel may sell at all members together, for the channels that some image names. A
   * member that does not name a channel lets it sell what a channel may sell that has no name.
   */
  Map<String, Long> byChannel() {
    if (channels.isEmpty()) {
      return Map.of();
    }
    Map<String, Long> units = new TreeMap<>();
    channels.forEach((channel, sum) -> units.put(channel, sum.units() + unnamed - sum.unnamed()));
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
        one.staged() + other.staged());
  }
}
