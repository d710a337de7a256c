package io.zaiko.domain.rule;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules in few words, for tables. */
public final class Rules {

  /** LOW_STOCK at 3 where no rule says otherwise. */
  public static final Thresholds LOW_AT_3 = Thresholds.at(3);

  private Rules() {}

  /** The rule of a key {@code location|sku}, which states nothing yet. */
  public static RuleDraft draft(String key) {
    RuleScope scope = RuleScope.ofKey(key);
    return new RuleDraft(
        scope.locationId().isEmpty() ? null : scope.locationId(),
        scope.sku().isEmpty() ? null : scope.sku(),
        1,
        null,
        null,
        null,
        null,
        null);
  }

  /** A rule of safety stock alone. */
  public static StockRule safety(String key, long version, long units) {
    RuleDraft draft = draft(key);
    return new RuleDraft(draft.locationId(), draft.sku(), version, units, null, null, null, null)
        .rule();
  }

  /** A rule of buffers and fences for every shelf. */
  public static StockRule channels(
      @Nullable Map<String, Long> buffers, @Nullable List<RingFence> fences) {
    return new RuleDraft(null, null, 1, null, buffers, fences, null, null).rule();
  }

  /** What holds where one rule speaks. */
  public static EffectiveRule alone(StockRule rule) {
    return EffectiveRule.of(null, null, null, rule, LOW_AT_3);
  }
}
