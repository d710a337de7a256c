package io.zaiko.domain.rule;

import io.zaiko.domain.identity.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rule must not say. Each check names the first fault it finds, in the contract's words. */
final class RuleFaults {

  private static final int MAX_NAME_CHARACTERS = 128;
  private static final int MAX_PERCENT = 100;

  private RuleFaults() {}

  /** Null stands for all. */
  static @Nullable RuleFault ofScope(@Nullable String locationId, @Nullable String sku) {
    RuleFault fault = locationId == null ? null : ofLocation(locationId);
    return fault == null && sku != null ? ofSku(sku) : fault;
  }

  static @Nullable RuleFault ofLocation(String locationId) {
    RuleFault fault = ofName(locationId, "location_id");
    if (fault != null) {
      return fault;
    }
    boolean illegal =
        locationId.chars().anyMatch(c -> c == '|' || Character.isISOControl((char) c));
    return illegal
        ? new RuleFault(
            Reason.ILLEGAL_CHARACTER,
            "location_id "
                + RuleFault.shown(locationId)
                + " holds | or a control character; rename the location without it")
        : null;
  }

  static @Nullable RuleFault ofSku(String sku) {
    return ofName(sku, "sku");
  }

  private static @Nullable RuleFault ofName(String value, String field) {
    if (value.length() > MAX_NAME_CHARACTERS) {
      return new RuleFault(
          Reason.FIELD_TOO_LONG,
          "%s has %d characters (%s); use at most %d"
              .formatted(field, value.length(), RuleFault.shown(value), MAX_NAME_CHARACTERS));
    }
    return value.isBlank()
        ? new RuleFault(
            Reason.BLANK_FIELD, field + " is blank; use 1 to 128 characters that name it")
        : null;
  }

  static @Nullable RuleFault ofVersion(long version) {
    return version < 0
        ? new RuleFault(
            Reason.NUMBER_OUT_OF_RANGE, "version is " + version + ", below zero; count from 0 up")
        : null;
  }

  static @Nullable RuleFault ofUnits(@Nullable Long units, String field) {
    if (units == null || (units >= 0 && units <= StockRule.MAX_UNITS)) {
      return null;
    }
    return new RuleFault(
        Reason.NUMBER_OUT_OF_RANGE,
        field + " is " + units + "; state 0 to 1,000,000,000,000 units");
  }

  static @Nullable RuleFault ofBuffers(@Nullable Map<String, Long> buffers) {
    if (buffers == null) {
      return null;
    }
    if (buffers.size() > StockRule.MAX_CHANNELS) {
      return tooMany("buffers", buffers.size());
    }
    for (Map.Entry<String, Long> buffer : buffers.entrySet()) {
      RuleFault fault = ofName(buffer.getKey(), "a channel of buffers");
      if (fault == null) {
        fault = ofUnits(buffer.getValue(), "the buffer of " + RuleFault.shown(buffer.getKey()));
      }
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  static @Nullable RuleFault ofFences(@Nullable List<RingFence> fences) {
    if (fences == null) {
      return null;
    }
    if (fences.size() > StockRule.MAX_CHANNELS) {
      return tooMany("fences", fences.size());
    }
    Set<String> channels = new HashSet<>();
    int percent = 0;
    for (RingFence fence : fences) {
      RuleFault fault = ofFence(fence);
      if (fault != null) {
        return fault;
      }
      if (!channels.add(fence.channel())) {
        return contradiction(named(fence) + " is stated twice; state one fence for each channel");
      }
      percent += fence.percent() == null ? 0 : fence.percent();
    }
    return percent > MAX_PERCENT
        ? contradiction("the fences keep " + percent + " percent; keep at most 100 over all")
        : null;
  }

  private static @Nullable RuleFault ofFence(RingFence fence) {
    RuleFault fault = ofName(fence.channel(), "the channel of a fence");
    if (fault != null) {
      return fault;
    }
    Integer percent = fence.percent();
    if (percent == null) {
      return fence.units() == null
          ? new RuleFault(
              Reason.MISSING_FIELD,
              named(fence) + " states neither units nor percent; state one of them")
          : ofUnits(fence.units(), named(fence));
    }
    if (fence.units() != null) {
      return contradiction(named(fence) + " states units and percent; state one of them");
    }
    return percent < 0 || percent > MAX_PERCENT
        ? new RuleFault(
            Reason.NUMBER_OUT_OF_RANGE,
            named(fence) + " is " + percent + " percent; state 0 to 100")
        : null;
  }

  static @Nullable RuleFault ofThresholds(@Nullable Long lowStockAt, @Nullable Long inStockAt) {
    RuleFault fault = ofUnits(lowStockAt, "low_stock_at");
    if (fault == null) {
      fault = ofUnits(inStockAt, "in_stock_at");
    }
    if (fault != null || inStockAt == null) {
      return fault;
    }
    if (lowStockAt == null) {
      return contradiction("in_stock_at is stated without low_stock_at; state both");
    }
    return inStockAt <= lowStockAt
        ? contradiction(
            "in_stock_at is %d and low_stock_at %d; let in_stock_at be the greater"
                .formatted(inStockAt, lowStockAt))
        : null;
  }

  private static String named(RingFence fence) {
    return "the fence of " + RuleFault.shown(fence.channel());
  }

  private static RuleFault tooMany(String field, int size) {
    return new RuleFault(
        Reason.NUMBER_OUT_OF_RANGE,
        "%s names %d channels; name at most %d".formatted(field, size, StockRule.MAX_CHANNELS));
  }

  private static RuleFault contradiction(String text) {
    return new RuleFault(Reason.CONTRADICTION, text);
  }
}
