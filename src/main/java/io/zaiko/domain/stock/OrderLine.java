package io.zaiko.domain.stock;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of one line of an order. Voids take effect up to what was sold, the earliest first,
 * whatever order sale and voids arrive in. A mis-ring moves its units when the sale it names did,
 * of several that told the line; where it names none of them, when the earliest did.
 *
 * @param line the line's number, item, place and act; its quantity is not used
 * @param sales how many sales stated the line; 0 while only voids are known
 * @param sold units sold by all of them
 * @param voids in the order they take effect, at most {@link #MAX_VOIDS}
 * @param overflow units of voids beyond {@link #MAX_VOIDS}, which take no effect
 * @param alertedExcess units that the last EXCESS_VOID alert spoke of; 0 while none stands
 * @param alertRevision revision of that alert; 0 before the first
 * @param soldAt when units were sold, the earliest first, at most {@link #MAX_SALES}
 */
public record OrderLine(
    GoodsLine line,
    int sales,
    long sold,
    List<VoidStatement> voids,
    long overflow,
    long alertedExcess,
    long alertRevision,
    List<SoldAt> soldAt) {

  /** A void that names a later sale of a line told so often bears the time of the earliest. */
  public static final int MAX_SALES = 100;

  /** Further voids of one line take no effect and are alerted as excess. */
  public static final int MAX_VOIDS = 100;

  /** Absent in an old savepoint means no voids, and sales at times that nobody knows. */
  public OrderLine {
    voids = voids == null ? List.of() : voids;
    soldAt = soldAt == null ? (sales == 0 ? List.of() : List.of(SoldAt.UNTIMED)) : soldAt;
  }

  static OrderLine unknown(GoodsLine line) {
    GoodsLine identity =
        new GoodsLine(
            line.lineNo(), line.sku(), line.locationId(), 0, line.act(), line.from(), line.to());
    return new OrderLine(identity, 0, 0, List.of(), 0, 0, 0, List.of());
  }

  /** This line after one more sale of it; one of no units moved none at any time. */
  OrderLine soldAgain(SoldAt sale, long units) {
    return new OrderLine(
        line,
        sales + 1,
        Math.addExact(sold, units),
        voids,
        overflow,
        alertedExcess,
        alertRevision,
        units == 0 ? soldAt : soldAtWith(sale));
  }

  private List<SoldAt> soldAtWith(SoldAt sale) {
    List<SoldAt> next = new ArrayList<>(soldAt.size() + 1);
    next.addAll(soldAt);
    int at = next.size();
    while (at > 0 && sale.isBefore(next.get(at - 1))) {
      at--;
    }
    next.add(at, sale);
    if (next.size() > MAX_SALES) {
      next.remove(MAX_SALES);
    }
    return next;
  }

  boolean hasRoomForVoid() {
    return voids.size() < MAX_VOIDS;
  }

  /** This line after a void for which there was no room. */
  OrderLine overflownBy(long units) {
    return new OrderLine(
        line,
        sales,
        sold,
        voids,
        Math.addExact(overflow, units),
        alertedExcess,
        alertRevision,
        soldAt);
  }

  OrderLine voidedBy(VoidStatement statement) {
    List<VoidStatement> next = new ArrayList<>(voids.size() + 1);
    next.addAll(voids);
    int at = next.size();
    while (at > 0 && statement.takesEffectBefore(next.get(at - 1))) {
      at--;
    }
    next.add(at, statement);
    return with(next);
  }

  /** This line with each void applied as far as what was sold allows. */
  OrderLine settled() {
    long left = sold;
    List<VoidStatement> next = new ArrayList<>(voids.size());
    for (VoidStatement statement : voids) {
      long applied = Math.min(statement.quantity(), left);
      left -= applied;
      Outcome outcome = outcomeOf(statement.quantity(), applied);
      next.add(statement.with(applied, outcome, movedAt(statement)));
    }
    return with(next);
  }

  /** This line with other things told of its voids. */
  OrderLine with(List<VoidStatement> next) {
    return new OrderLine(line, sales, sold, next, overflow, alertedExcess, alertRevision, soldAt);
  }

  private long movedAt(VoidStatement statement) {
    Long named = statement.saleHash();
    if (named == null || soldAt.isEmpty()) {
      return statement.effectiveAtMicros();
    }
    SoldAt undone = soldAt.get(0);
    for (SoldAt sale : soldAt) {
      undone = sale.saleHash() == named ? sale : undone;
    }
    return undone.equals(SoldAt.UNTIMED) ? statement.effectiveAtMicros() : undone.atMicros();
  }

  private Outcome outcomeOf(long quantity, long applied) {
    if (sales == 0) {
      return Outcome.AWAITS_SALE;
    }
    return applied == quantity ? Outcome.APPLIED : Outcome.EXCESS_VOID;
  }

  /** Units voided beyond what was sold; 0 while the sale is not there. */
  long excess() {
    if (sales == 0) {
      return 0;
    }
    long excess = overflow;
    for (VoidStatement statement : voids) {
      excess += statement.quantity() - statement.applied();
    }
    return excess;
  }

  OrderLine alerted(long excess) {
    return new OrderLine(line, sales, sold, voids, overflow, excess, alertRevision + 1, soldAt);
  }
}
