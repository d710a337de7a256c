package io.zaiko.tools.publish.from;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which column of a journal is which, as its header line says.
 *
 * @param names each once, in the order of the file
 */
record PosColumns(List<String> names) {
  private static final String SEPARATOR = ";";
  private static final List<String> NEEDED =
      List.of("time", "terminal", "location", "journal", "type", "amount", "currency");
  private static final List<String> KNOWN =
      List.of(
          "time",
          "terminal",
          "location",
          "journal",
          "order",
          "type",
          "amount",
          "currency",
          "brand",
          "last4",
          "token",
          "entry_mode",
          "offline",
          "original");

  PosColumns {
    names = List.copyOf(names);
  }

  /** The columns that the first line names, in any order. */
  static PosColumns ofHeader(String line) throws NotTaken {
    List<String> names = List.of(line.strip().split(SEPARATOR, -1));
    boolean isHeader =
        names.containsAll(NEEDED)
            && KNOWN.containsAll(names)
            && names.stream().distinct().count() == names.size();
    if (!isHeader) {
      throw new NotTaken(
          "is no header, so it cannot be read; begin with the line "
              + String.join(SEPARATOR, KNOWN));
    }
    return new PosColumns(names);
  }

  PosRow row(String line) throws NotTaken {
    String[] values = line.split(SEPARATOR, -1);
    if (values.length != names.size()) {
      throw new NotTaken(
          "has "
              + values.length
              + " values, the header "
              + names.size()
              + "; write one for each column, empty where there is none, and no semicolon inside");
    }
    Map<String, String> byName = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      byName.put(names.get(i), values[i].strip());
    }
    return new PosRow(byName);
  }
}
