package io.zaiko.tools.simulate;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The chain: its shops, its customers, and when a shop or a provider cannot be reached. Follows
 * from the terms alone.
 */
final class World {
  /** Where what is sent to customers comes from. */
  static final String WAREHOUSE = "dc-1";

  /** What the warehouse and the web shop count in. */
  static final String ONLINE_CURRENCY = "EUR";

  private static final List<Provider> PROVIDERS = List.of(Provider.values());

  /** Keeps the chances of seeds that are close apart. */
  private static final long APART = 6_364_136_223_846_793_005L;

  private static final int SHOPPERS_OF_A_STORE = 3_000;
  private static final long OFFLINE_FROM = 13 * Micros.HOUR;
  private static final long OFFLINE_UNTIL = 16 * Micros.HOUR;
  private static final long SILENT_FROM = 11 * Micros.HOUR;
  private static final long SILENT_UNTIL = 12 * Micros.HOUR;

  private final long seed;
  private final int stores;
  private final long began;

  World(Terms terms) {
    this.seed = terms.seed();
    this.stores = terms.stores();
    this.began = Micros.midnight(terms.from());
  }

  /** The first instant, microseconds. */
  long began() {
    return began;
  }

  int stores() {
    return stores;
  }

  /** Chance of its own for each of many purposes. */
  SplittableRandom chance(long purpose, long number) {
    return new SplittableRandom(seed * APART + purpose * 1_000_000_007L + number);
  }

  Store someStore(SplittableRandom chance) {
    return Store.of(1 + chance.nextInt(stores));
  }

  Shopper someShopper(Store store, SplittableRandom chance) {
    return new Shopper(store.number(), chance.nextInt(SHOPPERS_OF_A_STORE));
  }

  /** Whether a shop has no connection at a time: each day one of them, for three hours. */
  boolean isOffline(Store store, long at) {
    long ofDay = Math.floorMod(at - began, Micros.DAY);
    return ofDay >= OFFLINE_FROM && ofDay < OFFLINE_UNTIL && store.number() == offlineStore(at);
  }

  /** The number of the shop that is offline for some hours of a day. */
  int offlineStore(long at) {
    long day = Math.floorDiv(at - began, Micros.DAY);
    return (int) (1 + Math.floorMod(seed + day * 7, (long) stores));
  }

  /** When what a shop writes arrives. */
  long arrival(Store store, long at) {
    return isOffline(store, at) ? at - Math.floorMod(at - began, Micros.DAY) + OFFLINE_UNTIL : at;
  }

  /** When what a provider writes arrives: each day one of them is silent for an hour. */
  long arrival(Provider provider, long at) {
    long ofDay = Math.floorMod(at - began, Micros.DAY);
    long day = Math.floorDiv(at - began, Micros.DAY);
    Provider silent = PROVIDERS.get((int) Math.floorMod(seed + day, (long) PROVIDERS.size()));
    return ofDay >= SILENT_FROM && ofDay < SILENT_UNTIL && provider == silent
        ? at - ofDay + SILENT_UNTIL
        : at;
  }
}
