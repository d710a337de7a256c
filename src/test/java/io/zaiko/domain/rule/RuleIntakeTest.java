package io.zaiko.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.identity.Reason;
import org.junit.jupiter.api.Test;

class RuleIntakeTest {

  private static final StockRule STANDING = Rules.safety("shop|", 5, 3);

  @Test
  void the_first_rule_of_a_scope_may_have_any_version() {
    assertThat(RuleIntake.of(Rules.safety("shop|", 0, 3), null, 0).changes()).isTrue();
  }

  @Test
  void a_greater_version_takes_the_place_of_the_standing_rule() {
    RuleIntake intake = RuleIntake.of(Rules.safety("shop|", 6, 4), STANDING, 1);
    assertThat(intake.changes()).isTrue();
    assertThat(intake.fault()).isNull();
  }

  @Test
  void the_same_rule_again_changes_nothing() {
    RuleIntake intake = RuleIntake.of(Rules.safety("shop|", 5, 3), STANDING, 1);
    assertThat(intake.changes()).isFalse();
    assertThat(intake.fault()).isNull();
  }

  @Test
  void a_lower_version_is_refused() {
    RuleIntake intake = RuleIntake.of(Rules.safety("shop|", 4, 3), STANDING, 1);
    assertThat(intake.changes()).isFalse();
    assertThat(intake.fault().reason()).isEqualTo(Reason.RULE_VERSION);
    assertThat(intake.fault().text())
        .isEqualTo(
            "version 4 of the rule \"shop|\" is lower than 5, which stands; send it with version 6"
                + " or more");
  }

  @Test
  void the_same_version_with_other_content_is_refused() {
    RuleIntake intake = RuleIntake.of(Rules.safety("shop|", 5, 9), STANDING, 1);
    assertThat(intake.changes()).isFalse();
    assertThat(intake.fault().reason()).isEqualTo(Reason.RULE_VERSION);
    assertThat(intake.fault().text()).contains("says something else; send it with version 6");
  }

  @Test
  void one_general_rule_too_many_is_refused_but_a_standing_one_may_change() {
    int full = RuleIntake.MAX_GENERAL;
    StockRule next = Rules.safety("mall|", 1, 1);
    assertThat(RuleIntake.of(next, null, full - 1).changes()).isTrue();
    assertThat(RuleIntake.of(next, null, full).fault().reason()).isEqualTo(Reason.CONTROL_LIMIT);
    assertThat(RuleIntake.of(Rules.safety("shop|", 6, 1), STANDING, full).changes()).isTrue();
  }

  @Test
  void rules_of_single_shelves_are_not_counted() {
    StockRule ofShelf = Rules.safety("shop|mug", 1, 1);
    assertThat(RuleIntake.of(ofShelf, null, RuleIntake.MAX_GENERAL).changes()).isTrue();
  }
}
