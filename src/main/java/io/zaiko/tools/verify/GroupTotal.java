package io.zaiko.tools.verify;

import io.zaiko.avro.AvailabilityByGroup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a group of locations has of one item.
 *
 * @param units all buckets
 * @param safetyStock withheld by rules
 * @param availableToSell may be negative
 * @param channels what each may sell, for those that a member's rules name
 * @param locations how many members have the item
 * @param asOfMicros business time of the newest of them
 */
record GroupTotal(
    Units units,
    long safetyStock,
    long availableToSell,
    Map<String, Long> channels,
    long locations,
    long asOfMicros) {

  /** What one open member has. */
  record Member(Units units, long safetyStock, Map<String, Long> channels, long asOfMicros) {
    long availableToSell() {
      return units.availableToSell() - safetyStock;
    }
  }

  static GroupTotal of(List<Member> members) {
    Units units = Units.ZERO;
    long safetyStock = 0;
    long availableToSell = 0;
    long newest = Long.MIN_VALUE;
    Set<String> names = new HashSet<>();
    for (Member member : members) {
      units = units.plus(member.units());
      safetyStock += member.safetyStock();
      availableToSell += member.availableToSell();
      newest = Math.max(newest, member.asOfMicros());
      names.addAll(member.channels().keySet());
    }
    Map<String, Long> channels = new HashMap<>();
    for (String name : names) {
      long sum = 0;
      for (Member member : members) {
        Long own = member.channels().get(name);
        sum += own == null ? Math.max(0, member.availableToSell()) : own;
      }
      channels.put(name, sum);
    }
    return new GroupTotal(units, safetyStock, availableToSell, channels, members.size(), newest);
  }

  static GroupTotal of(AvailabilityByGroup image) {
    return new GroupTotal(
        Units.of(
            image.getOnHand(),
            image.getUnavailable(),
            image.getAllocated(),
            image.getInTransit(),
            image.getStaged()),
        image.getSafetyStock(),
        image.getAvailableToSell(),
        Map.copyOf(image.getChannels()),
        image.getLocations(),
        NaiveStock.micros(image.getAsOf()));
  }
}
