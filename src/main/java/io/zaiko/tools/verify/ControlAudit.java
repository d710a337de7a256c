package io.zaiko.tools.verify;

import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import io.zaiko.avro.Location;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Reads the master data: the last record of a key stands, unless it was refused. */
final class ControlAudit {
  /** The job may refuse further ones. */
  private static final int NON_STOCK_ITEMS_AT_MOST = 100_000;

  private final WireReader wire;
  private final SetAside setAside;
  private final InputAudit inputs;
  private final Differences differences;
  // Whether each item has no stock.
  private final Map<String, Boolean> items = new HashMap<>();
  private final Set<String> everNonStock = new HashSet<>();
  private final List<RecordAddress> beyondLimit = new ArrayList<>();

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
    String key = raw.key() == null ? null : new String(raw.key(), StandardCharsets.UTF_8);
    boolean isLocation = raw.topic().equals("locations");
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    faults.addAll(NaiveRules.faultsOfId(key, isLocation));
    SpecificRecord record = null;
    if (raw.value() != null) {
      WireReader.Reading reading = wire.read(raw.value(), Contract.schemaOf(raw.topic()));
      record = reading.record();
      faults.addAll(reading.faults());
    }
    if (record != null) {
      String id = id(record);
      faults.addAll(NaiveRules.faultsOfId(id, isLocation));
      if (!id.equals(key)) {
        faults.add(Fault.KEY_MISMATCH);
      }
    }
    boolean nonStock = record instanceof Item item && item.getKind() == ItemKind.NON_STOCK;
    SetAside.Refused refused = setAside.strikeDeadLetter(raw.address());
    if (refused != null) {
      tally.addDeadLetter();
      refused(raw, refused, faults, nonStock ? key : null);
      return;
    }
    tally.addApplied();
    differences.expect(
        faults.isEmpty(),
        Check.REFUSALS,
        () -> raw.address() + " should have been refused: " + faults);
    if (key != null && !isLocation) {
      remember(key, nonStock);
    }
  }

  private static String id(SpecificRecord record) {
    return record instanceof Location location
        ? location.getLocationId()
        : ((Item) record).getSku();
  }

  private void refused(
      RawRecord raw, SetAside.Refused refused, Set<Fault> faults, @Nullable String nonStockSku) {
    differences.compared(Check.REFUSALS);
    differences.expect(
        refused.holds(raw.value()),
        Check.REFUSALS,
        () -> raw.address() + ": the dead letter does not hold the bytes of the record");
    if (!faults.isEmpty()) {
      differences.expect(
          faults.stream().anyMatch(fault -> fault.name().equals(refused.reason())),
          Check.REFUSALS,
          () -> raw.address() + " was refused as " + refused.reason() + ", expected " + faults);
    } else if (nonStockSku != null && refused.reason().equals("CONTROL_LIMIT")) {
      everNonStock.add(nonStockSku);
      beyondLimit.add(raw.address());
    } else {
      differences.add(
          Check.REFUSALS,
          raw.address() + " was refused as " + refused.reason() + ", but nothing is wrong");
    }
  }

  private void remember(String sku, boolean nonStock) {
    if (nonStock) {
      everNonStock.add(sku);
    }
    items.put(sku, nonStock);
  }

  /** Compares, once the master data is read. */
  void compare() {
    boolean isFull = everNonStock.size() > NON_STOCK_ITEMS_AT_MOST;
    for (RecordAddress address : beyondLimit) {
      differences.expect(
          isFull,
          Check.REFUSALS,
          () ->
              address
                  + " was refused as CONTROL_LIMIT, but there are only "
                  + everNonStock.size()
                  + " items without stock");
    }
  }

  /** Whether an item has no stock to publish. */
  boolean isNonStock(String sku) {
    return items.getOrDefault(sku, false);
  }

  /** Whether anything was said of an item. */
  boolean isDeclared(String sku) {
    return items.containsKey(sku);
  }
}
