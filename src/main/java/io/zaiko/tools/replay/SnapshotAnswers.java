package io.zaiko.tools.replay;

import io.zaiko.avro.StockCount;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Sums of the weekly snapshots of TPC-DS, from the SOURCE.md beside the data, beside what is sent.
 * The ledger does not repeat the quantities of a count, so these answers are about the records.
 */
final class SnapshotAnswers {
  /** Rows of the set. */
  static final long LINES = 360_000;

  private static final String ROW = "%-34s %13s %13s %11s %13s%n";

  private static final String ON_HAND =
      """
      2002-11-07 21293128, 2002-11-14 21321110, 2002-11-21 21390764, 2002-11-28 21433990,
      2002-12-05 21429045, 2002-12-12 21347972, 2002-12-19 21356026, 2002-12-26 21363906
      """;

  private static final String NULLS =
      """
      2002-11-07 2259, 2002-11-14 2321, 2002-11-21 2284, 2002-11-28 2255, 2002-12-05 2219,
      2002-12-12 2276, 2002-12-19 2224, 2002-12-26 2240
      """;

  private SnapshotAnswers() {}

  /** The answers that the ledger and the dead letters give. */
  static Stream<Answer> ofLedger() {
    return Published.table(NULLS).keySet().stream()
        .map(
            day ->
                Answer.lines(
                    "count lines of " + day, LINES / Published.table(NULLS).size(), isOf(day)));
  }

  private static Predicate<MovedLine> isOf(String day) {
    return line -> line.is("COUNT") && line.occurredAt().toString().startsWith(day);
  }

  /**
   * Prints what was published beside what is sent.
   *
   * @return how many rows differ
   */
  static int compare(Stream<Outgoing> events, PrintWriter out) {
    Map<String, Long> onHand = new TreeMap<>();
    Map<String, Long> nulls = new TreeMap<>();
    events
        .filter(event -> event.record() instanceof StockCount)
        .forEach(
            event -> {
              String day = event.occurredAt().toString().substring(0, 10);
              for (var line : ((StockCount) event.record()).getLines()) {
                Long quantity = line.getQuantity();
                onHand.merge(day, quantity == null ? 0 : quantity, Long::sum);
                nulls.merge(day, quantity == null ? 1L : 0L, Long::sum);
              }
            });
    out.println("The files beside what is sent of them (no output is read for this):");
    out.printf(ROW, "snapshot", "published", "on hand sent", "null", "nulls sent");
    int wrong = 0;
    Map<String, Long> publishedNulls = Published.table(NULLS);
    for (Map.Entry<String, Long> published : Published.table(ON_HAND).entrySet()) {
      String day = published.getKey();
      long sent = onHand.getOrDefault(day, 0L);
      long sentNulls = nulls.getOrDefault(day, 0L);
      long expectedNulls = publishedNulls.getOrDefault(day, 0L);
      out.printf(
          ROW,
          day,
          digits(published.getValue()),
          digits(sent),
          digits(expectedNulls),
          digits(sentNulls));
      wrong += sent == published.getValue() && sentNulls == expectedNulls ? 0 : 1;
    }
    return wrong;
  }

  private static String digits(long number) {
    return String.format("%,d", number);
  }
}
