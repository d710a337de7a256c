package io.zaiko.tools.verify;

import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.tools.verify.OrderUnits.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order, by number and item: all its sales, voids and fulfilments, wherever they
 * happened. What it comes to is a {@link NaiveFulfilment} over the whole set.
 */
final class NaiveOrderLine {
  /** Of further fulfilments of one line, and voids of one sold line, the job says they came. */
  static final int REMEMBERED = 100;

  /**
   * What names a line.
   *
   * @param orderRef the order
   * @param lineNo its line
   * @param sku the item
   */
  record Name(String orderRef, int lineNo, String sku) {}

  /**
   * What a sale and a void of it must agree on.
   *
   * @param location where it was sold
   * @param kind how the goods were to reach the customer
   */
  record Place(String location, FulfilmentKind kind) {}

  /**
   * A sale of the line.
   *
   * @param line what its record says
   * @param place of what it sold; CARRY_OUT is not allocated, and not fulfilled
   * @param sourceId who told it
   */
  record Sale(AppliedEvent event, AppliedLine line, Place place, long units, String sourceId) {}

  /**
   * Who wrote a record of a source that numbers them; other records are named by their event id.
   *
   * @param sourceId the source
   * @param epoch of its numbering
   * @param sequence the number
   */
  record Writer(String sourceId, long epoch, long sequence) implements Comparable<Writer> {
    private static final Comparator<Writer> ORDER =
        Comparator.comparing(Writer::sourceId)
            .thenComparingLong(Writer::epoch)
            .thenComparingLong(Writer::sequence);

