package io.zaiko.tools.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The whole audit, over whatever holds the topics: what was set aside first, then the inputs, then
 * the outputs, each record once.
 */
final class Verification {
  private final Topics topics;
  private final Differences differences = new Differences();
  private final NaiveStock stock = new NaiveStock();
  private final SetAside setAside;
  private final InputAudit inputs;
  private final ControlAudit control;
  private final LedgerAudit ledger;
  private final ImageAudit images;
  private final AlertAudit alerts;

  private Verification(Topics topics, Schemas schemas) {
    this.topics = topics;
    WireReader wire = new WireReader(schemas);
    OutputReader outputs = new OutputReader(wire, differences);
    boolean partial = topics.isPartial();
    this.setAside = new SetAside(outputs, differences, partial);
    this.inputs = new InputAudit(wire, setAside, stock, differences, partial);
    this.control = new ControlAudit(wire, setAside, inputs, differences);
    this.ledger = new LedgerAudit(outputs, stock, differences, partial);
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
    inputs.compare();
    ledger.compare();
    if (topics.isPartial()) {
      notes.add(
          "Older records were left out, so shelves are not recomputed: only the ledger's own chain"
              + " is followed.");
    } else {
      // Summed only now: the ledger has named the lines that it left out as OUT_OF_RANGE.
      Set<ShelfKey> negative =
          new ShelfAudit(stock, control, ledger, images, differences).compare(stock.sums());
      alerts.compare(negative);
    }
    long compacted = images.compareStarts();
    if (compacted > 0) {
      notes.add(
          compacted + " shelves begin at a later version: compaction removed what came before.");
    }
    return VerifyReport.of(inputs.balances(), differences, notes);
  }
}
