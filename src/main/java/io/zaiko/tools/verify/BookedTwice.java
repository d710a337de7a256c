package io.zaiko.tools.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The units of one order line that were sold twice. Every void is taken off a sale: the one it
 * names if the job knows who told that, else one that nobody is known to have told, else whichever
 * leaves the least sold twice; so is every cancellation, of what was allocated.
 */
final class BookedTwice {
  /** Of a line sold so often at one place and in one way, the earliest sales are looked at. */
  private static final int SALES_REMEMBERED = 100;

  private static final Comparator<NaiveOrderLine.Sale> EARLIEST =
      Comparator.<NaiveOrderLine.Sale>comparingLong(sale -> sale.event().movedAtMicros())
          .thenComparing(sale -> sale.event().eventId());

  /** What is left of a sale. */
  private static final class Left {
    private final NaiveOrderLine.Sale sale;
    private final @Nullable String source;
    private long units;

    /**
     * @param source who told it; null where the job does not know
     */
    private Left(NaiveOrderLine.Sale sale, @Nullable String source, long units) {
      this.sale = sale;
      this.source = source;
      this.units = units;
    }

    private Left copied() {
      return new Left(sale, source, units);
    }

    private boolean isAt(NaiveOrderLine.Place place) {
      return sale.place().equals(place);
    }

    private boolean isAllocated() {
      return NaiveFulfilment.isAllocated(sale.place());
    }
  }

  private final NaiveOrderLine line;
  private final NaiveOrders orders;
  private final List<Left> left = new ArrayList<>();

  /** Units that voids took back of sales of which they do not say who told them. */
  private final Map<NaiveOrderLine.Place, Long> voided = new HashMap<>();

  private long cancelled;

  BookedTwice(NaiveOrderLine line, NaiveOrders orders) {
    this.line = line;
    this.orders = orders;
    Map<NaiveOrderLine.Place, Integer> known = new HashMap<>();
    line.sales().stream()
        .filter(sale -> sale.units() > 0)
        .sorted(EARLIEST)
        .forEach(
            sale -> {
              boolean isKnown =
                  known.merge(sale.place(), 1, Integer::sum) <= SALES_REMEMBERED
                      && !sale.line().isFromBeforeFulfilments();
              left.add(new Left(sale, isKnown ? sale.sourceId() : null, sale.units()));
            });
  }

  /** Whether the job may ever have seen reason to say so. */
  boolean mayBe() {
    return sources().size() > 1 && left.stream().anyMatch(Left::isAllocated);
  }

  private Set<String> sources() {
    Set<String> sources = new HashSet<>();
    for (Left each : left) {
      if (each.source != null) {
        sources.add(each.source);
      }
    }
    return sources;
  }

  /** How many, by all its records. Not of a crowded line. To be asked once. */
  long units() {
    if (!mayBe()) {
      return 0;
    }
    line.fold().deeds().stream().filter(deed -> deed.step().voids() != null).forEach(this::undo);
    voided.replaceAll((place, units) -> rest(left, units, each -> isUnknown(each, place)));
    cancelled = rest(left, line.cancelled(), each -> each.source == null && each.isAllocated());
    return sources().stream().mapToLong(this::ofOthers).min().orElse(0);
  }

  private void undo(NaiveFulfilment.Deed deed) {
    NaiveOrderLine.Step step = deed.step();
    String named = orders.saleNamedBy(step.line());
    NaiveOrderLine.Place place = step.voids();
    if (place != null) {
      long rest =
          rest(
              left,
              deed.took(),
              each ->
                  each.isAt(place)
                      && each.source != null
                      && each.sale.event().eventId().equals(named));
      voided.merge(place, rest, Long::sum);
    }
  }

  private static boolean isUnknown(Left each, NaiveOrderLine.Place place) {
    return each.source == null && each.isAt(place);
  }

  /** What others have sold if one sold rightly: they lose first what somebody must lose. */
  private long ofOthers(String source) {
    List<Left> copy = left.stream().filter(each -> each.source != null).map(Left::copied).toList();
    voided.forEach(
        (place, units) -> {
          long rest = rest(copy, units, each -> each.isAt(place) && !source.equals(each.source));
          rest(copy, rest, each -> each.isAt(place));
        });
    long rest = rest(copy, cancelled, each -> each.isAllocated() && !source.equals(each.source));
    rest(copy, rest, Left::isAllocated);
    return copy.stream().filter(each -> !source.equals(each.source)).mapToLong(e -> e.units).sum();
  }

  /** Takes units off sales that fit. */
  private static long rest(List<Left> some, long units, Predicate<Left> which) {
    long rest = units;
    for (Left each : some) {
      if (which.test(each)) {
        long taken = Math.min(rest, each.units);
        each.units -= taken;
        rest -= taken;
      }
    }
    return rest;
  }
}
