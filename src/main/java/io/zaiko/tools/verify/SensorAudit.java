package io.zaiko.tools.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people are told of sensors. The last look at each area is held against the books as of its
 * time, as they are now that all records are known.
 *
 * <pre>
 *   sees more than the books have            COUNT_VARIANCE stands, with both numbers
 *   sees nothing, and the books have some    LOW_SHELF stands, with both numbers
 * </pre>
 *
 * <p>An area is not judged where what was there at its time may be settled: the shelf was counted
 * later, and that or the look is longer ago than the late horizon, or there are more counts than
 * are kept apart.
 */
final class SensorAudit {
  /** The job follows so many areas of a shelf. */
  private static final int AREAS_AT_MOST = 64;

  private final NaiveStock stock;
  private final Differences differences;
  private final long lateHorizonMicros;

  SensorAudit(NaiveStock stock, Differences differences, long lateHorizonMicros) {
    this.stock = stock;
    this.differences = differences;
    this.lateHorizonMicros = lateHorizonMicros;
  }

  /**
   * Compares, once the whole ledger is read.
   *
   * @param lows the LOW_SHELF alerts that stand, by key
   * @param variances the COUNT_VARIANCE alerts of sensors that stand, by key
   * @param beyondMemory shelves of which the ledger decides what is there
   */
  void compare(
      Map<String, AlertAudit.Said> lows,
      Map<String, AlertAudit.Said> variances,
      Set<ShelfKey> beyondMemory) {
    Set<String> otherLows = new HashSet<>(lows.keySet());
    Set<String> otherVariances = new HashSet<>(variances.keySet());
    Map<ShelfKey, CountedShelf> books = books();
    long settledBefore = settledBeforeMicros();
    lastLooks()
        .forEach(
            (shelf, areas) ->
                areas.forEach(
                    (area, look) -> {
                      String low = shelf.toString() + '|' + area;
                      String variance = '|' + low; // a count may be called like the area
                      otherLows.remove(low);
                      otherVariances.remove(variance);
                      CountedShelf book = books.get(shelf);
                      if (book != null
                          && areas.size() <= AREAS_AT_MOST
                          && !beyondMemory.contains(shelf)
                          && isKnown(book, look, settledBefore)) {
                        long onHand = book.onHand(look.by().atMicros());
                        long seen = look.quantity();
                        compare(
                            "LOW_SHELF",
                            low,
                            seen == 0 && onHand > 0,
                            Map.of("on_hand", onHand, "seen", seen),
                            lows.get(low));
                        compare(
                            "COUNT_VARIANCE",
                            variance,
                            seen > onHand,
                            Map.of("expected", onHand, "counted", seen),
                            variances.get(variance));
                      }
                    }));
    otherLows.addAll(otherVariances);
    for (String key : otherLows) {
      differences.add(
          Check.ALERTS, key + ": an alert stands of what a sensor sees, but none looks there");
    }
  }

  /** Business time never came further than the newest record. */
  private long settledBeforeMicros() {
    return stock.events().stream().mapToLong(AppliedEvent::asOfMicros).max().orElse(0)
        - lateHorizonMicros;
  }

  /** Whether the job could still tell what was there when the sensor looked. */
  private static boolean isKnown(
      CountedShelf book, NaiveCounts.Seen look, long settledBeforeMicros) {
    long at = look.by().atMicros();
    return book.countedAtMicros() <= at
        || (at >= settledBeforeMicros && book.counts() <= CountedLedger.COUNTS_AT_MOST);
  }

  /** The last look at each area: of one time the greater record, of one record the last line. */
  private Map<ShelfKey, Map<String, NaiveCounts.Seen>> lastLooks() {
    Map<ShelfKey, Map<String, NaiveCounts.Seen>> looks = new HashMap<>();
    for (AppliedEvent event : stock.events()) {
      for (AppliedLine line : event.lines()) {
        NaiveCounts.Seen seen = stock.counts().seen(line);
        if (seen != null && !line.isTooLate()) {
          looks
              .computeIfAbsent(line.shelf(), first -> new HashMap<>())
              .merge(seen.area(), seen, (a, b) -> b.by().compareTo(a.by()) >= 0 ? b : a);
        }
      }
    }
    return looks;
  }

  /** What moved and what was counted on the shelves that sensors see. */
  private Map<ShelfKey, CountedShelf> books() {
    Map<ShelfKey, CountedShelf> counted = stock.countedShelves();
    Map<ShelfKey, CountedShelf> books = new HashMap<>();
    for (ShelfKey shelf : stock.counts().watched()) {
      books.put(shelf, counted.getOrDefault(shelf, new CountedShelf()));
    }
    for (AppliedEvent event : stock.events()) {
      for (AppliedLine line : event.lines()) {
        CountedShelf book = books.get(line.shelf());
        if (book != null && !event.isCount()) {
          book.move(line.movedAtMicros(event), line.effect());
        }
      }
    }
    return books;
  }

  private void compare(
      String check,
      String key,
      boolean stands,
      Map<String, Long> facts,
      AlertAudit.@Nullable Said said) {
    if (!stands || said == null) {
      differences.expect(
          stands == (said != null),
          Check.ALERTS,
          () ->
              key
                  + (said == null
                      ? ": a sensor says " + facts + ", but no " + check + " stands"
                      : ": " + check + " stands, but the sensor says otherwise"));
      return;
    }
    differences.expect(
        facts.equals(said.facts()),
        Check.ALERTS,
        () -> key + ": " + check + " says " + said.facts() + ", recomputed " + facts);
  }
}
