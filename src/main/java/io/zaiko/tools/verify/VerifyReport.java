package io.zaiko.tools.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the audit found.
 *
 * @param topics the account of every input topic
 * @param checks the outcome of every check
 * @param notes what the reader should know about the extent of it
 * @param maySettle whether what the job has not told yet, of a sweep or of time that passed, would
 *     explain all that differs
 */
record VerifyReport(
    List<TopicTally.Balance> topics, List<Outcome> checks, List<String> notes, boolean maySettle) {

  /**
   * The outcome of one check.
   *
   * @param subject what was compared
   * @param claim what should hold
   * @param compared how many were compared
   * @param different how many differences there are
   * @param first the first of them, a sentence each
   */
  record Outcome(String subject, String claim, long compared, long different, List<String> first) {
    public boolean isOk() {
      return different == 0;
    }
  }

  /**
   * Puts it together.
   *
   * @param pending what the job may not have told yet
   */
  static VerifyReport of(
      List<TopicTally.Balance> topics,
      Differences differences,
      List<String> notes,
      Pending pending) {
    List<Outcome> outcomes =
        Arrays.stream(Check.values())
            .map(
                check ->
                    new Outcome(
                        check.subject(),
                        check.claim(),
                        differences.comparedBy(check),
                        differences.differentBy(check),
                        differences.firstOf(check)))
            .toList();
    return new VerifyReport(topics, outcomes, List.copyOf(notes), pending.explains(differences));
  }

  /** Whether nothing differs. */
  public boolean isOk() {
    return checks.stream().allMatch(Outcome::isOk);
  }

  /** The first sentence of the first check that differs; empty where none does. */
  String firstDifference() {
    return checks.stream().flatMap(outcome -> outcome.first().stream()).findFirst().orElse("");
  }

  /** For people. */
  String text() {
    List<String> out = new ArrayList<>();
    out.add(row("topic", "records", "applied", "duplicates", "dead letters", "difference"));
    topics.forEach(balance -> out.add(row(balance)));
    out.add(row(total()));
    out.add("");
    for (Outcome outcome : checks) {
      out.add(
          String.format(
              Locale.ROOT,
              "%-20s %,12d  %-9s %s",
              outcome.subject(),
              outcome.compared(),
              outcome.isOk() ? "ok" : "DIFFERENT",
              outcome.claim()));
    }
    checks.stream().filter(outcome -> !outcome.isOk()).forEach(outcome -> explain(outcome, out));
    if (!notes.isEmpty()) {
      out.add("");
      out.addAll(notes);
    }
    out.add("");
    out.add(closing());
    return String.join(System.lineSeparator(), out);
  }

  private static void explain(Outcome outcome, List<String> out) {
    out.add("");
    out.add(
        outcome.subject()
            + ": "
            + String.format(Locale.ROOT, "%,d differences", outcome.different()));
    outcome.first().forEach(sentence -> out.add("  " + sentence));
    long more = outcome.different() - outcome.first().size();
    if (more > 0) {
      out.add(String.format(Locale.ROOT, "  and %,d more", more));
    }
  }

  private String closing() {
    long differences = checks.stream().mapToLong(Outcome::different).sum();
    return differences == 0
        ? "Everything adds up."
        : String.format(
            Locale.ROOT,
            "DIFFERENT: %,d differences; the outputs are not what the inputs say.",
            differences);
  }

  private TopicTally.Balance total() {
    return new TopicTally.Balance(
        "all",
        topics.stream().mapToLong(TopicTally.Balance::records).sum(),
        topics.stream().mapToLong(TopicTally.Balance::applied).sum(),
        topics.stream().mapToLong(TopicTally.Balance::duplicates).sum(),
        topics.stream().mapToLong(TopicTally.Balance::deadLetters).sum());
  }

  private static String row(TopicTally.Balance balance) {
    return row(
        balance.topic(),
        String.format(Locale.ROOT, "%,d", balance.records()),
        String.format(Locale.ROOT, "%,d", balance.applied()),
        String.format(Locale.ROOT, "%,d", balance.duplicates()),
        String.format(Locale.ROOT, "%,d", balance.deadLetters()),
        String.format(Locale.ROOT, "%,d", balance.difference()));
  }

  private static String row(
      String topic,
      String records,
      String applied,
      String duplicates,
      String deadLetters,
      String difference) {
    return String.format(
        Locale.ROOT,
        "%-24s %12s %12s %12s %13s %11s",
        topic,
        records,
        applied,
        duplicates,
        deadLetters,
        difference);
  }
}
