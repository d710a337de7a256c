package io.zaiko.operators;

import io.zaiko.domain.stock.LedgerEntry;
import io.zaiko.domain.stock.OpenLine;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * The open order lines of the shelf at hand, in the engine's state.
 *
 * <p>State, by shelf: one {@link OpenLine} for each order line that has units allocated there; it
 * dies when they are handed over or voided. Two voids of a line that come in the wrong order take
 * it below 0 for a moment; a line sold before lines were followed, in an old savepoint, leaves an
 * entry below 0 behind. Movements that allocate nothing do not touch it. A line that left the shelf
 * and comes back is as new as what brought it back, where the two are heard in that order.
 */
final class KeptLines implements Iterable<OpenLine> {

  private final MapState<String, OpenLine> lines;

  KeptLines(RuntimeContext context) {
    this.lines =
        context.getMapState(
            new MapStateDescriptor<>(
                "open-lines", Types.STRING, TypeInformation.of(OpenLine.class)));
  }

  /** Follows what a movement did. */
  void follow(LedgerEntry entry) throws Exception {
    String order = entry.orderRef();
    long units = entry.deltas().allocated();
    if (order == null || units == 0) {
      return;
    }
    String key = order + '|' + entry.lineNo();
    OpenLine before = lines.get(key);
    long left = (before == null ? 0 : before.units()) + units;
    if (left == 0) {
      lines.remove(key);
    } else {
      lines.put(
          key, new OpenLine(order, entry.lineNo(), entry.eventId(), left, since(before, entry)));
    }
  }

  /** What takes units away says nothing of when they were allocated. */
  private static long since(@Nullable OpenLine before, LedgerEntry entry) {
    long known = before == null ? Long.MAX_VALUE : before.sinceMicros();
    return entry.deltas().allocated() > 0 ? Math.min(known, entry.occurredAtMicros()) : known;
  }

  /** Those with units that wait; below 0 is a void whose counterpart is on its way. */
  @Override
  public Iterator<OpenLine> iterator() {
    Iterable<OpenLine> all = Objects.requireNonNull(StateAccess.of(lines::values));
    return StreamSupport.stream(all.spliterator(), false)
        .filter(line -> line.units() > 0)
        .iterator();
  }
}
