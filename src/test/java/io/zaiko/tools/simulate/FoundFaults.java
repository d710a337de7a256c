package io.zaiko.tools.simulate;

import io.zaiko.domain.alert.Alert;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Per check: what was planted, what was found of it and how soon, and what was told falsely. */
final class FoundFaults {
  private final Map<String, Tally> checks = new TreeMap<>();

  private static final class Tally {
    private int planted;
    private int falselyTold;
    private int found;

    /**
     * Where records arrive as they do in life: shuffled, the hour of the shuffle would be in it.
     */
    private final List<Long> tookMicros = new ArrayList<>();
  }

  /**
   * Notes a fault.
   *
   * @param toldMicros when its alert was first told, business time; empty where it was not
   */
  void planted(Truth truth, OptionalLong toldMicros, Delivery delivery) {
    Tally tally = tally(truth.check());
    tally.planted++;
    if (toldMicros.isPresent()) {
      tally.found++;
      if (delivery != Delivery.SHUFFLED) {
        tally.tookMicros.add(Math.max(0, toldMicros.getAsLong() - truth.plantedMicros()));
      }
    }
  }

  void falselyTold(Alert alert) {
    tally(alert.check().name()).falselyTold++;
  }

  private Tally tally(String check) {
    return checks.computeIfAbsent(check, first -> new Tally());
  }

  /** One line for each check; times from when it became true until it was first told. */
  String text() {
    StringBuilder text =
        new StringBuilder(line("check", "planted", "found", "false", "p50", "p99", "longest"));
    checks.forEach(
        (check, tally) ->
            text.append(
                line(
                    check,
                    tally.planted,
                    tally.found,
                    tally.falselyTold,
                    took(tally, 0.5),
                    took(tally, 0.99),
                    took(tally, 1))));
    return text.toString();
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%-26s %8s %8s %8s %14s %14s %14s%n", cells);
  }

  private static String took(Tally tally, double share) {
    List<Long> sorted = tally.tookMicros.stream().sorted().toList();
    if (sorted.isEmpty()) {
      return "-";
    }
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return Duration.of(sorted.get(Math.max(0, index)), ChronoUnit.MICROS)
        .truncatedTo(ChronoUnit.MILLIS)
        .toString();
  }
}
