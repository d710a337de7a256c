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
  /** The job may refuse further items without stock, or locations that are closed or in groups. */
  private static final int AT_MOST = 100_000;

  private final WireReader wire;
  private final SetAside setAside;
  private final InputAudit inputs;
  private final Differences differences;
  // Whether each item has no stock.
  private final Map<String, Boolean> items = new HashMap<>();
  private final Set<String> everNonStock = new HashSet<>();
  private final Set<String> closed = new HashSet<>();
  private final Map<String, List<String>> groups = new HashMap<>();
  private final Set<String> places = new HashSet<>();
  private final Set<String> everGroups = new HashSet<>();
  private final Set<String> everSpecial = new HashSet<>();
  private final List<RecordAddress> itemsBeyondLimit = new ArrayList<>();
  private final List<RecordAddress> placesBeyondLimit = new ArrayList<>();

  ControlAudit(WireReader wire, SetAside setAside, InputAudit inputs, Differences differences) {
    this.wire = wire;
    this.setAside = setAside;
    this.inputs = inputs;
    this.differences = differences;
  }

  /**
   * Takes a record of {@code items} or {@code locations}.
   *
   * @return false where the job refused it
   */
  boolean control(RawRecord raw) {
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
      if (record instanceof Location location) {
        faults.addAll(LocationChecks.faultsOf(location));
      }
    }
    SetAside.Refused refused = setAside.strikeDeadLetter(raw.address());
    if (refused != null) {
      tally.addDeadLetter();
      refused(raw, refused, faults, key, record);
      return false;
    }
    tally.addApplied();
    differences.expect(
        faults.isEmpty(),
        Check.REFUSALS,
        () -> raw.address() + " should have been refused: " + faults);
    if (key != null && !isLocation) {
      remember(key, hasNoStock(record));
    } else if (key != null) {
      place(key, record instanceof Location location ? location : null);
    }
    return true;
  }

  private void place(String id, @Nullable Location location) {
    places.add(id);
    closed.remove(id);
    groups.remove(id);
    if (location != null) {
      if (isSpecial(location)) {
        everSpecial.add(id);
      }
      groups.put(id, List.copyOf(location.getGroups()));
      everGroups.addAll(location.getGroups());
      if (!location.getOpen()) {
        closed.add(id);
      }
    }
  }

  private static boolean hasNoStock(@Nullable SpecificRecord record) {
    return record instanceof Item item && item.getKind() == ItemKind.NON_STOCK;
  }

  /** Whether the job must remember a location. */
  private static boolean isSpecial(@Nullable SpecificRecord record) {
    return record instanceof Location location
        && (!location.getOpen() || !location.getGroups().isEmpty());
  }

  private static String id(SpecificRecord record) {
    return record instanceof Location location
        ? location.getLocationId()
        : ((Item) record).getSku();
  }

  private void refused(
      RawRecord raw,
      SetAside.Refused refused,
      Set<Fault> faults,
      @Nullable String key,
      @Nullable SpecificRecord record) {
    boolean isBeyondLimit = refused.reason().equals("CONTROL_LIMIT");
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
    } else if (key != null && isBeyondLimit && hasNoStock(record)) {
      everNonStock.add(key);
      itemsBeyondLimit.add(raw.address());
    } else if (key != null && isBeyondLimit && isSpecial(record)) {
      everSpecial.add(key);
      placesBeyondLimit.add(raw.address());
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
    compare(itemsBeyondLimit, everNonStock.size(), " items without stock");
    compare(placesBeyondLimit, everSpecial.size(), " locations closed or in groups");
  }

  private void compare(List<RecordAddress> beyondLimit, int ever, String what) {
    for (RecordAddress address : beyondLimit) {
      differences.expect(
          ever > AT_MOST,
          Check.REFUSALS,
          () -> address + " was refused as CONTROL_LIMIT, but there are only " + ever + what);
    }
  }

  /** Whether a location sells and ships nothing for now. */
  boolean isClosed(String location) {
    return closed.contains(location);
  }

  /** Whether something was stated of a location, of what is left. */
  boolean isPlace(String location) {
    return places.contains(location);
  }

  /** Whether something was stated of any location. */
  boolean hasPlaces() {
    return !places.isEmpty();
  }

  /** The groups that a location adds to; none where it is closed. */
  List<String> openGroupsOf(String location) {
    return isClosed(location) ? List.of() : groups.getOrDefault(location, List.of());
  }

  /** The names that locations, open or closed, give the groups they are in. */
  Set<String> groups() {
    Set<String> names = new HashSet<>();
    groups.values().forEach(names::addAll);
    return names;
  }

  /** Whether any location ever was in a group of that name, of what is left. */
  boolean wasGroup(String name) {
    return everGroups.contains(name);
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
