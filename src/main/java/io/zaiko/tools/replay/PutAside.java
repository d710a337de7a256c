package io.zaiko.tools.replay;

import java.io.PrintWriter;

/**
 * How many records of a replay went to {@code duplicates} and to {@code dead-letters}.
 *
 * @param duplicates new duplicates
 * @param deadLetters new dead letters
 */
record PutAside(long duplicates, long deadLetters) {

  /**
   * Compares with what should have gone there, and says what did not.
   *
   * @param sentBefore how many of the records sent had been applied before
   * @param toBeRefused how many of the records sent cannot be applied
   * @return how many of the two differ
   */
  int compare(long sentBefore, long toBeRefused, PrintWriter out) {
    return differ("duplicates", duplicates, sentBefore, "of these were applied before", out)
        + differ("dead letters", deadLetters, toBeRefused, "cannot be applied", out);
  }

  private static int differ(String what, long found, long expected, String why, PrintWriter out) {
    if (found == expected) {
      return 0;
    }
    out.printf("%s: %,d new records, but %,d %s%n", what, found, expected, why);
    return 1;
  }
}
