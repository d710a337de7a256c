package io.zaiko.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RulesAtStartTest {

  private final RulesAtStart rules = new RulesAtStart();

  @Test
  void what_would_be_refused_does_not_stand_at_the_start() {
    take("|", 5, 1);
    take("|", 4, 9);
    take("|", 5, 9);
    take("shop|mug", 2, 1);
    take("shop|mug", 1, 9);
    assertThat(rules.standing())
        .containsExactly(Rules.safety("|", 5, 1), Rules.safety("shop|mug", 2, 1));
  }

  @Test
  void what_was_taken_back_does_not_stand_and_its_version_is_forgotten() {
    take("|", 5, 1);
    rules.take(RuleScope.DEFAULT, null);
    take("shop|mug", 5, 1);
    rules.take(RuleScope.ofKey("shop|mug"), null);
    take("shop|mug", 1, 2);
    assertThat(rules.standing()).containsExactly(Rules.safety("shop|mug", 1, 2));
  }

  @Test
  void rules_of_shelves_beyond_the_bound_are_left_out_by_key_for_good() {
    for (int i = RulesAtStart.MAX_SHELVES; i >= 0; i--) {
      take("shop|%06d".formatted(i), 1, 1);
    }
    assertThat(rules.leftOutFrom()).isEqualTo("shop|100000");
    rules.take(RuleScope.ofKey("shop|000000"), null);
    take("shop|100000", 1, 1);
    take("shop|100001", 1, 1);
    take("shop|000000", 1, 1);
    assertThat(rules.standing()).hasSize(RulesAtStart.MAX_SHELVES);
    assertThat(rules.leftOutFrom()).isEqualTo("shop|100000");
    assertThat(rules.standing()).allMatch(rule -> rule.scope().key().compareTo("shop|100000") < 0);
  }

  @Test
  void general_rules_have_a_bound_of_their_own() {
    for (int i = 0; i <= RuleIntake.MAX_GENERAL; i++) {
      take("|" + i, 1, 1);
    }
    take("shop|mug", 1, 1);
    assertThat(rules.standing()).hasSize(RuleIntake.MAX_GENERAL + 1);
    assertThat(rules.leftOutFrom()).isNull();
  }

  private void take(String key, long version, long safetyStock) {
    rules.take(RuleScope.ofKey(key), Rules.safety(key, version, safetyStock));
  }
}
