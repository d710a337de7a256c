package io.zaiko.tools.verify;

import io.zaiko.avro.DecisionLine;
import io.zaiko.avro.ReservationDecision;
import io.zaiko.tools.verify.NaiveHold.Fate;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is answered of reservations against what was said of them. Which of two got the last
 * unit depends on arrival, so what could be sold when one was asked, and whether it was granted, is
 * taken from its decisions, and only judged is whether the one follows from the other; all else is
 * recomputed.
 */
final class ReservationAudit {
  private static final long UNKNOWN_AFTER_MICROS = 60_000_000L;

  private final OutputReader reader;
  private final NaiveReservations reservations;
  private final HoldLedger ledger;
  private final Differences differences;
  private final FromArrival fromArrival;
  private final HoldSettings settings;
  private final Predicate<String> isNonStock;
  private final Map<String, Answered> answers = new LinkedHashMap<>();
  private final Set<String> causes = new HashSet<>();
  private final Map<ShelfKey, Units> held = new HashMap<>();

  /**
   * The answers to one reservation that are left.
   *
   * @param last the one that stands
   * @param isGranted whether it was granted; null where nothing tells yet
   * @param hasEnded whether it was said to have run out before
   */
  private record Answered(
      ReservationDecision last, @Nullable Boolean isGranted, boolean hasEnded) {}

  ReservationAudit(
      OutputReader reader,
      NaiveReservations reservations,
      HoldLedger ledger,
      Differences differences,
      FromArrival fromArrival,
      HoldSettings settings,
      Predicate<String> isNonStock) {
    this.reader = reader;
    this.reservations = reservations;
    this.ledger = ledger;
    this.differences = differences;
    this.fromArrival = fromArrival;
    this.settings = settings;
    this.isNonStock = isNonStock;
  }

  /** Takes a record of {@code reservation-decisions}. */
  void decision(RawRecord raw) {
    if (raw.value() == null) {
      return;
    }
    ReservationDecision said = reader.read(raw, ReservationDecision.class, Check.RESERVATIONS);
    if (said == null) {
      return;
    }
    String id = said.getReservationId();
    String key = raw.key() == null ? "" : new String(raw.key(), StandardCharsets.UTF_8);
    expect(key.equals(id), id, "its decision is filed under " + key);
    Answered before = answers.get(id);
    if (before != null) {
      follow(said, before);
    }
    judge(said);
    causes.add(said.getCause().getEventId());
    Boolean granted = DecisionWords.granted(said);
    Boolean was = before == null ? null : before.isGranted();
    expect(
        was == null || granted == null || was.equals(granted),
        id,
        "it was "
            + (Boolean.TRUE.equals(was) ? "granted" : "refused")
            + ", and the answer changed");
    boolean hasEnded =
        said.getDecision().equals("EXPIRED") || (before != null && before.hasEnded());
    answers.put(id, new Answered(said, was == null ? granted : was, hasEnded));
  }

  private void follow(ReservationDecision said, Answered before) {
    ReservationDecision last = before.last();
    boolean isForgotten =
        said.getRevision() == 1
            && said.getEmittedAt().isAfter(last.getEmittedAt().plus(settings.retention()));
    expect(
        said.getRevision() == last.getRevision() + 1 || isForgotten,
        said.getReservationId(),
        "its decision has revision " + said.getRevision() + " after " + last.getRevision());
    expect(
        said.getEpoch() >= last.getEpoch(),
        said.getReservationId(),
        "its decision falls to epoch " + said.getEpoch());
  }

