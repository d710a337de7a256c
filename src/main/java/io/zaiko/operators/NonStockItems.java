package io.zaiko.operators;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.ControlTopic;
import io.zaiko.codec.Inbound;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.Reason;
import java.util.Map;
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

  /** Next offset by partition: at most one entry for each partition of the control topics. */
  static final MapStateDescriptor<String, Long> READ_UP_TO =
      new MapStateDescriptor<>("control-read-at-start", Types.STRING, Types.LONG);

  /** What became of a record. */
  enum Noted {
    NOTHING_NEW,
    /** The item's shelves are to be told of anew. */
    CHANGED,
    NO_ROOM
  }

  private final BroadcastState<String, Boolean> skus;
  private final BroadcastState<String, Long> readUpTo;
  private int count;

  NonStockItems(OperatorStateStore store) throws Exception {
    this.skus = store.getBroadcastState(SKUS);
    this.readUpTo = store.getBroadcastState(READ_UP_TO);
    for (var ignored : skus.immutableEntries()) {
      count++;
    }
  }

  /** Takes over what was read before a fresh start. */
  void startWith(ControlAtStart start) throws Exception {
    for (String sku : start.nonStockSkus()) {
      put(sku);
    }
    for (Map.Entry<String, Long> position : start.readUpTo().entrySet()) {
      readUpTo.put(position.getKey(), position.getValue());
    }
  }

  boolean contain(String sku) throws Exception {
    return skus.contains(sku);
  }

  /** Takes note of an item; other master data, and what was known at the start, is passed over. */
  Noted note(ControlRecord control) throws Exception {
    if (control.topic() != ControlTopic.ITEMS || wasReadAtStart(control.inbound().origin())) {
      return Noted.NOTHING_NEW;
    }
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

  private boolean wasReadAtStart(Origin origin) throws Exception {
    Long next = readUpTo.get(ControlAtStart.partition(origin.topic(), origin.partition()));
    return next != null && origin.offset() < next;
  }
}
