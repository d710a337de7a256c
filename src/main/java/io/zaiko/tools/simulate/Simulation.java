package io.zaiko.tools.simulate;

import io.zaiko.avro.Restock;
import io.zaiko.avro.RestockLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A chain of shops over some days: the same terms tell the same records. Holds what is still to
 * come of the stories so far, not what was told.
 *
 * <p>Days end when nothing is left to tell: what began on the last day is told to its end.
 */
public final class Simulation {
  /** Orders for one planted fault of a kind; each kind comes at least once a day. */
  static final int ORDERS_PER_FAULT = 2_000;

  private static final long HONEST = 1;
  private static final long FAULTY = 2;
  private static final long DELIVERY = 3;

  private final Terms terms;
  private final World world;
  private final Numbering numbering = new Numbering();

  /** What is still to come, by day; in the order in which the stories were made up. */
  private final NavigableMap<Long, List<Told>> coming = new TreeMap<>();

  /** Nothing is told before it runs; it runs once. */
  public Simulation(Terms terms) {
    this.terms = terms;
    this.world = new World(terms);
  }

  /** Tells every record in the order of delivery, and every truth in the order it is planted in. */
  public void run(Consumer<Told> records, Consumer<Truth> truths) {
    Courier courier = new Courier(terms.delivery(), world.chance(DELIVERY, 0), records);
    for (int day = 0; day < terms.days(); day++) {
      long midnight = world.began() + day * Micros.DAY;
      restock(day, midnight + Micros.MINUTE); // before the first order of the web
      for (int n = 0; n < terms.ordersPerDay(); n++) {
        honest(day, midnight, n);
      }
      plant(day, midnight, truths);
      tellUntil(day, courier);
    }
    tellUntil(Long.MAX_VALUE, courier);
    courier.close();
  }

  private void honest(int day, long midnight, int n) {
    SplittableRandom chance = world.chance(HONEST + 4L * day, n);
    HonestStory kind = HonestStory.drawn(chance);
    Channel channel = kind.channel(chance);
    String name = "d" + day + 'n' + n;
    long began = midnight + (channel.inShop() ? openingHours(chance) : anyHour(chance));
    Story story = new Story(world, channel, name, began, chance);
    kind.asPossibleIn(story).tell(story);
    take(story);
  }

  /** From nine to nine, most of them around three in the afternoon. */
  private static long openingHours(SplittableRandom chance) {
    return 9 * Micros.HOUR + chance.nextLong(6 * Micros.HOUR) + chance.nextLong(6 * Micros.HOUR);
  }

  private static long anyHour(SplittableRandom chance) {
    return 5 * Micros.MINUTE + chance.nextLong(Micros.DAY - 10 * Micros.MINUTE);
  }

  private void plant(int day, long midnight, Consumer<Truth> truths) {
    int each = Math.max(1, terms.ordersPerDay() / ORDERS_PER_FAULT);
    List<Truth> planted = new ArrayList<>();
    int code = 0;
    for (Fault fault : Fault.values()) {
      for (int n = 0; n < each && terms.faults().contains(fault); n++) {
        planted.add(faulty(fault, code, day, midnight, n));
      }
      code++;
    }
    planted.sort(Comparator.comparingLong(Truth::plantedMicros));
    planted.forEach(truths);
  }

  /** The code keeps the story the same whatever else is planted. */
  private Truth faulty(Fault fault, int code, int day, long midnight, int n) {
    SplittableRandom chance = world.chance(FAULTY + 4L * day, n * 100L + code);
    String name = "d" + day + 'f' + code + 'n' + n;
    // Before any shop is offline: the fault shall be what its story says and nothing else.
    long began = midnight + 9 * Micros.HOUR + chance.nextLong(3 * Micros.HOUR);
    Story story = new Story(world, fault.channel(), name, began, chance);
    fault.tell(story);
    take(story);
    Truth truth = story.truth();
    if (truth == null) {
      throw new AssertionError(fault + " was told without its truth");
    }
    truth.evidence(story.eventIds());
    return truth;
  }

  private void take(Story story) {
    story.told().forEach(this::take);
  }

  private void take(Told told) {
    long day = Math.floorDiv(told.occurredMicros() - world.began(), Micros.DAY);
    coming.computeIfAbsent(day, none -> new ArrayList<>()).add(told);
  }

  private void tellUntil(long day, Courier courier) {
    while (!coming.isEmpty() && coming.firstKey() <= day) {
      List<Told> ofDay = coming.pollFirstEntry().getValue();
      ofDay.sort(Comparator.comparingLong(Told::occurredMicros));
      for (Told told : ofDay) {
        numbering.number(told);
        courier.take(told);
      }
    }
  }

  /** More than is sold on the day, in the shops and in the warehouse. */
  private void restock(int day, long at) {
    long ofStore = terms.ordersPerDay() / terms.stores();
    for (int store = 1; store <= terms.stores(); store++) {
      restock(day, at, Store.of(store).id(), 20 + ofStore / 20);
    }
    restock(day, at, World.WAREHOUSE, 20 + terms.ordersPerDay() / 80);
  }

  private void restock(int day, long at, String location, long units) {
    List<RestockLine> lines = new ArrayList<>();
    for (String sku : PriceList.skus()) {
      lines.add(new RestockLine(lines.size(), sku, units, location));
    }
    Restock restock = new Restock();
    restock.setEventId("ev-restock-" + location + "-d" + day);
    restock.setOccurredAt(Micros.instant(at));
    restock.setSource(Story.source("dock/" + location));
    restock.setReference("delivery-" + location + "-d" + day);
    restock.setLines(lines);
    take(new Told("restocks.dc", at, at, restock));
  }
}
