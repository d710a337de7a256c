package io.zaiko.domain.stock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of an order while an event changes them, found by what was sold and by their number and
 * item, under which they are fulfilled.
 */
final class OrderLines {

  private final List<OrderLine> lines;
  private final List<LineFulfilment> fulfilments;
  private final Map<Sold, Integer> places = new HashMap<>();
  private final Map<Numbered, List<Integer>> placesByNumber = new HashMap<>();
  private final Map<Numbered, Integer> fulfilmentPlaces = new HashMap<>();

  /** What a sale and a void must agree on to speak of one order line. */
  private record Sold(int lineNo, String sku, String locationId, Act act) {
    static Sold of(GoodsLine line) {
      return new Sold(line.lineNo(), line.sku(), line.locationId(), line.act());
    }
  }

  /** What all records of an order line agree on. */
  private record Numbered(int lineNo, String sku) {
    static Numbered of(GoodsLine line) {
      return new Numbered(line.lineNo(), line.sku());
    }
  }

  OrderLines(Order before) {
    this.lines = new ArrayList<>(before.lines().size() + 1);
    this.fulfilments = new ArrayList<>(before.fulfilments());
    before.lines().forEach(this::add);
    for (int place = 0; place < fulfilments.size(); place++) {
      LineFulfilment line = fulfilments.get(place);
      fulfilmentPlaces.put(new Numbered(line.lineNo(), line.sku()), place);
    }
  }

  private int add(OrderLine line) {
    int place = lines.size();
    lines.add(line);
    places.put(Sold.of(line.line()), place);
    placesByNumber.computeIfAbsent(Numbered.of(line.line()), key -> new ArrayList<>(1)).add(place);
    return place;
  }

  Order order(long spokenOfMicros) {
    return new Order(lines, spokenOfMicros, fulfilments);
  }

  /** Whether anything was said of the number and item of a line, by any record. */
  boolean knows(GoodsLine stated) {
    Numbered numbered = Numbered.of(stated);
    return placesByNumber.containsKey(numbered) || fulfilmentPlaces.containsKey(numbered);
  }

  /** Where the line is that a sale or a void speaks of; it is begun where it is not known. */
  int placeOf(GoodsLine stated) {
    Integer place = places.get(Sold.of(stated));
    return place == null ? add(OrderLine.unknown(stated)) : place;
  }

  OrderLine get(int place) {
    return lines.get(place);
  }

  void set(int place, OrderLine line) {
    lines.set(place, line);
  }

  /** Where the lines of this number and item are that allocate units. */
  List<Integer> allocated(GoodsLine stated) {
    return placesByNumber.getOrDefault(Numbered.of(stated), List.of()).stream()
        .filter(place -> lines.get(place).line().isAllocated())
        .toList();
  }

  /** All lines of this number and item. */
  List<OrderLine> sold(GoodsLine stated) {
    return at(placesByNumber.getOrDefault(Numbered.of(stated), List.of()));
  }

  List<OrderLine> at(List<Integer> some) {
    return some.stream().map(lines::get).toList();
  }

  /** What was said of the fulfilment of a line. */
  LineFulfilment fulfilment(GoodsLine stated) {
    Integer place = fulfilmentPlaces.get(Numbered.of(stated));
    return place == null
        ? LineFulfilment.none(stated.lineNo(), stated.sku())
        : fulfilments.get(place);
  }

  void set(GoodsLine stated, LineFulfilment next) {
    Integer place = fulfilmentPlaces.get(Numbered.of(stated));
    if (place != null) {
      fulfilments.set(place, next);
    } else if (!next.equals(LineFulfilment.none(stated.lineNo(), stated.sku()))) {
      fulfilmentPlaces.put(Numbered.of(stated), fulfilments.size());
      fulfilments.add(next);
    }
  }
}
