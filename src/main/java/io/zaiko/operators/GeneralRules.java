package io.zaiko.operators;

import io.zaiko.domain.rule.EffectiveRule;
import io.zaiko.domain.rule.RuleBook;
import io.zaiko.domain.rule.RuleScope;
import io.zaiko.domain.rule.StockRule;
import io.zaiko.domain.rule.Thresholds;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * The rules that speak of more than one shelf, as every subtask that keeps shelves knows them: at
 * most {@link io.zaiko.domain.rule.RuleIntake#MAX_GENERAL}, for {@link AcceptRules} lets no more
 * pass. Held parsed in memory, beside the state that restores them, so that a shelf finds its own
 * by two look-ups.
 */
final class GeneralRules {

  static final MapStateDescriptor<String, StockRule> RULES =
      new MapStateDescriptor<>(
          "general-stock-rules", Types.STRING, TypeInformation.of(StockRule.class));

  private final BroadcastState<String, StockRule> rules;
  private final RuleBook book;

  /**
   * @param unlessStated the thresholds where no rule states any
   */
  GeneralRules(OperatorStateStore store, Thresholds unlessStated) throws Exception {
    rules = store.getBroadcastState(RULES);
    book = new RuleBook(unlessStated);
    for (Map.Entry<String, StockRule> restored : rules.immutableEntries()) {
      book.put(restored.getValue());
    }
  }

  /**
   * Takes note of a rule, or that it was taken back.
   *
   * @param scope of more than one shelf
   * @param rule null where it was taken back
   * @return whether the shelves of the scope are to be told of anew
   */
  boolean note(RuleScope scope, @Nullable StockRule rule) throws Exception {
    StockRule before = rules.get(scope.key());
    if (before == null ? rule == null : before.equals(rule)) {
      return false;
    }
    if (rule == null) {
      rules.remove(scope.key());
      book.remove(scope);
    } else {
      rules.put(scope.key(), rule);
      book.put(rule);
    }
    return true;
  }

  /**
   * What holds for a shelf.
   *
   * @param ofShelf its own rule; null where it has none
   */
  EffectiveRule of(String locationId, String sku, @Nullable StockRule ofShelf) {
    return book.resolve(locationId, sku, ofShelf);
  }
}
