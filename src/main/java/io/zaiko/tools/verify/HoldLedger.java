package io.zaiko.tools.verify;

import io.zaiko.avro.StockLedgerEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the ledger says of reservations. */
final class HoldLedger {
  private static final Set<String> KINDS = Set.of("RESERVATION", "HOLD_RELEASE", "PAYMENT");

  private final NaiveReservations reservations;
  private final Map<Held, Units> sums = new HashMap<>();
  private final Set<Held> unsure = new HashSet<>();
  private final Map<String, Set<ShelfKey>> witnesses = new HashMap<>();
  private final Map<ShelfKey, Long> newest = new HashMap<>();
  private final Map<ShelfKey, Units> moved = new HashMap<>();
  private final Map<ShelfKey, String> overGranted = new HashMap<>();
  private final Map<Held, String> overPromised = new HashMap<>();

  /** What a reservation has on a shelf. */
  record Held(String reservation, ShelfKey shelf) {}

  HoldLedger(NaiveReservations reservations) {
    this.reservations = reservations;
  }

  static boolean isOfHolds(StockLedgerEntry entry) {
    return KINDS.contains(entry.getKind());
  }

  /** Whether the reservation of a sale may have units on a shelf that the sale does not name. */
  boolean mayName(AppliedEvent event, ShelfKey shelf) {
    return event.kind().equals("SALE") && reservations.isNamedBy(event.eventId(), shelf);
  }

  /** Whether an entry that bears the name of a sale's line tells what its reservation gives up. */
  boolean isOfHold(
      ShelfKey shelf, StockLedgerEntry entry, Units deltas, AppliedEvent event, AppliedLine line) {
    if (!event.kind().equals("SALE") || !reservations.isNamedBy(event.eventId(), shelf)) {
      return false;
    }
    boolean isOfLine =
        line.shelf().equals(shelf)
            && line.lineNo() == entry.getLineNo()
            && line.entries() == 0
            && (deltas.equals(line.effect())
                || entry.getOutcome().equals("ABSORBED")
                || entry.getOutcome().equals("OUT_OF_RANGE"));
    return !isOfLine;
  }

  /**
   * Takes an entry.
   *
   * @return false where no reservation is known that it may speak of
   */
  boolean entry(ShelfKey shelf, StockLedgerEntry entry, Units deltas) {
    Set<String> held = reservations.heldBy(entry.getEventId(), shelf);
    if (held.isEmpty()) {
      return false;
    }
    witnesses.computeIfAbsent(entry.getEventId(), first -> new HashSet<>()).add(shelf);
    newest.merge(shelf, NaiveStock.micros(entry.getOccurredAt()), Math::max);
    if (!deltas.equals(Units.ZERO)) {
      moved.merge(shelf, deltas, Units::plus);
    }
    for (String reservation : held) {
      Held key = new Held(reservation, shelf);
      sums.merge(key, deltas, Units::plus);
      if (held.size() > 1) {
        unsure.add(key);
      }
    }
    if (Units.of(entry.getBalances()).availableToSell() < 0) {
      if (deltas.reserved() > 0) {
        overGranted.putIfAbsent(shelf, entry.getEventId());
      } else if (deltas.reserved() + deltas.allocated() > 0) {
        held.forEach(each -> overPromised.putIfAbsent(new Held(each, shelf), entry.getEventId()));
      }
    }
    if (!entry.getKind().equals("SALE")) {
      held.stream()
          .filter(each -> sum(each, shelf).equals(Units.ZERO))
          .forEach(each -> overPromised.remove(new Held(each, shelf)));
    }
    return true;
  }

  /** The shelves on which some record moved units of reservations, and how many in sum. */
  Map<ShelfKey, Units> moved() {
    return moved;
  }

  /** Business time of the newest entry on each shelf. */
  Map<ShelfKey, Long> newest() {
    return newest;
  }

  /** Which record was granted units on which shelf that were not there. */
  Map<ShelfKey, String> overGranted() {
    return overGranted;
  }

  /**
   * Which record promised an order units that were not there, by a reservation that still has them
   * or gave them to its sale; null where none did.
   */
  @Nullable String overPromised(String reservation, ShelfKey shelf) {
    return isUnsure(reservation, shelf) ? null : overPromised.get(new Held(reservation, shelf));
  }

  Set<ShelfKey> witnesses(String eventId) {
    return witnesses.getOrDefault(eventId, Set.of());
  }

  Units sum(String reservation, ShelfKey shelf) {
    return sums.getOrDefault(new Held(reservation, shelf), Units.ZERO);
  }

  /** Whether the ledger does not say which of several reservations moved there. */
  boolean isUnsure(String reservation, ShelfKey shelf) {
    return unsure.contains(new Held(reservation, shelf));
  }
}
