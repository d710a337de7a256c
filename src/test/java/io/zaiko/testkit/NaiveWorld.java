package io.zaiko.testkit;

import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import io.zaiko.avro.Location;
import io.zaiko.avro.RingFence;
import io.zaiko.avro.StockRule;
import io.zaiko.avro.StockStatus;
import io.zaiko.tools.verify.ShelfKey;
import io.zaiko.tools.verify.Units;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all channels must see in the end: the units by {@link NaiveOracle}, and of each control
 * topic the last statement that stands. It knows nothing of how the job does it. LOW_STOCK is at 3
 * where no rule says otherwise.
 */
public final class NaiveWorld {
  private static final long LOW_STOCK_AT = 3;

  private final Map<String, StockRule> rules = new HashMap<>();
  private final Map<String, Location> places = new HashMap<>();
  private final Set<String> nonStock = new HashSet<>();
  private int refused;
  private int redelivered;

  private final Map<String, Picture> shelves = new TreeMap<>();
  private final Map<String, Set<StockStatus>> statuses = new TreeMap<>();
  private final Map<String, List<Picture>> members = new TreeMap<>();
  private final Map<String, Long> asked = new TreeMap<>();
  private final Map<String, Picture> groups = new TreeMap<>();

  private NaiveWorld() {}

  /** The world after all that arrived. */
  public static NaiveWorld after(List<Arrived> arrived) {
    NaiveWorld world = new NaiveWorld();
    List<HistoryRecord> goods = new ArrayList<>();
    for (Arrived one : arrived) {
      if (one.goods() != null) {
        goods.add(one.goods());
      } else {
        world.hear(one.statement());
      }
    }
    world.redelivered =
        goods.size() - (int) goods.stream().map(HistoryRecord::eventId).distinct().count();
    NaiveOracle.shownOf(new History(0, goods)).forEach(world::look);
    world.asked.keySet().forEach(key -> world.members.putIfAbsent(key, List.of()));
    world.members.forEach(
        (key, all) -> world.groups.put(key, sum(all, world.asked.getOrDefault(key, 0L))));
    return world;
  }

  /** The image that stands of each shelf. */
  public Map<String, Picture> shelves() {
    return shelves;
  }

  /** What each shelf may be shown as: between two thresholds it depends on what it was. */
  public Map<String, Set<StockStatus>> statuses() {
    return statuses;
  }

  /** The image that stands of each item over each group. */
  public Map<String, Picture> groups() {
    return groups;
  }

  /** What an item over a group is shown as. */
  public static StockStatus statusOfGroup(long availableToSell) {
    if (availableToSell <= 0) {
      return StockStatus.OUT_OF_STOCK;
    }
    return availableToSell <= LOW_STOCK_AT ? StockStatus.LOW_STOCK : StockStatus.IN_STOCK;
  }

  /** How many records of goods came again. */
  public int redelivered() {
    return redelivered;
  }

  /** How many rules must not stand: older ones, and such as were never legal. */
  public int refused() {
    return refused;
  }

  private void hear(Statement said) {
    switch (said.topic()) {
      case "items" -> {
        nonStock.remove(said.key());
        if (said.value() instanceof Item item && item.getKind() == ItemKind.NON_STOCK) {
          nonStock.add(said.key());
        }
      }
      case "locations" -> {
        places.remove(said.key());
        if (said.value() instanceof Location place) {
          places.put(said.key(), place);
        }
      }
      default -> hearRule(said.key(), (StockRule) said.value());
    }
  }

  private void hearRule(String key, @Nullable StockRule rule) {
    StockRule standing = rules.get(key);
    if (rule == null) {
      rules.remove(key);
    } else if (percent(rule) > 100) {
      refused++;
    } else if (standing == null || rule.getVersion() > standing.getVersion()) {
      rules.put(key, rule);
    } else if (!rule.equals(standing)) {
      refused++;
    }
  }

  private static int percent(StockRule rule) {
    int sum = 0;
    if (rule.getFences() != null) {
      for (RingFence fence : rule.getFences()) {
        sum += fence.getPercent() == null ? 0 : fence.getPercent();
      }
    }
    return sum;
  }

