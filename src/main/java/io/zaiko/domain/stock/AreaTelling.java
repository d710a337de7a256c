package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds what sensors saw against the books anew where these change as of a time before they looked,
 * so that what people are told does not depend on what came first.
 */
final class AreaTelling {

  private AreaTelling() {}

  /**
   * Tells what a movement changes. It reads no history: what it adds to the number of a later time
   * follows from the counts in between.
   *
   * @param before the books without it
   * @param after the books with it; the same where it is later than all counts
   */
  static CountReview moved(
      CountedBooks before, CountedBooks after, Moved movement, CountAlerts alerts) {
    List<Alert> said = new ArrayList<>(0);
    List<SeenArea> next = new ArrayList<>(after.areas().size());
    for (SeenArea area : after.areas()) {
      next.add(
          area.isJudgedAsOf(movement.atMicros())
              ? area.rebooked(area.booked() + change(before, after, movement, area), alerts, said)
              : area);
    }
    return new CountReview(after.withAreas(next), said);
  }

  private static long change(
      CountedBooks before, CountedBooks after, Moved movement, SeenArea area) {
    if (after.isSettledAfter(area.atMicros())) {
      return 0;
    }
    int counts = after.firstAfter(area.atMicros());
    Long counted = after.lastOf(counts);
    return counted == null || movement.atMicros() > counted
        ? movement.deltas().onHand()
        : after.after(counts).onHand() - before.after(counts).onHand();
  }

  /**
   * Tells what a count changes.
   *
   * @param since sum of what moved since the last count
   * @param atMicros the time from which on the books are others
   */
  static CountReview counted(
      CountedBooks after, Buckets since, long atMicros, CountAlerts alerts, ShelfPast past) {
    List<Alert> said = new ArrayList<>(0);
    List<SeenArea> next = new ArrayList<>(after.areas().size());
    for (SeenArea area : after.areas()) {
      Buckets booked = area.isJudgedAsOf(atMicros) ? after.at(area.atMicros(), since, past) : null;
      next.add(booked == null ? area : area.rebooked(booked.onHand(), alerts, said));
    }
    return new CountReview(after.withAreas(next), said);
  }
}
