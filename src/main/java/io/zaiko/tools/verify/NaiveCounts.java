package io.zaiko.tools.verify;

import io.zaiko.avro.CountLine;
import io.zaiko.avro.CountScope;
import io.zaiko.avro.StockCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counting sessions: all records of one {@code count_id} at one location. Nothing happens before a
 * record says that the session is complete; then every item it names was counted as of the earliest
 * time of the session.
 *
 * <p>A record that came when the session's time was longer ago than the late horizon says nothing,
 * also not that the session is complete. Which ones did is taken from the ledger.
 */
final class NaiveCounts {
  private final Map<SessionName, Session> sessions = new HashMap<>();
  private final Map<AppliedLine, Seen> evidence = new HashMap<>();

  /** What names a session. */
  private record SessionName(String location, String countId) {}

  /** An item in one area. */
  private record Place(String sku, @Nullable String area) {}

  /**
   * What a sensor saw.
   *
   * @param area of the shelf that it sees
   * @param by the record, at the time it looked
   */
  record Seen(String area, Stated by, long quantity) {}

  /** A line as it was said. */
  private record Said(StockCount record, Stated by, CountLine text, AppliedLine line) {}

  /**
   * What a session says of all its items.
   *
   * @param isSellable whether the unavailable ones lay elsewhere
   * @param lastSellable the last record that could say so of a complete session; null where none
   */
  private record Whole(
      String countId, long earliestMicros, boolean isSellable, @Nullable Stated lastSellable) {}

  private static final class Session {
    private final List<Said> lines = new ArrayList<>(1);
    private final Set<String> silent = new HashSet<>();

    List<Said> heard() {
      return silent.isEmpty()
          ? lines
          : lines.stream().filter(said -> !silent.contains(said.by().eventId())).toList();
    }

    boolean isComplete() {
      return heard().stream().anyMatch(said -> said.record().getComplete());
    }

    /** Leaves out the records all of whose lines came too late, if the session is so old. */
    void silence(ToLongFunction<String> beforeMicros) {
      Set<String> late = new HashSet<>();
      lines.forEach(said -> late.add(said.by().eventId()));
      lines.stream()
          .filter(said -> !said.line().isTooLate())
          .forEach(said -> late.remove(said.by().eventId()));
      OptionalLong earliest =
          lines.stream()
              .filter(said -> !late.contains(said.by().eventId()))
              .mapToLong(said -> said.by().atMicros())
              .min();
      if (earliest.isPresent()) {
        late.stream()
            .filter(eventId -> earliest.getAsLong() < beforeMicros.applyAsLong(eventId))
            .forEach(silent::add);
      }
    }
  }

  /**
   * Takes a line.
   *
   * @param by its record, at the time that was counted
   */
  void add(StockCount record, Stated by, CountLine text, AppliedLine line) {
    String countId = record.getCountId();
    if (countId == null) {
      String area = Objects.requireNonNullElse(text.getArea(), "");
      evidence.put(line, new Seen(area, by, text.getQuantity()));
      return;
    }
    sessions
        .computeIfAbsent(new SessionName(line.shelf().location(), countId), first -> new Session())
        .lines
        .add(new Said(record, by, text, line));
  }

  /**
   * Takes from the ledger which records came too late for their sessions; all must be known.
   *
   * @param beforeMicros sessions of before this were settled when a record came, by its event id
   */
  void silence(ToLongFunction<String> beforeMicros) {
    sessions.values().forEach(session -> session.silence(beforeMicros));
  }

  /** Whether a line said nothing, because its whole session was settled when it came. */
  boolean isSilent(AppliedEvent event) {
    return sessions.values().stream().anyMatch(session -> session.silent.contains(event.eventId()));
  }

  /** Everything that complete sessions say; lines that the job left out say nothing. */
  List<Counted> counted() {
    List<Counted> all = new ArrayList<>();
    sessions.forEach(
        (name, session) -> {
          if (session.isComplete()) {
            all.addAll(counted(name.countId(), session.heard()));
          }
        });
    return all;
  }

  private static List<Counted> counted(String countId, List<Said> heard) {
    long earliest = heard.stream().mapToLong(said -> said.by().atMicros()).min().orElseThrow();
    Whole whole = new Whole(countId, earliest, isSellable(heard), lastSellable(heard));
    Map<ShelfKey, List<Said>> shelves = new HashMap<>();
    for (Said said : heard) {
      if (!said.line().isLeftOut()) {
        shelves.computeIfAbsent(said.line().shelf(), first -> new ArrayList<>(1)).add(said);
      }
    }
    List<Counted> all = new ArrayList<>(shelves.size());
    shelves.forEach((shelf, lines) -> all.add(together(whole, shelf, lines)));
    return all;
  }

