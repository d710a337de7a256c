package io.zaiko.tools.verify;

import io.zaiko.avro.RingFence;
import io.zaiko.avro.StockRule;
import io.zaiko.avro.StockStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be sold of a shelf, by the rules that speak of it: for each field the most specific rule
 * that states it decides.
 */
final class Terms {
  private final List<StockRule> mostSpecificFirst;
  private final long lowUnlessStated;

  /**
   * Terms.
   *
   * @param mostSpecificFirst the rules of the shelf, the item, the location and of all, as far as
   *     there are any
   * @param lowUnlessStated LOW_STOCK at this many units and below, where no rule says so
   */
  Terms(List<StockRule> mostSpecificFirst, long lowUnlessStated) {
    this.mostSpecificFirst = mostSpecificFirst;
    this.lowUnlessStated = lowUnlessStated;
  }

  /** Units withheld on every channel. */
  long safetyStock() {
    for (StockRule rule : mostSpecificFirst) {
      if (rule.getSafetyStock() != null) {
        return rule.getSafetyStock();
      }
    }
    return 0;
  }

  /** Units that each channel named may sell. */
  Map<String, Long> channels(long availableToSell) {
    Map<String, Long> buffers = buffers();
    Map<String, Long> kept = kept(availableToSell);
    long keptForAll = kept.values().stream().mapToLong(Long::longValue).sum();
    Set<String> names = new HashSet<>(buffers.keySet());
    names.addAll(kept.keySet());
    Map<String, Long> channels = new HashMap<>();
    for (String name : names) {
      long keptForOthers = keptForAll - kept.getOrDefault(name, 0L);
      long left = availableToSell - buffers.getOrDefault(name, 0L) - keptForOthers;
      channels.put(name, Math.max(0, left));
    }
    return channels;
  }

  private Map<String, Long> kept(long availableToSell) {
    long pool = Math.max(0, availableToSell);
    long left = pool;
    Map<String, Long> kept = new HashMap<>();
    List<RingFence> fences = new ArrayList<>(fences());
    fences.sort(
        Comparator.comparingInt(RingFence::getPriority).thenComparing(RingFence::getChannel));
    for (RingFence fence : fences) {
      long wanted =
          fence.getUnits() != null
              ? fence.getUnits()
              : pool / 100 * fence.getPercent() + pool % 100 * fence.getPercent() / 100;
      long keep = Math.min(wanted, left);
      kept.put(fence.getChannel(), keep);
      left -= keep;
    }
    return kept;
  }

  private Map<String, Long> buffers() {
    for (StockRule rule : mostSpecificFirst) {
      if (rule.getBuffers() != null) {
        return rule.getBuffers();
      }
    }
    return Map.of();
  }

  private List<RingFence> fences() {
    for (StockRule rule : mostSpecificFirst) {
      if (rule.getFences() != null) {
        return rule.getFences();
      }
    }
    return List.of();
  }

  /** Whether a status fits; between the two thresholds it depends on what it was. */
  boolean fit(StockStatus status, long availableToSell) {
    if (availableToSell <= 0) {
      return status == StockStatus.OUT_OF_STOCK;
    }
    StockRule rule = threshold();
    long low = rule == null ? lowUnlessStated : rule.getLowStockAt();
    Long inStockAt = rule == null ? null : rule.getInStockAt();
    long enough = Objects.requireNonNullElse(inStockAt, low + 1);
    return switch (status) {
      case OUT_OF_STOCK -> false;
      case LOW_STOCK -> availableToSell < enough;
      case IN_STOCK -> availableToSell > low;
    };
  }

  private @Nullable StockRule threshold() {
    for (StockRule rule : mostSpecificFirst) {
      if (rule.getLowStockAt() != null) {
        return rule;
      }
    }
    return null;
  }
}
