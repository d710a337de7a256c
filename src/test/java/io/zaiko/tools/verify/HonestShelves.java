package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Availability;
import io.zaiko.avro.Location;
import io.zaiko.avro.StockRule;
import io.zaiko.avro.StockStatus;
import io.zaiko.tools.verify.HonestOutputs.Booking;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All shelves with what was last said of each: entry by entry, image by image, alert by alert. */
final class HonestShelves {
  private static final long LOW = 3;

  private final HonestOutputs out;
  private final HonestGroups groups;
  private final HonestOversold oversold;
  private final Set<String> nonStock = new HashSet<>();
  private final Set<ShelfKey> withdrawn = new HashSet<>();
  private final Map<ShelfKey, HonestShelf> shelves = new HashMap<>();
  private final Map<ShelfKey, Units> balances = new HashMap<>();
  private final Map<ShelfKey, Shown> shown = new HashMap<>();
  private final Map<ShelfKey, Long> asOf = new HashMap<>();
  private final Map<String, StockRule> rules = new TreeMap<>();
  private final Map<ShelfKey, Map<String, Look>> looks = new HashMap<>();
  private final Map<ShelfKey, Long> sought = new HashMap<>();

  private record Look(long at, String rank, long seen) {}

  /** What the last image says besides its balances. */
  private record Shown(
      Units units, long safety, Map<String, Long> channels, StockStatus status, long version) {
    long availableToSell() {
      return units.availableToSell() - safety;
    }
  }

  HonestShelves(HonestOutputs out) {
    this.out = out;
    this.groups = new HonestGroups(out);
    this.oversold = new HonestOversold(out);
  }

  HonestOversold oversold() {
    return oversold;
  }

  /** Takes the images of an item back, or gives them again; its shelves are swept at once. */
  void declare(String sku, boolean isNonStock, String address) {
    boolean isNew = isNonStock ? nonStock.add(sku) : nonStock.remove(sku);
    if (!isNew) {
      return;
    }
    Booking cause = new Booking(address, 0, "ITEM", 0, 0);
    for (ShelfKey key : List.copyOf(asOf.keySet())) {
      if (key.sku().equals(sku)) {
        restate(key, isNonStock, cause);
      }
    }
  }

  private void restate(ShelfKey key, boolean isNonStock, Booking cause) {
    if (isNonStock) {
      out.withdrawal(key);
      withdrawn.add(key);
      out.alert("NEGATIVE_ON_HAND", key.toString(), AlertStatus.RESOLVED, Map.of());
      countRequested(key, 0);
      oversold.nothing(key);
    } else {
      image(key, cause);
      alerts(key, shelf(key), balances.get(key));
    }
  }

  HonestShelf shelf(ShelfKey key) {
    return shelves.computeIfAbsent(key, first -> new HonestShelf());
  }

  /** Somebody could not find units there when picking; fewer than none: it was not so. */
  void comeShort(ShelfKey key, long units) {
    sought.merge(key, units, Long::sum);
  }

  private void countRequested(ShelfKey key, long notFound) {
    if (sought.containsKey(key)) {
      long missing = sought.get(key) > 0 ? Math.max(0, notFound) : 0;
      out.alert(
          "COUNT_REQUESTED",
          key.toString(),
          missing > 0 ? AlertStatus.CONFIRMED : AlertStatus.RESOLVED,
          Map.of("not_found", missing));
    }
  }

  /** Books a change of a shelf under an outcome. */
  void book(ShelfKey key, Booking booking, String outcome, Consumer<HonestShelf> change) {
    HonestShelf shelf = shelf(key);
    Units before = balances.getOrDefault(key, Units.ZERO);
    int said = shelf.said();
    change.accept(shelf);
    Units after = shelf.now();
    balances.put(key, after);
    boolean isNews = shelf.said() > said;
    if (isNews) {
      asOf.merge(key, booking.asOfMicros(), Math::max);
    }
    if (isNews && !nonStock.contains(key.sku())) {
      image(key, booking);
    }
    Shown image = shown.get(key);
    long version = image == null ? 0 : image.version();
    out.entry(key, booking, outcome, after.plus(before.negated()), after, version);
    sensors(key, shelf);
    if (!nonStock.contains(key.sku())) {
      alerts(key, shelf, after);
    }
  }

