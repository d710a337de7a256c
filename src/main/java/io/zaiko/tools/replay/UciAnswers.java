package io.zaiko.tools.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Published and re-read sums of UCI Online Retail, from the SOURCE.md beside the data.
 *
 * <p>The set writes every row as units sold: 6 for a sale, -6 for its cancellation, and -6 for six
 * thrown away. In the stock the first takes away, the second gives back, the third takes away. The
 * answers are in the set's way of counting.
 */
final class UciAnswers {
  private static final String PREFIX = "uci-";
  private static final Instant JANUARY = Instant.parse("2011-01-01T00:00:00Z");

  private static final String TOP_20 =
      """
      22197 56450, 84077 53847, 85099B 47363, 85123A 38830, 84879 36221, 21212 36039, 23084 30646,
      22492 26437, 22616 26315, 21977 24753, 22178 23854, 17003 23053, 15036 22552, 21915 22066,
      22386 21009, 23203 20013, 20725 18979, 84946 18911, 22086 18902, 84991 18040
      """;

  /** By opening units: how many of the 4,070 codes end below zero. */
  private static final Map<Long, Long> BELOW_ZERO =
      Map.of(0L, 3_769L, 1_000L, 1_200L, 10_000L, 81L);

  private UciAnswers() {}

  /** The whole year; the balance test too where it was published for that opening. */
  static DatasetAnswers year(long opening) {
    List<Answer> answers = new ArrayList<>();
    Predicate<MovedLine> sale = line -> line.is("SALE") && !badDebt(line);
    Predicate<MovedLine> cancel = line -> line.is("RETURN");
    Predicate<MovedLine> adjusted = line -> line.is("ADJUSTMENT");
    answers.add(Answer.lines("lines", 541_909, UciAnswers::moved));
    answers.add(Answer.lines("lines SALE", 531_282, sale));
    answers.add(Answer.lines("lines CANCEL", 9_288, cancel));
    answers.add(Answer.lines("lines STOCK_ADJUST", 1_336, adjusted));
    answers.add(Answer.lines("lines BAD_DEBT", 3, UciAnswers::badDebt));
    answers.add(units("units SALE", 5_660_978, sale));
    answers.add(units("units CANCEL", -277_574, cancel));
    answers.add(units("units STOCK_ADJUST", -206_957, adjusted));
    answers.add(units("units BAD_DEBT", 3, UciAnswers::badDebt));
    answers.add(units("units, net", 5_176_450, UciAnswers::moved));
    Published.table(TOP_20)
        .forEach(
            (code, net) ->
                answers.add(
                    units(
                        "units of " + code + ", net",
                        net,
                        line -> moved(line) && line.isOf(code))));
    Long belowZero = BELOW_ZERO.get(opening);
    if (belowZero != null) {
      answers.add(
          Answer.itemsBelowZero(
              String.format("codes below 0 after opening with %,d", opening),
              belowZero,
              line -> moved(line) ? -asTheSetCounts(line) : line.onHand()));
    }
    return new DatasetAnswers(UciAnswers::owns, 541_909, answers);
  }

  /** December 2010, the bundled month. */
  static DatasetAnswers december() {
    return new DatasetAnswers(
        line -> owns(line) && line.occurredAt().isBefore(JANUARY),
        42_481,
        List.of(
            Answer.lines("lines", 42_481, UciAnswers::moved),
            units("units, net", 342_228, UciAnswers::moved)));
  }

  private static boolean owns(MovedLine line) {
    return line.eventId().startsWith(PREFIX);
  }

  private static boolean moved(MovedLine line) {
    return !line.is("RESTOCK");
  }

  private static boolean badDebt(MovedLine line) {
    return line.eventId().startsWith(PREFIX + "A");
  }

  private static Answer units(String name, long published, Predicate<MovedLine> which) {
    return Answer.sum(name, published, line -> which.test(line) ? asTheSetCounts(line) : 0);
  }

  private static long asTheSetCounts(MovedLine line) {
    return line.is("ADJUSTMENT") ? line.onHand() : -line.onHand();
  }
}
