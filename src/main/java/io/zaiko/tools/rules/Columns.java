package io.zaiko.tools.rules;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text under each other, each column as wide as its widest cell. */
public final class Columns {
  private static final String GAP = "  ";

  private Columns() {}

  /** Prints rows of equally many cells; the first is the heading. */
  public static void print(List<List<String>> rows, PrintWriter out) {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(n -> rows.stream().mapToInt(row -> row.get(n).length()).max().orElse(0))
            .toArray();
    for (List<String> row : rows) {
      out.println(
          IntStream.range(0, row.size())
              .mapToObj(n -> row.get(n) + " ".repeat(widths[n] - row.get(n).length()))
              .collect(Collectors.joining(GAP))
              .stripTrailing());
    }
  }
}