  /** A sensor sees an area; what it saw last is held against the books with each change of them. */
  void look(ShelfKey key, String area, long at, String rank, long seen) {
    looks
        .computeIfAbsent(key, first -> new TreeMap<>())
        .merge(
            area,
            new Look(at, rank, seen),
            (a, b) ->
                a.at() > b.at() || (a.at() == b.at() && a.rank().compareTo(b.rank()) > 0) ? a : b);
  }

  private void sensors(ShelfKey key, HonestShelf shelf) {
    looks
        .getOrDefault(key, Map.of())
        .forEach(
            (area, look) -> {
              long booked = shelf.onHandAt(look.at());
              long seen = look.seen();
              String name = key.toString() + '|' + area;
              sensor(
                  "COUNT_VARIANCE",
                  '|' + name,
                  seen > booked,
                  Map.of("expected", booked, "counted", seen));
              sensor(
                  "LOW_SHELF",
                  name,
                  seen == 0 && booked > 0,
                  Map.of("on_hand", booked, "seen", seen));
            });
  }

  private void sensor(String check, String key, boolean stands, Map<String, Long> facts) {
    out.alert(
        check,
        key,
        stands ? AlertStatus.CONFIRMED : AlertStatus.RESOLVED,
        stands ? facts : Map.of());
  }

  /** Follows a rule from now on; null takes it back. */
  void rule(String key, @Nullable StockRule rule) {
    if (rule == null) {
      rules.remove(key);
    } else {
      rules.put(key, rule);
    }
    Booking cause = new Booking(key, 0, "RULE", 0, 0);
    known().forEach(shelf -> image(shelf, cause));
  }

  /** Follows a location from now on. */
  void location(Location location) {
    groups.location(location);
    Booking cause = new Booking(location.getLocationId(), 0, "LOCATION", 0, 0);
    known().forEach(shelf -> image(shelf, cause));
    known().forEach(shelf -> waiting(shelf, balances.get(shelf)));
  }

  private List<ShelfKey> known() {
    return asOf.keySet().stream().filter(shelf -> !nonStock.contains(shelf.sku())).toList();
  }

  private void waiting(ShelfKey key, Units units) {
    boolean isWaiting = !groups.isOpen(key.location()) && units.allocated() > 0;
    out.alert(
        "CLOSED_WITH_ORDERS",
        key.toString(),
        isWaiting ? AlertStatus.CONFIRMED : AlertStatus.RESOLVED,
        Map.of("allocated", isWaiting ? units.allocated() : 0L));
    oversold.tell(key, groups.isGroup(key.location()) ? Units.ZERO : units);
  }

  private void alerts(ShelfKey key, HonestShelf shelf, Units units) {
    waiting(key, units);
    countRequested(key, units.notFound());
    boolean isNegative = units.onHand() < 0;
    out.alert(
        "NEGATIVE_ON_HAND",
        key.toString(),
        isNegative ? AlertStatus.CONFIRMED : AlertStatus.RESOLVED,
        isNegative ? Map.of("on_hand", units.onHand()) : Map.of());
    shelf
        .conflicts()
        .forEach(
            (at, isStanding) ->
                out.alert(
                    "EVENT_CONFLICT",
                    key.toString() + '|' + at,
                    isStanding ? AlertStatus.CONFIRMED : AlertStatus.RETRACTED,
                    Map.of("standing", shelf.standing(at))));
    for (String countId : shelf.countIds()) {
      long variance = shelf.isOpening(countId) ? 0 : shelf.variance(countId);
      out.alert(
          "COUNT_VARIANCE",
          key.toString() + '|' + countId,
          variance == 0 ? AlertStatus.RETRACTED : AlertStatus.CONFIRMED,
          facts(shelf, countId, variance));
    }
  }

