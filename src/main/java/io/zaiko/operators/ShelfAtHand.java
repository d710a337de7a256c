package io.zaiko.operators;

import io.zaiko.domain.stock.Shelf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One shelf as it is now, and what of it the engine's state does not know yet. Whatever is asked or
 * said of it, its key must be the current one: the state goes by that.
 */
final class ShelfAtHand implements Tail {

  private final String key;
  private final ShelvesAtHand.Stored stored;
  private final List<byte[]> unwrittenTail = new ArrayList<>(0);
  private @Nullable Shelf shelf;
  private boolean isStored;
  private boolean isUnwritten;

  ShelfAtHand(String key, ShelvesAtHand.Stored stored) {
    this.key = key;
    this.stored = stored;
    this.shelf = stored.shelf();
    this.isStored = shelf != null;
  }

  String key() {
    return key;
  }

  /** Null where there is none. */
  @Nullable Shelf stands() {
    return shelf;
  }

  Shelf shelf() {
    return shelf == null ? Shelf.EMPTY : shelf;
  }

  /**
   * The shelf from now on. One that is empty again, because the rule of one that never moved was
   * taken back, ends. A new one is written at once, so that the state always knows all keys.
   */
  void update(Shelf next) {
    shelf = next.equals(Shelf.EMPTY) ? null : next;
    isUnwritten = true;
    if (!isStored) {
      writeOut();
    }
  }

  @Override
  public void append(byte[] packed) {
    unwrittenTail.add(packed);
  }

  @Override
  public Iterable<byte[]> all() {
    if (unwrittenTail.isEmpty()) {
      return stored.tail();
    }
    List<byte[]> all = new ArrayList<>();
    stored.tail().forEach(all::add);
    all.addAll(unwrittenTail);
    return all;
  }

  @Override
  public void clear() {
    unwrittenTail.clear();
    stored.clearTail();
  }

  boolean hasUnwritten() {
    return isUnwritten || !unwrittenTail.isEmpty();
  }

  /** Writes what the state does not know; its key must be the current one. */
  void writeOut() {
    if (isUnwritten) {
      stored.write(shelf);
      isStored = shelf != null;
      isUnwritten = false;
    }
    if (!unwrittenTail.isEmpty()) {
      stored.appendTail(unwrittenTail);
      unwrittenTail.clear();
    }
  }
}
