package io.zaiko.tools.simulate;

import io.zaiko.avro.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What happens around one visit of one customer, told as records with times. It has its own chance
 * and its own names, so that no story depends on another.
 */
final class Story {
  /** Stands for the number that a till gives its record when its turn comes. */
  static final long TO_BE_NUMBERED = -1;

  private final World world;
  private final Channel channel;
  private final Store store;
  private final Shopper shopper;
  private final String name;
  private final long began;
  private final SplittableRandom chance;
  private final List<Told> told = new ArrayList<>();
  private final List<String> eventIds = new ArrayList<>();
  private int orders;
  private int payments;
  private @Nullable Truth truth;

  /**
   * A story that has told nothing yet.
   *
   * @param name letters and digits, another for each story
   * @param began when it begins, microseconds
   */
  Story(World world, Channel channel, String name, long began, SplittableRandom chance) {
    this.world = world;
    this.channel = channel;
    this.name = name;
    this.began = began;
    this.chance = chance;
    this.store = world.someStore(chance);
    this.shopper = world.someShopper(store, chance);
  }

  World world() {
    return world;
  }

  Channel channel() {
    return channel;
  }

  /** The shop; of an online customer, the one he collects from. */
  Store store() {
    return store;
  }

  Shopper shopper() {
    return shopper;
  }

  long began() {
    return began;
  }

  SplittableRandom chance() {
    return chance;
  }

  /** What it counts in: that of the shop, or that of the warehouse. */
  String currency() {
    return channel.inShop() ? store.currency() : World.ONLINE_CURRENCY;
  }

  /** From the shortest span to below the longest, microseconds. */
  long span(long least, long most) {
    return chance.nextLong(least, most);
  }

  boolean oneIn(int many) {
    return chance.nextInt(many) == 0;
  }

  String nextOrderRef() {
    return "order-" + name + (char) ('a' + orders++);
  }

  String nextPaymentId(Provider provider) {
    return provider.prefix() + name + (char) ('a' + payments++);
  }

  String named(String what) {
    return what + '-' + name;
  }

  String nextEventId() {
    String id = "ev-" + name + '-' + (eventIds.size() + 1);
    eventIds.add(id);
    return id;
  }

  /** Of a till, which numbers its records; of a shop front, which does not. */
  Source till(int till) {
    return switch (channel) {
      case POS -> numbered("pos/" + store.id() + "/till-" + till);
      case COUNTER -> numbered("counter/" + store.id() + "/stand-" + till);
      case WEB, APP, MARKETPLACE -> source("shop/" + channel.text());
    };
  }

  static Source source(String id) {
    Source source = new Source();
    source.setId(id);
    return source;
  }

  private static Source numbered(String id) {
    Source source = source(id);
    source.setSequence(TO_BE_NUMBERED);
    return source;
  }

  /** Tells what a shop, a shop front or the warehouse writes. */
  void tell(String topic, long at, SpecificRecord record) {
    told.add(new Told(topic, at, channel.inShop() ? world.arrival(store, at) : at, record));
  }

  /** Tells what a provider writes, which arrives as late as said or later. */
  void tell(Provider provider, long at, long lateBy, SpecificRecord record) {
    long arrival = world.arrival(provider, at + lateBy);
    told.add(new Told(provider.topic(), at, arrival, record));
  }

  /** That this story is a fault, and what must be found. */
  Truth plants(Fault fault, long plantedAt) {
    Truth planted = new Truth(fault, currency(), plantedAt);
    truth = planted;
    return planted;
  }

  @Nullable Truth truth() {
    return truth;
  }

  List<Told> told() {
    return told;
  }

  List<String> eventIds() {
    return eventIds;
  }
}
