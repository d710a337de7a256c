package io.zaiko.domain.rule;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one shelf: for each field the rule that states it, so that a number can be
 * explained in its parts; null where none does.
 *
 * @param safetyStockBy the rule that states the safety stock
 * @param buffersBy the rule that states the buffers, all of them
 * @param fencesBy the rule that states the ring-fences, all of them
 * @param thresholdsBy the rule that states the thresholds
 * @param unlessStated the thresholds where no rule states any
 */
public record EffectiveRule(
    @Nullable StockRule safetyStockBy,
    @Nullable StockRule buffersBy,
    @Nullable StockRule fencesBy,
    @Nullable StockRule thresholdsBy,
    Thresholds unlessStated) {

  /** Where no rule speaks of the shelf. */
  public static EffectiveRule none(Thresholds unlessStated) {
    return new EffectiveRule(null, null, null, null, unlessStated);
  }

  /**
   * What holds where these rules speak of the shelf; null where there is none.
   *
   * @param ofShelf the rule of the shelf alone, which goes before all others
   * @param ofItem the rule of its item
   * @param ofLocation the rule of its location
   * @param ofAll the rule of every shelf
   */
  public static EffectiveRule of(
      @Nullable StockRule ofShelf,
      @Nullable StockRule ofItem,
      @Nullable StockRule ofLocation,
      @Nullable StockRule ofAll,
      Thresholds unlessStated) {
    return new EffectiveRule(
        first(StockRule::safetyStock, ofShelf, ofItem, ofLocation, ofAll),
        first(StockRule::buffers, ofShelf, ofItem, ofLocation, ofAll),
        first(StockRule::fences, ofShelf, ofItem, ofLocation, ofAll),
        first(StockRule::lowStockAt, ofShelf, ofItem, ofLocation, ofAll),
        unlessStated);
  }

  private static @Nullable StockRule first(
      Function<StockRule, @Nullable Object> field,
      @Nullable StockRule ofShelf,
      @Nullable StockRule ofItem,
      @Nullable StockRule ofLocation,
      @Nullable StockRule ofAll) {
    if (ofShelf != null && field.apply(ofShelf) != null) {
      return ofShelf;
    }
    if (ofItem != null && field.apply(ofItem) != null) {
      return ofItem;
    }
    if (ofLocation != null && field.apply(ofLocation) != null) {
      return ofLocation;
    }
    return ofAll != null && field.apply(ofAll) != null ? ofAll : null;
  }

  /** Units withheld from sale on every channel. */
  public long safetyStock() {
    Long stated = safetyStockBy == null ? null : safetyStockBy.safetyStock();
    return stated == null ? 0 : stated;
  }

  /** Units withheld from one channel, by channel in order. */
  public Map<String, Long> buffers() {
    Map<String, Long> stated = buffersBy == null ? null : buffersBy.buffers();
    return stated == null ? Map.of() : stated;
  }

  /** The ring-fences in the order they are served. */
  public List<RingFence> fences() {
    List<RingFence> stated = fencesBy == null ? null : fencesBy.fences();
    return stated == null ? List.of() : stated;
  }

  /** Where the status turns. */
  public Thresholds thresholds() {
    Long low = thresholdsBy == null ? null : thresholdsBy.lowStockAt();
    if (thresholdsBy == null || low == null) {
      return unlessStated;
    }
    Long in = thresholdsBy.inStockAt();
    return in == null ? Thresholds.at(low) : new Thresholds(low, in);
  }
}
