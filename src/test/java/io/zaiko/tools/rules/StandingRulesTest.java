package io.zaiko.tools.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.rule.RuleScope;
import io.zaiko.domain.rule.Rules;
import io.zaiko.domain.rule.StockRule;
import org.junit.jupiter.api.Test;

class StandingRulesTest {
  private final StandingRules rules = new StandingRules();

  @Test
  void what_the_job_refuses_does_not_stand_here_either() {
    rules.take(Rules.safety("shop|", 5, 3));
    rules.take(Rules.safety("shop|", 4, 9));
    assertThat(rules.of(RuleScope.ofKey("shop|"))).contains(Rules.safety("shop|", 5, 3));
    assertThat(rules.refused()).hasSize(1);
    assertThat(rules.refused().get(0)).contains("version 4").contains("send it with version 6");
  }

  @Test
  void the_next_version_is_one_more_and_begins_at_1_again_after_a_rule_was_taken_back() {
    RuleScope scope = RuleScope.ofKey("shop|mug");
    assertThat(rules.nextVersion(scope)).isEqualTo(1);
    rules.take(Rules.safety("shop|mug", 7, 3));
    assertThat(rules.nextVersion(scope)).isEqualTo(8);
    rules.forget(scope);
    assertThat(rules.nextVersion(scope)).isEqualTo(1);
  }

  @Test
  void rules_are_listed_from_the_most_general_to_the_most_specific() {
    for (String key : new String[] {"shop|mug", "|mug", "shop|", "mall|", "|"}) {
      rules.take(Rules.safety(key, 1, 1));
    }
    assertThat(rules.all())
        .extracting(StockRule::scope)
        .extracting(RuleScope::key)
        .containsExactly("|", "mall|", "shop|", "|mug", "shop|mug");
  }
}
