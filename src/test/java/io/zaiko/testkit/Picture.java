package io.zaiko.testkit;

import io.zaiko.avro.Availability;
import io.zaiko.avro.AvailabilityByGroup;
import io.zaiko.tools.verify.Units;
import java.util.Map;
import java.util.TreeMap;

/**
 * What channels are told of one shelf, or of one item over a group.
 *
 * @param units of every bucket
 * @param safetyStock withheld by rules
 * @param availableToSell may be negative
 * @param channels what each may sell, for those that rules name
 * @param locations how many shelves it is the sum of
 */
public record Picture(
    Units units,
    long safetyStock,
    long availableToSell,
    Map<String, Long> channels,
    long locations) {

  /** As it was published. */
  public static Picture of(Availability image) {
    return new Picture(
        units(
            image.getOnHand(),
            image.getUnavailable(),
            image.getAllocated(),
            image.getInTransit(),
            image.getStaged()),
        image.getSafetyStock(),
        image.getAvailableToSell(),
        new TreeMap<>(image.getChannels()),
        1);
  }

  /** As it was published. */
  public static Picture of(AvailabilityByGroup image) {
    return new Picture(
        units(
            image.getOnHand(),
            image.getUnavailable(),
            image.getAllocated(),
            image.getInTransit(),
            image.getStaged()),
        image.getSafetyStock(),
        image.getAvailableToSell(),
        new TreeMap<>(image.getChannels()),
        image.getLocations());
  }

  private static Units units(
      long onHand, Map<String, Long> unavailable, long allocated, long inTransit, long staged) {
    return new Units(
        onHand,
        unavailable.getOrDefault("DAMAGED", 0L),
        unavailable.getOrDefault("QUALITY_CONTROL", 0L),
        unavailable.getOrDefault("ON_HOLD", 0L),
        unavailable.getOrDefault("NOT_FOUND", 0L),
        allocated,
        inTransit,
        staged);
  }
}
