package io.zaiko.tools.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Transfers between own locations, by sums over what was said of them. Units on their way are those
 * shipped less those received: a receipt settles shipments to its own location first, then those to
 * others in the order of their ids, and never more than was shipped. After CLOSED nothing is on its
 * way. Of the units sent to one place those arrive first that were due first.
 */
final class NaiveTransfers {
  /** The job follows so many items of a transfer. */
  private static final int ITEMS_AT_MOST = 10_000;

  /** The job follows a transfer to so many places. */
  private static final int PLACES_AT_MOST = 100;

  /** The job follows so many units of an item. */
  private static final long UNITS_AT_MOST = 100_000_000_000_000L;

  /** The job knows so many due times of an item at a place, and takes the earliest together. */
  private static final int DUES_AT_MOST = 32;

  private final Map<Name, Course> courses = new HashMap<>();
  private final Map<String, Extent> extents = new HashMap<>();
  private final Map<String, String> refs = new HashMap<>();
  private final Set<String> usedAgain = new HashSet<>();

  /**
   * One item of one transfer.
   *
   * @param ref the transfer
   * @param sku the item
   */
  record Name(String ref, String sku) {
    /** As alerts name it. */
    String key() {
      return ref + '|' + sku;
    }
  }

  /** How far a whole transfer extends. */
  private static final class Extent {
    private final Set<String> places = new HashSet<>();
    private int items;

    void add(Course course) {
      places.addAll(course.shipped.keySet());
      places.addAll(course.received.keySet());
      items++;
    }
  }

  /** What became of one item of a transfer. */
  static final class Course {
    private final Map<String, Long> shipped = new TreeMap<>();
    private final Map<String, Long> received = new TreeMap<>();
    private final Map<String, NavigableMap<Long, Long>> due = new HashMap<>();
    private final Map<String, Long> booked = new TreeMap<>();
    private long damaged;
    private long receivedAsOfMicros = Long.MIN_VALUE;
    private boolean isClosed;
    private boolean takenFromLedger;

    long shipped() {
      return sum(shipped);
    }

    long received() {
      return sum(received);
    }

    long damaged() {
      return damaged;
    }

    /** Business time of the latest receipt; {@link Long#MIN_VALUE} where there is none. */
    long receivedAsOfMicros() {
      return receivedAsOfMicros;
    }

    /** Whether the job could not follow all of it, so that the ledger says what is on its way. */
    boolean isTakenFromLedger() {
      return takenFromLedger;
    }

    boolean isClosed() {
      return isClosed;
    }

    /** Units on their way, by where they go. */
    Map<String, Long> inTransit() {
      if (takenFromLedger) {
        return booked;
      }
      Map<String, Long> open = new TreeMap<>(shipped);
      open.replaceAll((to, units) -> isClosed ? 0L : units);
      if (isClosed) {
        return open;
      }
      long elsewhere = 0;
      for (Map.Entry<String, Long> arrival : received.entrySet()) {
        long settled = Math.min(open.getOrDefault(arrival.getKey(), 0L), arrival.getValue());
        open.computeIfPresent(arrival.getKey(), (to, units) -> units - settled);
        elsewhere += arrival.getValue() - settled;
      }
      for (Map.Entry<String, Long> destination : open.entrySet()) {
        long settled = Math.min(destination.getValue(), elsewhere);
        destination.setValue(destination.getValue() - settled);
        elsewhere -= settled;
      }
      return open;
    }

    /** Units that should have arrived by a time and did not. */
    long overdueAt(long micros) {
      long overdue = 0;
      for (Map.Entry<String, Long> open : inTransit().entrySet()) {
        NavigableMap<Long, Long> dues = due.get(open.getKey());
        overdue += dues == null ? 0 : Math.max(0, open.getValue() - dueAfter(micros, dues));
      }
      return overdue;
    }

    private static long dueAfter(long micros, NavigableMap<Long, Long> dues) {
      long first = dues.firstKey();
      long after = 0;
      int latest = 0;
      for (Map.Entry<Long, Long> some : dues.descendingMap().entrySet()) {
        long at = ++latest < DUES_AT_MOST ? some.getKey() : first;
        after += at > micros ? some.getValue() : 0;
      }
      return after;
    }

