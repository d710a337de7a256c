package io.zaiko.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failure short enough to be read. */
public final class Shrinking {

  private Shrinking() {}

  /**
   * What is left of a failing list when nothing more can be left out, in the order it had.
   *
   * @param fails whether a list still fails
   */
  public static <T> List<T> fewest(List<T> failing, Predicate<List<T>> fails) {
    List<T> fewest = new ArrayList<>(failing);
    for (int size = Math.max(1, failing.size() / 2); size > 1; size /= 2) {
      fewest = without(fewest, size, fails);
    }
    for (int before = -1; before != fewest.size(); ) {
      before = fewest.size();
      fewest = without(fewest, 1, fails);
    }
    return fewest;
  }

  /** What is left when runs of so many have been left out wherever it still fails. */
  private static <T> List<T> without(List<T> failing, int size, Predicate<List<T>> fails) {
    List<T> fewest = failing;
    for (int end = failing.size(); end > 0; end -= size) {
      List<T> fewer = new ArrayList<>(fewest);
      fewer.subList(Math.max(0, end - size), end).clear();
      if (fails.test(fewer)) {
        fewest = fewer;
      }
    }
    return fewest;
  }
}
