package io.zaiko.operators;

import io.zaiko.domain.stock.Cause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The changes that one pass over the shelves answers: by item, or one for every shelf. */
final class Changes {

  /** Where more items than these change together, every shelf is visited. */
  static final int NAMED_AT_MOST = 1_000;

  private final Map<String, Cause> bySku = new HashMap<>();
  private @Nullable Cause ofEverything;

  void add(ToSweep change) {
    boolean isOneTooMany =
        bySku.size() >= NAMED_AT_MOST && !bySku.containsKey(change.sku()) && !change.isEverything();
    if (change.isEverything() || isOneTooMany) {
      ofEverything = change.cause();
      bySku.clear();
    } else {
      bySku.put(change.sku(), change.cause());
    }
  }

  boolean isEmpty() {
    return ofEverything == null && bySku.isEmpty();
  }

  /** Why the shelves of an item are visited; null where they are not. */
  @Nullable Cause of(String sku) {
    Cause own = bySku.get(sku);
    return own == null ? ofEverything : own;
  }

  /** All of them, in the order in which they are to be added again. */
  List<ToSweep> list() {
    List<ToSweep> list = new ArrayList<>();
    if (ofEverything != null) {
      list.add(ToSweep.everything(ofEverything));
    }
    bySku.forEach((sku, cause) -> list.add(ToSweep.item(sku, cause)));
    return list;
  }

  @Override
  public String toString() {
    return ofEverything == null ? bySku.size() + " items" : "every shelf";
  }
}