  private void judge(ReservationDecision said) {
    String id = said.getReservationId();
    NaiveHold hold = reservations.named(id);
    boolean isGranted = said.getDecision().equals("GRANTED");
    boolean isUnknown = said.getNote().equals("UNKNOWN_RESERVATION") || said.getLines().isEmpty();
    boolean isShort = false;
    // A sale that came before the PLACE took units for which nothing more was to be there.
    boolean mayHaveSold = hold == null || !hold.sales().isEmpty();
    for (DecisionLine line : said.getLines()) {
      boolean covers = line.getChannelAtsWhenAsked() >= line.getQuantity();
      boolean isStock = !isNonStock.test(line.getSku());
      isShort |= !line.getGranted();
      expect(
          !isGranted || !isStock || (line.getGranted() && covers),
          id,
          "it was granted "
              + line.getQuantity()
              + " of "
              + line.getSku()
              + ", but "
              + line.getChannelAtsWhenAsked()
              + " could be sold");
      expect(
          !isStock || !line.getGranted() || covers || mayHaveSold,
          id,
          line.getSku() + " was granted beyond what could be sold");
      expect(
          !isStock || line.getGranted() || !covers,
          id,
          line.getSku() + " was refused, though so many could be sold");
    }
    boolean mayBeUnknown = hold == null || !answersPlacedFirst(id);
    expect(
        !said.getDecision().equals("REFUSED") || isShort || isUnknown || mayBeUnknown,
        id,
        "it was refused, though every shelf had the units");
    if (hold != null && hold.place() != null && !hold.isDisputed() && !said.getLines().isEmpty()) {
      Map<ShelfKey, Long> told = new HashMap<>();
      said.getLines()
          .forEach(
              line ->
                  told.merge(
                      new ShelfKey(line.getLocationId(), line.getSku()),
                      line.getQuantity(),
                      Long::sum));
      expect(told.equals(hold.asked()), id, "its decision names other units than were asked");
    }
  }

  /** Whether no answer was given before its PLACE came: such a one is refused for good. */
  private boolean answersPlacedFirst(String id) {
    Answered before = answers.get(id);
    return before == null || !before.last().getLines().isEmpty();
  }

  /**
   * Looks for a witness of every request and of every release, before inputs are accounted for.
   *
   * @param tally of a topic
   */
  void compareInputs(Function<String, TopicTally> tally, ProvenTime time, boolean isPartial) {
    for (NaiveHold hold : reservations.holds()) {
      for (NaiveHold.Request said : hold.requests()) {
        String eventId = said.request().getEventId();
        Set<ShelfKey> asked = hold.asked().keySet();
        boolean isOnShelves = !asked.isEmpty() && ledger.witnesses(eventId).containsAll(asked);
        boolean isAwaited =
            hold.place() == null && !time.hasPassed(said.atMicros() + UNKNOWN_AFTER_MICROS);
        boolean mayBeLost = hold.isDisputed() || hold.isLongDrawn(retention());
        if (isOnShelves || causes.contains(eventId) || isAwaited || mayBeLost || isPartial) {
          tally.apply(said.topic()).addApplied();
        } else {
          differences.add(
              Check.RESERVATIONS,
              hold.id()
                  + ": "
                  + said.request().getAct()
                  + ' '
                  + eventId
                  + " has neither an entry on each shelf nor a decision");
        }
      }
    }
    for (NaiveReservations.Release told : reservations.releases()) {
      String eventId = told.release().getEventId();
      Set<ShelfKey> shelves = new HashSet<>();
      told.release()
          .getSkus()
          .forEach(sku -> shelves.add(new ShelfKey(told.release().getLocationId(), sku)));
      if (isPartial || ledger.witnesses(eventId).containsAll(shelves)) {
        tally.apply(told.topic()).addApplied();
      } else {
        differences.add(
            Check.RESERVATIONS,
            told.release().getReservationId() + ": release " + eventId + " is not in the ledger");
      }
    }
  }

  private long retention() {
    return HoldSettings.micros(settings.retention());
  }

  /** Compares where each reservation stands, once everything is read. */
  void compare(ProvenTime time, AlertAudit alerts) {
    Map<String, Set<String>> released = new HashMap<>();
    for (NaiveReservations.Release told : reservations.releases()) {
      released
          .computeIfAbsent(told.release().getReservationId(), first -> new TreeSet<>())
          .addAll(told.release().getSkus());
    }
    ledger
        .overGranted()
        .forEach(
            (shelf, eventId) ->
                differences.expect(
                    isNonStock.test(shelf.sku()),
                    Check.RESERVATIONS,
                    () -> shelf + ": " + eventId + " was granted more than was free"));
    HoldAlertAudit told = new HoldAlertAudit(alerts, differences, settings, time);
    for (NaiveHold hold : reservations.holds()) {
      if (hold.place() != null) {
        differences.compared(Check.RESERVATIONS);
        Answered answered = answers.get(hold.id());
        if (answered == null) {
          expect(false, hold.id(), "it was placed, but no decision is left");
          believe(hold);
        } else {
          compare(hold, answered, released.getOrDefault(hold.id(), Set.of()), time);
          told.compare(hold, answered.last());
        }
      }
    }
    answers
        .keySet()
        .forEach(
            id ->
                expect(
                    reservations.named(id) != null, id, "it has a decision, but was never asked"));
    told.compareOthers(reservations);
  }

