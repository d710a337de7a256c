package io.zaiko.domain.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one channel may sell of a shelf, in parts:
 *
 * <pre>
 * available to sell(c) = max(0, ATS - buffer(c) - sum over other channels d of keep(d))
 * keep(d)              = min(fence(d), what is left of max(0, ATS)), served in order of priority
 * </pre>
 *
 * A fence keeps units free for its channel and does not limit it, so that the sum over the channels
 * may exceed the ATS: the pool is shared.
 *
 * @param channel the channel
 * @param buffer withheld from it
 * @param fence what its fence asks for; 0 where it has none
 * @param keep what its fence gets, at most {@code fence}
 * @param keptForOthers what the fences of all others get
 * @param availableToSell 0 or more
 */
public record ChannelAts(
    String channel, long buffer, long fence, long keep, long keptForOthers, long availableToSell) {

  /** Every channel that the rule names in a buffer or a fence, by name. */
  public static List<ChannelAts> of(long ats, EffectiveRule rule) {
    Map<String, Long> buffers = rule.buffers();
    List<RingFence> fences = rule.fences();
    if (buffers.isEmpty() && fences.isEmpty()) {
      return List.of();
    }
    long pool = Math.max(0, ats);
    long left = pool;
    Map<String, Long> wanted = new HashMap<>();
    Map<String, Long> kept = new HashMap<>();
    for (RingFence fence : fences) {
      long wants = fence.wanted(pool);
      long keep = Math.min(wants, left);
      left -= keep;
      wanted.put(fence.channel(), wants);
      kept.put(fence.channel(), keep);
    }
    Set<String> channels = new TreeSet<>(buffers.keySet());
    channels.addAll(kept.keySet());
    List<ChannelAts> parts = new ArrayList<>(channels.size());
    for (String channel : channels) {
      long keep = kept.getOrDefault(channel, 0L);
      long buffer = buffers.getOrDefault(channel, 0L);
      long others = pool - left - keep;
      parts.add(
          new ChannelAts(
              channel,
              buffer,
              wanted.getOrDefault(channel, 0L),
              keep,
              others,
              Math.max(0, pool - others - buffer)));
    }
    return parts;
  }

  /** What any channel may sell, 0 or more, also one that the rule does not name. */
  public static long unitsFor(String channel, long ats, EffectiveRule rule) {
    long pool = Math.max(0, ats);
    long left = pool;
    long others = 0;
    for (RingFence fence : rule.fences()) {
      long keep = Math.min(fence.wanted(pool), left);
      left -= keep;
      others += fence.channel().equals(channel) ? 0 : keep;
    }
    return Math.max(0, pool - others - rule.buffers().getOrDefault(channel, 0L));
  }

  /** Available to sell by channel. */
  public static Map<String, Long> byChannel(long ats, EffectiveRule rule) {
    List<ChannelAts> parts = of(ats, rule);
    if (parts.isEmpty()) {
      return Map.of();
    }
    Map<String, Long> units = new TreeMap<>();
    parts.forEach(part -> units.put(part.channel(), part.availableToSell()));
    return units;
  }
}
