package io.zaiko.domain.stock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a line of an order comes to that was sold to be shipped or collected: a fold over the set of
 * its sales, voids and fulfilments.
 *
 * <pre>
 *   sold          all units of all its sales, whenever these happened, are allocated where sold
 *
 *   and then, in {@link LineStatement#IN_ORDER order}, each up to what there is
 *   ASSIGNED      allocated at from  -> allocated at to;  short-picked -> allocated at to
 *   READY         allocated          -> staged here
 *   SHIPPED,      allocated          -> handed over here, staged units first
 *   PICKED_UP     cancelled, short-picked -> handed over here: on hand alone moves
 *   SHORT_PICKED  allocated          -> short-picked, staged units last: not found here
 *   CANCELLED     allocated          -> cancelled, staged units last;  short-picked -> cancelled
 *   a void        allocated          -> voided, staged units last;  short-picked -> voided;
 *                                       up to what its sales sold
 *
 *   sold = allocated + handed over + cancelled + short-picked + voided
 * </pre>
 *
 * Units are taken where it happens first, then wherever else the line has some, by location id.
 */
final class LineFold {

  private final List<OrderLine> lines;
  private final long[] voidable;
  private final Allocation allocation = new Allocation();
  private final Map<LineStatement.Name, Deed> deeds = new LinkedHashMap<>();
  private boolean isSold;
  private long handedOver;
  private long cancelled;
  private long shortPicked;
  private long voided;

  /**
   * What a statement did.
   *
   * @param name by which it is known among those of its line
   * @param took units of it that took effect
   * @param byLocation what changed there; empty where nothing did
   */
  record Deed(
      LineStatement.Name name,
      LineStatement statement,
      Outcome outcome,
      long took,
      Map<String, Buckets> byLocation) {}

  private LineFold(List<OrderLine> lines) {
    this.lines = lines;
    this.voidable = new long[lines.size()];
  }

  /**
   * Folds a line.
   *
   * @param lines each line sold under its number, of its item, that allocates units
   */
  static LineFold of(List<OrderLine> lines, List<FulfilmentStatement> statements) {
    LineFold fold = new LineFold(lines);
    List<LineStatement> inOrder = new ArrayList<>();
    for (int place = 0; place < lines.size(); place++) {
      OrderLine line = lines.get(place);
      fold.sold(place, line);
      for (VoidStatement statement : line.voids()) {
        inOrder.add(LineStatement.of(place, statement));
      }
    }
    statements.forEach(statement -> inOrder.add(LineStatement.of(statement)));
    inOrder.sort(LineStatement.IN_ORDER);
    inOrder.forEach(fold::apply);
    return fold;
  }

  private void sold(int place, OrderLine line) {
    isSold |= line.sales() > 0;
    voidable[place] = line.sold();
    allocation.sold(line.line().locationId(), line.sold());
  }

  private void apply(LineStatement statement) {
    Allocation.Changes changes = new Allocation.Changes();
    VoidStatement voiding = statement.voiding();
    FulfilmentStatement fulfilling = statement.fulfilling();
    boolean isTaken = isSold;
    long took = 0;
    if (voiding != null) {
      isTaken = lines.get(statement.place()).sales() > 0;
      took = voided(statement.place(), voiding, changes);
    } else if (fulfilling != null) {
      took = fulfilled(fulfilling, changes);
    }
    Outcome outcome = outcome(statement, took, isTaken);
    LineStatement.Name name = statement.name();
    while (deeds.containsKey(name)) {
      name = name.next();
    }
    deeds.put(name, new Deed(name, statement, outcome, took, changes.byLocation()));
  }

  private static Outcome outcome(LineStatement statement, long took, boolean isSold) {
    if (!isSold) {
      return Outcome.AWAITS_SALE;
    }
    if (took == statement.quantity()) {
      return Outcome.APPLIED;
    }
    return statement.voiding() != null ? Outcome.EXCESS_VOID : Outcome.EXCESS_FULFILMENT;
  }

  private long voided(int place, VoidStatement statement, Allocation.Changes changes) {
    long units = Math.min(statement.quantity(), voidable[place]);
    String here = locationOf(place);
    long took = ended(here, units, changes);
    voidable[place] -= took;
    voided += took;
    return took;
  }

  private long fulfilled(FulfilmentStatement statement, Allocation.Changes changes) {
    String here = statement.locationId();
    long units = statement.quantity();
    return switch (statement.act()) {
      case ASSIGNED -> assigned(statement, changes);
      case READY -> allocation.stage(here, units, statement.collectUntilMicros(), changes);
      case SHIPPED, PICKED_UP -> handedOver(here, units, changes);
      case CANCELLED -> {
        long took = ended(here, units, changes);
        cancelled += took;
        yield took;
      }
      case SHORT_PICKED -> {
        long took = allocation.take(here, units, Allocation.First.UNSTAGED, changes);
        changes.add(here, Buckets.inCondition(Condition.NOT_FOUND, took));
        shortPicked += took;
        yield took;
      }
    };
  }

  /**
   * Units that are wanted no more; of those not found, the shelf that misses them says so still.
   */
  private long ended(String here, long units, Allocation.Changes changes) {
    long promised = allocation.take(here, units, Allocation.First.UNSTAGED, changes);
    return promised + soughtNoMore(units - promised);
  }

  /** Takes up to so many units of those that could not be found. */
  private long soughtNoMore(long units) {
    long some = Math.min(units, shortPicked);
    shortPicked -= some;
    return some;
  }

  /** What could not be found is looked for elsewhere. */
  private long assigned(FulfilmentStatement statement, Allocation.Changes changes) {
    String to = statement.locationId();
    long moved = allocation.move(statement.fromLocationId(), to, statement.quantity(), changes);
    long anew = soughtNoMore(statement.quantity() - moved);
    allocation.give(to, anew, changes);
    return moved + anew;
  }

  /** Goods that are gone are gone, also where the order no longer wanted them. */
  private long handedOver(String here, long units, Allocation.Changes changes) {
    long ordered = allocation.take(here, units, Allocation.First.STAGED, changes);
    long unwanted = Math.min(units - ordered, cancelled);
    cancelled -= unwanted;
    long found = soughtNoMore(units - ordered - unwanted);
    long took = ordered + unwanted + found;
    changes.add(here, Buckets.onHand(-took));
    handedOver += took;
    return took;
  }

  /** What each statement did, in the order in which they take effect. */
  Iterable<Deed> deeds() {
    return deeds.values();
  }

  /** What a statement did; null where it is not among these. */
  @Nullable Deed deed(LineStatement.Name name) {
    return deeds.get(name);
  }

  /** The voids of a line sold, in their order, with what they did. */
  List<VoidStatement> voids(int place) {
    List<VoidStatement> voids = new ArrayList<>(lines.get(place).voids().size());
    for (Deed deed : deeds.values()) {
      VoidStatement each = deed.statement().voiding();
      if (each != null && deed.statement().place() == place) {
        voids.add(each.with(deed.took(), deed.outcome(), each.effectiveAtMicros()));
      }
    }
    return voids;
  }

  /** Where a line was sold. */
  String locationOf(int place) {
    return lines.get(place).line().locationId();
  }

  /** Units that fulfilments spoke of beyond what the line had; 0 while no sale is there. */
  long excess() {
    long excess = 0;
    for (Deed deed : deeds.values()) {
      if (deed.outcome() == Outcome.EXCESS_FULFILMENT) {
        excess += deed.statement().quantity() - deed.took();
      }
    }
    return excess;
  }

  boolean isSold() {
    return isSold;
  }

  /** Units that are yet to be handed over. */
  long open() {
    return allocation.units();
  }

  /** Of these, set aside. */
  long staged() {
    return allocation.stagedUnits();
  }

  long handedOver() {
    return handedOver;
  }

  long cancelled() {
    return cancelled;
  }

  long shortPicked() {
    return shortPicked;
  }

  long voided() {
    return voided;
  }

  Allocation allocation() {
    return allocation;
  }
}
