package io.zaiko.tools.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people are told of sensors. A sensor is held against the books as they were when it was
 * heard, so its alerts depend on arrival: they are recomputed along the ledger, which says in which
 * order a shelf heard of things.
 *
 * <pre>
 *   sees more than the books have at its time      COUNT_VARIANCE stands until it says otherwise
 *   sees nothing, and the books have some          LOW_SHELF stands until it says otherwise
 *   was overtaken by what it saw later             nothing
 * </pre>
 *
 * <p>Where a count speaks of a time later than the sensor's, the books of that time are not
 * recomputed, and the area is not judged until the sensor is heard again.
 */
final class SensorAudit {
  /** The job follows so many areas of a shelf. */
  private static final int AREAS_AT_MOST = 64;

  private static final Map<String, Long> NOT_KNOWN = Map.of();

  private final NaiveStock stock;
  private final Differences differences;
  private final Map<ShelfKey, Shelf> shelves = new HashMap<>();
  private @Nullable Set<ShelfKey> watched;

  private record Moved(long atMicros, long onHand) {}

  private static final class Shelf {
    private final List<Moved> moved = new ArrayList<>();
    private final Map<String, Area> areas = new HashMap<>();

    /** On hand at a time: what moved later is taken off what is there now. */
    long onHand(long atMicros, long now) {
      long later =
          moved.stream()
              .filter(movement -> movement.atMicros() > atMicros)
              .mapToLong(Moved::onHand)
              .sum();
      return now - later;
    }
  }

  /** Where the alerts of one area stand: the facts of each; null where it does not stand. */
  private static final class Area {
    private long atMicros = Long.MIN_VALUE;
    private boolean isUncertain;
    private @Nullable Map<String, Long> variance;
    private @Nullable Map<String, Long> low;

    void see(long quantity, long booked) {
      variance = next(variance, quantity > booked, Map.of("expected", booked, "counted", quantity));
      low = next(low, quantity == 0 && booked > 0, Map.of("on_hand", booked, "seen", quantity));
      isUncertain = false;
    }

    /** An alert that stands is not told again, whatever the numbers are by then. */
    private @Nullable Map<String, Long> next(
        @Nullable Map<String, Long> before, boolean stands, Map<String, Long> facts) {
      if (!stands) {
        return null;
      }
      if (isUncertain) {
        return NOT_KNOWN;
      }
      return before == null ? facts : before;
    }
  }

  SensorAudit(NaiveStock stock, Differences differences) {
    this.stock = stock;
    this.differences = differences;
  }

  /**
   * Takes the next ledger entry of a shelf.
   *
   * @param change of what is on hand
   * @param balance on hand after it
   */
  void entry(ShelfKey shelf, AppliedEvent event, AppliedLine line, long change, long balance) {
    if (watched == null) {
      watched = stock.counts().watched();
    }
    if (!watched.contains(shelf)) {
      return;
    }
    Shelf followed = shelves.computeIfAbsent(shelf, first -> new Shelf());
    NaiveCounts.Seen seen = stock.counts().seen(line);
    if (seen == null) {
      if (!event.isCount() && change != 0) {
        followed.moved.add(new Moved(event.movedAtMicros(), change));
      }
      return;
    }
    Area area = followed.areas.computeIfAbsent(seen.area(), first -> new Area());
    if (seen.atMicros() >= area.atMicros) {
      area.atMicros = seen.atMicros();
      if (seen.atMicros() < stock.counts().countedUntilMicros(shelf)) {
        area.isUncertain = true;
      } else {
        area.see(seen.quantity(), followed.onHand(seen.atMicros(), balance));
      }
    }
  }

  /**
   * Compares, once the whole ledger is read.
   *
   * @param lows the LOW_SHELF alerts that stand, by key
   * @param variances the COUNT_VARIANCE alerts of sensors that stand, by key
   */
  void compare(Map<String, AlertAudit.Said> lows, Map<String, AlertAudit.Said> variances) {
    Set<String> others = new HashSet<>(lows.keySet());
    others.addAll(variances.keySet());
    shelves.forEach(
        (shelf, followed) ->
            followed.areas.forEach(
                (name, area) -> {
                  String key = '|' + shelf.toString() + '|' + name;
                  others.remove(key);
                  if (!area.isUncertain && followed.areas.size() <= AREAS_AT_MOST) {
                    compare("LOW_SHELF", key, area.low, lows.get(key));
                    compare("COUNT_VARIANCE", key, area.variance, variances.get(key));
                  }
                }));
    for (String key : others) {
      differences.add(
          Check.ALERTS, key + ": an alert stands of what a sensor sees, but none looks there");
    }
  }

  private void compare(
      String check, String key, @Nullable Map<String, Long> facts, AlertAudit.@Nullable Said said) {
    if (facts == null || said == null) {
      differences.expect(
          facts == null && said == null,
          Check.ALERTS,
          () ->
              key
                  + (said == null
                      ? ": a sensor says " + facts + ", but no " + check + " stands"
                      : ": " + check + " stands, but the sensor says otherwise"));
      return;
    }
    differences.expect(
        facts.equals(NOT_KNOWN) || facts.equals(said.facts()),
        Check.ALERTS,
        () -> key + ": " + check + " says " + said.facts() + ", recomputed " + facts);
  }
}
