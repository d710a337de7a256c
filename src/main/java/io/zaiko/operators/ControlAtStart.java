package io.zaiko.operators;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the control topics said when a fresh job was submitted, so that no number goes out without
 * its master data. A restored job goes by its state instead.
 *
 * @param nonStockSkus the items without stock, at most 100,000
 * @param readUpTo the next offset of each partition, by {@code topic|partition}: what lies before
 *     it is in {@code nonStockSkus} already and is passed over when the source brings it again
 */
public record ControlAtStart(Set<String> nonStockSkus, Map<String, Long> readUpTo)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Nothing was said. */
  public static final ControlAtStart NOTHING = new ControlAtStart(Set.of(), Map.of());

  public ControlAtStart {
    nonStockSkus = new HashSet<>(nonStockSkus);
    readUpTo = new HashMap<>(readUpTo);
  }

  /** Names a partition. */
  public static String partition(String topic, int partition) {
    return topic + '|' + partition;
  }
}
