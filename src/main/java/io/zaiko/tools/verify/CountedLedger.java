package io.zaiko.tools.verify;

import io.zaiko.avro.StockLedgerEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the ledger says of shelves that were counted. How much a line changed there depends on what
 * had arrived before it, so a line is judged by what no count changes, and the shelf by its end.
 */
final class CountedLedger {
  /** The job keeps so many counts of a shelf apart. */
  static final int COUNTS_AT_MOST = 128;

  /** The job remembers so many items and areas of a session. */
  static final int SESSION_AT_MOST = 100_000;

  /** The job remembers so many areas of an item of a session. */
  static final int AREAS_AT_MOST = 1_000;

  private static final Set<String> CHANGES_NOTHING =
      Set.of("AWAITS_COMPLETE", "PART_OF_COUNT", "EVIDENCE", "SESSION_FULL", "TOO_LATE");

  private final NaiveStock stock;
  private final Differences differences;
  private final FromArrival fromArrival;
  private final long lateHorizonMicros;
  private final Map<ShelfKey, Long> absorbed = new HashMap<>();
  private final Set<ShelfKey> absorbedInPart = new HashSet<>();
  private final Set<ShelfKey> superseded = new HashSet<>();
  private final Map<ShelfKey, Set<AppliedEvent>> tooLate = new HashMap<>();
  // When the job said so, by event id.
  private final Map<String, Long> tooLateSaidMicros = new HashMap<>();
  private final Set<ShelfKey> beyondMemory = new HashSet<>();
  private final Set<ShelfKey> fullAt = new HashSet<>();
  private final Set<AppliedLine> beyondSessions = new HashSet<>();
  private final SensorAudit sensors;
  private Map<ShelfKey, CountedShelf> counted = Map.of();

  /**
   * @param lateHorizon how late a count may come
   */
  CountedLedger(
      NaiveStock stock, Differences differences, FromArrival fromArrival, Duration lateHorizon) {
    this.stock = stock;
    this.lateHorizonMicros = lateHorizon.toSeconds() * 1_000_000;
    this.differences = differences;
    this.fromArrival = fromArrival;
    this.sensors = new SensorAudit(stock, differences, lateHorizonMicros);
  }

  /** Takes an entry of a line. */
  void entry(
      ShelfKey shelf, StockLedgerEntry entry, Units deltas, AppliedEvent event, AppliedLine line) {
    String outcome = entry.getOutcome();
    // A mis-ring may move with one sale first and end with another.
    long movedAt =
        event.isVoid() ? NaiveStock.micros(entry.getOccurredAt()) : event.movedAtMicros();
    if (event.isCount()) {
      count(shelf, entry, deltas, event, line);
    } else if (outcome.equals("ABSORBED")) {
      absorbed.merge(shelf, movedAt, Math::max);
      if (deltas.onHand() != 0) {
        absorbedInPart.add(shelf);
      }
    } else {
      differences.expect(
          !outcome.equals("SUPERSEDED") && !CHANGES_NOTHING.contains(outcome),
          Check.LINES,
          () -> named(entry) + " is no count, but its outcome is " + outcome);
    }
  }

  private void count(
      ShelfKey shelf, StockLedgerEntry entry, Units deltas, AppliedEvent event, AppliedLine line) {
    String outcome = entry.getOutcome();
    boolean changesNothing = CHANGES_NOTHING.contains(outcome);
    differences.expect(
        deltas.allocated() == 0
            && deltas.inTransit() == 0
            && (!changesNothing || deltas.equals(Units.ZERO)),
        Check.LINES,
        () -> named(entry) + " is " + outcome + ", but changes " + deltas);
    switch (outcome) {
      case "SUPERSEDED" -> superseded.add(shelf);
      case "TOO_LATE" -> {
        line.comesTooLate();
        tooLate.computeIfAbsent(shelf, first -> new HashSet<>()).add(event);
        tooLateSaidMicros.merge(
            event.eventId(), NaiveStock.micros(entry.getEmittedAt()), Math::max);
        fromArrival.add("TOO_LATE");
      }
      case "SESSION_FULL" -> {
        line.leaveOut();
        fullAt.add(shelf);
        beyondSessions.add(line);
        fromArrival.add("SESSION_FULL");
      }
      case "OUT_OF_RANGE" -> line.leaveOut();
      default ->
          differences.expect(
              outcome.equals("EVIDENCE") == stock.counts().isEvidence(line),
              Check.LINES,
              () -> named(entry) + " is " + outcome + ", and that it is not");
    }
  }

