package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One transfer with its shelves and a clock, held by plain maps. */
final class TransferBooks {

  static final long LATENESS = 24 * 3_600_000_000L;

  private Transfer transfer = Transfer.UNKNOWN;
  private final Map<String, TransferItem> items = new HashMap<>();
  private final TreeMap<String, Buckets> shelves = new TreeMap<>();
  private final List<Movement> movements = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private long watermark = Long.MIN_VALUE;

  TransferBooks after(GoodsEvent... events) {
    for (GoodsEvent event : events) {
      Map<String, TransferItem> known = new HashMap<>();
      event.lines().forEach(line -> known.computeIfAbsent(line.sku(), items::get));
      take(transfer.apply(event, known, watermark, LATENESS));
    }
    return this;
  }

  /** Lets business time come to a point; judges where something waits for one before it. */
  TransferBooks at(long micros) {
    while (transfer.judgeAtMicros() <= micros) {
      long now = transfer.judgeAtMicros();
      take(transfer.judge("t", List.copyOf(items.values()), now, LATENESS));
    }
    watermark = micros;
    return this;
  }

  /** Lets business time come to a point at once, as an operator whose timers fall on minutes. */
  TransferBooks leapTo(long micros) {
    take(transfer.judge("t", List.copyOf(items.values()), micros, LATENESS));
    watermark = micros;
    return this;
  }

  /** Stores the state and reads it back. */
  interface Storage {
    <T> T readBack(Class<T> type, T value);
  }

  void restore(Storage storage) {
    transfer = storage.readBack(Transfer.class, transfer);
    items.replaceAll((sku, item) -> storage.readBack(TransferItem.class, item));
  }

  /** After a restart nobody knows how far business time has come. */
  TransferBooks restarted() {
    watermark = Long.MIN_VALUE;
    return this;
  }

  private void take(TransferChange change) {
    transfer = change.next();
    List.copyOf(change.items()).forEach(item -> items.put(item.sku(), item));
    movements.addAll(change.movements());
    alerts.addAll(change.alerts());
    for (Movement movement : change.movements()) {
      shelves.merge(movement.shelfKey(), movement.deltas(), Buckets::plus);
    }
  }

  Transfer transfer() {
    return transfer;
  }

  Map<String, TransferItem> items() {
    return items;
  }

  TransferItem tea() {
    return items.get("TEA");
  }

  TreeMap<String, Buckets> shelves() {
    return shelves;
  }

  Buckets shelf(String locationId) {
    return shelves.getOrDefault(locationId + "|TEA", Buckets.NONE);
  }

  List<Movement> movements() {
    return movements;
  }

  List<Alert> alerts(Alert.Check check) {
    return alerts.stream().filter(alert -> alert.check() == check).toList();
  }
}
