package io.zaiko.tools.verify;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * The whole audit, over whatever holds the topics: what was set aside first, then the inputs, then
 * the outputs, each record once.
 */
final class Verification {
  private final Topics topics;
  private final Differences differences = new Differences();
  private final FromArrival fromArrival = new FromArrival();
  private final Assumptions assumptions;
  private final NaiveStock stock;
  private final SetAside setAside;
  private final NaiveReservations reservations;
  private final HoldLedger holds;
  private final ReservationAudit decisions;
  private final InputAudit inputs;
  private final ControlAudit control;
  private final LedgerAudit ledger;
  private final ImageAudit images;
  private final AlertAudit alerts;
  private final RuleAudit rules;
  private final FreshnessAudit freshness;
  private final ExpectedAlerts expected;
  private final GroupAudit groups;
  private final PaymentAudit payments;
  private long pendingShelves;
  private long pendingOffers;
  private long pendingAlerts;

  private Verification(
      Topics topics, Schemas schemas, Assumptions assumptions, InstantSource clock) {
    this.topics = topics;
    this.assumptions = assumptions;
    this.stock = new NaiveStock(assumptions.skew());
    this.reservations = new NaiveReservations(assumptions.skew());
    this.holds = new HoldLedger(reservations);
    WireReader wire = new WireReader(schemas);
    OutputReader outputs = new OutputReader(wire, differences);
    boolean partial = topics.isPartial();
    this.setAside = new SetAside(outputs, differences, partial);
    this.expected = new ExpectedAlerts(wire, assumptions, clock);
    this.freshness = new FreshnessAudit(outputs, differences, expected);
    this.inputs =
        new InputAudit(
            wire,
            setAside,
            stock,
            differences,
            fromArrival,
            assumptions,
            freshness,
            expected.identities(),
            reservations,
            partial);
    this.control = new ControlAudit(wire, setAside, inputs, differences);
    this.payments =
        new PaymentAudit(
            wire, outputs, setAside, differences, assumptions, inputs::tally, expected.time());
    this.decisions =
        new ReservationAudit(
            outputs,
            reservations,
            holds,
            differences,
            fromArrival,
            assumptions.holds(),
            control::isNonStock);
    this.ledger =
        new LedgerAudit(
            outputs, stock, differences, fromArrival, assumptions, expected, holds, partial);
    this.images = new ImageAudit(outputs, differences, control::isPlace);
    this.alerts = new AlertAudit(outputs, differences);
    this.rules =
        new RuleAudit(wire, setAside, inputs, outputs, differences, assumptions.lowStockAt());
    this.groups = new GroupAudit(outputs, differences, assumptions.lowStockAt());
  }

  /** Reads everything and compares; of the job's settings, the defaults of a live one. */
  static VerifyReport of(Topics topics, Schemas schemas) {
    return of(topics, schemas, Assumptions.DEFAULT);
  }

  /** Reads everything and compares. */
  static VerifyReport of(Topics topics, Schemas schemas, Assumptions assumptions) {
    return of(topics, schemas, assumptions, InstantSource.system());
  }

  /**
   * Reads everything and compares.
   *
   * @param clock what people's clocks show
   */
  static VerifyReport of(
      Topics topics, Schemas schemas, Assumptions assumptions, InstantSource clock) {
    return new Verification(topics, schemas, assumptions, clock).run();
  }

  private VerifyReport run() {
    topics.read(List.of("dead-letters"), setAside::deadLetter);
    topics.read(List.of("duplicates"), setAside::duplicate);
    List<String> inputTopics = topics.inputs();
    inputTopics.forEach(inputs::tally);
    topics.read(List.of("items"), control::control);
    topics.read(
        List.of("locations"),
        raw -> {
          boolean isRefused = !control.control(raw);
          expected.location(raw, isRefused);
        });
    topics.read(List.of("stock-rules"), rules::rule);
    topics.read(inputTopics, this::input);
    topics.read(topics.payments(), inputs::payment);
    payments.read(topics);
    stock.settleOrders();
    reservations.settle(assumptions.holds());
    topics.read(List.of("stock-ledger"), ledger::entry);
    topics.read(List.of("reservation-decisions"), decisions::decision);
    topics.read(
        List.of("availability"),
        raw -> {
          images.image(raw);
          rules.image(raw);
        });
    topics.read(List.of("availability-by-group"), groups::image);
    topics.read(List.of("location-freshness"), freshness::freshness);
    topics.read(List.of("stock-alerts"), alerts::alert);
    return compare();
  }