  private static Map<String, Long> facts(HonestShelf shelf, String countId, long variance) {
    Map<String, Long> facts = new HashMap<>();
    facts.put("variance", variance);
    facts.put("expected", shelf.expected(countId));
    facts.put("counted", shelf.expected(countId) + variance);
    if (variance > 0 && shelf.isReceived(countId, variance)) {
      facts.put("unbooked_receipt", variance);
    }
    Map<Long, Long> loose = shelf.looseAround(countId);
    if (variance != 0 && !loose.isEmpty()) {
      facts.put("uncertain_units", loose.values().stream().mapToLong(units -> units).sum());
      facts.put("time_precision_micros", Collections.max(loose.keySet()));
    }
    return facts;
  }

  private void image(ShelfKey key, Booking cause) {
    Units units = balances.get(key);
    long safety = stated(key, StockRule::getSafetyStock, 0L);
    long ats = units.availableToSell() - safety;
    Shown before = shown.get(key);
    if (groups.isGroup(key.location())
        && units.equals(new Units(0, 0, 0, 0, 0, units.allocated()))) {
      if (before != null && withdrawn.add(key)) {
        out.withdrawal(key);
      }
      offer(key, units, safety, channels(key, ats));
      return;
    }
    Shown now =
        new Shown(
            units,
            safety,
            channels(key, ats),
            status(key, ats, before),
            before == null ? 1 : before.version() + 1);
    if (before != null
        && !withdrawn.remove(key)
        && before.units().equals(units)
        && before.safety() == safety
        && before.channels().equals(now.channels())
        && before.status() == now.status()) {
      return;
    }
    shown.put(key, now);
    Availability.Builder terms =
        Availability.newBuilder()
            .setSafetyStock(safety)
            .setAvailableToSell(ats)
            .setChannels(now.channels())
            .setStatus(now.status())
            .setPreviousAvailableToSell(before == null ? null : before.availableToSell())
            .setVersion(now.version());
    out.image(key, units, terms, cause, asOf.get(key));
    offer(key, units, safety, now.channels());
  }

  private void offer(ShelfKey key, Units units, long safety, Map<String, Long> channels) {
    groups.offered(key, new HonestGroups.Offered(units, safety, channels, asOf.get(key), false));
  }

  private StockStatus status(ShelfKey key, long ats, @Nullable Shown before) {
    long low = stated(key, StockRule::getLowStockAt, LOW);
    if (ats <= 0 || !groups.isOpen(key.location())) {
      return StockStatus.OUT_OF_STOCK;
    }
    if (ats <= low) {
      return StockStatus.LOW_STOCK;
    }
    boolean wasLow = before != null && before.status() == StockStatus.LOW_STOCK;
    return wasLow && ats < stated(key, StockRule::getInStockAt, low + 1)
        ? StockStatus.LOW_STOCK
        : StockStatus.IN_STOCK;
  }

  private Map<String, Long> channels(ShelfKey key, long ats) {
    Map<String, Long> buffers = stated(key, StockRule::getBuffers, Map.of());
    Map<String, Long> kept = new TreeMap<>();
    long left = Math.max(0, ats);
    var fences = new ArrayList<>(stated(key, StockRule::getFences, List.of()));
    fences.sort((a, b) -> Integer.compare(a.getPriority(), b.getPriority()));
    for (var fence : fences) {
      Long units = fence.getUnits();
      long wanted = units != null ? units : Math.max(0, ats) * fence.getPercent() / 100;
      kept.put(fence.getChannel(), Math.min(left, wanted));
      left -= Math.min(left, wanted);
    }
    Set<String> named = new HashSet<>(buffers.keySet());
    named.addAll(kept.keySet());
    Map<String, Long> channels = new HashMap<>();
    for (String channel : named) {
      long free = ats - buffers.getOrDefault(channel, 0L);
      for (Map.Entry<String, Long> other : kept.entrySet()) {
        free -= other.getKey().equals(channel) ? 0 : other.getValue();
      }
      boolean isOpen = groups.isOpen(key.location());
      channels.put(channel, isOpen ? Math.max(free, 0) : 0L);
    }
    return channels;
  }

  private <T> T stated(ShelfKey key, Function<StockRule, @Nullable T> field, T otherwise) {
    for (String name : List.of(key.toString(), '|' + key.sku(), key.location() + '|', "|")) {
      StockRule rule = rules.get(name);
      T value = rule == null ? null : field.apply(rule);
      if (value != null) {
        return value;
      }
    }
    return otherwise;
  }
}
