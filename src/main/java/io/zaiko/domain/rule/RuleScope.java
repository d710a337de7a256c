package io.zaiko.domain.rule;

import io.zaiko.domain.identity.Reason;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Which shelves a rule speaks of. An empty part stands for all.
 *
 * @param locationId at most 128 characters without {@code |} and control characters; empty: every
 *     location
 * @param sku at most 128 characters; empty: every item
 */
public record RuleScope(String locationId, String sku) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Separates the parts of a key; no location id holds it, an item's may. */
  private static final char KEY_SEPARATOR = '|';

  /** Every shelf. */
  public static final RuleScope DEFAULT = new RuleScope("", "");

  public RuleScope {
    RuleFault fault = locationId.isEmpty() ? null : RuleFaults.ofLocation(locationId);
    if (fault == null && !sku.isEmpty()) {
      fault = RuleFaults.ofSku(sku);
    }
    if (fault != null) {
      throw new IllegalArgumentException(fault.text());
    }
  }

  /** How closely a rule looks, from far to near. */
  public enum Level {
    /** Every shelf. */
    DEFAULT,
    /** All items of a location. */
    LOCATION,
    /** An item in all locations. */
    ITEM,
    /** One item at one location. */
    SHELF
  }

  /**
   * What is wrong with the Kafka key of a rule, {@code location_id|sku}; null where it is right.
   */
  public static @Nullable RuleFault faultOfKey(@Nullable String key) {
    if (key == null || key.indexOf(KEY_SEPARATOR) < 0) {
      return new RuleFault(
          key == null ? Reason.MISSING_FIELD : Reason.KEY_MISMATCH,
          "the Kafka key "
              + RuleFault.shown(key)
              + " names no shelves; use location_id|sku, with an empty part for all");
    }
    int end = key.indexOf(KEY_SEPARATOR);
    return RuleFaults.ofScope(orNull(key.substring(0, end)), orNull(key.substring(end + 1)));
  }

  /**
   * The scope of a Kafka key.
   *
   * @throws IllegalArgumentException where {@link #faultOfKey} names a fault
   */
  public static RuleScope ofKey(String key) {
    RuleFault fault = faultOfKey(key);
    if (fault != null) {
      throw new IllegalArgumentException(fault.text());
    }
    int end = key.indexOf(KEY_SEPARATOR);
    return new RuleScope(key.substring(0, end), key.substring(end + 1));
  }

  /** The Kafka key: {@code location_id|sku}, with an empty part for all. */
  public String key() {
    return locationId + KEY_SEPARATOR + sku;
  }

  public Level level() {
    if (locationId.isEmpty()) {
      return sku.isEmpty() ? Level.DEFAULT : Level.ITEM;
    }
    return sku.isEmpty() ? Level.LOCATION : Level.SHELF;
  }

  /** Whether it speaks of more than one shelf. */
  public boolean isGeneral() {
    return level() != Level.SHELF;
  }

  /** Whether it speaks of a shelf. */
  public boolean covers(String shelfLocationId, String shelfSku) {
    return (locationId.isEmpty() || locationId.equals(shelfLocationId))
        && (sku.isEmpty() || sku.equals(shelfSku));
  }

  private static @Nullable String orNull(String part) {
    return part.isEmpty() ? null : part;
  }
}
