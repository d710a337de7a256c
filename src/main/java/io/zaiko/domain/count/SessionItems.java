package io.zaiko.domain.count;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the items of one session rest, by SKU. */
public interface SessionItems {

  /** What the session says of an item; null where it says nothing. */
  @Nullable ItemCount item(String sku);

  void put(String sku, ItemCount item);

  /** All items; they may be put while this is gone through. */
  Iterable<Map.Entry<String, ItemCount>> all();
}
