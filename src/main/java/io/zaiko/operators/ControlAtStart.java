package io.zaiko.operators;

import io.zaiko.domain.place.Place;
import io.zaiko.domain.rule.StockRule;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the control topics said when a fresh job was submitted, so that no number goes out without
 * its master data and rules. A restored job goes by its state instead.
 *
 * @param nonStockSkus the items without stock, at most 100,000
 * @param rules the standing ones: at most 100,000 general ones and as many of single shelves
 * @param shelfRulesLeftOutFrom rules of shelves with this key and greater ones are not among them,
 *     for there are too many; null: none is left out
 * @param places the locations, at most 100,000
 * @param readUpTo the next offset of each partition, by {@code topic|partition}: what lies before
 *     it is known already and is passed over when the source brings it again, but what was left out
 */
public record ControlAtStart(
    Set<String> nonStockSkus,
    List<StockRule> rules,
    @Nullable String shelfRulesLeftOutFrom,
    List<Place> places,
    Map<String, Long> readUpTo)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Nothing was said. */
  public static final ControlAtStart NOTHING = new ControlAtStart(Set.of(), Map.of());

  public ControlAtStart {
    nonStockSkus = new HashSet<>(nonStockSkus);
    rules = new ArrayList<>(rules);
    places = new ArrayList<>(places);
    readUpTo = new HashMap<>(readUpTo);
  }

  /** Where no rule stands and nothing is said of locations. */
  public ControlAtStart(Set<String> nonStockSkus, Map<String, Long> readUpTo) {
    this(nonStockSkus, List.of(), null, List.of(), readUpTo);
  }

  /** Names a partition. */
  public static String partition(String topic, int partition) {
    return topic + '|' + partition;
  }
}
