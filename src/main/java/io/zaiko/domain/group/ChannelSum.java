package io.zaiko.domain.group;

/**
 * What one channel may sell at the members whose images name it.
 *
 * @param named how many name it
 * @param units what it may sell there
 * @param unnamed what it might sell there if they did not name it
 */
public record ChannelSum(long named, long units, long unnamed) {

  static final ChannelSum NONE = new ChannelSum(0, 0, 0);

  ChannelSum plus(long channelUnits, Share share) {
    return new ChannelSum(named + 1, units + channelUnits, unnamed + share.unnamed());
  }

  ChannelSum minus(long channelUnits, Share share) {
    return new ChannelSum(named - 1, units - channelUnits, unnamed - share.unnamed());
  }
}
