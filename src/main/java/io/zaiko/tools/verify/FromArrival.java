package io.zaiko.tools.verify;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What no set of records decides, only the order in which they came: taken from the outputs, each
 * with its reason judged, and counted.
 */
final class FromArrival {
  private final Map<String, Long> counts = new TreeMap<>();

  void add(String kind) {
    counts.merge(kind, 1L, Long::sum);
  }

  /** One line for the report. */
  String text() {
    return counts.isEmpty()
        ? "Taken from arrival: nothing."
        : counts.entrySet().stream()
            .map(entry -> String.format(Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey()))
            .collect(Collectors.joining(", ", "Taken from arrival: ", "."));
  }
}
