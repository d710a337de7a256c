package io.zaiko.tools.verify;

import io.zaiko.avro.Availability;
import io.zaiko.avro.StockStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Follows the images of each shelf in the order of their offsets. */
final class ImageAudit {
  private final OutputReader reader;
  private final Differences differences;
  private final Predicate<String> isPlace;
  private final Map<String, Shown> shown = new HashMap<>();
  private final List<LateStart> lateStarts = new ArrayList<>();
  // Where a partition holds two images of one key, nothing after the second was ever compacted
  // away.
  private final Map<Integer, Long> compactedBefore = new HashMap<>();

  /**
   * The last image of a shelf.
   *
   * @param units all buckets; null where the shelf was withdrawn
   * @param availableToSell as stated
   * @param asOfMicros its business time
   * @param epoch of the job's attempt
   * @param version of the image
   */
  record Shown(
      @Nullable Units units, long availableToSell, long asOfMicros, long epoch, long version) {}

  private record LateStart(RawRecord at, String key, long version) {}

  /**
   * Follows images.
   *
   * @param isPlace whether something was stated of a location
   */
  ImageAudit(OutputReader reader, Differences differences, Predicate<String> isPlace) {
    this.reader = reader;
    this.differences = differences;
    this.isPlace = isPlace;
  }

  /** Takes a record of {@code availability}. */
  void image(RawRecord raw) {
    differences.compared(Check.IMAGES);
    byte[] keyBytes = raw.key();
    String key = keyBytes == null ? "" : new String(keyBytes, StandardCharsets.UTF_8);
    Shown before = shown.get(key);
    if (before != null) {
      compactedBefore.merge(raw.partition(), raw.offset(), Math::min);
    }
    if (raw.value() == null) {
      shown.put(key, withdrawn(before));
      return;
    }
    Availability image = reader.read(raw, Availability.class, Check.IMAGES);
    if (image == null) {
      return;
    }
    Units units =
        Units.of(
            image.getOnHand(),
            image.getUnavailable(),
            image.getAllocated(),
            image.getInTransit(),
            image.getStaged(),
            image.getReserved());
    judge(raw, key, image, units);
    follow(raw, key, image, before);
    shown.put(
        key,
        new Shown(
            units,
            image.getAvailableToSell(),
            NaiveStock.micros(image.getAsOf()),
            image.getEpoch(),
            image.getVersion()));
  }

  private static Shown withdrawn(@Nullable Shown before) {
    return before == null
        ? new Shown(null, 0, 0, 0, 0)
        : new Shown(null, before.availableToSell(), 0, before.epoch(), before.version());
  }

  private void judge(RawRecord raw, String key, Availability image, Units units) {
    expect(
        key.equals(image.getLocationId() + '|' + image.getSku()),
        raw,
        key,
        "is filed under another key");
    long sellable = units.availableToSell() - image.getSafetyStock();
    expect(
        image.getAvailableToSell() == sellable,
        raw,
        key,
        "available_to_sell is " + image.getAvailableToSell() + ", its parts give " + sellable);
    expect(
        image.getStatus() == StockStatus.OUT_OF_STOCK == (image.getAvailableToSell() <= 0)
            || mayHaveClosed(image),
        raw,
        key,
        "is " + image.getStatus() + " at " + image.getAvailableToSell());
    expect(
        Units.isWellWritten(image.getUnavailable()) && image.getReserved() >= 0,
        raw,
        key,
        "has units in buckets that no input changes");
  }

  /** Whether the shelf may have been in a closed location, where nothing is in stock. */
  private boolean mayHaveClosed(Availability image) {
    return image.getStatus() == StockStatus.OUT_OF_STOCK && isPlace.test(image.getLocationId());
  }

  private void follow(RawRecord raw, String key, Availability image, @Nullable Shown before) {
    Long previous = image.getPreviousAvailableToSell();
    if (before == null) {
      if (image.getVersion() > 1) {
        lateStarts.add(new LateStart(raw, key, image.getVersion()));
      } else {
        expect(previous == null, raw, key, "is the first image, but names one before it");
      }
      return;
    }
    boolean follows =
        before.units() == null
            ? image.getVersion() > before.version()
            : image.getVersion() == before.version() + 1;
    expect(follows, raw, key, "has version " + image.getVersion() + " after " + before.version());
    expect(image.getEpoch() >= before.epoch(), raw, key, "falls to epoch " + image.getEpoch());
    expect(
        before.units() == null || (previous != null && previous == before.availableToSell()),
        raw,
        key,
        "names " + previous + " as the value before, it was " + before.availableToSell());
  }

  private void expect(boolean holds, RawRecord raw, String key, String otherwise) {
    differences.expect(holds, Check.IMAGES, () -> key + " at " + raw.address() + ' ' + otherwise);
  }

  /**
   * Judges the shelves whose first images are gone: compaction may have removed them.
   *
   * @return how many shelves compaction explains
   */
  long compareStarts() {
    long explained = 0;
    for (LateStart start : lateStarts) {
      long whole = compactedBefore.getOrDefault(start.at().partition(), Long.MAX_VALUE);
      if (start.at().offset() < whole) {
        explained++;
      } else {
        expect(
            false, start.at(), start.key(), "is the first image, with version " + start.version());
      }
    }
    return explained;
  }

  /** The last image of a shelf; null where there is none. */
  @Nullable Shown shown(ShelfKey shelf) {
    return shown.get(shelf.toString());
  }

  /** The units of each shelf whose last image stands, as it says. */
  Map<ShelfKey, Units> standing() {
    Map<ShelfKey, Units> standing = new HashMap<>();
    shown.forEach(
        (key, last) -> {
          int bar = key.indexOf('|');
          if (last.units() != null && bar >= 0) {
            standing.put(new ShelfKey(key.substring(0, bar), key.substring(bar + 1)), last.units());
          }
        });
    return standing;
  }

  Set<String> keys() {
    return shown.keySet();
  }
}
