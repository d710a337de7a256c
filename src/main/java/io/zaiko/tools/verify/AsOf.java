package io.zaiko.tools.verify;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code as_of} of a shelf may be. It never falls, so it may be that of a record which
 * later ones put at an earlier time or left without effect; and in an older release a count that
 * found what the books say made no new image.
 *
 * @param newestChange business time of the newest event that changed the shelf
 * @param newest business time of the newest event that says something of it
 */
record AsOf(long newestChange, long newest) {
  /** Nothing is known of its events. */
  static final AsOf UNKNOWN = new AsOf(Long.MIN_VALUE, Long.MAX_VALUE);

  /** Before all events. */
  static final AsOf NEVER = new AsOf(Long.MIN_VALUE, Long.MIN_VALUE);

  static AsOf exactly(long micros) {
    return new AsOf(micros, micros);
  }

  boolean holds(long asOfMicros) {
    return asOfMicros >= newestChange && asOfMicros <= newest;
  }

  AsOf and(AsOf other) {
    return new AsOf(Math.max(newestChange, other.newestChange), Math.max(newest, other.newest));
  }

  /** When the events of each shelf were. */
  static Map<ShelfKey, AsOf> of(NaiveStock stock) {
    Map<ShelfKey, AsOf> times = new HashMap<>();
    Map<ShelfKey, CountedShelf> counted = stock.countedShelves();
    for (AppliedEvent event : stock.events()) {
      for (AppliedLine line : event.lines()) {
        times.merge(line.shelf(), of(event, line, counted.get(line.shelf())), AsOf::and);
        // A receipt elsewhere than sent speaks of where it was sent, too.
        String sku = line.shelf().sku();
        for (String to : stock.transfers().destinations(event.eventId(), sku)) {
          times.merge(
              new ShelfKey(to, sku), new AsOf(Long.MIN_VALUE, event.asOfMicros()), AsOf::and);
        }
      }
    }
    return times;
  }

  private static AsOf of(AppliedEvent event, AppliedLine line, @Nullable CountedShelf history) {
    long movedAt = line.movedAtMicros(event);
    boolean isCounted = history != null && movedAt <= history.statedUntilMicros();
    boolean changes = !line.effect().equals(Units.ZERO) && !isCounted;
    return new AsOf(
        changes ? event.asOfMicros() : Long.MIN_VALUE,
        speaks(event, line, history != null)
            ? Math.min(event.asOfMicros(), statedAtMicros(event))
            : Long.MIN_VALUE);
  }

  /**
   * Whether a line may move {@code as_of}. Of a void that was taken back nothing is left on a shelf
   * that was counted but its entries.
   */
  private static boolean speaks(AppliedEvent event, AppliedLine line, boolean isCounted) {
    return event.isCount()
        ? isCounted && !line.isLeftOut()
        : line.speaksOfShelf() || (isCounted && event.isOfSoldGoods() && line.entries() > 1);
  }

  /** A count speaks of when it was counted, or of before where its session began earlier. */
  private static long statedAtMicros(AppliedEvent event) {
    return event.isCount() ? event.movedAtMicros() : Long.MAX_VALUE;
  }
}