    @Override
    public int compareTo(Writer other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * A void, or a step of its fulfilment.
   *
   * @param writer null where its source does not number its records
   * @param line what its record says
   * @param act null for a void
   * @param voids of a void, what; null for a fulfilment
   * @param location where it happened
   * @param from of ASSIGNED, who was to supply them; null for anybody
   * @param collectUntilMicros of READY; null for without end
   */
  record Step(
      AppliedEvent event,
      @Nullable Writer writer,
      AppliedLine line,
      @Nullable FulfilmentAct act,
      @Nullable Place voids,
      String location,
      long units,
      @Nullable String from,
      @Nullable Long collectUntilMicros) {

    boolean isAllocated() {
      return voids == null || voids.kind() != FulfilmentKind.CARRY_OUT;
    }

    private void takesEffect(String location, Units change) {
      AppliedLine there = event.lineAt(line, new ShelfKey(location, line.shelf().sku()));
      there.takesEffect(change);
      if (change.staged() != 0) {
        there.movesWhenSaid(); // they were set aside until then, whatever a void undoes
      }
    }

    static Step voiding(
        AppliedEvent event, @Nullable Writer writer, AppliedLine line, Place place, long units) {
      return new Step(event, writer, line, null, place, place.location(), units, null, null);
    }

    static Step fulfilling(
        AppliedEvent event,
        @Nullable Writer writer,
        AppliedLine line,
        FulfilmentAct act,
        long units,
        @Nullable String from,
        @Nullable Long collectUntilMicros) {
      return new Step(
          event, writer, line, act, null, line.shelf().location(), units, from, collectUntilMicros);
    }
  }

  private List<Sale> sales = List.of(); // mostly there is one
  private List<Step> steps = List.of();
  private @Nullable NaiveFulfilment folded;

  void sell(Sale sale) {
    sales = with(sales, sale);
    folded = null;
  }

  void add(Step step) {
    steps = with(steps, step);
    folded = null;
  }

  private static <T> List<T> with(List<T> some, T another) {
    if (some.isEmpty()) {
      return List.of(another);
    }
    List<T> more = some.size() == 1 ? new ArrayList<>(some) : some;
    more.add(another);
    return more;
  }

  /** Whether a fulfilment speaks of it; else it is sold and voided place by place. */
  boolean isFulfilled() {
    return steps.stream().anyMatch(step -> step.act() != null && step.units() > 0);
  }

  /** Whether a sale that allocates states it; the job tells of the line only then. */
  boolean isSold() {
    return sales.stream().anyMatch(sale -> sale.place().kind() != FulfilmentKind.CARRY_OUT);
  }

  /** What the whole set comes to; of a {@linkplain #isCrowded crowded} line that is not known. */
  NaiveFulfilment fold() {
    if (folded == null) {
      folded = new NaiveFulfilment(sales, steps);
    }
    return folded;
  }

  /** Whether more was said of it than the job remembers: what counts, only arrival decides. */
  boolean isCrowded() {
    long fulfilments = steps.stream().filter(s -> s.act() != null && s.units() > 0).count();
    Map<Place, Integer> voids = new HashMap<>();
    steps.stream()
        .filter(step -> step.voids() != null && step.units() > 0)
        .forEach(step -> voids.merge(step.voids(), 1, Integer::sum));
    return fulfilments > REMEMBERED || voids.values().stream().anyMatch(n -> n > REMEMBERED);
  }

  /** Lets its voids and fulfilments take effect, each on all shelves it concerns. */
  void settle() {
    allocatedLines().forEach(line -> line.isOf(this));
    sales.forEach(sale -> sale.line().isOf(this));
    if (isCrowded()) {
      allocatedLines().forEach(AppliedLine::takeFromLedger);
      return;
    }
    for (NaiveFulfilment.Deed deed : fold().deeds()) {
      Step step = deed.step();
      if (step.isAllocated()) {
        deed.byLocation().forEach((location, change) -> step.takesEffect(location, change));
      }
    }
  }

  /** What the records of its voids and fulfilments say, but for voids of what was carried out. */
  Stream<AppliedLine> allocatedLines() {
    return steps.stream().filter(Step::isAllocated).map(Step::line);
  }

  /** Whether a record names a location, so that the line may have had units there. */
  boolean isAt(String location) {
    return sales.stream().anyMatch(sale -> sale.place().location().equals(location))
        || steps.stream().anyMatch(step -> step.location().equals(location));
  }

  /** All its sales, also those carried out. */
  List<Sale> sales() {
    return sales;
  }

  /** Its voids and fulfilments, in no order. */
  List<Step> steps() {
    return steps;
  }

  /** Units sold by each source, carried out or not. */
  Map<String, Long> soldBySource() {
    Map<String, Long> sold = new TreeMap<>();
    sales.forEach(sale -> sold.merge(sale.sourceId(), sale.units(), Long::sum));
    return sold;
  }

  /** Units that its voids take back, of those carried out, too. Not of a crowded line. */
  long voidedOfAll() {
    return fold().voided() + fold().voidedCarriedOut();
  }

  /** Units sold to be shipped or collected. */
  long sold() {
    return sales.stream()
        .filter(sale -> NaiveFulfilment.isAllocated(sale.place()))
        .mapToLong(Sale::units)
        .sum();
  }

  /** Units that are allocated, staged or not. */
  long allocated() {
    return fold().units().count(State.ALLOCATED) + staged();
  }

  /** Of these, set aside. */
  long staged() {
    return fold().units().count(State.STAGED);
  }

  /** The staged units, each lot with its place and its {@code collect_until}. */
  List<OrderUnits.Lot> stagedLots() {
    return fold().units().in(State.STAGED).toList();
  }

  long handedOver() {
    return fold().units().count(State.HANDED_OVER);
  }

  long cancelled() {
    return fold().units().count(State.CANCELLED);
  }

  long shortPicked() {
    return fold().units().count(State.SHORT_PICKED);
  }

  /** Units taken back of those that were allocated. */
  long voided() {
    return fold().voided();
  }

  /** Units that its fulfilments say beyond what the line had; 0 while no sale is there. */
  long excess() {
    return fold().excess();
  }

  /** The records that speak of it. */
  Set<String> eventIds() {
    Set<String> ids = new HashSet<>();
    sales.forEach(sale -> ids.add(sale.event().eventId()));
    steps.forEach(step -> ids.add(step.event().eventId()));
    return ids;
  }
}
