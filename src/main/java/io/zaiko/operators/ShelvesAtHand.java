package io.zaiko.operators;

import io.zaiko.domain.stock.Shelf;
import io.zaiko.domain.stock.Trail;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.jspecify.annotations.Nullable;

/**
 * The shelves of one subtask: those that moved lately are at hand in memory, all are in the
 * engine's state. Most of what moves in a shop moved a moment ago: a shelf at hand neither reads
 * nor writes the state at each movement.
 *
 * <p>What a shelf at hand became is written before each checkpoint, and when it makes room for
 * another. So a checkpoint holds all, and what is lost with the task is what its replay brings
 * again.
 *
 * <p>State, by shelf: one {@link Shelf}; the tail of its history, at most {@link Trail#TAIL}
 * movements. In memory: at most {@link #AT_MOST} shelves, the least lately moved goes first. The
 * bound is also that of what is written at once before a checkpoint: some tens of milliseconds.
 */
final class ShelvesAtHand {

  /** So many shelves, of one or two kilobytes each. */
  static final int AT_MOST = 4_096;

  /** The state that every shelf has. */
  static final String SHELF = "shelf";

  private final KeyContext current;
  private final Stored stored;
  private final Map<String, ShelfAtHand> atHand = new LinkedHashMap<>(1024, 0.75f, true);

  /** The engine's state of the current key. */
  static final class Stored {
    private final ValueState<Shelf> shelf;
    private final ListState<byte[]> tail;

    private Stored(RuntimeContext context) {
      shelf = context.getState(new ValueStateDescriptor<>(SHELF, Shelf.class));
      tail =
          context.getListState(
              new ListStateDescriptor<>(
                  "tail", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Nullable Shelf shelf() {
      return StateAccess.of(shelf::value);
    }

    void write(@Nullable Shelf next) {
      if (next == null) {
        shelf.clear();
      } else {
        StateAccess.run(() -> shelf.update(next));
      }
    }

    Iterable<byte[]> tail() {
      Iterable<byte[]> all = StateAccess.of(tail::get);
      return all == null ? List.of() : all;
    }

    void appendTail(List<byte[]> more) {
      StateAccess.run(() -> tail.addAll(more));
    }

    void clearTail() {
      tail.clear();
    }
  }

  /**
   * @param current tells the state whose turn it is
   */
  ShelvesAtHand(RuntimeContext context, KeyContext current) {
    this.current = current;
    this.stored = new Stored(context);
  }

  /** Takes the shelf of the current key in hand: it moves. */
  ShelfAtHand take(String key) {
    ShelfAtHand known = atHand.get(key);
    if (known != null) {
      return known;
    }
    if (atHand.size() >= AT_MOST) {
      makeRoom();
      current.setCurrentKey(key);
    }
    ShelfAtHand taken = new ShelfAtHand(key, stored);
    atHand.put(key, taken);
    return taken;
  }

  /**
   * Looks at the shelf of the current key, which need not stay at hand for that: what is changed of
   * it must be given to {@link #writeOut(ShelfAtHand)}, or it is lost.
   */
  ShelfAtHand look(String key) {
    ShelfAtHand known = atHand.get(key);
    return known == null ? new ShelfAtHand(key, stored) : known;
  }

  private void makeRoom() {
    Iterator<ShelfAtHand> leastLately = atHand.values().iterator();
    ShelfAtHand leaving = leastLately.next();
    leastLately.remove();
    writeOut(leaving);
  }

  /** Lets the state know all; afterwards any key may be the current one. */
  void writeOut() {
    atHand.values().forEach(this::writeOut);
  }

  /** Afterwards the current key is that of the shelf. */
  void writeOut(ShelfAtHand shelf) {
    if (shelf.hasUnwritten()) {
      current.setCurrentKey(shelf.key());
      shelf.writeOut();
    }
  }
}
