package io.zaiko.tools.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What moved at times that records state as intervals, by shelf. */
final class ImpreciseTimes {
  private final Map<ShelfKey, List<Moved>> moved = new HashMap<>();

  /**
   * Units that moved.
   *
   * @param firstMicros the first microsecond in which they may have
   * @param lastMicros the last one
   */
  private record Moved(long firstMicros, long lastMicros, long units) {
    long widthMicros() {
      return lastMicros - firstMicros + 1;
    }
  }

  /**
   * What may lie on either side of a count.
   *
   * @param units how many
   * @param widestMicros the widest interval of theirs; 0 for none
   */
  record Around(long units, long widestMicros) {}

  /** Takes them from all records. */
  ImpreciseTimes(NaiveStock stock) {
    for (AppliedEvent event : stock.events()) {
      if (event.widthMicros() <= 1) {
        continue;
      }
      for (AppliedLine line : event.lines()) {
        long units = Math.abs(line.effect().onHand());
        if (units != 0) {
          long first = event.movedAtMicros();
          moved
              .computeIfAbsent(line.shelf(), none -> new ArrayList<>(1))
              .add(new Moved(first, first + event.widthMicros() - 1, units));
        }
      }
    }
  }

  /** What a count may hold or not. */
  Around around(Counted count) {
    long units = 0;
    long widest = 0;
    for (Moved each : moved.getOrDefault(count.shelf(), List.of())) {
      boolean mayBeBefore = each.firstMicros() <= count.atMicros();
      boolean mayBeAfter = each.lastMicros() > count.atMicros();
      if (mayBeBefore && mayBeAfter) {
        units += each.units();
        widest = Math.max(widest, each.widthMicros());
      }
    }
    return new Around(units, widest);
  }
}