  /** Finds out what sessions say without what came too late, once the whole ledger is read. */
  void settle() {
    if (!tooLate.isEmpty()) {
      stock.counts().silence(this::settledBeforeMicros);
    }
  }

  /** Sessions of before this were settled when the job called a record too late. */
  private long settledBeforeMicros(String eventId) {
    long said = tooLateSaidMicros.getOrDefault(eventId, Long.MAX_VALUE);
    return Math.min(stock.newestMicros(), said) - lateHorizonMicros;
  }

  /**
   * Whether the ledger gives a line what it should have. What moved later than every time that was
   * stated for a count was never absorbed; but a void may have moved with an earlier sale before.
   *
   * @param partial whether counts may be left out
   */
  boolean agrees(AppliedEvent event, AppliedLine line, boolean partial) {
    if (event.isCount()) {
      return true;
    }
    return mayBeAbsorbed(event, line, partial)
        ? line.booked().allocated() == line.effect().allocated()
            && line.booked().inTransit() == line.effect().inTransit()
            && line.booked().staged() == line.effect().staged()
        : line.booked().equals(line.effect());
  }

  /** Whether a count may have seen what a line, which is of no count, did to the goods there. */
  boolean mayBeAbsorbed(AppliedEvent event, AppliedLine line, boolean partial) {
    CountedShelf history = counted().get(line.shelf());
    boolean isCounted = history != null || absorbed.containsKey(line.shelf());
    boolean isLater =
        history != null
            && !partial
            && line.entries() <= 1
            && line.movedAtMicros(event) > history.statedUntilMicros();
    return isCounted && !isLater;
  }

  private Map<ShelfKey, CountedShelf> counted() {
    if (counted.isEmpty()) {
      counted = stock.countedShelves();
    }
    return counted;
  }

  /** Judges the outcomes, once the whole ledger is read. */
  void compare(boolean partial) {
    if (!partial) {
      absorbed.forEach(this::compareAbsorbed);
      for (ShelfKey shelf : superseded) {
        expect(countsOf(shelf) > 1, shelf, "a count is SUPERSEDED, but there is no other");
      }
      tooLate.forEach(this::compareTooLate);
      for (ShelfKey shelf : fullAt) {
        expect(
            stock.counts().largestSession(shelf) > SESSION_AT_MOST
                || stock.counts().mostAreas(shelf) > AREAS_AT_MOST,
            shelf,
            "a line is SESSION_FULL, but no session of it is");
      }
    }
    for (ShelfKey shelf : tooLate.keySet()) {
      if (countsOf(shelf) > COUNTS_AT_MOST) {
        beyondMemory.add(shelf);
      }
    }
    for (AppliedEvent event : stock.events()) {
      for (AppliedLine line : event.lines()) {
        if (line.isTakenFromLedger() && counted().containsKey(line.shelf())) {
          beyondMemory.add(line.shelf());
        }
      }
    }
  }

  private void compareAbsorbed(ShelfKey shelf, long newest) {
    CountedShelf history = counted().get(shelf);
    expect(
        history != null && newest <= history.statedUntilMicros(),
        shelf,
        "a movement is ABSORBED, but no count is that late");
    expect(
        !absorbedInPart.contains(shelf) || (history != null && history.mayLeaveOutUnavailable()),
        shelf,
        "a movement is ABSORBED, but changes on_hand");
  }

  private void compareTooLate(ShelfKey shelf, Set<AppliedEvent> events) {
    int counts = countsOf(shelf);
    expect(
        counts > COUNTS_AT_MOST || events.stream().allMatch(stock.counts()::isSilent),
        shelf,
        "a count is TOO_LATE, but its session is not so old, and there are only " + counts);
  }

  private int countsOf(ShelfKey shelf) {
    CountedShelf history = counted().get(shelf);
    return history == null ? 0 : history.counts();
  }

  private void expect(boolean holds, ShelfKey shelf, String otherwise) {
    differences.expect(holds, Check.LINES, () -> shelf + ": " + otherwise);
  }

  /** How late a count may come. */
  long lateHorizonMicros() {
    return lateHorizonMicros;
  }

  /** What sensors should have had told. */
  SensorAudit sensors() {
    return sensors;
  }

  /** The sessions, {@code location|count_id}, of which lines were left out as SESSION_FULL. */
  Set<String> fullSessions() {
    return stock.counts().sessionsOf(beyondSessions);
  }

  /** Shelves whose units are taken from the ledger, because they depend on arrival. */
  Set<ShelfKey> beyondMemory() {
    return beyondMemory;
  }

  private static String named(StockLedgerEntry entry) {
    return entry.getKind() + ' ' + entry.getEventId() + " line " + entry.getLineNo();
  }
}
