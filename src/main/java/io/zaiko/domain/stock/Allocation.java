package io.zaiko.domain.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the units of an order line lie that are not yet handed over, and which of them are set
 * aside. Units are taken where the goods are first, then elsewhere by location id.
 */
final class Allocation {

  private final TreeMap<String, Long> unstaged = new TreeMap<>();
  private final List<Lot> lots = new ArrayList<>();

  /** Units set aside together, the earliest first in the list. */
  private record Lot(String locationId, long units, @Nullable Long collectUntilMicros) {}

  /** Which units are taken where only some of a location's are. */
  enum First {
    STAGED,
    UNSTAGED
  }

  /** What a statement changes, by location. */
  static final class Changes {
    private final Map<String, Buckets> byLocation = new TreeMap<>();

    void add(String location, Buckets deltas) {
      byLocation.merge(location, deltas, Buckets::plus);
    }

    Map<String, Buckets> byLocation() {
      byLocation.values().removeIf(Buckets.NONE::equals);
      return byLocation;
    }
  }

  void sold(String location, long units) {
    put(location, units);
  }

  private void put(String location, long units) {
    if (units > 0) {
      unstaged.merge(location, units, Math::addExact);
    }
  }

  /** All units, staged or not. */
  long units() {
    return unstagedUnits() + stagedUnits();
  }

  long stagedUnits() {
    return lots.stream().mapToLong(Lot::units).sum();
  }

  private long unstagedUnits() {
    return unstaged.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Units that were to be collected before a time, or at it. */
  long overdueAt(long micros) {
    return lots.stream()
        .filter(lot -> lot.collectUntilMicros() != null && lot.collectUntilMicros() <= micros)
        .mapToLong(Lot::units)
        .sum();
  }

  /** The first time of collection that is later than a time; null where there is none. */
  @Nullable Long nextDueAfter(long micros) {
    Long due = null;
    for (Lot lot : lots) {
      Long until = lot.collectUntilMicros();
      if (until != null && until > micros && (due == null || until < due)) {
        due = until;
      }
    }
    return due;
  }

  /** Takes up to so many units out of the allocation. */
  long take(String here, long units, First first, Changes changes) {
    long left = units;
    for (String location : places(here)) {
      left -= takeAt(location, left, first, changes);
    }
    return units - left;
  }

  private long takeAt(String location, long units, First first, Changes changes) {
    long staged = 0;
    long unpicked = 0;
    switch (first) {
      case STAGED -> {
        staged = unstage(location, units);
        unpicked = takeUnstaged(location, units - staged);
      }
      case UNSTAGED -> {
        unpicked = takeUnstaged(location, units);
        staged = unstage(location, units - unpicked);
      }
    }
    changes.add(location, Buckets.allocated(-staged - unpicked).plus(Buckets.staged(-staged)));
    return staged + unpicked;
  }

  /** Sets up to so many units aside; what is allocated elsewhere is now here. */
  long stage(String here, long units, @Nullable Long collectUntilMicros, Changes changes) {
    long left = units;
    for (String location : places(here)) {
      long taken = takeUnstaged(location, left);
      left -= taken;
      changes.add(location, Buckets.allocated(-taken));
    }
    long staged = units - left;
    if (staged > 0) {
      lots.add(new Lot(here, staged, collectUntilMicros));
      changes.add(here, Buckets.allocated(staged).plus(Buckets.staged(staged)));
    }
    return staged;
  }

  /**
   * Moves up to so many units to a place.
   *
   * @param from where they are taken; null for wherever else they are
   */
  long move(@Nullable String from, String to, long units, Changes changes) {
    long left = units;
    for (String location : from == null ? places(to) : List.of(from)) {
      if (!location.equals(to)) {
        left -= takeAt(location, left, First.UNSTAGED, changes);
      }
    }
    give(to, units - left, changes);
    return units - left;
  }

  /** Allocates units anew. */
  void give(String location, long units, Changes changes) {
    put(location, units);
    changes.add(location, Buckets.allocated(units));
  }

  private List<String> places(String here) {
    TreeMap<String, Boolean> others = new TreeMap<>();
    unstaged.keySet().forEach(location -> others.put(location, true));
    lots.forEach(lot -> others.put(lot.locationId(), true));
    others.remove(here);
    List<String> places = new ArrayList<>(others.size() + 1);
    places.add(here);
    places.addAll(others.keySet());
    return places;
  }

  private long takeUnstaged(String location, long units) {
    long there = unstaged.getOrDefault(location, 0L);
    long taken = Math.min(there, units);
    if (taken == there) {
      unstaged.remove(location);
    } else {
      unstaged.put(location, there - taken);
    }
    return taken;
  }

  /** What was set aside first goes first. */
  private long unstage(String location, long units) {
    long left = units;
    ListIterator<Lot> each = lots.listIterator();
    while (left > 0 && each.hasNext()) {
      Lot lot = each.next();
      if (!lot.locationId().equals(location)) {
        continue;
      }
      long taken = Math.min(lot.units(), left);
      left -= taken;
      if (taken == lot.units()) {
        each.remove();
      } else {
        each.set(new Lot(location, lot.units() - taken, lot.collectUntilMicros()));
      }
    }
    return units - left;
  }
}
