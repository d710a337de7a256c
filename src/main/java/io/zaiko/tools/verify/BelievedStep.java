package io.zaiko.tools.verify;

import io.zaiko.avro.FulfilmentAct;
import io.zaiko.tools.verify.NaiveOrderLine.Step;
import java.util.Set;

/**
 * What a void or a fulfilment did as the ledger says, of a line of which arrival decides that. No
 * order of arrival lets it do more than it says, or something else.
 */
final class BelievedStep {
  private final Step step;
  private final Set<String> outcomes;
  private Units did = Units.ZERO;
  private boolean isTooMuch;

  /** On a shelf that was counted it may change what is on hand by less, or not at all. */
  private boolean isCounted;

  /**
   * @param outcomes its last ones, shelf by shelf
   */
  BelievedStep(Step step, Set<String> outcomes) {
    this.step = step;
    this.outcomes = outcomes;
  }

  /** Believes what it did on one shelf, all its entries together. */
  void believe(AppliedLine there, boolean mayBeAbsorbed) {
    there.takeFromLedger();
    there.takesEffect(there.booked());
    Units units = mayBeAbsorbed ? ofOrders(there.booked()) : there.booked();
    boolean isElsewhere = !there.shelf().location().equals(step.location());
    isCounted |= mayBeAbsorbed;
    isTooMuch |= units.isBeyond(step.units()) || (isElsewhere && units.isOfGoodsHere());
    did = did.plus(units);
  }

  private static Units ofOrders(Units units) {
    return new Units(0, 0, 0, 0, 0, units.allocated(), units.inTransit(), units.staged());
  }

  /** On all shelves, but for goods of those that were counted. */
  Units did() {
    return did;
  }

  boolean isWaiting() {
    return outcomes.equals(Set.of("AWAITS_SALE"));
  }

  boolean isPossible() {
    boolean isOther = did.unavailable() != did.notFound() || did.inTransit() != 0;
    if (isTooMuch || isOther || did.isBeyond(step.units())) {
      return false;
    }
    if (outcomes.contains("OUT_OF_RANGE")) {
      return true; // one of its shelves could not take its part
    }
    FulfilmentAct act = step.act();
    if (act == null) {
      return frees() && !did.isOfGoodsHere();
    }
    return switch (act) {
      case ASSIGNED -> did.allocated() >= 0 && did.staged() <= 0 && !did.isOfGoodsHere();
      case READY ->
          did.allocated() == 0
              && did.staged() >= 0
              && !did.isOfGoodsHere()
              && mayHaveTaken(did.staged());
      case SHIPPED, PICKED_UP -> frees() && did.notFound() == 0 && (isCounted || handsOver());
      case CANCELLED -> frees() && !did.isOfGoodsHere();
      case SHORT_PICKED ->
          frees()
              && did.onHand() == 0
              && mayHaveTaken(-did.allocated())
              && (isCounted || did.notFound() == -did.allocated());
    };
  }

  private boolean frees() {
    return did.allocated() <= did.staged() && did.staged() <= 0;
  }

  /** Goods that were promised, or given up. */
  private boolean handsOver() {
    return did.onHand() <= did.allocated() && mayHaveTaken(-did.onHand());
  }

  private boolean mayHaveTaken(long units) {
    if (outcomes.equals(Set.of("APPLIED"))) {
      return units == step.units();
    }
    return !outcomes.equals(Set.of("EXCESS_FULFILMENT")) || units < step.units();
  }
}
