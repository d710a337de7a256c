package io.zaiko.operators;

import io.zaiko.domain.stock.Cause;
import io.zaiko.domain.stock.ShelfId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The changes that one pass over the shelves answers: by item, by location, or one for all. */
final class Changes {

  /** Where more items and locations than these change together, every shelf is visited. */
  static final int NAMED_AT_MOST = 1_000;

  private final Map<String, Cause> bySku = new HashMap<>();
  private final Map<String, Cause> byLocation = new HashMap<>();
  private @Nullable Cause ofEverything;

  void add(ToSweep change) {
    if (change.isEverything()) {
      addEverything(change.cause());
    } else if (change.locationId().isEmpty()) {
      add(bySku, change.sku(), change.cause());
    } else {
      add(byLocation, change.locationId(), change.cause());
    }
  }

  private void add(Map<String, Cause> named, String name, Cause cause) {
    if (named.containsKey(name) || bySku.size() + byLocation.size() < NAMED_AT_MOST) {
      named.put(name, cause);
    } else {
      addEverything(cause);
    }
  }

  private void addEverything(Cause cause) {
    ofEverything = cause;
    bySku.clear();
    byLocation.clear();
  }

  boolean isEmpty() {
    return ofEverything == null && bySku.isEmpty() && byLocation.isEmpty();
  }

  /** Why a shelf is visited: one of the causes where there are several; null where it is not. */
  @Nullable Cause of(ShelfId shelf) {
    Cause ofItem = bySku.get(shelf.sku());
    if (ofItem != null) {
      return ofItem;
    }
    Cause ofLocation = byLocation.get(shelf.locationId());
    return ofLocation == null ? ofEverything : ofLocation;
  }

  /** All of them, in the order in which they are to be added again. */
  List<ToSweep> list() {
    List<ToSweep> list = new ArrayList<>();
    if (ofEverything != null) {
      list.add(ToSweep.everything(ofEverything));
    }
    bySku.forEach((sku, cause) -> list.add(ToSweep.item(sku, cause)));
    byLocation.forEach((id, cause) -> list.add(ToSweep.location(id, cause)));
    return list;
  }

  @Override
  public String toString() {
    return ofEverything == null
        ? bySku.size() + " items and " + byLocation.size() + " locations"
        : "every shelf";
  }
}
