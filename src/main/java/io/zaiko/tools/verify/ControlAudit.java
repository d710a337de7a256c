package io.zaiko.tools.verify;

import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Reads the master data: the last record of a key stands. */
final class ControlAudit {
  private final WireReader wire;
  private final SetAside setAside;
  private final InputAudit inputs;
  private final Differences differences;
  private final Set<String> nonStock = new HashSet<>();

  ControlAudit(WireReader wire, SetAside setAside, InputAudit inputs, Differences differences) {
    this.wire = wire;
    this.setAside = setAside;
    this.inputs = inputs;
    this.differences = differences;
  }

  /** Takes a record of {@code items} or {@code locations}. */
  void control(RawRecord raw) {
    TopicTally tally = inputs.tally(raw.topic());
    tally.addRecord();
    if (setAside.strikeDeadLetter(raw.address()) != null) {
      tally.addDeadLetter();
      return;
    }
    tally.addApplied();
    if (raw.value() == null) {
      forget(raw);
      return;
    }
    WireReader.Reading reading = wire.read(raw.value(), Contract.schemaOf(raw.topic()));
    differences.expect(
        reading.record() != null,
        Check.REFUSALS,
        () -> raw.address() + " should have been refused: " + reading.faults());
    if (reading.record() instanceof Item item) {
      remember(item);
    }
  }

  private void forget(RawRecord raw) {
    byte[] key = raw.key();
    if (raw.topic().equals("items") && key != null) {
      nonStock.remove(new String(key, StandardCharsets.UTF_8));
    }
  }

  private void remember(Item item) {
    if (item.getKind() == ItemKind.NON_STOCK) {
      nonStock.add(item.getSku());
    } else {
      nonStock.remove(item.getSku());
    }
  }

  /** Whether an item has no stock to publish. */
  boolean isNonStock(String sku) {
    return nonStock.contains(sku);
  }
}
