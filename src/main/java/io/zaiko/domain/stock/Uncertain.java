package io.zaiko.domain.stock;

import java.util.Map;
import java.util.TreeMap;

/**
 * Units that moved at times so imprecise that they may lie on either side of a count.
 *
 * @param units how many, into the shelf and out of it
 * @param widestMicros the widest interval of those that hold the times; 0 where there are none
 */
record Uncertain(long units, long widestMicros) {

  static final Uncertain NONE = new Uncertain(0, 0);

  /** These and those of one movement more, which takes nothing back. */
  Uncertain plus(Moved moved) {
    return new Uncertain(
        units + moved.uncertainUnits(), Math.max(widestMicros, moved.precisionMicros()));
  }

  /** What people are to know of them; empty where there are none. */
  String sentence() {
    return units == 0
        ? ""
        : " Up to %d units are of movements known to %s only.".formatted(units, width());
  }

  private String width() {
    for (Unit unit : Unit.values()) {
      long many = (widestMicros + unit.micros - 1) / unit.micros;
      if (widestMicros >= unit.micros) {
        return many == 1 ? "the " + unit.word : "within " + many + " " + unit.word + "s";
      }
    }
    return "within a second";
  }

  private enum Unit {
    DAY("day", 86_400_000_000L),
    HOUR("hour", 3_600_000_000L),
    MINUTE("minute", 60_000_000L),
    SECOND("second", 1_000_000L);

    private final String word;
    private final long micros;

    Unit(String word, long micros) {
      this.word = word;
      this.micros = micros;
    }
  }

  /**
   * A sum in the making. It adds up by width: of what a void brought back and took back again
   * nothing must remain, its width neither.
   */
  static final class Sum {
    private final Map<Long, Long> unitsByWidth = new TreeMap<>();

    void add(Moved moved) {
      unitsByWidth.merge(moved.precisionMicros(), moved.uncertainUnits(), Long::sum);
    }

    Uncertain total() {
      Uncertain total = NONE;
      for (Map.Entry<Long, Long> each : unitsByWidth.entrySet()) {
        if (each.getValue() != 0) {
          total = new Uncertain(total.units + each.getValue(), each.getKey());
        }
      }
      return total;
    }
  }
}
