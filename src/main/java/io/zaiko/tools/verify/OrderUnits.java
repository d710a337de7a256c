package io.zaiko.tools.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The units of one order line, each in one state at one place; a lot is units that are alike. */
final class OrderUnits {
  /** What became of a unit so far. */
  enum State {
    ALLOCATED,
    STAGED,
    HANDED_OVER,
    CANCELLED,
    SHORT_PICKED,
    VOIDED
  }

  /**
   * Some units.
   *
   * @param location where they are allocated; empty for others
   * @param readied how many lots were set aside before this one was
   * @param collectUntilMicros of staged units; null for without end
   */
  record Lot(
      State state, String location, long units, int readied, @Nullable Long collectUntilMicros) {
    private Lot of(long some) {
      return new Lot(state, location, some, readied, collectUntilMicros);
    }
  }

  private List<Lot> lots = new ArrayList<>();
  private int readied;

  void put(State state, String location, long units) {
    if (units > 0) {
      lots.add(new Lot(state, location, units, 0, null));
    }
  }

  void stage(String location, long units, @Nullable Long collectUntilMicros) {
    if (units > 0) {
      lots.add(new Lot(State.STAGED, location, units, readied++, collectUntilMicros));
    }
  }

  /**
   * Takes units out, to be put back in another state.
   *
   * @return those there were, up to so many
   */
  List<Lot> take(long units, Predicate<Lot> which, Comparator<Lot> first) {
    List<Lot> taken = new ArrayList<>();
    List<Lot> rest = new ArrayList<>(lots.stream().filter(which.negate()).toList());
    long wanted = units;
    for (Lot lot : lots.stream().filter(which).sorted(first).toList()) {
      long some = Math.min(wanted, lot.units());
      wanted -= some;
      if (some > 0) {
        taken.add(lot.of(some));
      }
      if (some < lot.units()) {
        rest.add(lot.of(lot.units() - some));
      }
    }
    lots = rest;
    return taken;
  }

  Stream<Lot> in(State state) {
    return lots.stream().filter(lot -> lot.state() == state);
  }

  long count(State state) {
    return sum(in(state).toList());
  }

  static long sum(List<Lot> some) {
    return some.stream().mapToLong(Lot::units).sum();
  }
}