    /** Positive: units are missing; negative: more came than was sent. */
    long discrepancy() {
      return shipped() - received() - sum(inTransit());
    }

    /** What the ledger says is on its way, by where it goes. */
    Map<String, Long> booked() {
      return booked;
    }

    private static long sum(Map<String, Long> units) {
      return units.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  void ship(String eventId, Name name, String to, long units, long expectedAtMicros) {
    Course course = course(eventId, name);
    course.shipped.merge(to, units, Long::sum);
    if (units > 0) {
      course
          .due
          .computeIfAbsent(to, first -> new TreeMap<>())
          .merge(expectedAtMicros, units, Long::sum);
    }
  }

  void receive(String eventId, Name name, String at, long units, long damaged, long asOfMicros) {
    Course course = course(eventId, name);
    if (units > 0) {
      course.receivedAsOfMicros = Math.max(course.receivedAsOfMicros, asOfMicros);
    }
    course.received.merge(at, units, Long::sum);
    course.damaged += damaged;
  }

  void close(String eventId, Name name) {
    course(eventId, name).isClosed = true;
  }

  /** The transfer that a record belongs to; null where it is of none. */
  @Nullable String ref(String eventId) {
    return refs.get(eventId);
  }

  /** The job forgot a transfer and took later records of its name for another one. */
  void takeFromLedger(String ref) {
    usedAgain.add(ref);
    courses.forEach((name, course) -> course.takenFromLedger |= name.ref().equals(ref));
  }

  /**
   * Whether a name stood for several transfers, each with alerts of its own.
   *
   * @param key of an alert: the name, or the name, a bar and an item
   */
  boolean isUsedAgain(String key) {
    int bar = key.lastIndexOf('|');
    return usedAgain.contains(key) || (bar >= 0 && usedAgain.contains(key.substring(0, bar)));
  }

  private Course course(String eventId, Name name) {
    refs.put(eventId, name.ref());
    return courses.computeIfAbsent(name, first -> new Course());
  }

  /** Books what the ledger says a record of a transfer changed on the way to a shelf. */
  void book(String eventId, ShelfKey shelf, long inTransit, boolean isOutOfRange) {
    String ref = refs.get(eventId);
    Course course = ref == null ? null : courses.get(new Name(ref, shelf.sku()));
    if (course != null) {
      course.booked.merge(shelf.location(), inTransit, Long::sum);
      course.takenFromLedger |= isOutOfRange;
    }
  }

  /**
   * Whether a line of an item may be beyond the bounds of its transfer; all records must be known.
   * The job adds a line to the greater of both ways, so it may count as much as both together.
   */
  boolean isFull(String eventId, String sku) {
    if (extents.isEmpty()) {
      courses.forEach(
          (name, course) -> extents.computeIfAbsent(name.ref(), first -> new Extent()).add(course));
    }
    String ref = refs.get(eventId);
    Extent extent = ref == null ? null : extents.get(ref);
    Course course = ref == null ? null : courses.get(new Name(ref, sku));
    return extent != null
        && course != null
        && (extent.items > ITEMS_AT_MOST
            || extent.places.size() > PLACES_AT_MOST
            || course.shipped() + course.received() > UNITS_AT_MOST);
  }

  /** Where the units of an item were sent by the transfer that a record belongs to. */
  Set<String> destinations(String eventId, String sku) {
    String ref = refs.get(eventId);
    Course course = ref == null ? null : courses.get(new Name(ref, sku));
    return course == null ? Set.of() : course.shipped.keySet();
  }

  Map<Name, Course> courses() {
    return courses;
  }

  /** Units on their way to every shelf. */
  Map<ShelfKey, Long> inTransit() {
    Map<ShelfKey, Long> all = new HashMap<>();
    courses.forEach(
        (name, course) ->
            course
                .inTransit()
                .forEach((to, units) -> all.merge(new ShelfKey(to, name.sku()), units, Long::sum)));
    return all;
  }
}
