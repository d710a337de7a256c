package io.zaiko.domain.rule;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The general rules in memory, so that a shelf finds what holds for it by two look-ups. Rules of
 * single shelves are with their shelves and are handed in. Not for several threads.
 */
public final class RuleBook {

  private final Map<String, StockRule> ofLocations = new HashMap<>();
  private final Map<String, StockRule> ofItems = new HashMap<>();
  private final Thresholds unlessStated;
  private @Nullable StockRule ofAll;
  private EffectiveRule elsewhere;

  /**
   * A book without rules.
   *
   * @param unlessStated the thresholds where no rule states any
   */
  public RuleBook(Thresholds unlessStated) {
    this.unlessStated = unlessStated;
    this.elsewhere = EffectiveRule.none(unlessStated);
  }

  /**
   * Enters a rule in the place of what was said of its scope.
   *
   * @throws IllegalArgumentException for the rule of one shelf
   */
  public void put(StockRule rule) {
    enter(rule.scope(), rule);
  }

  /** Takes back what was said of a scope. */
  public void remove(RuleScope scope) {
    enter(scope, null);
  }

  private void enter(RuleScope scope, @Nullable StockRule rule) {
    switch (scope.level()) {
      case DEFAULT -> {
        ofAll = rule;
        elsewhere = EffectiveRule.of(null, null, null, rule, unlessStated);
      }
      case LOCATION -> replace(ofLocations, scope.locationId(), rule);
      case ITEM -> replace(ofItems, scope.sku(), rule);
      case SHELF -> throw new IllegalArgumentException(scope.key() + " speaks of one shelf");
    }
  }

  private static void replace(Map<String, StockRule> rules, String id, @Nullable StockRule rule) {
    if (rule == null) {
      rules.remove(id);
    } else {
      rules.put(id, rule);
    }
  }

  /**
   * What holds for a shelf.
   *
   * @param ofShelf its own rule; null where it has none
   */
  public EffectiveRule resolve(String locationId, String sku, @Nullable StockRule ofShelf) {
    StockRule ofItem = ofItems.get(sku);
    StockRule ofLocation = ofLocations.get(locationId);
    return ofShelf == null && ofItem == null && ofLocation == null
        ? elsewhere
        : EffectiveRule.of(ofShelf, ofItem, ofLocation, ofAll, unlessStated);
  }
}
