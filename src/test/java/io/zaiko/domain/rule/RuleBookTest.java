package io.zaiko.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleBookTest {

  private static final int SEEDS = 2_000;
  private static final String[] NEAR_TO_FAR = {"shop|mug", "|mug", "shop|", "|"};

  @Test
  void for_each_field_the_most_specific_rule_that_states_it_decides() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Map<String, StockRule> stated = new HashMap<>();
      RuleBook book = new RuleBook(Rules.LOW_AT_3);
      StockRule ofShelf = null;
      List<String> keys = new ArrayList<>(List.of(NEAR_TO_FAR));
      keys.addAll(List.of("mall|", "|cup"));
      for (String key : keys) {
        if (random.nextInt(4) > 0) {
          StockRule rule = some(key, random);
          stated.put(key, rule);
          if (rule.scope().isGeneral()) {
            book.put(rule);
          } else {
            ofShelf = rule;
          }
        }
      }
      EffectiveRule found = book.resolve("shop", "mug", ofShelf);
      assertThat(found.safetyStock())
          .as("seed %d", seed)
          .isEqualTo(nearest(stated, rule -> rule.safetyStock(), 0L));
      assertThat(found.buffers())
          .as("seed %d", seed)
          .isEqualTo(nearest(stated, rule -> rule.buffers(), Map.of()));
      assertThat(found.fences())
          .as("seed %d", seed)
          .isEqualTo(nearest(stated, rule -> rule.fences(), List.of()));
      assertThat(found.thresholds().lowStockAt())
          .as("seed %d", seed)
          .isEqualTo(nearest(stated, rule -> rule.lowStockAt(), 3L));
    }
  }

  @Test
  void each_part_of_a_number_names_its_rule() {
    RuleBook book = new RuleBook(Rules.LOW_AT_3);
    StockRule ofAll = new RuleDraft(null, null, 1, 1L, Map.of("web", 2L), null, 5L, 8L).rule();
    StockRule ofItem = Rules.safety("|mug", 4, 9);
    book.put(ofAll);
    book.put(ofItem);
    EffectiveRule found = book.resolve("shop", "mug", null);
    assertThat(found.safetyStockBy()).isSameAs(ofItem);
    assertThat(found.buffersBy()).isSameAs(ofAll);
    assertThat(found.thresholds()).isEqualTo(new Thresholds(5, 8));
    assertThat(found.fencesBy()).isNull();
  }

  @Test
  void a_rule_that_is_taken_back_leaves_the_next_one_in_force() {
    RuleBook book = new RuleBook(Rules.LOW_AT_3);
    book.put(Rules.safety("|", 1, 1));
    book.put(Rules.safety("shop|", 1, 2));
    book.put(Rules.safety("|mug", 1, 3));
    assertThat(safety(book)).isEqualTo(3);
    book.remove(RuleScope.ofKey("|mug"));
    assertThat(safety(book)).isEqualTo(2);
    book.remove(RuleScope.ofKey("shop|"));
    assertThat(safety(book)).isEqualTo(1);
    book.remove(RuleScope.DEFAULT);
    assertThat(safety(book)).isZero();
    book.remove(RuleScope.DEFAULT);
  }

  @Test
  void a_shelf_of_which_no_rule_speaks_costs_no_new_object() {
    RuleBook book = new RuleBook(Rules.LOW_AT_3);
    book.put(Rules.safety("|", 1, 1));
    assertThat(book.resolve("shop", "mug", null)).isSameAs(book.resolve("mall", "cup", null));
  }

  @Test
  void thresholds_belong_together() {
    RuleBook book = new RuleBook(Rules.LOW_AT_3);
    book.put(new RuleDraft(null, null, 1, null, null, null, 5L, 100L).rule());
    book.put(new RuleDraft(null, "mug", 1, null, null, null, 7L, null).rule());
    assertThat(book.resolve("shop", "mug", null).thresholds()).isEqualTo(new Thresholds(7, 8));
  }

  @Test
  void the_rule_of_one_shelf_is_not_for_the_book() {
    RuleBook book = new RuleBook(Rules.LOW_AT_3);
    assertThatIllegalArgumentException().isThrownBy(() -> book.put(Rules.safety("shop|mug", 1, 1)));
  }

  private static long safety(RuleBook book) {
    return book.resolve("shop", "mug", null).safetyStock();
  }

  private static StockRule some(String key, Random random) {
    RuleDraft scope = Rules.draft(key);
    return new RuleDraft(
            scope.locationId(),
            scope.sku(),
            1,
            random.nextBoolean() ? (Long) random.nextLong(50) : null,
            random.nextBoolean() ? Map.of("web", random.nextLong(9)) : null,
            random.nextBoolean() ? List.of(RingFence.ofUnits("app", random.nextInt(9), 0)) : null,
            random.nextBoolean() ? (Long) random.nextLong(50) : null,
            null)
        .rule();
  }

  private interface Field<T> {
    @Nullable T of(StockRule rule);
  }

  private static <T> T nearest(Map<String, StockRule> stated, Field<T> field, T unlessStated) {
    for (String key : NEAR_TO_FAR) {
      T value = stated.containsKey(key) ? field.of(stated.get(key)) : null;
      if (value != null) {
        return value;
      }
    }
    return unlessStated;
  }
}
