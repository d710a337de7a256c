package io.zaiko.tools.verify;

import io.zaiko.avro.Buckets;
import io.zaiko.avro.StockLedgerEntry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows the ledger of each shelf, and books each entry on the line it speaks of. */
final class LedgerAudit {
  /** Beyond this balance the job refuses a line as OUT_OF_RANGE. */
  private static final long LARGEST_BALANCE = 1_000_000_000_000_000_000L;

  private final OutputReader reader;
  private final NaiveStock stock;
  private final Differences differences;
  private final FromArrival fromArrival;
  private final boolean partial;
  private final Map<ShelfKey, Page> pages = new HashMap<>();

  /**
   * Where the ledger of one shelf has come to.
   *
   * @param balance after its last entry
   * @param version of its last entry
   */
  record Page(Units balance, long version) {}

  LedgerAudit(
      OutputReader reader,
      NaiveStock stock,
      Differences differences,
      FromArrival fromArrival,
      boolean partial) {
    this.fromArrival = fromArrival;
    this.reader = reader;
    this.stock = stock;
    this.differences = differences;
    this.partial = partial;
  }

  /** Takes a record of {@code stock-ledger}. */
  void entry(RawRecord raw) {
    differences.compared(Check.LEDGER);
    StockLedgerEntry entry = reader.read(raw, StockLedgerEntry.class, Check.LEDGER);
    if (entry == null) {
      return;
    }
    ShelfKey shelf = new ShelfKey(entry.getLocationId(), entry.getSku());
    Units deltas = units(entry.getDeltas());
    follow(raw, shelf, entry, deltas);
    AppliedEvent event = stock.event(entry.getEventId());
    AppliedLine line = event == null ? null : event.line(entry.getLineNo());
    if (event == null || line == null) {
      differences.expect(
          partial,
          Check.LINES,
          () -> named(entry) + " is in the ledger at " + raw.address() + ", but was not applied");
      return;
    }
    book(shelf, entry, deltas, event, line);
  }

  private void follow(RawRecord raw, ShelfKey shelf, StockLedgerEntry entry, Units deltas) {
    Units after = units(entry.getBalances());
    Page before = pages.put(shelf, new Page(after, entry.getVersion()));
    Units start = before == null ? firstBalance(deltas, after) : before.balance();
    differences.expect(
        start.plus(deltas).equals(after),
        Check.LEDGER,
        () ->
            shelf
                + " at "
                + raw.address()
                + ": balance "
                + after
                + " does not follow from "
                + start
                + " and the change "
                + deltas);
    differences.expect(
        before == null || before.version() <= entry.getVersion(),
        Check.LEDGER,
        () -> shelf + " at " + raw.address() + ": the version falls to " + entry.getVersion());
    differences.expect(
        isWellWritten(entry.getDeltas()) && isWellWritten(entry.getBalances()),
        Check.LEDGER,
        () -> shelf + " at " + raw.address() + ": buckets that no input changes are not 0");
  }

  /** Where older entries are gone, the first one left is believed. */
  private Units firstBalance(Units deltas, Units after) {
    return partial ? after.plus(deltas.negated()) : Units.ZERO;
  }

  private void book(
      ShelfKey shelf, StockLedgerEntry entry, Units deltas, AppliedEvent event, AppliedLine line) {
    differences.expect(
        line.shelf().equals(shelf) && event.kind().equals(entry.getKind()),
        Check.LINES,
        () -> named(entry) + " is in the ledger as " + entry.getKind() + " of " + shelf);
    if (entry.getOutcome().equals("OUT_OF_RANGE")) {
      Units balance = units(entry.getBalances());
      differences.expect(
          balance.plus(line.effect()).isBeyond(LARGEST_BALANCE) || line.isTakenFromLedger(),
          Check.LINES,
          () -> named(entry) + " was left out as OUT_OF_RANGE at balance " + balance);
      line.takesEffect(Units.ZERO);
      fromArrival.add("OUT_OF_RANGE");
    }
    line.book(deltas);
  }

  /** Compares, once inputs and ledger are read and the voids have taken effect. */
  void compare() {
    for (AppliedEvent event : stock.events()) {
      for (AppliedLine line : event.lines()) {
        differences.compared(Check.LINES);
        compare(event, line);
      }
    }
  }

  private void compare(AppliedEvent event, AppliedLine line) {
    if (line.entries() == 0) {
      differences.add(Check.LINES, named(event, line) + " is missing in the ledger");
      return;
    }
    differences.expect(
        line.entries() == 1 || event.isVoid(),
        Check.LINES,
        () -> named(event, line) + " is in the ledger " + line.entries() + " times");
    differences.expect(
        line.booked().equals(line.effect()) || (partial && event.isVoid()),
        Check.LINES,
        () ->
            named(event, line)
                + ": the ledger says "
                + line.booked()
                + ", expected "
                + line.effect());
  }

  /** Where the ledger of a shelf ends; null where it has none. */
  @Nullable Page page(ShelfKey shelf) {
    return pages.get(shelf);
  }

  Iterable<ShelfKey> shelves() {
    return pages.keySet();
  }

  private static String named(AppliedEvent event, AppliedLine line) {
    return event.kind()
        + ' '
        + event.eventId()
        + " line "
        + line.lineNo()
        + " ("
        + line.shelf()
        + ')';
  }

  private static String named(StockLedgerEntry entry) {
    return entry.getKind() + ' ' + entry.getEventId() + " line " + entry.getLineNo();
  }

  private static Units units(Buckets buckets) {
    return Units.of(buckets.getOnHand(), buckets.getUnavailable(), buckets.getAllocated());
  }

  private static boolean isWellWritten(Buckets buckets) {
    return buckets.getStaged() == 0
        && buckets.getReserved() == 0
        && buckets.getInTransit() == 0
        && Units.isWellWritten(buckets.getUnavailable());
  }
}
