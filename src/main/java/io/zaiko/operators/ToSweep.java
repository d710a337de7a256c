package io.zaiko.operators;

import io.zaiko.domain.rule.RuleScope;
import io.zaiko.domain.stock.Cause;

/**
 * Shelves that a change of the world concerns, as it rests in state until a sweep has been there.
 *
 * @param sku the item; empty for all
 * @param causeId the change, see {@link Cause}
 * @param causeKind its kind
 * @param locationId the location; empty for all; never stated together with an item
 */
public record ToSweep(String sku, String causeId, String causeKind, String locationId) {

  /** Stands for itself alone in a checkpoint: nothing was left to sweep. */
  static final ToSweep NOTHING = new ToSweep("", "", "", "");

  /** Absent in a state from before there were sweeps of locations. */
  public ToSweep {
    locationId = locationId == null ? "" : locationId;
  }

  /** The shelves of one item. */
  static ToSweep item(String sku, Cause cause) {
    return new ToSweep(sku, cause.id(), cause.kind(), "");
  }

  /** The shelves of one location. */
  static ToSweep location(String locationId, Cause cause) {
    return new ToSweep("", cause.id(), cause.kind(), locationId);
  }

  /** Every shelf. */
  static ToSweep everything(Cause cause) {
    return item("", cause);
  }

  /**
   * The shelves that a general rule speaks of.
   *
   * @throws IllegalArgumentException for the rule of one shelf, which needs no sweep
   */
  static ToSweep scope(RuleScope scope, Cause cause) {
    return switch (scope.level()) {
      case DEFAULT -> everything(cause);
      case LOCATION -> location(scope.locationId(), cause);
      case ITEM -> item(scope.sku(), cause);
      case SHELF -> throw new IllegalArgumentException(scope.key() + " is one shelf");
    };
  }

  boolean isEverything() {
    return sku.isEmpty() && locationId.isEmpty();
  }

  Cause cause() {
    return new Cause(causeId, causeKind);
  }
}
