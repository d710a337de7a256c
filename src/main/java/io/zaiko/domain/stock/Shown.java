package io.zaiko.domain.stock;

import io.zaiko.domain.rule.Thresholds;
import org.jspecify.annotations.Nullable;

/**
 * What a shelf remembers of its last image beside its number, to tell what is news. Other safety
 * stock is seen by the number.
 *
 * @param channelsDigest of the channels as published, see {@link Offer#channelsDigest}
 * @param status as published; null where nothing stands, and in states from before there were rules
 */
public record Shown(long channelsDigest, @Nullable StockStatus status) {

  /** Nothing stands. */
  public static final Shown NOTHING = new Shown(0, null);

  static Shown of(Offer offer) {
    return new Shown(offer.channelsDigest(), offer.status());
  }

  /**
   * The status that stands.
   *
   * @param ats as published
   * @param unlessStated what held before there were rules
   */
  StockStatus statusAt(long ats, Thresholds unlessStated) {
    return status == null ? StockStatus.of(ats, unlessStated.lowStockAt()) : status;
  }

  boolean says(Offer offer) {
    return channelsDigest == offer.channelsDigest();
  }
}
