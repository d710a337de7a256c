package io.zaiko.tools.replay;

import java.io.PrintWriter;
import java.util.List;

/** The published answers beside what the output says. */
final class ResultTable {
  private static final String ROW = "%-34s %13s %13s %11s %13s %11s%n";

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
    out.printf(ROW, "answer", "published", "in ledger", "refused", "to be refused", "difference");
    List<Long> found = tally.found();
    List<Long> refused = tally.refused();
    int wrong = 0;
    for (int i = 0; i < found.size(); i++) {
      Answer answer = answers.answers().get(i);
      wrong += row(answer, found.get(i), refused.get(i));
    }
    Answer none = Answer.lines("lines applied twice", 0, line -> true);
    return wrong + row(none, tally.repeated(), 0);
  }

  private int row(Answer answer, long found, long refused) {
    long inLedger = found - (answer.published() - answer.toBeRefused());
    long inDeadLetters = refused - answer.toBeRefused();
    out.printf(
        ROW,
        answer.name(),
        digits(answer.published()),
        digits(found),
        digits(refused),
        digits(answer.toBeRefused()),
        digits(inLedger == 0 ? inDeadLetters : inLedger));
    return inLedger == 0 && inDeadLetters == 0 ? 0 : 1;
  }

  private static String digits(long number) {
    return String.format("%,d", number);
  }
}
