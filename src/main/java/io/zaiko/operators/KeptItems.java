package io.zaiko.operators;

import io.zaiko.domain.count.ItemCount;
import io.zaiko.domain.count.SessionItems;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/** The items of the session at hand, in the engine's state. */
final class KeptItems implements SessionItems {

  private final MapState<String, ItemCount> items;

  KeptItems(MapState<String, ItemCount> items) {
    this.items = items;
  }

  @Override
  public @Nullable ItemCount item(String sku) {
    return StateAccess.of(() -> items.get(sku));
  }

  @Override
  public void put(String sku, ItemCount item) {
    StateAccess.run(() -> items.put(sku, item));
  }

  @Override
  public Iterable<Map.Entry<String, ItemCount>> all() {
    return Objects.requireNonNull(StateAccess.of(items::entries));
  }
}
