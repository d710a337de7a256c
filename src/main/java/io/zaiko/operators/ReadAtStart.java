package io.zaiko.operators;

import io.zaiko.codec.ControlRecord;
import io.zaiko.domain.identity.Origin;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * What of the control topics a fresh start knew already, and is passed over when the source brings
 * it again, lest an older word undo a newer one.
 */
final class ReadAtStart {

  /** Next offset by partition: at most one entry for each partition of the control topics. */
  static final MapStateDescriptor<String, Long> READ_UP_TO =
      new MapStateDescriptor<>("control-read-at-start", Types.STRING, Types.LONG);

  /** One entry at most: the first key of those shelves whose rules were left out. */
  static final MapStateDescriptor<String, String> LEFT_OUT =
      new MapStateDescriptor<>("shelf-rules-left-out", Types.STRING, Types.STRING);

  private static final String FROM = "from";

  private final BroadcastState<String, Long> readUpTo;
  private final BroadcastState<String, String> leftOut;

  ReadAtStart(OperatorStateStore store) throws Exception {
    this.readUpTo = store.getBroadcastState(READ_UP_TO);
    this.leftOut = store.getBroadcastState(LEFT_OUT);
  }

  /** Whether nothing was read before, as far as the state knows. */
  boolean isUnknown() throws Exception {
    return !readUpTo.immutableEntries().iterator().hasNext();
  }

  void startWith(ControlAtStart start) throws Exception {
    for (Map.Entry<String, Long> position : start.readUpTo().entrySet()) {
      readUpTo.put(position.getKey(), position.getValue());
    }
    if (start.shelfRulesLeftOutFrom() != null) {
      leftOut.put(FROM, start.shelfRulesLeftOutFrom());
    }
  }

  boolean covers(ControlRecord control) throws Exception {
    Origin origin = control.inbound().origin();
    Long next = readUpTo.get(ControlAtStart.partition(origin.topic(), origin.partition()));
    return next != null && origin.offset() < next && !isLeftOut(control);
  }

  private boolean isLeftOut(ControlRecord control) throws Exception {
    @Nullable String from = leftOut.get(FROM);
    return from != null && control.isOfOneShelf() && control.id().compareTo(from) >= 0;
  }
}