  private void input(RawRecord raw) {
    SpecificRecord applied = inputs.input(raw);
    if (applied != null && topics.hasPaymentsJob()) {
      payments.goods(raw, applied);
    }
  }

  private VerifyReport compare() {
    List<String> notes = new ArrayList<>();
    control.compare();
    decisions.compareInputs(inputs::tally, expected.time(), topics.isPartial());
    inputs.compare();
    ledger.compare();
    OrderMemory memory =
        OrderMemory.of(
            stock.orders(), assumptions.orderRetention(), ledger.fulfilments()::writtenMicros);
    Set<String> namedAgain = topics.isPartial() ? Set.of() : memory.namedAgain();
    alerts.mayStandTwice(
        said ->
            (said.check().startsWith("TRANSFER_") && stock.transfers().isUsedAgain(said.key()))
                || isOfAny(namedAgain, said));
    alerts.compareBegunAgain(said -> isOfAny(namedAgain, said));
    freshness.compare(alerts, topics.isPartial());
    pendingOffers = rules.compare(control::isClosed, control::isPlace);
    if (freshness.unjudged() > 0) {
      notes.add(
          freshness.unjudged()
              + " silent sources were not held against opening hours: these are not known for all"
              + " the time since the source was heard.");
    }
    if (rules.unheld() > 0) {
      notes.add(
          rules.unheld()
              + " shelves were not held against rules: compaction removed a rule that stands, and"
              + " only those refused as RULE_VERSION are left.");
    }
    ShelfAudit shelves = new ShelfAudit(control, ledger, images, differences);
    if (topics.isPartial()) {
      compareOutputs(shelves, notes);
      compareGroups();
    } else {
      compareAll(shelves, memory, notes);
    }
    long compacted = images.compareStarts();
    if (compacted > 0) {
      notes.add(
          compacted + " shelves begin at a later version: compaction removed what came before.");
    }
    if (!topics.hasPaymentsJob() && !topics.payments().isEmpty()) {
      notes.add("Payments were not accounted for: the job of payments has read none here.");
    }
    notes.add(fromArrival.text());
    notes.add(assumptions.text());
    boolean pendingGroups = control.hasPlaces() && differences.differentBy(Check.GROUPS) > 0;
    return VerifyReport.of(
        inputs.balances(),
        differences,
        notes,
        new Pending(pendingShelves, pendingOffers, pendingAlerts, pendingGroups));
  }

  /** Whether an alert is of one of some order lines; a sold line is named by its place, too. */
  private static boolean isOfAny(Set<String> lines, AlertAudit.Said said) {
    String key = said.key();
    int end = key.lastIndexOf('|', key.lastIndexOf('|') - 1);
    return lines.contains(key)
        || (said.check().equals("EXCESS_VOID") && end > 0 && lines.contains(key.substring(0, end)));
  }

