package io.zaiko.tools.rules;

import io.zaiko.domain.rule.RingFence;
import io.zaiko.domain.rule.RuleScope;
import io.zaiko.domain.rule.StockRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules in words, as people read them and as options take them. */
final class RuleWords {
  /** Stands for what a rule does not state. */
  static final String NOT_STATED = "-";

  private static final String NONE = "none";

  private RuleWords() {}

  /**
   * {@code mug at shop}, {@code every item at shop}, {@code mug everywhere}, {@code every shelf}.
   */
  static String scope(RuleScope scope) {
    return switch (scope.level()) {
      case DEFAULT -> "every shelf";
      case LOCATION -> "every item at " + scope.locationId();
      case ITEM -> scope.sku() + " everywhere";
      case SHELF -> scope.sku() + " at " + scope.locationId();
    };
  }

  /** Names a rule: whose, and which version. */
  static String name(StockRule rule) {
    return "rule of " + scope(rule.scope()) + ", version " + rule.version();
  }

  /** All that a rule states, in one line. */
  static String content(StockRule rule) {
    List<String> parts = new ArrayList<>();
    add(parts, "safety stock", units(rule.safetyStock()));
    add(parts, "buffers", buffers(rule.buffers()));
    add(parts, "fences", fences(rule.fences()));
    add(parts, "low stock at", units(rule.lowStockAt()));
    add(parts, "in stock at", units(rule.inStockAt()));
    return parts.isEmpty() ? "nothing" : String.join(", ", parts);
  }

  private static void add(List<String> parts, String name, String value) {
    if (!value.equals(NOT_STATED)) {
      parts.add(name + " " + value);
    }
  }

  static String units(@Nullable Long units) {
    return units == null ? NOT_STATED : String.format(Locale.ROOT, "%,d", units);
  }

  static String buffers(@Nullable Map<String, Long> buffers) {
    if (buffers == null) {
      return NOT_STATED;
    }
    return buffers.isEmpty()
        ? NONE
        : buffers.entrySet().stream()
            .map(buffer -> buffer.getKey() + "=" + buffer.getValue())
            .collect(Collectors.joining(" "));
  }

  static String fences(@Nullable List<RingFence> fences) {
    if (fences == null) {
      return NOT_STATED;
    }
    return fences.isEmpty()
        ? NONE
        : fences.stream().map(RuleWords::fence).collect(Collectors.joining(" "));
  }

  private static String fence(RingFence fence) {
    return fence.channel()
        + "="
        + (fence.units() == null ? fence.percent() + "%" : fence.units())
        + (fence.priority() == 0 ? "" : ":" + fence.priority());
  }
}
