package io.zaiko.tools.replay;

import java.util.List;
import java.util.function.Predicate;

/**
 * The independent answers of a data set.
 *
 * @param owns whether a line in the output belongs to the set
 * @param lines how many lines the set has
 */
record DatasetAnswers(Predicate<MovedLine> owns, long lines, List<Answer> answers) {

  DatasetAnswers {
    answers = List.copyOf(answers);
  }
}
