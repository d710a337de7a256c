package io.zaiko.domain.rule;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What may be sold of the shelves in a scope. For each field the most specific rule that states it
 * decides; null: not stated here. Only a legal one can be built.
 *
 * @param scope which shelves
 * @param version 0 or more, grows with each change
 * @param safetyStock units withheld from all, 0 to {@link #MAX_UNITS}
 * @param buffers units withheld from one channel, 0 to {@link #MAX_UNITS}, by channel in order; at
 *     most {@link #MAX_CHANNELS}; empty: none
 * @param fences in the order they are served; at most {@link #MAX_CHANNELS}, one for each channel,
 *     at most 100 percent over all; empty: none
 * @param lowStockAt LOW_STOCK at this many units and below, 0 to {@link #MAX_UNITS}
 * @param inStockAt back to IN_STOCK at this many units and above, more than {@code lowStockAt};
 *     null: one more than it
 */
public record StockRule(
    RuleScope scope,
    long version,
    @Nullable Long safetyStock,
    @Nullable Map<String, Long> buffers,
    @Nullable List<RingFence> fences,
    @Nullable Long lowStockAt,
    @Nullable Long inStockAt)
    implements Serializable {

  /** Units that any part of a rule may state. */
  public static final long MAX_UNITS = 1_000_000_000_000L;

  /** Channels that a rule may name in its buffers, and in its fences. */
  public static final int MAX_CHANNELS = 100;

  private static final long serialVersionUID = 1L;

  public StockRule {
    RuleFault fault = fault(version, safetyStock, buffers, fences, lowStockAt, inStockAt);
    if (fault != null) {
      throw new IllegalArgumentException(fault.text());
    }
    buffers = buffers == null ? null : Collections.unmodifiableMap(new TreeMap<>(buffers));
    fences = fences == null ? null : fences.stream().sorted(RingFence.SERVED).toList();
  }

  static @Nullable RuleFault fault(
      long version,
      @Nullable Long safetyStock,
      @Nullable Map<String, Long> buffers,
      @Nullable List<RingFence> fences,
      @Nullable Long lowStockAt,
      @Nullable Long inStockAt) {
    RuleFault fault = RuleFaults.ofVersion(version);
    if (fault == null) {
      fault = RuleFaults.ofUnits(safetyStock, "safety_stock");
    }
    if (fault == null) {
      fault = RuleFaults.ofBuffers(buffers);
    }
    if (fault == null) {
      fault = RuleFaults.ofFences(fences);
    }
    return fault == null ? RuleFaults.ofThresholds(lowStockAt, inStockAt) : fault;
  }
}
