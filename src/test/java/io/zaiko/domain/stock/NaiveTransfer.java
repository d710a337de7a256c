package io.zaiko.domain.stock;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A transfer by unit: each unit shipped and each received is a thing of its own, and they are
 * paired off by hand. All is reckoned anew from the whole set each time.
 */
final class NaiveTransfer {

  private final List<GoodsEvent> events = new ArrayList<>();

  void add(GoodsEvent event) {
    events.add(event);
  }

  /** Shelves that are not empty. */
  Map<String, Buckets> shelves() {
    TreeMap<String, Buckets> shelves = new TreeMap<>();
    for (GoodsEvent event : events) {
      for (GoodsLine line : event.lines()) {
        long units = line.quantity();
        switch (step(event)) {
          case SHIPPED -> add(shelves, "A", line.sku(), new Buckets(-units, 0, 0, 0, 0, 0, 0));
          case RECEIVED ->
              add(shelves, place(event), line.sku(), new Buckets(units, units / 3, 0, 0, 0, 0, 0));
          case CLOSED -> {}
        }
      }
    }
    for (String sku : skus()) {
      for (String place : underway(sku)) {
        add(shelves, place, sku, new Buckets(0, 0, 0, 0, 0, 0, 1));
      }
    }
    shelves.values().removeIf(Buckets.NONE::equals);
    return shelves;
  }

  /** Units missing, by SKU. */
  Map<String, Long> discrepancies() {
    Map<String, Long> discrepancies = new TreeMap<>();
    for (String sku : skus()) {
      int shipped = units(sku, TransferStep.SHIPPED).size();
      int received = units(sku, TransferStep.RECEIVED).size();
      discrepancies.put(sku, (long) shipped - received - underway(sku).size());
    }
    return discrepancies;
  }

  /** Units that should have arrived by a time and did not. */
  long overdueAt(long micros) {
    return skus().stream()
        .flatMap(sku -> unitsUnderway(sku).stream())
        .filter(unit -> unit.expectedAt() <= micros)
        .count();
  }

  /** Where each unit that is underway is sent. */
  private List<String> underway(String sku) {
    return unitsUnderway(sku).stream().map(Unit::place).toList();
  }

  /** One that arrives is the one sent there that was due first, else the first sent elsewhere. */
  private List<Unit> unitsUnderway(String sku) {
    if (closed().contains(sku)) {
      return List.of();
    }
    List<Unit> sent = units(sku, TransferStep.SHIPPED);
    sent.sort(Comparator.comparing(Unit::place).thenComparingLong(Unit::expectedAt));
    int strays = 0;
    for (Unit arrival : units(sku, TransferStep.RECEIVED)) {
      Unit met =
          sent.stream()
              .filter(unit -> unit.place().equals(arrival.place()))
              .findFirst()
              .orElse(null);
      strays += met == null ? 1 : 0;
      sent.remove(met);
    }
    return sent.subList(Math.min(sent.size(), strays), sent.size());
  }

  private record Unit(String place, long expectedAt) {}

  /** Each unit of which a step speaks. */
  private List<Unit> units(String sku, TransferStep step) {
    List<Unit> units = new ArrayList<>();
    for (GoodsEvent event : events) {
      for (GoodsLine line : event.lines()) {
        for (int i = 0; step(event) == step && line.sku().equals(sku) && i < line.quantity(); i++) {
          units.add(new Unit(place(event), event.transfer().expectedAtMicros()));
        }
      }
    }
    return units;
  }

  private Set<String> skus() {
    Set<String> skus = new TreeSet<>(closed());
    for (GoodsEvent event : events) {
      event.lines().stream()
          .filter(line -> line.quantity() > 0)
          .forEach(line -> skus.add(line.sku()));
    }
    return skus;
  }

  private Set<String> closed() {
    Set<String> closed = new HashSet<>();
    for (GoodsEvent event : events) {
      if (step(event) == TransferStep.CLOSED) {
        event.lines().forEach(line -> closed.add(line.sku()));
      }
    }
    return closed;
  }

  private static TransferStep step(GoodsEvent event) {
    return event.transfer().step();
  }

  private static String place(GoodsEvent event) {
    return event.transfer().toLocationId();
  }

  private static void add(Map<String, Buckets> shelves, String place, String sku, Buckets units) {
    shelves.merge(place + "|" + sku, units, Buckets::plus);
  }
}
