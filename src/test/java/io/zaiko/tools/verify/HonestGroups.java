package io.zaiko.tools.verify;

import io.zaiko.avro.AvailabilityByGroup;
import io.zaiko.avro.Location;
import io.zaiko.avro.StockStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What groups of locations have, reckoned over from the shelves each time something is new. */
final class HonestGroups {
  private final HonestOutputs out;
  private final Map<String, Location> locations = new HashMap<>();
  private final Map<ShelfKey, Offered> shelves = new HashMap<>();
  private final Map<String, Told> told = new TreeMap<>();

  /** What the last image of a shelf says, or would but for its name; or what a group is asked. */
  record Offered(Units units, long safety, Map<String, Long> channels, long asOf, boolean isAsked) {
    long ats() {
      return units.availableToSell() - safety;
    }
  }

  /** What the last record of a group says; of nobody where it is a tombstone. */
  private record Told(List<Offered> members, long version) {}

  HonestGroups(HonestOutputs out) {
    this.out = out;
  }

  /** Whether some location says that it is in a group of that name. */
  boolean isGroup(String name) {
    return locations.values().stream().anyMatch(any -> any.getGroups().contains(name));
  }

  private boolean isIn(String location, String group) {
    Location stated = locations.get(location);
    return stated != null && stated.getGroups().contains(group);
  }

  boolean isOpen(String location) {
    Location stated = locations.get(location);
    return stated == null || stated.getOpen();
  }

  /** Follows a location from now on. */
  void location(Location location) {
    locations.put(location.getLocationId(), location);
    Set<String> skus = new TreeSet<>();
    shelves.keySet().forEach(shelf -> skus.add(shelf.sku()));
    skus.forEach(this::tell);
  }

  void offered(ShelfKey shelf, Offered offered) {
    shelves.put(shelf, offered);
    tell(shelf.sku());
  }

  private void tell(String sku) {
    Set<String> groups = new TreeSet<>();
    locations.values().forEach(location -> groups.addAll(location.getGroups()));
    told.keySet().forEach(key -> groups.add(key.substring(0, key.indexOf('|'))));
    for (String group : groups) {
      List<Offered> members = new ArrayList<>();
      shelves.forEach(
          (shelf, offered) -> {
            if (!shelf.sku().equals(sku) || !isOpen(shelf.location())) {
              return;
            }
            long asked = offered.units().allocated();
            if (isIn(shelf.location(), group)) {
              members.add(offered);
            } else if (shelf.location().equals(group) && isGroup(group) && asked != 0) {
              Units units = new Units(0, 0, 0, 0, 0, asked);
              members.add(new Offered(units, 0, Map.of(), offered.asOf(), true));
            }
          });
      tell(group, sku, members);
    }
  }

  private void tell(String group, String sku, List<Offered> members) {
    String key = group + '|' + sku;
    Told before = told.getOrDefault(key, new Told(List.of(), 0));
    if (before.members().equals(members)) {
      return;
    }
    long version = members.isEmpty() ? before.version() : before.version() + 1;
    told.put(key, new Told(List.copyOf(members), version));
    out.group(key, members.isEmpty() ? null : record(group, sku, members, version));
  }

  private static AvailabilityByGroup record(
      String group, String sku, List<Offered> members, long version) {
    Set<String> names = new TreeSet<>();
    members.forEach(member -> names.addAll(member.channels().keySet()));
    Map<String, Long> channels = new HashMap<>();
    for (String name : names) {
      for (Offered member : members) {
        long free = member.ats() < 0 ? 0 : member.ats();
        channels.merge(
            name, Objects.requireNonNullElse(member.channels().get(name), free), Long::sum);
      }
    }
    long asked =
        members.stream().filter(Offered::isAsked).mapToLong(m -> m.units().allocated()).sum();
    channels.replaceAll((name, sum) -> Math.max(0, sum - asked));
    Units units = members.stream().map(Offered::units).reduce(Units.ZERO, Units::plus);
    long ats = members.stream().mapToLong(Offered::ats).sum();
    return AvailabilityByGroup.newBuilder()
        .setGroup(group)
        .setSku(sku)
        .setOnHand(units.onHand())
        .setUnavailable(HonestOutputs.unavailable(units))
        .setAllocated(units.allocated())
        .setStaged(units.staged())
        .setReserved(0L)
        .setInTransit(units.inTransit())
        .setSafetyStock(members.stream().mapToLong(Offered::safety).sum())
        .setAvailableToSell(ats)
        .setChannels(channels)
        .setStatus(status(ats))
        .setLocations(members.stream().filter(member -> !member.isAsked()).count())
        .setAsOf(
            HonestOutputs.instant(members.stream().mapToLong(Offered::asOf).max().orElseThrow()))
        .setEmittedAt(Instant.EPOCH)
        .setEpoch(HonestOutputs.EPOCH)
        .setVersion(version)
        .build();
  }

  private static StockStatus status(long ats) {
    if (ats > 3) {
      return StockStatus.IN_STOCK;
    }
    return ats > 0 ? StockStatus.LOW_STOCK : StockStatus.OUT_OF_STOCK;
  }
}
