package io.zaiko.tools.replay;

import java.io.PrintWriter;
import java.util.List;

/** The published answers beside what the output says. */
final class ResultTable {
  private static final String ROW = "%-34s %13s %13s %11s %11s%n";

  private final PrintWriter out;

  ResultTable(PrintWriter out) {
    this.out = out;
  }

  /**
   * Prints the table.
   *
   * @return how many rows differ
   */
  int print(DatasetAnswers answers, OutputTally tally) {
    out.printf(ROW, "answer", "published", "in ledger", "refused", "difference");
    List<Long> found = tally.found();
    List<Long> refused = tally.refused();
    int wrong = 0;
    for (int i = 0; i < found.size(); i++) {
      Answer answer = answers.answers().get(i);
      wrong += row(answer.name(), answer.published(), found.get(i), refused.get(i));
    }
    return wrong + row("lines applied twice", 0, tally.repeated(), 0);
  }

  private int row(String name, long published, long found, long refused) {
    long difference = found + refused - published;
    out.printf(ROW, name, digits(published), digits(found), digits(refused), digits(difference));
    return difference == 0 ? 0 : 1;
  }

  private static String digits(long number) {
    return String.format("%,d", number);
  }
}
