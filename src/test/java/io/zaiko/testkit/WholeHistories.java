package io.zaiko.testkit;

import io.zaiko.avro.BaseUnit;
import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import io.zaiko.avro.Location;
import io.zaiko.avro.LocationKind;
import io.zaiko.avro.RingFence;
import io.zaiko.avro.StockRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Histories of every kind of record together, from a seed: what {@link CountedHistory} has, {@link
 * GroupOrders}, and among them rules of all scopes (new, old, bad and taken back), locations that
 * open, close, change their groups and are forgotten, some of them named like a group, and items
 * that become non-stock and stock again. They arrive in order, delayed or in any order, some goods
 * twice.
 */
public final class WholeHistories {
  private static final String[] PLACES = {"store-1", "store-2", "warehouse"};
  private static final String[] SKUS = {"TEA", "MUG", "POT", "tea"};
  private static final String[] GROUPS = {"north", "south", "all"};
  private static final String[] CHANNELS = {"web", "app", "pos"};

  private final SplittableRandom random;
  private final Map<String, Long> versions = new HashMap<>();
  private final Map<String, StockRule> newest = new HashMap<>();

  private WholeHistories(long seed) {
    this.random = new SplittableRandom(seed * 31 + 7);
  }

  /**
   * The records of a seed as they arrive.
   *
   * @param size how many records that neither count, transfer nor control
   */
  public static List<Arrived> arrived(long seed, int size) {
    return new WholeHistories(seed).among(arrivedGoods(seed, size));
  }

  private static History arrivedGoods(long seed, int size) {
    History history = GroupOrders.among(CountedHistory.of(seed, size)).redelivered(seed + 1, 15);
    return switch ((int) (seed % 3)) {
      case 0 -> history.permuted(seed + 2);
      case 1 -> history.delayed(seed + 2, 20);
      default -> history;
    };
  }

  private List<Arrived> among(History goods) {
    List<Arrived> all = new ArrayList<>();
    for (HistoryRecord record : goods.records()) {
      if (random.nextInt(3) == 0) {
        all.add(new Arrived(all.size(), null, next()));
      }
      all.add(new Arrived(all.size(), record, null));
    }
    return all;
  }

  private Statement next() {
    int dice = random.nextInt(100);
    if (dice < 55) {
      return rule();
    }
    return dice < 85 ? location() : item();
  }

  private Statement item() {
    String sku = any(SKUS);
    ItemKind kind = random.nextBoolean() ? ItemKind.NON_STOCK : ItemKind.STOCK;
    boolean isForgotten = random.nextInt(4) == 0;
    return new Statement(
        "items", sku, isForgotten ? null : new Item(sku, kind, BaseUnit.PIECE, null));
  }

  private Statement location() {
    String id = random.nextInt(12) == 0 ? any(GROUPS) : any(PLACES);
    if (random.nextInt(8) == 0) {
      return new Statement("locations", id, null);
    }
    List<String> groups = new ArrayList<>(List.of(GROUPS));
    groups.removeIf(group -> random.nextInt(5) < 2);
    return new Statement(
        "locations",
        id,
        Location.newBuilder()
            .setLocationId(id)
            .setKind(LocationKind.STORE)
            .setOpen(random.nextInt(3) > 0)
            .setGroups(groups)
            .build());
  }

  private Statement rule() {
    String location = random.nextBoolean() ? null : any(PLACES);
    String sku = random.nextBoolean() ? null : any(SKUS);
    String key = (location == null ? "" : location) + '|' + (sku == null ? "" : sku);
    int dice = random.nextInt(12);
    if (dice < 2) {
      versions.remove(key);
      return new Statement("stock-rules", key, null);
    }
    if (dice == 2 && newest.containsKey(key)) {
      return new Statement("stock-rules", key, newest.get(key)); // said again
    }
    long before = versions.getOrDefault(key, 0L);
    long version = dice == 3 ? before / 2 : before + 1 + random.nextInt(2);
    versions.merge(key, version, Math::max);
    StockRule rule = rule(location, sku, version);
    if (dice == 4) {
      rule.setFences(List.of(new RingFence("web", null, 140, 0)));
    }
    newest.put(key, rule);
    return new Statement("stock-rules", key, rule);
  }

  private StockRule rule(@Nullable String location, @Nullable String sku, long version) {
    Long low = random.nextInt(3) == 0 ? (long) random.nextInt(12) : null;
    boolean hasBand = low != null && random.nextInt(3) == 0;
    return StockRule.newBuilder()
        .setLocationId(location)
        .setSku(sku)
        .setVersion(version)
        .setSafetyStock(random.nextInt(3) > 0 ? (long) random.nextInt(9) : null)
        .setBuffers(random.nextBoolean() ? buffers() : null)
        .setFences(random.nextBoolean() ? fences() : null)
        .setLowStockAt(low)
        .setInStockAt(hasBand ? low + 1 + random.nextInt(8) : null)
        .build();
  }

  private Map<String, Long> buffers() {
    Map<String, Long> buffers = new HashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      buffers.put(any(CHANNELS), (long) random.nextInt(6));
    }
    return buffers;
  }

  private List<RingFence> fences() {
    List<RingFence> fences = new ArrayList<>();
    for (String channel : CHANNELS) {
      int dice = random.nextInt(3);
      if (dice == 1) {
        fences.add(new RingFence(channel, (long) random.nextInt(15), null, random.nextInt(2)));
      } else if (dice == 2) {
        fences.add(new RingFence(channel, null, random.nextInt(34), random.nextInt(2)));
      }
    }
    return fences;
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
