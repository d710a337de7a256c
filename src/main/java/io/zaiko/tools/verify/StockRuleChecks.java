package io.zaiko.tools.verify;

import io.zaiko.avro.RingFence;
import io.zaiko.avro.StockRule;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong with one stock rule by the words of the contract. */
final class StockRuleChecks {
  private static final int CHANNELS_AT_MOST = 100;
  private static final long MAX_UNITS = 1_000_000_000_000L;

  private final Set<Fault> faults = EnumSet.noneOf(Fault.class);

  private StockRuleChecks() {}

  /** What is wrong with a rule under a key; empty where it is to be followed. */
  static Set<Fault> faultsOf(@Nullable String key, @Nullable StockRule rule) {
    StockRuleChecks checks = new StockRuleChecks();
    checks.key(key);
    if (rule != null) {
      checks.rule(rule);
      checks.must(keyOf(rule).equals(key), Fault.KEY_MISMATCH);
    }
    return checks.faults;
  }

  /** The key that belongs to a rule. */
  static String keyOf(StockRule rule) {
    return Objects.requireNonNullElse(rule.getLocationId(), "")
        + '|'
        + Objects.requireNonNullElse(rule.getSku(), "");
  }

  private void key(@Nullable String key) {
    if (key == null) {
      must(false, Fault.MISSING_FIELD);
      return;
    }
    int bar = key.indexOf('|');
    must(bar >= 0, Fault.KEY_MISMATCH);
    if (bar > 0) {
      faults.addAll(NaiveRules.faultsOfId(key.substring(0, bar), true));
    }
    if (bar >= 0 && bar < key.length() - 1) {
      faults.addAll(NaiveRules.faultsOfId(key.substring(bar + 1), false));
    }
  }

  private void rule(StockRule rule) {
    if (rule.getLocationId() != null) {
      faults.addAll(NaiveRules.faultsOfId(rule.getLocationId(), true));
    }
    if (rule.getSku() != null) {
      faults.addAll(NaiveRules.faultsOfId(rule.getSku(), false));
    }
    must(rule.getVersion() >= 0, Fault.NUMBER_OUT_OF_RANGE);
    units(rule.getSafetyStock());
    units(rule.getLowStockAt());
    units(rule.getInStockAt());
    if (rule.getBuffers() != null) {
      must(rule.getBuffers().size() <= CHANNELS_AT_MOST, Fault.NUMBER_OUT_OF_RANGE);
      rule.getBuffers().forEach(this::buffer);
    }
    if (rule.getFences() != null) {
      must(rule.getFences().size() <= CHANNELS_AT_MOST, Fault.NUMBER_OUT_OF_RANGE);
      fences(rule);
    }
    Long low = rule.getLowStockAt();
    Long enough = rule.getInStockAt();
    must(enough == null || (low != null && enough > low), Fault.CONTRADICTION);
  }

  private void buffer(String channel, Long units) {
    channel(channel);
    units(units);
  }

  private void fences(StockRule rule) {
    Set<String> channels = new HashSet<>();
    long percents = 0;
    for (RingFence fence : rule.getFences()) {
      channel(fence.getChannel());
      must(channels.add(fence.getChannel()), Fault.CONTRADICTION);
      must(fence.getUnits() != null || fence.getPercent() != null, Fault.MISSING_FIELD);
      must(fence.getUnits() == null || fence.getPercent() == null, Fault.CONTRADICTION);
      units(fence.getUnits());
      Integer percent = fence.getPercent();
      if (percent != null) {
        must(percent >= 0 && percent <= 100, Fault.NUMBER_OUT_OF_RANGE);
        percents += percent;
      }
    }
    must(percents <= 100, Fault.CONTRADICTION);
  }

  private void channel(String name) {
    faults.addAll(NaiveRules.faultsOfId(name, false));
  }

  private void units(@Nullable Long units) {
    must(units == null || (units >= 0 && units <= MAX_UNITS), Fault.NUMBER_OUT_OF_RANGE);
  }

  private void must(boolean holds, Fault otherwise) {
    if (!holds) {
      faults.add(otherwise);
    }
  }
}
