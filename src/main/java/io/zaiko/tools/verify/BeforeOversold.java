package io.zaiko.tools.verify;

import io.zaiko.avro.StockLedgerEntry;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which shelves a release moved that told nobody of oversold shelves, nor noted when order lines
 * were allocated. It knew no reservations either: the schema of an entry lists the kinds of records
 * that its release knows.
 */
final class BeforeOversold {
  private static final String KIND = "RESERVATION";

  /** Where the schema of today does not name reservations, nothing tells the releases apart. */
  private final boolean isToldApart;

  /** By identity: schemas that differ in their words alone are equal. */
  private final Map<Schema, Boolean> known = new IdentityHashMap<>();

  /** Whether each shelf that such a release moved was moved by a later one since. */
  private final Map<ShelfKey, Boolean> movedSince = new HashMap<>();

  BeforeOversold() {
    this(StockLedgerEntry.getClassSchema());
  }

  /**
   * Of other schemas.
   *
   * @param today of ledger entries
   */
  BeforeOversold(Schema today) {
    this.isToldApart = namesReservations(today);
  }

  /** Takes an entry of the ledger, in their order. */
  void entry(ShelfKey shelf, @Nullable Schema writer) {
    if (!isToldApart) {
      return;
    }
    if (writer == null || known.computeIfAbsent(writer, BeforeOversold::namesReservations)) {
      movedSince.computeIfPresent(shelf, (any, before) -> true);
    } else {
      movedSince.putIfAbsent(shelf, false);
    }
  }

  private static boolean namesReservations(Schema ledgerEntry) {
    Schema.Field kind = ledgerEntry.getField("kind");
    return kind != null && Objects.requireNonNullElse(kind.doc(), "").contains(KIND);
  }

  /** Whether people need not have been told of a shelf yet: nothing moved it since the upgrade. */
  boolean mayBeUntold(ShelfKey shelf) {
    return Boolean.FALSE.equals(movedSince.get(shelf));
  }

  /** Whether lines of a shelf may be older than the job knows. */
  boolean mayHoldOldLines(ShelfKey shelf) {
    return movedSince.containsKey(shelf);
  }
}
