package io.zaiko.tools.replay;

import java.util.List;
import java.util.function.Predicate;

/**
 * The independent answers of a data set.
 *
 * @param owns whether a line in the output belongs to the set
 * @param lines how many lines the set has
 * @param toBeRefused how many of its records cannot be applied
 */
record DatasetAnswers(
    Predicate<MovedLine> owns, long lines, List<Answer> answers, long toBeRefused) {

  DatasetAnswers {
    answers = List.copyOf(answers);
  }

  /** The answers of a set of which every record can be applied. */
  DatasetAnswers(Predicate<MovedLine> owns, long lines, List<Answer> answers) {
    this(owns, lines, answers, 0);
  }
}
