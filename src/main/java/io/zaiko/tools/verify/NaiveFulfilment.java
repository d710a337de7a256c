package io.zaiko.tools.verify;

import io.zaiko.avro.Condition;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.tools.verify.NaiveOrderLine.Place;
import io.zaiko.tools.verify.NaiveOrderLine.Sale;
import io.zaiko.tools.verify.NaiveOrderLine.Step;
import io.zaiko.tools.verify.OrderUnits.Lot;
import io.zaiko.tools.verify.OrderUnits.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a line of an order comes to, as docs/state-of-orders.md says: all its sales, then its voids
 * and fulfilments in the order of their times, each up to the units that are there to take.
 *
 * <p>Of what has one time, first the acts go by turn, voids among them; what is alike in that goes
 * by event id, and what shares this too by who wrote it under which number, if any.
 */
final class NaiveFulfilment {
  /** Of units that no shelf promises any more. */
  private static final String NOWHERE = "";

  /** Of one time, and then voids, and then what hands over. */
  private static final List<FulfilmentAct> FIRST =
      List.of(
          FulfilmentAct.SHORT_PICKED,
          FulfilmentAct.ASSIGNED,
          FulfilmentAct.READY,
          FulfilmentAct.CANCELLED);

  private static final Comparator<Step> IN_ORDER =
      Comparator.<Step>comparingLong(step -> step.event().occurredAtMicros())
          .thenComparingInt(NaiveFulfilment::turn)
          .thenComparing(step -> step.event().eventId())
          .thenComparing(Step::writer, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** Of staged units, those of the earliest READY. */
  private static final Comparator<Lot> STAGED_FIRST =
      Comparator.<Lot>comparingInt(lot -> lot.state() == State.STAGED ? 0 : 1)
          .thenComparingInt(Lot::readied);

  private static final Comparator<Lot> STAGED_LAST =
      Comparator.<Lot>comparingInt(lot -> lot.state() == State.STAGED ? 1 : 0)
          .thenComparingInt(Lot::readied);

  /**
   * What a step did.
   *
   * @param outcome as the ledger calls it
   * @param took units of it that took effect
   * @param byLocation what changed there; no place where nothing did
   */
  record Deed(Step step, String outcome, long took, Map<String, Units> byLocation) {}

  private final OrderUnits units = new OrderUnits();
  private final Map<Place, Long> voidable = new HashMap<>();
  private final List<Deed> deeds = new ArrayList<>();
  private final boolean isSold;
  private long voidedCarriedOut;
  private long excess;

  NaiveFulfilment(List<Sale> sales, List<Step> steps) {
    for (Sale sale : sales) {
      voidable.merge(sale.place(), sale.units(), Long::sum);
      if (isAllocated(sale.place())) {
        units.put(State.ALLOCATED, sale.place().location(), sale.units());
      }
    }
    isSold = voidable.keySet().stream().anyMatch(NaiveFulfilment::isAllocated);
    steps.stream().filter(step -> step.units() > 0).sorted(IN_ORDER).forEach(this::take);
  }

  private static int turn(Step step) {
    if (step.act() == null) {
      return FIRST.size();
    }
    return FIRST.contains(step.act()) ? FIRST.indexOf(step.act()) : FIRST.size() + 1;
  }

  static boolean isAllocated(Place place) {
    return place.kind() != FulfilmentKind.CARRY_OUT;
  }

  private void take(Step step) {
    FulfilmentAct act = step.act();
    if (act == null) {
      undo(step);
      return;
    }
    Map<String, Units> changes = new TreeMap<>();
    long took =
        switch (act) {
          case ASSIGNED -> assign(step, changes);
          case READY -> ready(step, changes);
          case SHIPPED, PICKED_UP -> handOver(step, changes);
          case CANCELLED -> end(step, step.units(), State.CANCELLED, changes);
          case SHORT_PICKED -> shortPick(step, changes);
        };
    excess += isSold ? step.units() - took : 0;
    done(step, isSold, took, "EXCESS_FULFILMENT", changes);
  }

  private void undo(Step step) {
    Place place = Objects.requireNonNull(step.voids(), "a void says what it takes back");
    boolean isStated = voidable.containsKey(place);
    long some = Math.min(step.units(), voidable.getOrDefault(place, 0L));
    Map<String, Units> changes = new TreeMap<>();
    long took;
    if (isAllocated(place)) {
      took = end(step, some, State.VOIDED, changes);
    } else {
      took = some;
      voidedCarriedOut += some;
      change(changes, place.location(), Units.onHand(some));
    }
    voidable.computeIfPresent(place, (same, left) -> left - took);
    done(step, isStated, took, "EXCESS_VOID", changes);
  }

  private void done(
      Step step, boolean isStated, long took, String excess, Map<String, Units> changes) {
    changes.values().removeIf(Units.ZERO::equals);
    String outcome = !isStated ? "AWAITS_SALE" : took == step.units() ? "APPLIED" : excess;
    deeds.add(new Deed(step, outcome, took, changes));
  }

  /** Supplied by another: what is allocated first, then what could not be found. */
  private long assign(Step step, Map<String, Units> changes) {
    Predicate<Lot> isMeant =
        lot ->
            step.from() == null
                ? !lot.location().equals(step.location()) // whose it is, is not moved
                : lot.location().equals(step.from());
    List<Lot> taken =
        units.take(step.units(), isAllocated().and(isMeant), here(step).thenComparing(STAGED_LAST));
    taken.forEach(lot -> release(lot, changes));
    long found = OrderUnits.sum(taken);
    long took = found + takeEnded(step.units() - found, State.SHORT_PICKED);
    units.put(State.ALLOCATED, step.location(), took);
    change(changes, step.location(), Units.sold(FulfilmentKind.SHIP, took));
    return took;
  }

  private long ready(Step step, Map<String, Units> changes) {
    List<Lot> taken = units.take(step.units(), lot -> lot.state() == State.ALLOCATED, here(step));
    taken.forEach(lot -> release(lot, changes));
    long took = OrderUnits.sum(taken);
    units.stage(step.location(), took, step.collectUntilMicros());
    change(changes, step.location(), Units.sold(FulfilmentKind.SHIP, took));
    change(changes, step.location(), Units.staged(took));
    return took;
  }

  private long handOver(Step step, Map<String, Units> changes) {
    List<Lot> promised =
        units.take(step.units(), isAllocated(), here(step).thenComparing(STAGED_FIRST));
    promised.forEach(lot -> release(lot, changes));
    long took = OrderUnits.sum(promised);
    took += takeEnded(step.units() - took, State.CANCELLED);
    took += takeEnded(step.units() - took, State.SHORT_PICKED);
    units.put(State.HANDED_OVER, NOWHERE, took);
    change(changes, step.location(), Units.onHand(-took));
    return took;
  }

  private long takeEnded(long some, State state) {
    return OrderUnits.sum(
        units.take(some, lot -> lot.state() == state, Comparator.comparing(Lot::location)));
  }

  private long shortPick(Step step, Map<String, Units> changes) {
    long took = free(step, step.units(), State.SHORT_PICKED, changes);
    change(changes, step.location(), Units.inCondition(Condition.NOT_FOUND, took));
    return took;
  }

  /** Wanted no more, also where they could not be found: that shelf misses them still. */
  private long end(Step step, long some, State to, Map<String, Units> changes) {
    long promised = free(step, some, to, changes);
    long missed = takeEnded(some - promised, State.SHORT_PICKED);
    units.put(to, NOWHERE, missed);
    return promised + missed;
  }

  private long free(Step step, long some, State to, Map<String, Units> changes) {
    List<Lot> taken = units.take(some, isAllocated(), here(step).thenComparing(STAGED_LAST));
    taken.forEach(lot -> release(lot, changes));
    long took = OrderUnits.sum(taken);
    units.put(to, NOWHERE, took);
    return took;
  }

  /** The units are no longer promised where they were. */
  private static void release(Lot lot, Map<String, Units> changes) {
    change(changes, lot.location(), Units.sold(FulfilmentKind.SHIP, -lot.units()));
    if (lot.state() == State.STAGED) {
      change(changes, lot.location(), Units.staged(-lot.units()));
    }
  }

  private static void change(Map<String, Units> changes, String location, Units units) {
    changes.merge(location, units, Units::plus);
  }

  private static Predicate<Lot> isAllocated() {
    return lot -> lot.state() == State.ALLOCATED || lot.state() == State.STAGED;
  }

  /** Where it happened first, then elsewhere, by location id. */
  private static Comparator<Lot> here(Step step) {
    Function<Lot, Integer> isElsewhere = lot -> lot.location().equals(step.location()) ? 0 : 1;
    return Comparator.comparing(isElsewhere).thenComparing(Lot::location);
  }

  OrderUnits units() {
    return units;
  }

  /** Of each void and fulfilment of some units, in the order they take effect. */
  List<Deed> deeds() {
    return deeds;
  }

  long voided() {
    return units.count(State.VOIDED);
  }

  long voidedCarriedOut() {
    return voidedCarriedOut;
  }

  long excess() {
    return excess;
  }
}
