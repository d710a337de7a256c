package io.zaiko.operators;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.Inbound;
import io.zaiko.domain.identity.Reason;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/** The items that have no stock, as every subtask that keeps shelves knows them. */
final class NonStockItems {

  /** Items beyond this many are refused, for each subtask holds them all in memory. */
  static final int MAX = 100_000;

  static final MapStateDescriptor<String, Boolean> SKUS =
      new MapStateDescriptor<>("non-stock-items", Types.STRING, Types.BOOLEAN);

  /** What became of a record. */
  enum Noted {
    NOTHING_NEW,
    /** The item's shelves are to be told of anew. */
    CHANGED,
    NO_ROOM
  }

  private final BroadcastState<String, Boolean> skus;
  private int count;

  NonStockItems(OperatorStateStore store) throws Exception {
    this.skus = store.getBroadcastState(SKUS);
    for (var ignored : skus.immutableEntries()) {
      count++;
    }
  }

  /** Takes over what was read before a fresh start. */
  void startWith(ControlAtStart start) throws Exception {
    for (String sku : start.nonStockSkus()) {
      put(sku);
    }
  }

  boolean contain(String sku) throws Exception {
    return skus.contains(sku);
  }

  /** Takes note of an item. */
  Noted note(ControlRecord control) throws Exception {
    boolean known = contain(control.id());
    if (control.nonStock() == known) {
      return Noted.NOTHING_NEW;
    }
    if (control.nonStock()) {
      return put(control.id()) ? Noted.CHANGED : Noted.NO_ROOM;
    }
    skus.remove(control.id());
    count--;
    return Noted.CHANGED;
  }

  /** The dead letter of an item for which there was no room. */
  static Inbound refusal(ControlRecord control) {
    return control
        .inbound()
        .refused(
            Reason.CONTROL_LIMIT,
            "more than " + MAX + " non-stock items; send tombstones for those no longer used");
  }

  private boolean put(String sku) throws Exception {
    if (count >= MAX) {
      return false;
    }
    skus.put(sku, true);
    count++;
    return true;
  }
}
