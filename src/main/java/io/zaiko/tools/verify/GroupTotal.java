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
 * @param asOf business time of the newest of them, or of the orders that ask the group
 */
record GroupTotal(
    Units units,
    long safetyStock,
    long availableToSell,
    Map<String, Long> channels,
    long locations,
    AsOf asOf) {

  /** What one open member has. */
  record Member(Units units, long safetyStock, Map<String, Long> channels, AsOf asOf) {
    long availableToSell() {
      return units.availableToSell() - safetyStock;
    }
  }

  /**
   * What orders ask of the group itself, whoever is to supply it.
   *
   * @param asOf of the newest of them
   */
  record Asked(long units, AsOf asOf) {
    static final Asked NOTHING = new Asked(0, AsOf.NEVER);
  }

  static GroupTotal of(List<Member> members, Asked asked) {
    Units units = Units.ZERO;
    long safetyStock = 0;
    long availableToSell = 0;
    AsOf asOf = AsOf.NEVER;
    Set<String> names = new HashSet<>();
    for (Member member : members) {
      units = units.plus(member.units());
      safetyStock += member.safetyStock();
      availableToSell += member.availableToSell();
      asOf = asOf.and(member.asOf());
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
    return new GroupTotal(units, safetyStock, availableToSell, channels, members.size(), asOf)
        .with(asked);
  }

  /** The same with orders that ask the group: whatever they want, no channel may sell again. */
  GroupTotal with(Asked asked) {
    Map<String, Long> left = new HashMap<>(channels);
    if (asked.units() > 0) {
      left.replaceAll((name, sum) -> Math.max(0, sum - asked.units()));
    }
    return new GroupTotal(
        units.plus(new Units(0, 0, 0, 0, 0, asked.units())),
        safetyStock,
        availableToSell - asked.units(),
        left,
        locations,
        asOf.and(asked.asOf()));
  }

  /** Whether a record says it. */
  boolean isTold(GroupTotal told) {
    return asOf.holds(told.asOf.newest()) && told.equals(at(told.asOf));
  }

  private GroupTotal at(AsOf other) {
    return new GroupTotal(units, safetyStock, availableToSell, channels, locations, other);
  }

  static GroupTotal of(AvailabilityByGroup image) {
    return new GroupTotal(
        Units.of(
            image.getOnHand(),
            image.getUnavailable(),
            image.getAllocated(),
            image.getInTransit(),
            image.getStaged(),
            image.getReserved()),
        image.getSafetyStock(),
        image.getAvailableToSell(),
        Map.copyOf(image.getChannels()),
        image.getLocations(),
        AsOf.exactly(NaiveStock.micros(image.getAsOf())));
  }
}
