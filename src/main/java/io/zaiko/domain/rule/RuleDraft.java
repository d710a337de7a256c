package io.zaiko.domain.rule;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule as somebody states it, not judged yet: {@link #fault} says what is wrong with it, {@link
 * #rule} makes it a rule.
 *
 * @param locationId null: all locations
 * @param sku null: all items
 * @param version grows with each change of the rule
 * @param safetyStock null: not stated here, as with all that follow
 * @param buffers units by channel; empty: none
 * @param fences empty: none
 * @param lowStockAt LOW_STOCK at this many units and below
 * @param inStockAt back to IN_STOCK at this many units and above
 */
public record RuleDraft(
    @Nullable String locationId,
    @Nullable String sku,
    long version,
    @Nullable Long safetyStock,
    @Nullable Map<String, Long> buffers,
    @Nullable List<RingFence> fences,
    @Nullable Long lowStockAt,
    @Nullable Long inStockAt) {

  /** The first thing that is wrong with it; null where it is a rule. */
  public @Nullable RuleFault fault() {
    RuleFault scope = RuleFaults.ofScope(locationId, sku);
    return scope != null
        ? scope
        : StockRule.fault(version, safetyStock, buffers, fences, lowStockAt, inStockAt);
  }

  /**
   * The rule it states.
   *
   * @throws IllegalArgumentException where {@link #fault} names a fault
   */
  public StockRule rule() {
    RuleFault fault = fault();
    if (fault != null) {
      throw new IllegalArgumentException(fault.text());
    }
    RuleScope scope = new RuleScope(locationId == null ? "" : locationId, sku == null ? "" : sku);
    return new StockRule(scope, version, safetyStock, buffers, fences, lowStockAt, inStockAt);
  }
}
