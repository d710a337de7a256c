package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What people are told of orders that a shelf can not serve: more is allocated than is there and
 * fit for sale.
 *
 * <pre>
 *   oversold = min(allocated, max(0, allocated + unavailable - max(0, on_hand)))
 * </pre>
 *
 * <p>The newest orders lose, by the business time at which their units were allocated; of one time
 * the first by order and line. Holds do not come into it: they lose before all orders.
 *
 * <p>A shelf that was oversold under a release that did not tell of it is told of at its next
 * movement, or when a sweep looks at it.
 *
 * @param told what is to be remembered
 * @param alert what people are told; null where nothing is new to them
 */
public record Oversold(ToldOversold told, @Nullable Alert alert) {

  private static final int EVIDENCE_AT_MOST = 50;

  /** Who loses first. */
  private static final Comparator<OpenLine> NEWEST_FIRST =
      Comparator.comparingLong(OpenLine::sinceMicros)
          .reversed()
          .thenComparing(OpenLine::orderRef)
          .thenComparingInt(OpenLine::lineNo);

  /**
   * A line that loses.
   *
   * @param units of it that can not be served, at least 1
   */
  private record Loser(OpenLine line, long units) {}

  /**
   * How many units of orders a shelf can not serve. An item without stock owes none, and what
   * orders ask of a group is still to be supplied by one of its locations.
   */
  public static long units(Shelf shelf, ShelfView view) {
    Buckets books = shelf.balances();
    if (view.nonStock() || view.ofGroup() || books.allocated() <= 0) {
      return 0;
    }
    long missing = books.allocated() + books.unavailable() - Math.max(0, books.onHand());
    return Math.min(books.allocated(), Math.max(0, missing));
  }

  /**
   * The next word on a shelf.
   *
   * @param lines the open ones of the shelf, read only where it is oversold and its numbers changed
   */
  public static Oversold of(ShelfId id, Shelf shelf, ShelfView view, Iterable<OpenLine> lines) {
    ToldOversold before = shelf.trading().oversold();
    long units = units(shelf, view);
    long allocated = units > 0 ? shelf.balances().allocated() : 0;
    if (units == before.units() && allocated == before.allocated()) {
      return new Oversold(before, null);
    }
    List<Loser> losers = units > 0 ? losers(lines, units) : List.of();
    long digest = digest(losers);
    if (units == before.units() && digest == before.losers()) {
      return new Oversold(new ToldOversold(units, allocated, digest, before.revision()), null);
    }
    ToldOversold told = new ToldOversold(units, allocated, digest, before.revision() + 1);
    return new Oversold(told, alert(id, shelf, view, told, losers));
  }

  /** The newest lines that together hold so many units, the newest first; no others are kept. */
  private static List<Loser> losers(Iterable<OpenLine> lines, long units) {
    PriorityQueue<OpenLine> newest = new PriorityQueue<>(NEWEST_FIRST.reversed());
    long held = 0;
    for (OpenLine line : lines) {
      newest.add(line);
      held += line.units();
      while (held - newest.element().units() >= units) {
        held -= newest.remove().units();
      }
    }
    List<OpenLine> ordered = new ArrayList<>(newest);
    ordered.sort(NEWEST_FIRST);
    List<Loser> losers = new ArrayList<>(ordered.size());
    long left = units;
    for (OpenLine line : ordered) {
      long lost = Math.min(left, line.units());
      losers.add(new Loser(line, lost));
      left -= lost;
    }
    return losers;
  }

  /** The same for the same lines and units, in every replay; 0 for none. */
  private static long digest(List<Loser> losers) {
    long digest = 0;
    for (Loser loser : losers) {
      String order = loser.line().orderRef();
      for (int i = 0; i < order.length(); i++) {
        digest = mixed(digest, order.charAt(i));
      }
      digest = mixed(mixed(mixed(digest, -1), loser.line().lineNo()), loser.units());
    }
    return digest;
  }

  /** One round of a multiplicative hash, in which every bit of what came before counts. */
  private static long mixed(long digest, long next) {
    long mixed = (digest ^ next) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }

  private static Alert alert(
      ShelfId id, Shelf shelf, ShelfView view, ToldOversold told, List<Loser> losers) {
    Buckets books = shelf.balances();
    return new Alert(
        Alert.Check.OVERSOLD,
        id.key(),
        0,
        told.revision(),
        told.units() > 0 ? Alert.Status.CONFIRMED : Alert.Status.RESOLVED,
        Alert.Severity.HIGH,
        Map.of(
            "oversold", told.units(),
            "allocated", books.allocated(),
            "on_hand", books.onHand(),
            "unavailable", books.unavailable()),
        losers.stream().limit(EVIDENCE_AT_MOST).map(Oversold::evidence).toList(),
        sentence(id, view, told.units(), books.allocated()),
        shelf.asOfMicros());
  }

  private static Alert.Evidence evidence(Loser loser) {
    OpenLine line = loser.line();
    return new Alert.Evidence(
        line.eventId(),
        "order %s line %d: %d units".formatted(line.orderRef(), line.lineNo(), loser.units()));
  }

  private static String sentence(ShelfId id, ShelfView view, long units, long allocated) {
    String sku = id.sku();
    String location = id.locationId();
    if (units > 0) {
      return "%d of %d units of %s that are promised to orders at %s are not there to sell: have another location serve the newest orders, or cancel them."
          .formatted(units, allocated, sku, location);
    }
    if (view.nonStock()) {
      return "%s is no stock item any more: no order waits for its stock.".formatted(sku);
    }
    return view.ofGroup()
        ? "%s is a group of locations: its orders for %s wait for one of them."
            .formatted(location, sku)
        : "Every order for %s at %s can be served again.".formatted(sku, location);
  }
}
