package io.zaiko.tools.simulate;

import java.time.LocalDate;
import java.util.Set;

/**
 * What is to be simulated.
 *
 * @param seed all chance comes from it
 * @param days how many days are sold on, 1 to 366
 * @param stores how many shops, 1 to 999
 * @param ordersPerDay honest orders of the whole chain in a day, about, 1 to 10,000,000
 * @param from the first day, UTC
 * @param faults what is planted
 * @param delivery in which order the records come
 */
public record Terms(
    long seed,
    int days,
    int stores,
    int ordersPerDay,
    LocalDate from,
    Set<Fault> faults,
    Delivery delivery) {

  /** Refuses what is out of range. */
  public Terms {
    requireRange("days", days, 366);
    requireRange("stores", stores, 999);
    requireRange("ordersPerDay", ordersPerDay, 10_000_000);
    faults = Set.copyOf(faults);
  }

  private static void requireRange(String what, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(what + " is " + value + ", not 1 to " + most);
    }
  }
}
