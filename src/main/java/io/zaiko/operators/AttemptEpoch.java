package io.zaiko.operators;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The epoch of this attempt of an operator: greater than that of every attempt before it, and than
 * the wall clock was. Operator state: one number for each subtask.
 */
final class AttemptEpoch {

  private final ListState<Long> epochs;
  private final long epoch;

  /**
   * Takes the next.
   *
   * @param wallClockMillis an epoch is this at least
   */
  AttemptEpoch(OperatorStateStore store, long wallClockMillis) throws Exception {
    epochs = store.getUnionListState(new ListStateDescriptor<>("epoch", Types.LONG));
    long restored = 0;
    for (Long earlier : epochs.get()) {
      restored = Math.max(restored, earlier);
    }
    epoch = Math.max(restored + 1, wallClockMillis);
  }

  /** Milliseconds. */
  long millis() {
    return epoch;
  }

  /** Remembers it with a checkpoint. */
  void keep() throws Exception {
    epochs.update(List.of(epoch));
  }
}
