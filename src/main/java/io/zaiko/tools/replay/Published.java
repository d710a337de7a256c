package io.zaiko.tools.replay;

import java.util.LinkedHashMap;
import java.util.Map;

/** Small tables of published numbers, written as text: {@code name number, name number}. */
final class Published {
  private Published() {}

  /** The numbers by name, in the order written. */
  static Map<String, Long> table(String text) {
    Map<String, Long> table = new LinkedHashMap<>();
    for (String entry : text.strip().split("\\s*,\\s*", -1)) {
      int space = entry.indexOf(' ');
      table.put(entry.substring(0, space), Long.parseLong(entry.substring(space + 1).strip()));
    }
    return table;
  }
}
