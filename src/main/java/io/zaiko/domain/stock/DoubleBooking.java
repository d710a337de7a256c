package io.zaiko.domain.stock;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether two sources sold the same line: the shop, and the till that rings it up on collection. It
 * takes a sale that allocates: tills that use one number for two baskets sold no line twice.
 *
 * <p>A void is taken off the source whose sale it names. One that names none, and a cancellation,
 * may be of any sale that it fits: of whichever leaves the least sold twice.
 */
final class DoubleBooking {

  /**
   * What one line sold, of which it is known who sold it.
   *
   * @param left units of each source that no void by name took back
   * @param voided units of these that were voided, nobody says of whom
   * @param unknown units that stand, of sales of which nobody knows who told them
   */
  private record Place(boolean allocates, Map<String, Long> left, long voided, long unknown) {

    static Place of(OrderLine line) {
      Map<Long, Long> named = new HashMap<>();
      long unnamed = 0;
      for (VoidStatement each : line.voids()) {
        named.merge(each.undoneSaleHash(), each.applied(), Math::addExact);
        unnamed += each.applied();
      }
      Map<String, Long> left = new HashMap<>();
      long unknown = line.sold();
      for (SoldAt sale : line.soldAt()) {
        if (sale.sourceId() != null) {
          long undone = Math.min(sale.units(), named.getOrDefault(sale.saleHash(), 0L));
          named.merge(sale.saleHash(), -undone, Long::sum); // a record may state a line twice
          left.merge(sale.sourceId(), sale.units() - undone, Math::addExact);
          unnamed -= undone;
          unknown -= sale.units();
        }
      }
      long ofUnknown = Math.min(unknown, unnamed);
      boolean allocates = line.line().isAllocated() && line.sold() > 0;
      return new Place(allocates, left, unnamed - ofUnknown, unknown - ofUnknown);
    }

    long known() {
      return left.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private final List<Place> places;

  private DoubleBooking(List<OrderLine> lines) {
    this.places = lines.stream().map(Place::of).toList();
  }

  /**
   * Units that stand beyond those of the source of which most stands. 0 where one source spoke, or
   * none promised goods, and once voids and cancellations leave no more.
   *
   * @param lines each line sold under one number, of one item
   * @param cancelled units of it
   */
  static long units(List<OrderLine> lines, long cancelled) {
    return new DoubleBooking(lines).doubled(cancelled);
  }

  private long doubled(long cancelled) {
    Set<String> sources = new HashSet<>();
    long stands = 0;
    long gone = cancelled;
    for (Place place : places) {
      sources.addAll(place.left().keySet());
      stands += place.known() - place.voided();
      gone -= place.allocates() ? Math.min(gone, place.unknown()) : 0;
    }
    if (sources.size() < 2 || places.stream().noneMatch(Place::allocates)) {
      return 0;
    }
    long most = 0;
    for (String source : sources) {
      most = Math.max(most, kept(source, gone));
    }
    return Math.max(0, stands - gone - most);
  }

  /** What stands of a source where others' units went first. */
  private long kept(String source, long cancelled) {
    long kept = 0;
    long ofOthers = 0;
    for (Place place : places) {
      long own = place.left().getOrDefault(source, 0L);
      long others = place.known() - own;
      kept += own - Math.max(0, place.voided() - others);
      ofOthers += place.allocates() ? Math.max(0, others - place.voided()) : 0;
    }
    return kept - Math.max(0, cancelled - ofOthers);
  }
}