  private void compare(NaiveHold hold, Answered answered, Set<String> released, ProvenTime time) {
    ReservationDecision last = answered.last();
    Set<Fate> fates = hold.fates(time.micros(), time.atMostMicros(), settings);
    boolean isUnknown = answered.isGranted() != null && !answered.isGranted();
    boolean isGranted = !isUnknown;
    boolean isBelieved = hold.isDisputed() || hold.isLongDrawn(retention());
    boolean isLost =
        isGranted
            && answered.hasEnded()
            && last.getDecision().equals("EXPIRED")
            && fates.contains(Fate.HELD);
    if (isBelieved || (isLost && !released.isEmpty())) {
      fromArrival.add("reservation");
      believe(hold);
      return;
    }
    Fate stands = null;
    for (Fate fate : fates) {
      stands = DecisionWords.isSaid(last.getDecision(), fate, isGranted, hold) ? fate : stands;
    }
    expect(
        stands != null,
        hold.id(),
        "it is said to be " + last.getDecision() + ", expected " + text(fates, isGranted));
    Fate fate = stands == null ? fates.iterator().next() : stands;
    boolean isWithdrawn = !released.isEmpty();
    for (DecisionLine line : last.getLines()) {
      expect(
          isGranted || !line.getGranted() || released.contains(line.getSku()),
          hold.id(),
          "it was refused, but " + line.getSku() + " was never released");
      ShelfKey shelf = new ShelfKey(line.getLocationId(), line.getSku());
      String beyond = ledger.overPromised(hold.id(), shelf);
      expect(
          beyond == null || line.getWithoutStock() > 0 || isNonStock.test(line.getSku()),
          hold.id(),
          shelf + ": " + beyond + " promised its order more than was free, which it does not say");
    }
    expect(
        !isWithdrawn || !isGranted,
        hold.id(),
        "it was granted, but its shelves were told to let go");
    boolean isPromised = hold.isPaid && hold.isAlone;
    boolean isAllocated = fate == Fate.COMMITTED && (isGranted || isPromised);
    for (Map.Entry<ShelfKey, Long> asked : hold.asked().entrySet()) {
      long units = asked.getValue();
      Units should =
          isAllocated
              ? Units.allocated(units)
              : fate == Fate.HELD && isGranted ? Units.reserved(units) : Units.ZERO;
      stand(hold, asked.getKey(), should);
    }
  }

  private void stand(NaiveHold hold, ShelfKey shelf, Units should) {
    held.merge(shelf, should, Units::plus);
    Units booked = ledger.sum(hold.id(), shelf);
    differences.expect(
        booked.equals(should) || ledger.isUnsure(hold.id(), shelf),
        Check.RESERVATIONS,
        () -> hold.id() + " at " + shelf + ": the ledger says " + booked + ", expected " + should);
  }

  /** Takes what it has from the ledger. */
  private void believe(NaiveHold hold) {
    for (ShelfKey shelf : hold.asked().keySet()) {
      held.merge(shelf, ledger.sum(hold.id(), shelf), Units::plus);
    }
  }

  private static String text(Set<Fate> fates, boolean isGranted) {
    return new TreeSet<>(fates) + (isGranted ? "" : ", or REFUSED as before");
  }

  /** What reservations have on each shelf; once all were compared. */
  Map<ShelfKey, Units> held() {
    return held;
  }

  private void expect(boolean holds, String id, String otherwise) {
    differences.expect(holds, Check.RESERVATIONS, () -> id + ": " + otherwise);
  }
}
