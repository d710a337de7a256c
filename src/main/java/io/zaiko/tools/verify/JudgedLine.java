package io.zaiko.tools.verify;

import io.zaiko.avro.FulfilmentAct;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order with the numbers that people should be told of it.
 *
 * @param memory for how long the job knows the order
 */
record JudgedLine(
    NaiveOrders orders, NaiveOrderLine.Name name, NaiveOrderLine line, OrderMemory memory) {
  /** Of more sales it is not tried out which of them came last. */
  private static final int SALES_TRIED = 12;

  /**
   * The lines of which there may be something to tell.
   *
   * @param memory for how long the job knows each order
   */
  static List<JudgedLine> of(NaiveOrders orders, OrderMemory memory) {
    return orders.lines().entrySet().stream()
        .map(entry -> new JudgedLine(orders, entry.getKey(), entry.getValue(), memory))
        .filter(
            judged ->
                judged.line().isFulfilled()
                    || judged.mayHaveBeenDoubled()
                    || judged.isSoldBeforeFulfilments())
        .toList();
  }

  /** As alerts name it. */
  String key() {
    return name.orderRef() + '|' + name.lineNo() + '|' + name.sku();
  }

  /**
   * Whether its records decide what is told. Where the ledger is believed, for there are more than
   * the job remembers, and where it forgot the order in between, their arrival does.
   */
  boolean isDecided() {
    return isRemembered() && !isBelieved();
  }

  /** Whether the ledger is believed of it. */
  boolean isBelieved() {
    return line.steps().stream().anyMatch(step -> step.line().isTakenFromLedger());
  }

  /** Whether all that was said of it was said of one order, which was never forgotten meanwhile. */
  boolean isRemembered() {
    return memory.isKept(name, line);
  }

  /** {@code order.retention}. */
  long retentionMicros() {
    return memory.retentionMicros();
  }

  /** Units that fulfilments say beyond what the line had. */
  long excess() {
    return line.isFulfilled() ? line.excess() : 0;
  }

  /** Whether more fulfilments were told of it than the job remembers, of which it says so. */
  boolean hasTooManyFulfilments() {
    return line.isSold() && isRemembered() && fulfilments(step -> true) > NaiveOrderLine.REMEMBERED;
  }

  private long fulfilments(Predicate<NaiveOrderLine.Step> which) {
    return line.steps().stream()
        .filter(step -> step.act() != null && step.units() > 0 && which.test(step))
        .count();
  }

  /** Units sold twice. */
  long doubled() {
    return new BookedTwice(line, orders).units();
  }

  /** Units set aside that were to be collected by a time. */
  long overdueAt(long micros) {
    return line.isFulfilled()
        ? line.stagedLots().stream()
            .filter(lot -> isDue(lot.collectUntilMicros(), micros))
            .mapToLong(OrderUnits.Lot::units)
            .sum()
        : 0;
  }

  /** Whether units were set aside when they were to be collected, and left later. */
  boolean someLeftLate() {
    return line.steps().stream()
        .map(NaiveOrderLine.Step::collectUntilMicros)
        .distinct()
        .anyMatch(
            until -> until != null && staged(until, asOf(until)) > staged(until, line.fold()));
  }

  private NaiveFulfilment asOf(long micros) {
    return new NaiveFulfilment(
        line.sales(),
        line.steps().stream().filter(step -> step.event().occurredAtMicros() <= micros).toList());
  }

  private static long staged(Long until, NaiveFulfilment some) {
    return OrderUnits.sum(
        some.units()
            .in(OrderUnits.State.STAGED)
            .filter(lot -> until.equals(lot.collectUntilMicros()))
            .toList());
  }

  private static boolean isDue(@Nullable Long until, long micros) {
    return until != null && until <= micros;
  }

  /** Units of all its sales, whatever was to become of them. */
  long sold() {
    return line.sales().stream().mapToLong(NaiveOrderLine.Sale::units).sum();
  }

  /**
   * Whether so many may have been sold when an alert last had something new to say. A sale that
   * came later and left its number as it was makes no revision.
   */
  boolean mayHaveSold(long units) {
    if (units == sold() || line.sales().size() > SALES_TRIED) {
      return units <= sold();
    }
    Set<Long> sums = new HashSet<>(); // of each choice of one sale or more
    for (NaiveOrderLine.Sale sale : line.sales()) {
      List.copyOf(sums).forEach(sum -> sums.add(sum + sale.units()));
      sums.add(sale.units());
    }
    return sums.contains(units);
  }

  /** Whether there ever was reason to say that too much was fulfilled. */
  boolean mayHaveHadExcess() {
    return line.isFulfilled() && line.isSold();
  }

  /** Whether there ever was reason to say that it was booked twice. */
  boolean mayHaveBeenDoubled() {
    return line.sales().size() > 1 && new BookedTwice(line, orders).mayBe();
  }

  /** Whether several sources sold it, and the job does not know of each which units. */
  boolean isSoldBeforeFulfilments() {
    return line.sales().size() > 1
        && line.soldBySource().size() > 1
        && line.sales().stream().anyMatch(sale -> sale.line().isFromBeforeFulfilments());
  }

  /** Whether units of it ever waited beyond their time. */
  boolean mayHaveWaited(long micros) {
    return fulfilments(
            step -> step.act() == FulfilmentAct.READY && isDue(step.collectUntilMicros(), micros))
        > 0;
  }

  /** Where units of it may have been missing, whatever came to light since. */
  List<ShelfKey> soughtAt() {
    return line.steps().stream()
        .filter(step -> step.act() == FulfilmentAct.SHORT_PICKED && step.units() > 0)
        .map(step -> new ShelfKey(step.location(), name.sku()))
        .toList();
  }
}
