package io.zaiko.tools.rules;

import io.zaiko.domain.rule.RuleIntake;
import io.zaiko.domain.rule.RuleScope;
import io.zaiko.domain.rule.StockRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules that stand after all that was said, judged as the job judges them. Holds one rule for
 * each scope.
 */
public final class StandingRules {
  private final Map<RuleScope, StockRule> rules = new HashMap<>();
  private final List<String> refused = new ArrayList<>();
  private int general;

  /** Takes what was said next of its scope. */
  void take(StockRule rule) {
    StockRule standing = rules.get(rule.scope());
    RuleIntake intake = RuleIntake.of(rule, standing, general);
    if (intake.fault() != null) {
      refused.add(intake.fault().text());
    } else if (rules.put(rule.scope(), rule) == null && rule.scope().isGeneral()) {
      general++;
    }
  }

  /** Takes a rule back. */
  void forget(RuleScope scope) {
    if (rules.remove(scope) != null && scope.isGeneral()) {
      general--;
    }
  }

  /** Notes a record that is no rule. */
  void refuse(String why) {
    refused.add(why);
  }

  public Optional<StockRule> of(RuleScope scope) {
    return Optional.ofNullable(rules.get(scope));
  }

  /** The version that a new rule of a scope needs: one more than the standing one's, else 1. */
  public long nextVersion(RuleScope scope) {
    StockRule standing = rules.get(scope);
    return standing == null ? 1 : standing.version() + 1;
  }

  /** From the most general to the most specific, then by location and item. */
  List<StockRule> all() {
    return rules.values().stream()
        .sorted(
            Comparator.comparing((StockRule rule) -> rule.scope().level())
                .thenComparing(rule -> rule.scope().locationId())
                .thenComparing(rule -> rule.scope().sku()))
        .toList();
  }

  /** Why records of the topic are no rules in force, in the order they were written. */
  List<String> refused() {
    return refused;
  }
}
