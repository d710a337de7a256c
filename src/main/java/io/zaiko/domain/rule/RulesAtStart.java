package io.zaiko.domain.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rules from their beginning, in the order of their topic, and keeps those that stand: at
 * most {@link RuleIntake#MAX_GENERAL} general ones and {@link #MAX_SHELVES} of single shelves. Not
 * for several threads.
 */
public final class RulesAtStart {

  /** So many rules of single shelves are kept, those with the least keys. */
  public static final int MAX_SHELVES = 100_000;

  private final Map<String, StockRule> general = new HashMap<>();
  private final TreeMap<String, StockRule> ofShelves = new TreeMap<>();
  private @Nullable String leftOutFrom;

  /**
   * Takes a rule, unless it is refused.
   *
   * @param rule null where it was taken back
   */
  public void take(RuleScope scope, @Nullable StockRule rule) {
    String key = scope.key();
    if (scope.isGeneral()) {
      take(general, key, rule);
    } else if (leftOutFrom == null || key.compareTo(leftOutFrom) < 0) {
      take(ofShelves, key, rule);
      if (ofShelves.size() > MAX_SHELVES) {
        leftOutFrom = ofShelves.pollLastEntry().getKey();
      }
    }
  }

  private void take(Map<String, StockRule> standing, String key, @Nullable StockRule rule) {
    if (rule == null) {
      standing.remove(key);
      return;
    }
    RuleIntake intake = RuleIntake.of(rule, standing.get(key), general.size());
    if (intake.fault() == null) {
      standing.put(key, rule);
    }
  }

  /** Those that stand. */
  public List<StockRule> standing() {
    List<StockRule> all = new ArrayList<>(general.values());
    all.addAll(ofShelves.values());
    return all;
  }

  /** The least key of a shelf whose rule was left out; null where none was. */
  public @Nullable String leftOutFrom() {
    return leftOutFrom;
  }
}