  private void look(ShelfKey shelf, Units units) {
    String key = shelf.toString();
    int bar = key.indexOf('|');
    String location = key.substring(0, bar);
    String sku = key.substring(bar + 1);
    if (nonStock.contains(sku)) {
      return;
    }
    Location place = places.get(location);
    boolean isOpen = place == null || place.getOpen();
    Long safety = stated(location, sku, StockRule::getSafetyStock);
    long safetyStock = safety == null ? 0 : safety;
    long ats = units.availableToSell() - safetyStock;
    Map<String, Long> channels = channels(location, sku, ats);
    if (!isOpen) {
      channels.replaceAll((channel, any) -> 0L);
    }
    Picture picture = new Picture(units, safetyStock, ats, channels, 1);
    boolean isGroup = places.values().stream().anyMatch(any -> any.getGroups().contains(location));
    boolean hasOrdersAlone = units.equals(new Units(0, 0, 0, 0, 0, units.allocated()));
    if (!isGroup || !hasOrdersAlone) {
      shelves.put(key, picture);
      statuses.put(
          key, isOpen ? statuses(location, sku, ats) : EnumSet.of(StockStatus.OUT_OF_STOCK));
    }
    List<String> joined = place == null ? List.of() : place.getGroups();
    if (isOpen) {
      for (String group : joined) {
        members.computeIfAbsent(group + '|' + sku, first -> new ArrayList<>()).add(picture);
      }
      if (isGroup && !joined.contains(location) && units.allocated() != 0) {
        asked.put(key, units.allocated());
      }
    }
  }

  /** What the most specific rule says that says anything; null where none does. */
  private <T> @Nullable T stated(String location, String sku, Function<StockRule, T> field) {
    for (String key : List.of(location + '|' + sku, '|' + sku, location + '|', "|")) {
      StockRule rule = rules.get(key);
      if (rule != null && field.apply(rule) != null) {
        return field.apply(rule);
      }
    }
    return null;
  }

  private Map<String, Long> channels(String location, String sku, long ats) {
    Map<String, Long> buffers = stated(location, sku, StockRule::getBuffers);
    List<RingFence> fences = stated(location, sku, StockRule::getFences);
    List<RingFence> served = new ArrayList<>(fences == null ? List.of() : fences);
    served.sort(
        Comparator.comparingInt(RingFence::getPriority).thenComparing(RingFence::getChannel));
    long pool = Math.max(0, ats);
    Map<String, Long> keep = new TreeMap<>();
    for (RingFence fence : served) {
      long taken = keep.values().stream().mapToLong(Long::longValue).sum();
      long wanted =
          fence.getUnits() != null ? fence.getUnits() : (long) (pool * fence.getPercent() / 100.0);
      keep.put(fence.getChannel(), Math.min(wanted, pool - taken));
    }
    Set<String> names = new HashSet<>(keep.keySet());
    names.addAll(buffers == null ? Set.of() : buffers.keySet());
    Map<String, Long> channels = new TreeMap<>();
    for (String name : names) {
      long left = ats - (buffers == null ? 0 : buffers.getOrDefault(name, 0L));
      for (Map.Entry<String, Long> kept : keep.entrySet()) {
        left -= kept.getKey().equals(name) ? 0 : kept.getValue();
      }
      channels.put(name, Math.max(0, left));
    }
    return channels;
  }

  private Set<StockStatus> statuses(String location, String sku, long ats) {
    Long stated = stated(location, sku, StockRule::getLowStockAt);
    // The two thresholds are stated together: the upper is of the rule that states the lower.
    Long upper = stated(location, sku, rule -> rule.getLowStockAt() == null ? null : upperOf(rule));
    long low = stated == null ? LOW_STOCK_AT : stated;
    long enough = upper == null ? low + 1 : upper;
    if (ats <= 0) {
      return EnumSet.of(StockStatus.OUT_OF_STOCK);
    }
    if (ats <= low) {
      return EnumSet.of(StockStatus.LOW_STOCK);
    }
    return ats >= enough
        ? EnumSet.of(StockStatus.IN_STOCK)
        : EnumSet.of(StockStatus.LOW_STOCK, StockStatus.IN_STOCK);
  }

  private static long upperOf(StockRule rule) {
    return rule.getInStockAt() == null ? rule.getLowStockAt() + 1 : rule.getInStockAt();
  }

  /**
   * A member that does not name a channel lets it sell whatever it may sell at all. What is asked
   * of the group itself is nobody's, and no channel may sell it again.
   */
  private static Picture sum(List<Picture> members, long asked) {
    Units units = new Units(0, 0, 0, 0, 0, asked);
    long safetyStock = 0;
    long ats = -asked;
    Map<String, Long> channels = new TreeMap<>();
    for (Picture member : members) {
      units = units.plus(member.units());
      safetyStock += member.safetyStock();
      ats += member.availableToSell();
      member.channels().keySet().forEach(name -> channels.put(name, 0L));
    }
    for (Picture member : members) {
      long unnamed = Math.max(0, member.availableToSell());
      channels.replaceAll((name, sum) -> sum + member.channels().getOrDefault(name, unnamed));
    }
    channels.replaceAll((name, sum) -> Math.max(0, sum - asked));
    return new Picture(units, safetyStock, ats, channels, members.size());
  }
}
