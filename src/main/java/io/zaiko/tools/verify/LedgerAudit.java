package io.zaiko.tools.verify;

import io.zaiko.avro.Buckets;
import io.zaiko.avro.StockLedgerEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
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
  private final HoldLedger holds;
  private final CountedLedger counted;
  private final ExpectedAlerts expected;
  private final ForgottenOrders forgotten;
  private final ForgottenTransfers forgottenTransfers;
  private final FulfilmentAudit fulfilments;
  private final LeftOutAudit leftOut = new LeftOutAudit();
  private final BeforeFulfilments before = new BeforeFulfilments();
  private final BeforeOversold beforeOversold = new BeforeOversold();
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
      Assumptions assumptions,
      ExpectedAlerts expected,
      HoldLedger holds,
      boolean partial) {
    this.holds = holds;
    this.expected = expected;
    this.forgotten = new ForgottenOrders(fromArrival, assumptions.orderRetention());
    this.forgottenTransfers = new ForgottenTransfers(fromArrival, assumptions.orderRetention());
    this.fulfilments = new FulfilmentAudit(fromArrival, assumptions.orderRetention());
    this.fromArrival = fromArrival;
    this.reader = reader;
    this.stock = stock;
    this.differences = differences;
    this.partial = partial;
    this.counted = new CountedLedger(stock, differences, fromArrival, assumptions.lateHorizon());
  }

  /** Takes a record of {@code stock-ledger}. */
  void entry(RawRecord raw) {
    differences.compared(Check.LEDGER);
    StockLedgerEntry entry = reader.read(raw, StockLedgerEntry.class, Check.LEDGER);
    if (entry == null) {
      return;
    }
    ShelfKey shelf = new ShelfKey(entry.getLocationId(), entry.getSku());
    Units deltas = Units.of(entry.getDeltas());
    follow(raw, shelf, entry, deltas);
    beforeOversold.entry(shelf, reader.writerOf(raw));
    AppliedEvent event = stock.event(entry.getEventId());
    AppliedLine line = event == null ? null : event.line(entry.getLineNo(), shelf);
    boolean isOfHold =
        HoldLedger.isOfHolds(entry)
            || (event != null && line != null && holds.isOfHold(shelf, entry, deltas, event, line))
            || (event != null && line == null && holds.mayName(event, shelf));
    if (isOfHold && holds.entry(shelf, entry, deltas)) {
      expected.booked(entry.getEventId(), NaiveStock.micros(entry.getEmittedAt()));
      return;
    }
    if (event == null || line == null) {
      differences.expect(
          partial,
          Check.LINES,
          () -> named(entry) + " is in the ledger at " + raw.address() + ", but was not applied");
      return;
    }
    if (line.entries() == 0 && before.wrote(reader.writerOf(raw))) {
      line.comesFromBeforeFulfilments();
    }
    book(shelf, entry, deltas, event, where(event, line, shelf));
  }

  /** What an earlier release moved. */
  BeforeOversold beforeOversold() {
    return beforeOversold;
  }

  /** An order's units may lie on other shelves than the record names. */
  private AppliedLine where(AppliedEvent event, AppliedLine line, ShelfKey shelf) {
    NaiveOrderLine order = line.order();
    boolean mayBeElsewhere =
        event.isOfSoldGoods()
            && order != null
            && line.shelf().sku().equals(shelf.sku())
            && (partial || order.isAt(shelf.location()));
    return mayBeElsewhere ? event.lineAt(line, shelf) : line;
  }

  private void follow(RawRecord raw, ShelfKey shelf, StockLedgerEntry entry, Units deltas) {
    Units after = Units.of(entry.getBalances());
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
    boolean isElsewhere = !line.shelf().equals(shelf);
    boolean isOnItsWay = event.isTransfer() && deltas.withoutTransit().equals(Units.ZERO);
    differences.expect(
        (!isElsewhere || isOnItsWay) && event.kind().equals(entry.getKind()),
        Check.LINES,
        () -> named(entry) + " is in the ledger as " + entry.getKind() + " of " + shelf);
    counted.entry(shelf, entry, deltas, event, line);
    expected.booked(event.eventId(), NaiveStock.micros(entry.getEmittedAt()));
    forgotten.entry(entry, event, line);
    fulfilments.entry(entry, line);
    forgottenTransfers.entry(entry, event);
    leftOut.entry(shelf, entry, event.isTransfer() ? stock.transfers().ref(event.eventId()) : null);
    if (event.isTransfer()) {
      boolean isFull = entry.getOutcome().equals("TRANSFER_FULL");
      if (isFull) {
        differences.expect(
            partial || stock.transfers().isFull(event.eventId(), line.shelf().sku()),
            Check.LINES,
            () -> named(entry) + " is TRANSFER_FULL, but its transfer is within its bounds");
        fromArrival.add("TRANSFER_FULL");
        event.leaveOut(entry.getLineNo());
      }
      boolean isLost = isFull || entry.getOutcome().equals("OUT_OF_RANGE");
      stock.transfers().book(event.eventId(), shelf, deltas.inTransit(), isLost);
      if (isElsewhere) {
        return;
      }
    }
    if (entry.getOutcome().equals("OUT_OF_RANGE")) {
      Units balance = Units.of(entry.getBalances());
      differences.expect(
          balance.plus(line.effect()).isBeyond(LARGEST_BALANCE) || line.isTakenFromLedger(),
          Check.LINES,
          () -> named(entry) + " was left out as OUT_OF_RANGE at balance " + balance);
      line.takesEffect(Units.ZERO);
      fromArrival.add("OUT_OF_RANGE");
    }
    line.book(event.isTransfer() ? deltas.withoutTransit() : deltas);
  }

  /** Compares, once inputs and ledger are read and the voids have taken effect. */
  void compare() {
    counted.settle();
    forgotten.settle(
        stock, (event, line) -> partial || counted.agrees(event, line, false), differences);
    forgottenTransfers.settle(stock);
    if (!partial) {
      fulfilments.compare(stock.orders(), counted, differences);
    }
    for (AppliedEvent event : stock.events()) {
      for (AppliedLine line : event.lines()) {
        differences.compared(Check.LINES);
        compare(event, line);
      }
    }
    counted.compare(partial);
    if (!partial) {
      stock.transfers().courses().forEach(this::compare);
    }
  }

  private void compare(NaiveTransfers.Name name, NaiveTransfers.Course course) {
    differences.compared(Check.LINES);
    Map<String, Long> expected = course.inTransit();
    Map<String, Long> booked = new TreeMap<>(course.booked());
    expected.keySet().forEach(to -> booked.putIfAbsent(to, 0L));
    booked.forEach(
        (to, units) ->
            differences.expect(
                units.equals(expected.getOrDefault(to, 0L)),
                Check.LINES,
                () ->
                    "transfer "
                        + name.key()
                        + ": the ledger says "
                        + units
                        + " in transit to "
                        + to
                        + ", expected "
                        + expected.getOrDefault(to, 0L)));
  }

  private void compare(AppliedEvent event, AppliedLine line) {
    if (!event.isWitnessed(line)) {
      differences.add(Check.LINES, named(event, line) + " is missing in the ledger");
      return;
    }
    differences.expect(
        line.entries() <= 1 || event.isOfSoldGoods() || event.isCount() || event.isTransfer(),
        Check.LINES,
        () -> named(event, line) + " is in the ledger " + line.entries() + " times");
    differences.expect(
        counted.agrees(event, line, partial) || (partial && event.isOfSoldGoods()),
        Check.LINES,
        () ->
            named(event, line)
                + ": the ledger says "
                + line.booked()
                + ", expected "
                + line.effect());
  }

  /** What it says of order lines that are fulfilled. */
  FulfilmentAudit fulfilments() {
    return fulfilments;
  }

  /** What it leaves out for its size. */
  LeftOutAudit leftOut() {
    return leftOut;
  }

  /** What it says of counts. */
  CountedLedger counted() {
    return counted;
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

  private static boolean isWellWritten(Buckets buckets) {
    return Units.isWellWritten(buckets.getUnavailable());
  }
}
