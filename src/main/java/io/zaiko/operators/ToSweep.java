package io.zaiko.operators;

import io.zaiko.domain.stock.Cause;

/**
 * Shelves that a change of the world concerns, as it rests in state until a sweep has been there.
 *
 * @param sku the item; empty for every shelf
 * @param causeId the change, see {@link Cause}
 * @param causeKind its kind
 */
public record ToSweep(String sku, String causeId, String causeKind) {

  /** Stands for itself alone in a checkpoint: nothing was left to sweep. */
  static final ToSweep NOTHING = new ToSweep("", "", "");

  /** The shelves of one item. */
  static ToSweep item(String sku, Cause cause) {
    return new ToSweep(sku, cause.id(), cause.kind());
  }

  /** Every shelf. */
  static ToSweep everything(Cause cause) {
    return item("", cause);
  }

  boolean isEverything() {
    return sku.isEmpty();
  }

  Cause cause() {
    return new Cause(causeId, causeKind);
  }
}
