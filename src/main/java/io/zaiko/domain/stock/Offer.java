package io.zaiko.domain.stock;

import io.zaiko.domain.rule.ChannelAts;
import io.zaiko.domain.rule.EffectiveRule;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What may be sold of a shelf under its rules.
 *
 * @param safetyStock withheld on every channel, 0 or more
 * @param availableToSell may be negative
 * @param channels available to sell by channel, 0 or more, for those that the rules name
 * @param status how a shop front shows it
 */
record Offer(
    long safetyStock, long availableToSell, Map<String, Long> channels, StockStatus status) {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /**
   * What the rules leave of the units.
   *
   * @param previous status of the last image that stood; null where none does
   */
  static Offer of(Buckets balances, EffectiveRule rule, @Nullable StockStatus previous) {
    long safetyStock = rule.safetyStock();
    long ats = balances.availableToSell(safetyStock);
    return new Offer(
        safetyStock,
        ats,
        ChannelAts.byChannel(ats, rule),
        StockStatus.of(ats, rule.thresholds(), previous));
  }

  /** The same in a closed location: no channel sells, and nothing is in stock. */
  Offer closed() {
    Map<String, Long> none = new TreeMap<>(channels);
    none.replaceAll((channel, units) -> 0L);
    return new Offer(safetyStock, availableToSell, none, StockStatus.OUT_OF_STOCK);
  }

  /** The channels in 64 bits, whatever their order; 0 where there are none. */
  long channelsDigest() {
    long digest = 0;
    for (Map.Entry<String, Long> channel : channels.entrySet()) {
      long hash = (FNV_OFFSET ^ channel.getValue()) * FNV_PRIME;
      for (int i = 0; i < channel.getKey().length(); i++) {
        hash = (hash ^ channel.getKey().charAt(i)) * FNV_PRIME;
      }
      digest += mixed(hash);
    }
    return digest;
  }

  /** Lets every bit of a hash depend on all others. */
  private static long mixed(long hash) {
    long once = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    long twice = (once ^ (once >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return twice ^ (twice >>> 33);
  }
}