  private static boolean isSellable(List<Said> heard) {
    Said latest = heard.stream().max(Comparator.comparing(Said::by)).orElseThrow();
    return latest.record().getScope() == CountScope.SELLABLE;
  }

  /** The last record by which only the sellable was counted, if one up to it is complete. */
  private static @Nullable Stated lastSellable(List<Said> heard) {
    Optional<Stated> last =
        heard.stream()
            .filter(said -> said.record().getScope() == CountScope.SELLABLE)
            .map(Said::by)
            .max(Comparator.naturalOrder());
    return last.filter(
            by ->
                heard.stream()
                    .anyMatch(said -> said.record().getComplete() && said.by().compareTo(by) <= 0))
        .orElse(null);
  }

  private static Counted together(Whole whole, ShelfKey shelf, List<Said> lines) {
    Stated sellable = whole.lastSellable();
    boolean sellableAtFirst = false;
    Said latest = lines.get(0);
    Map<String, Said> areas = new TreeMap<>();
    for (Said said : lines) {
      latest = isLater(said, latest) ? said : latest;
      sellableAtFirst |= sellable != null && said.by().compareTo(sellable) <= 0;
      if (said.text().getArea() != null) {
        areas.merge(said.text().getArea(), said, (a, b) -> isLater(b, a) ? b : a);
      }
    }
    // Whoever spoke last, of the whole or of parts, decides which of the two is believed.
    boolean isWhole = latest.text().getArea() == null;
    long quantity = 0;
    Map<String, Long> stated = new HashMap<>();
    for (Said said : isWhole ? List.of(latest) : areas.values()) {
      quantity += said.text().getQuantity();
      Map<String, Long> unavailable = said.text().getUnavailable();
      if (unavailable != null) {
        unavailable.forEach((reason, units) -> stated.merge(reason, units, Long::sum));
      }
    }
    return new Counted(
        shelf,
        whole.countId(),
        whole.earliestMicros(),
        quantity,
        stated,
        whole.isSellable(),
        sellableAtFirst,
        latest.by());
  }

  private static boolean isLater(Said a, Said b) {
    int order = a.by().compareTo(b.by());
    return order > 0 || (order == 0 && a.text().getLineNo() > b.text().getLineNo());
  }

  /** Whether a session was never completed; {@code location|count_id}. */
  boolean isOpen(String key) {
    int bar = Math.max(0, key.indexOf('|'));
    Session session = sessions.get(new SessionName(key.substring(0, bar), key.substring(bar + 1)));
    return session != null && !session.isComplete();
  }

  /** How many different items and areas the largest session of a shelf's location names. */
  long largestSession(ShelfKey shelf) {
    return sessions.entrySet().stream()
        .filter(entry -> entry.getKey().location().equals(shelf.location()))
        .mapToLong(entry -> entriesOf(entry.getValue()))
        .max()
        .orElse(0);
  }

  private static long entriesOf(Session session) {
    return session.lines.stream()
        .map(said -> new Place(said.text().getSku(), said.text().getArea()))
        .distinct()
        .count();
  }

  /** How many areas one session names of a shelf's item; the whole of it counts as one. */
  long mostAreas(ShelfKey shelf) {
    return sessions.entrySet().stream()
        .filter(entry -> entry.getKey().location().equals(shelf.location()))
        .mapToLong(entry -> areasOf(entry.getValue(), shelf.sku()))
        .max()
        .orElse(0);
  }

  private static long areasOf(Session session, String sku) {
    return session.lines.stream()
        .map(said -> new Place(said.text().getSku(), said.text().getArea()))
        .filter(place -> place.sku().equals(sku))
        .distinct()
        .count();
  }

  /** Whether a line is a sensor's, which sees one area and counts nothing. */
  boolean isEvidence(AppliedLine line) {
    return evidence.containsKey(line);
  }

  /** What a line of a sensor says; null where it is none. */
  @Nullable Seen seen(AppliedLine line) {
    return evidence.get(line);
  }

  /** The shelves that sensors see; all records must be known. */
  Set<ShelfKey> watched() {
    Set<ShelfKey> watched = new HashSet<>();
    evidence.keySet().forEach(line -> watched.add(line.shelf()));
    return watched;
  }

  /** The sessions that some of these lines belong to; {@code location|count_id}. */
  Set<String> sessionsOf(Set<AppliedLine> lines) {
    Set<String> named = new HashSet<>();
    sessions.forEach(
        (name, session) -> {
          if (session.lines.stream().anyMatch(said -> lines.contains(said.line()))) {
            named.add(name.location() + '|' + name.countId());
          }
        });
    return named;
  }
}