  private void compareAll(ShelfAudit shelves, OrderMemory memory, List<String> notes) {
    // Summed only now: the ledger has named the lines that it left out as OUT_OF_RANGE.
    NaiveStock.Books books = stock.books();
    Set<ShelfKey> known = KnownShelves.of(stock);
    Map<ShelfKey, AsOf> times = AsOf.of(stock);
    decisions.compare(expected.time(), alerts);
    decisions.held().forEach((shelf, units) -> books.balances().merge(shelf, units, Units::plus));
    holds
        .newest()
        .forEach(
            (shelf, at) -> {
              books.balances().putIfAbsent(shelf, Units.ZERO);
              times.merge(shelf, new AsOf(Long.MIN_VALUE, at), AsOf::and);
              if (holds.moved().containsKey(shelf) || images.shown(shelf) != null) {
                known.add(shelf);
              }
            });
    takeFromLedger(books.balances(), notes);
    ShelfAudit.Found found = shelves.compare(books.balances(), known, times);
    Map<ShelfKey, Units> told = new HashMap<>(books.balances());
    told.keySet().retainAll(known);
    NaiveGroups naive = new NaiveGroups(control, rules, images, times);
    told.forEach(naive::add);
    groups.compare(naive.totals(), naive.undecided()::contains, key -> false);
    alerts.compare(found.negative());
    long lateness = assumptions.varianceLateness().toSeconds() * 1_000_000L;
    pendingAlerts =
        new CountAlertAudit(
                stock,
                alerts,
                differences,
                ledger.counted(),
                fromArrival,
                at -> expected.time().hasPassed(at + lateness))
            .compare(books.findings());
    pendingAlerts += new ClosedAlertAudit(control, alerts, differences).compare(books.balances());
    pendingAlerts +=
        new OversoldAudit(control, alerts, differences, ledger.beforeOversold())
            .compare(books.balances(), stock.orders());
    pendingAlerts +=
        new TransferAlertAudit(stock.transfers(), alerts, differences)
            .compare(expected.time(), assumptions.transferLateness());
    List<JudgedLine> orderLines = JudgedLine.of(stock.orders(), memory);
    pendingAlerts +=
        new OrderAlertAudit(orderLines, alerts, differences, fromArrival)
            .compare(expected.time(), assumptions.isReplay(), assumptions.varianceLateness());
    pendingAlerts +=
        new UnsoldAudit(
                orderLines,
                stock.orders(),
                alerts,
                differences,
                fromArrival,
                ledger.fulfilments()::writtenMicros)
            .compare(expected.time());
    pendingAlerts +=
        new CountRequestAudit(orderLines, stock.events(), control, alerts, differences)
            .compare(books.balances());
    pendingAlerts += expected.compare(stock.transfers(), alerts, differences);
    if (!expected.time().whyNothingIsDue().isEmpty()) {
      notes.add(expected.time().whyNothingIsDue());
    }
    if (expected.identities().unjudged() > 0) {
      notes.add(
          expected.identities().unjudged()
              + " numberings have missing numbers of which it is not known whether people must have"
              + " been told by now: held against what is told only.");
    }
    pendingShelves = found.unswept();
    if (pendingShelves > 0) {
      notes.add(
          pendingShelves
              + " shelves are still published, or not, as it was before items or groups were named:"
              + " is a sweep under way? The dashboard says so (Keep shelves, sweepUnderWay).");
    }
    ledger.leftOut().compare(stock.transfers(), alerts, differences);
    new ExcessVoidAudit(stock.orders(), memory, alerts, differences, fromArrival).compare();
    long crowded = new VoidAudit(stock, alerts, differences, fromArrival).compare();
    if (crowded > 0) {
      notes.add(
          crowded
              + " order lines have more than 100 voids: which of them count is taken from the"
              + " ledger.");
    }
  }

  /** Of a shelf without an image only the ledger tells, if its entries are not too old. */
  private void compareGroups() {
    NaiveGroups naive = new NaiveGroups(control, rules, images, Map.of());
    Map<ShelfKey, Units> told = images.standing();
    Set<String> names = control.groups();
    for (ShelfKey shelf : ledger.shelves()) {
      LedgerAudit.Page page = ledger.page(shelf);
      if (page != null && names.contains(shelf.location())) {
        told.putIfAbsent(shelf, page.balance());
      }
    }
    told.forEach(naive::add);
    groups.compare(
        naive.totals(),
        key -> naive.undecided().contains(key) || hasMemberUntold(key, names, told.keySet()),
        key -> !told.containsKey(ShelfKey.of(key)));
  }

  /** Whether a member of a group, itself named like a group, may be there and not be shown. */
  private boolean hasMemberUntold(String key, Set<String> names, Set<ShelfKey> told) {
    ShelfKey group = ShelfKey.of(key);
    return names.stream()
        .filter(name -> control.openGroupsOf(name).contains(group.location()))
        .anyMatch(name -> !told.contains(new ShelfKey(name, group.sku())));
  }

  private void takeFromLedger(Map<ShelfKey, Units> balances, List<String> notes) {
    for (ShelfKey shelf : ledger.counted().beyondMemory()) {
      LedgerAudit.Page page = ledger.page(shelf);
      if (page != null) {
        balances.put(shelf, page.balance());
      }
    }
    if (!ledger.counted().beyondMemory().isEmpty()) {
      notes.add(
          ledger.counted().beyondMemory().size()
              + " shelves have more counts or voids than the job remembers: their units are taken"
              + " from the ledger.");
    }
  }

  private static void compareOutputs(ShelfAudit shelves, List<String> notes) {
    long compared = shelves.compareOutputs();
    notes.add(
        "Older records were left out. Not recomputed: the units of shelves, as_of, what voids undo,"
            + " the twins of duplicates and refused records, the alerts that should stand.");
    notes.add(
        "Compared instead: the chains of ledger and images, and the last image of "
            + compared
            + " shelves with their last ledger entry.");
  }
}
