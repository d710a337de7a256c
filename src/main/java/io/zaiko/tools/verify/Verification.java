package io.zaiko.tools.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * The whole audit, over whatever holds the topics: what was set aside first, then the inputs, then
 * the outputs, each record once.
 */
final class Verification {
  private final Topics topics;
  private final Differences differences = new Differences();
  private final FromArrival fromArrival = new FromArrival();
  private final NaiveStock stock = new NaiveStock();
  private final SetAside setAside;
  private final InputAudit inputs;
  private final ControlAudit control;
  private final LedgerAudit ledger;
  private final ImageAudit images;
  private final AlertAudit alerts;
  private long unswept;

  private Verification(Topics topics, Schemas schemas) {
    this.topics = topics;
    WireReader wire = new WireReader(schemas);
    OutputReader outputs = new OutputReader(wire, differences);
    boolean partial = topics.isPartial();
    this.setAside = new SetAside(outputs, differences, partial);
    this.inputs = new InputAudit(wire, setAside, stock, differences, fromArrival, partial);
    this.control = new ControlAudit(wire, setAside, inputs, differences);
    this.ledger = new LedgerAudit(outputs, stock, differences, fromArrival, partial);
    this.images = new ImageAudit(outputs, differences);
    this.alerts = new AlertAudit(outputs, differences);
  }

  /** Reads everything and compares. */
  static VerifyReport of(Topics topics, Schemas schemas) {
    return new Verification(topics, schemas).run();
  }

  private VerifyReport run() {
    topics.read(List.of("dead-letters"), setAside::deadLetter);
    topics.read(List.of("duplicates"), setAside::duplicate);
    List<String> inputTopics = topics.inputs();
    inputTopics.forEach(inputs::tally);
    topics.read(Topics.CONTROL, control::control);
    topics.read(inputTopics, inputs::input);
    stock.settleVoids();
    topics.read(List.of("stock-ledger"), ledger::entry);
    topics.read(List.of("availability"), images::image);
    topics.read(List.of("stock-alerts"), alerts::alert);
    return compare();
  }

  private VerifyReport compare() {
    List<String> notes = new ArrayList<>();
    control.compare();
    inputs.compare();
    ledger.compare();
    ShelfAudit shelves = new ShelfAudit(stock, control, ledger, images, differences);
    if (topics.isPartial()) {
      compareOutputs(shelves, notes);
    } else {
      compareAll(shelves, notes);
    }
    long compacted = images.compareStarts();
    if (compacted > 0) {
      notes.add(
          compacted + " shelves begin at a later version: compaction removed what came before.");
    }
    notes.add(fromArrival.text());
    return VerifyReport.of(inputs.balances(), differences, notes, unswept);
  }

  private void compareAll(ShelfAudit shelves, List<String> notes) {
    // Summed only now: the ledger has named the lines that it left out as OUT_OF_RANGE.
    ShelfAudit.Found found = shelves.compare(stock.sums());
    alerts.compare(found.negative());
    unswept = found.unswept();
    if (unswept > 0) {
      notes.add(
          unswept
              + " shelves are still published, or not, as it was before their items were declared:"
              + " is a sweep under way? The dashboard says so (Keep shelves, sweepUnderWay).");
    }
    long crowded = new VoidAudit(stock, alerts, differences, fromArrival).compare();
    if (crowded > 0) {
      notes.add(
          crowded
              + " order lines have more than 100 voids: which of them count is taken from the"
              + " ledger.");
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
