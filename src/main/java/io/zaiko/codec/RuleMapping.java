package io.zaiko.codec;

import io.zaiko.domain.rule.RingFence;
import io.zaiko.domain.rule.RuleDraft;
import io.zaiko.domain.rule.RuleFault;
import io.zaiko.domain.rule.RuleScope;
import io.zaiko.domain.rule.StockRule;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** From a StockRule of the contract to the domain's, which knows what a rule must not say. */
final class RuleMapping {

  private RuleMapping() {}

  static StockRule rule(io.zaiko.avro.StockRule stated) throws Refusal {
    RuleDraft draft =
        new RuleDraft(
            stated.getLocationId(),
            stated.getSku(),
            stated.getVersion(),
            stated.getSafetyStock(),
            stated.getBuffers() == null ? null : new HashMap<>(stated.getBuffers()),
            stated.getFences() == null
                ? null
                : stated.getFences().stream().map(RuleMapping::fence).toList(),
            stated.getLowStockAt(),
            stated.getInStockAt());
    requireNone(draft.fault());
    return draft.rule();
  }

  private static RingFence fence(io.zaiko.avro.RingFence stated) {
    return new RingFence(
        stated.getChannel(), stated.getUnits(), stated.getPercent(), stated.getPriority());
  }

  /** The key of a rule, of one that is taken back too. */
  static String key(@Nullable String key) throws Refusal {
    requireNone(RuleScope.faultOfKey(key));
    return key == null ? "" : key;
  }

  private static void requireNone(@Nullable RuleFault fault) throws Refusal {
    if (fault != null) {
      throw new Refusal(fault.reason(), fault.text());
    }
  }
}
