package io.zaiko.tools.verify;

import io.zaiko.avro.AvailabilityByGroup;
import io.zaiko.avro.StockStatus;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Follows what is told of groups of locations, and holds the last of it against the sums. */
final class GroupAudit {
  private final OutputReader reader;
  private final Differences differences;
  private final long lowStockAt;
  private final Map<String, Shown> shown = new HashMap<>();

  /**
   * The last record of a key.
   *
   * @param total what it says; null where it is a tombstone
   * @param status of its last record with a value; null where there is none
   * @param epoch of the last record with a value
   * @param version of the last record with a value
   */
  private record Shown(
      @Nullable GroupTotal total, @Nullable StockStatus status, long epoch, long version) {}

  /**
   * Follows groups.
   *
   * @param lowStockAt LOW_STOCK at this many units of a group and below
   */
  GroupAudit(OutputReader reader, Differences differences, long lowStockAt) {
    this.lowStockAt = lowStockAt;
    this.reader = reader;
    this.differences = differences;
  }

  /** Takes a record of {@code availability-by-group}. */
  void image(RawRecord raw) {
    differences.compared(Check.GROUPS);
    String key = raw.key() == null ? "" : new String(raw.key(), StandardCharsets.UTF_8);
    Shown before = shown.get(key);
    if (raw.value() == null) {
      expect(before == null || before.total() != null, raw, key, "is withdrawn twice");
      shown.put(
          key,
          before == null
              ? new Shown(null, null, 0, 0)
              : new Shown(null, null, before.epoch(), before.version()));
      return;
    }
    AvailabilityByGroup image = reader.read(raw, AvailabilityByGroup.class, Check.GROUPS);
    if (image == null) {
      return;
    }
    judge(raw, key, image);
    if (before != null) {
      follow(raw, key, image, before);
    }
    shown.put(
        key,
        new Shown(GroupTotal.of(image), image.getStatus(), image.getEpoch(), image.getVersion()));
  }

  private void judge(RawRecord raw, String key, AvailabilityByGroup image) {
    expect(
        key.equals(image.getGroup() + '|' + image.getSku()),
        raw,
        key,
        "is filed under another key");
    expect(
        Units.isWellWritten(image.getUnavailable()) && image.getReserved() >= 0,
        raw,
        key,
        "has units in buckets that no input changes");
    long ats = image.getAvailableToSell();
    expect(
        (image.getStatus() == StockStatus.OUT_OF_STOCK) == (ats <= 0),
        raw,
        key,
        "is " + image.getStatus() + " at " + ats);
  }

  private void follow(RawRecord raw, String key, AvailabilityByGroup image, Shown before) {
    long version = image.getVersion();
    boolean isForgotten =
        before.total() == null && version == 1 && image.getEpoch() > before.epoch();
    expect(
        version == before.version() + 1 || isForgotten,
        raw,
        key,
        "has version " + version + " after " + before.version());
    expect(image.getEpoch() >= before.epoch(), raw, key, "falls to epoch " + image.getEpoch());
  }

  /**
   * Compares the last record of each key with the sums.
   *
   * @param totals what each group has, by key
   * @param undecided tells keys of which that is not known
   * @param mayBeAsked tells keys of groups that may be asked for more units than is known
   */
  void compare(
      Map<String, GroupTotal> totals, Predicate<String> undecided, Predicate<String> mayBeAsked) {
    Set<String> keys = new HashSet<>(shown.keySet());
    keys.addAll(totals.keySet());
    keys.removeIf(undecided);
    for (String key : keys) {
      Shown last = shown.get(key);
      GroupTotal told = last == null ? null : last.total();
      GroupTotal total =
          told != null && mayBeAsked.test(key) ? asked(totals.get(key), told) : totals.get(key);
      differences.expect(
          told == null ? total == null : total != null && total.isTold(told),
          Check.GROUPS,
          () ->
              key
                  + ": availability-by-group says "
                  + (told == null ? "nothing" : told)
                  + ", its open members add up to "
                  + (total == null ? "nothing" : total));
      if (last != null && told != null) {
        compareStatus(key, last.status(), told.availableToSell());
      }
    }
  }

  /** The orders that ask a group are those that it tells of beyond what its members do. */
  private static GroupTotal asked(@Nullable GroupTotal ofMembers, GroupTotal told) {
    GroupTotal total =
        ofMembers == null ? GroupTotal.of(List.of(), GroupTotal.Asked.NOTHING) : ofMembers;
    long units = told.units().allocated() - total.units().allocated();
    return units > 0 ? total.with(new GroupTotal.Asked(units, AsOf.UNKNOWN)) : total;
  }

  /** No rule speaks of a group: one setting decides, and no record but the last is held to it. */
  private void compareStatus(String key, @Nullable StockStatus status, long availableToSell) {
    boolean isLow = availableToSell <= lowStockAt;
    differences.expect(
        availableToSell <= 0 || (status == StockStatus.LOW_STOCK) == isLow,
        Check.GROUPS,
        () ->
            key
                + ": availability-by-group says "
                + status
                + " at "
                + availableToSell
                + " units, with low.stock.at "
                + lowStockAt);
  }

  private void expect(boolean holds, RawRecord raw, String key, String otherwise) {
    differences.expect(holds, Check.GROUPS, () -> key + " at " + raw.address() + ' ' + otherwise);
  }
}
