package io.zaiko.operators;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records in lanes, each lane in order. A lane either is to be looked at, or waits for the schema
 * of its first record. Who admits records keeps to the bound, see {@link #isFull}.
 */
final class WaitingRoom {
  private final long maxBytes;
  private final Map<String, ArrayDeque<WaitingRecord>> lanes = new HashMap<>();
  private final ArrayDeque<String> toLookAt = new ArrayDeque<>();
  private final Map<Integer, List<String>> lanesBySchema = new HashMap<>();
  private int records;
  private long bytes;

  WaitingRoom(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  boolean isEmpty() {
    return records == 0;
  }

  boolean isFull() {
    return bytes >= maxBytes;
  }

  int size() {
    return records;
  }

  boolean has(String lane) {
    return lanes.containsKey(lane);
  }

  /** Puts a record at the end of its lane; a new lane is to be looked at. */
  void admit(String lane, WaitingRecord record) {
    ArrayDeque<WaitingRecord> queue = lanes.get(lane);
    if (queue == null) {
      queue = new ArrayDeque<>();
      lanes.put(lane, queue);
      toLookAt.add(lane);
    }
    queue.add(record);
    records++;
    bytes += record.sizeBytes();
  }

  /** The first record of the lane to look at; null where none is. */
  @Nullable WaitingRecord next() {
    String lane = toLookAt.peek();
    return lane == null ? null : queue(lane).element();
  }

  /** Lets {@link #next} go. */
  void releaseNext() {
    String lane = toLookAt.element();
    ArrayDeque<WaitingRecord> queue = queue(lane);
    WaitingRecord gone = queue.remove();
    records--;
    bytes -= gone.sizeBytes();
    if (queue.isEmpty()) {
      lanes.remove(lane);
      toLookAt.remove();
    }
  }

  /**
   * Sets the lane of {@link #next} aside until its schema is there.
   *
   * @return whether it is the first lane that waits for this schema
   */
  boolean setNextAside(int schemaId) {
    List<String> waiting = lanesBySchema.computeIfAbsent(schemaId, id -> new ArrayList<>());
    waiting.add(toLookAt.remove());
    return waiting.size() == 1;
  }

  /** The lanes that wait for a schema are to be looked at. */
  void schemaIsThere(int schemaId) {
    List<String> waiting = lanesBySchema.remove(schemaId);
    if (waiting != null) {
      toLookAt.addAll(waiting);
    }
  }

  /** Every record; those of one lane in their order. */
  List<WaitingRecord> all() {
    List<WaitingRecord> all = new ArrayList<>(records);
    lanes.values().forEach(all::addAll);
    return all;
  }

  private ArrayDeque<WaitingRecord> queue(String lane) {
    ArrayDeque<WaitingRecord> queue = lanes.get(lane);
    if (queue == null) {
      throw new IllegalStateException("no lane " + lane);
    }
    return queue;
  }
}
