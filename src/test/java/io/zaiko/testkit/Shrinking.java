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
    for (int before = -1; before != fewest.size(); ) {
      before = fewest.size();
      for (int i = fewest.size() - 1; i >= 0; i--) {
        List<T> fewer = new ArrayList<>(fewest);
        fewer.remove(i);
        if (fails.test(fewer)) {
          fewest = fewer;
        }
      }
    }
    return fewest;
  }
}
