package io.zaiko.tools.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sums re-read from eight weeks of TPC-DS, from the SOURCE.md beside the data. Returns count as
 * negative units, as in the set.
 */
final class TpcdsAnswers {
  private static final Pattern EVENT_ID = Pattern.compile("[SCW][SR]-\\d+-\\d+");
  private static final String OPENING = "tpcds-opening-";

  private static final String NET_BY_ITEM =
      """
      9861 2617, 13536 2610, 3426 2572, 16011 2555, 6489 2496, 4515 2493, 17755 2492, 5724 2478,
      1951 2476, 6114 2475, 11097 2453, 6930 2451, 17491 2446, 15205 2442, 1275 2438, 13905 2433,
      17772 2430, 13428 2421, 7482 2410, 8691 2408
      """;

  private TpcdsAnswers() {}

  /**
   * All answers.
   *
   * @param refused the lines that cannot be applied, one a record
   */
  static DatasetAnswers all(List<MovedLine> refused) {
    List<Answer> answers = new ArrayList<>();
    answers.add(Answer.lines("lines", 283_539, TpcdsAnswers::moved));
    channel("STORE SALE", "SS-", 150_763, 7_416_977, answers);
    channel("STORE RETURN", "SR-", 8_765, -220_254, answers);
    channel("CATALOG SALE", "CS-", 78_383, 3_945_095, answers);
    channel("CATALOG RETURN", "CR-", 3_501, -90_770, answers);
    channel("WEB SALE", "WS-", 40_672, 2_055_209, answers);
    channel("WEB RETURN", "WR-", 1_455, -35_958, answers);
    answers.add(Answer.sum("units sold", 13_417_281, line -> line.is("SALE") ? -line.onHand() : 0));
    answers.add(
        Answer.sum("units returned", -346_982, line -> line.is("RETURN") ? -line.onHand() : 0));
    answers.add(Answer.sum("units, net", 13_070_299, line -> moved(line) ? -line.onHand() : 0));
    Published.table(NET_BY_ITEM)
        .forEach(
            (item, net) ->
                answers.add(
                    Answer.sum(
                        "units of " + item + ", net",
                        net,
                        line -> moved(line) && line.isOf(item) ? -line.onHand() : 0)));
    return new DatasetAnswers(
        TpcdsAnswers::owns,
        283_539,
        answers.stream().map(answer -> answer.without(refused)).toList(),
        refused.size());
  }

  /**
   * The answers where the snapshots are sent as counts. What a sale takes from a warehouse then
   * depends on the counts, so of the units only those of the stores are published.
   *
   * @param refused the lines that cannot be applied, one a record
   * @param uncounted the lines of snapshots that cannot be applied
   */
  static DatasetAnswers withCounts(List<MovedLine> refused, List<MovedLine> uncounted) {
    List<MovedLine> unfit = new ArrayList<>(refused);
    unfit.addAll(uncounted);
    DatasetAnswers moved = all(refused);
    List<Answer> answers = new ArrayList<>();
    moved.answers().stream()
        .filter(answer -> answer.name().startsWith("lines") || answer.name().contains("STORE"))
        .forEach(answers::add);
    SnapshotAnswers.ofLedger().map(answer -> answer.without(unfit)).forEach(answers::add);
    long uncountedRecords = uncounted.stream().map(MovedLine::eventId).distinct().count();
    return new DatasetAnswers(
        line -> owns(line) || line.eventId().startsWith(TpcdsSnapshots.EVENT_ID),
        moved.lines() + SnapshotAnswers.LINES,
        answers,
        moved.toBeRefused() + uncountedRecords);
  }

  private static void channel(String name, String prefix, long lines, long units, List<Answer> to) {
    to.add(Answer.lines("lines " + name, lines, line -> line.eventId().startsWith(prefix)));
    to.add(
        Answer.sum(
            "units " + name,
            units,
            line -> line.eventId().startsWith(prefix) ? -line.onHand() : 0));
  }

  private static boolean owns(MovedLine line) {
    return EVENT_ID.matcher(line.eventId()).matches() || line.eventId().startsWith(OPENING);
  }

  private static boolean moved(MovedLine line) {
    return !line.is("RESTOCK") && !line.is("COUNT");
  }
}
