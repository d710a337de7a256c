package io.zaiko.operators;

import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;

/** The keys of the shelves that one subtask keeps. */
final class ShelfKeys {

  private final KeyedStateBackend<String> backend;
  private final TaskInfo subtask;

  ShelfKeys(KeyedStateBackend<String> backend, TaskInfo subtask) {
    this.backend = backend;
    this.subtask = subtask;
  }

  /** All that there are; RocksDB reads them from a snapshot while the shelves go on. */
  Stream<String> all() {
    Stream<String> keys = backend.getKeys(ShelvesAtHand.SHELF, VoidNamespace.INSTANCE);
    if (backend.getBackendTypeIdentifier().equals("rocksdb")) {
      return keys;
    }
    try (keys) { // a table on the heap may not change while it is read
      return keys.toList().stream();
    }
  }

  /** Whether this subtask keeps the shelf of a key, should it come to be, and not another. */
  boolean isOwn(String key) {
    return subtask.getIndexOfThisSubtask()
        == KeyGroupRangeAssignment.assignKeyToParallelOperator(
            key, subtask.getMaxNumberOfParallelSubtasks(), subtask.getNumberOfParallelSubtasks());
  }
}
