package io.zaiko.tools.verify;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares every shelf as recomputed with the end of its ledger and with its last image. */
final class ShelfAudit {
  private final NaiveStock stock;
  private final ControlAudit control;
  private final LedgerAudit ledger;
  private final ImageAudit images;
  private final Differences differences;

  /**
   * What {@code as_of} may be: a count that finds what the books say need not make a new image.
   *
   * @param newestChange business time of the newest event that changed the shelf
   * @param newest business time of the newest event that says something of it
   */
  private record Span(long newestChange, long newest) {
    boolean holds(long asOfMicros) {
      return asOfMicros >= newestChange && asOfMicros <= newest;
    }

    Span and(Span other) {
      return new Span(Math.max(newestChange, other.newestChange), Math.max(newest, other.newest));
    }
  }

  /**
   * What the alerts should say.
   *
   * @param negative the shelves of stock items that have less than nothing on hand
   * @param unswept how many shelves of declared items stand published or not, and should not so: a
   *     sweep may not have been there yet
   */
  record Found(Set<ShelfKey> negative, long unswept) {}

  ShelfAudit(
      NaiveStock stock,
      ControlAudit control,
      LedgerAudit ledger,
      ImageAudit images,
      Differences differences) {
    this.stock = stock;
    this.control = control;
    this.ledger = ledger;
    this.images = images;
    this.differences = differences;
  }

  /**
   * Compares all shelves.
   *
   * @param balances of every shelf that a record named
   * @param known those of them that the channels must hear of
   */
  Found compare(Map<ShelfKey, Units> balances, Set<ShelfKey> known) {
    Map<ShelfKey, Span> spans = asOfSpans();
    Set<ShelfKey> negative = new HashSet<>();
    long unswept = 0;
    Set<String> unexpected = new HashSet<>(images.keys());
    for (Map.Entry<ShelfKey, Units> entry : sorted(balances).entrySet()) {
      ShelfKey shelf = entry.getKey();
      Units units = entry.getValue();
      differences.compared(Check.SHELVES);
      unexpected.remove(shelf.toString());
      compareLedger(shelf, units);
      ImageAudit.Shown image = images.shown(shelf);
      boolean isShown = image != null && image.units() != null;
      if (!known.contains(shelf)) {
        expectUnknown(shelf, image != null);
        continue;
      }
      boolean nonStock = control.isNonStock(shelf.sku());
      if (nonStock == isShown && control.isDeclared(shelf.sku())) {
        unswept++;
      }
      if (nonStock) {
        expectWithdrawn(shelf, isShown);
        continue;
      }
      if (units.onHand() < 0) {
        negative.add(shelf);
      }
      compareImage(shelf, units, image, spans.get(shelf));
    }
    unexpected.forEach(
        key ->
            differences.add(Check.SHELVES, key + " has an image, but no line was applied there"));
    return new Found(negative, unswept);
  }

  /**
   * Compares the last image of each shelf with where its ledger ends, for want of older records.
   *
   * @return how many shelves have both
   */
  long compareOutputs() {
    long compared = 0;
    for (ShelfKey shelf : ledger.shelves()) {
      ImageAudit.Shown image = images.shown(shelf);
      LedgerAudit.Page page = ledger.page(shelf);
      if (image == null || page == null) {
        continue;
      }
      compared++;
      differences.compared(Check.SHELVES);
      if (control.isNonStock(shelf.sku())) {
        expectWithdrawn(shelf, image.units() != null);
      } else {
        compareImage(shelf, page.balance(), image, null);
      }
    }
    return compared;
  }

  private void expectUnknown(ShelfKey shelf, boolean isTold) {
    differences.expect(
        !isTold,
        Check.SHELVES,
        () -> shelf + " has an image, but nothing moved there and nothing was counted");
  }

  private void expectWithdrawn(ShelfKey shelf, boolean isShown) {
    differences.expect(
        !isShown, Check.SHELVES, () -> shelf + " is no stock item, but has an image");
  }

  private void compareLedger(ShelfKey shelf, Units units) {
    LedgerAudit.Page page = ledger.page(shelf);
    // What a fulfilment did to other shelves alone is told there and not here.
    differences.expect(
        (page == null ? Units.ZERO : page.balance()).equals(units),
        Check.SHELVES,
        () ->
            shelf
                + ": the ledger ends at "
                + (page == null ? "nothing" : page.balance())
                + ", recomputed "
                + units);
  }

  private void compareImage(
      ShelfKey shelf, Units units, ImageAudit.@Nullable Shown image, @Nullable Span asOf) {
    if (image == null || image.units() == null) {
      differences.add(Check.SHELVES, shelf + " has no image, recomputed " + units);
      return;
    }
    differences.expect(
        image.units().equals(units),
        Check.SHELVES,
        () -> shelf + ": availability says " + image.units() + ", expected " + units);
    LedgerAudit.Page page = ledger.page(shelf);
    differences.expect(
        page == null || page.version() <= image.version(),
        Check.SHELVES,
        () -> shelf + ": the ledger names a version that no image has");
    differences.expect(
        asOf == null || asOf.holds(image.asOfMicros()),
        Check.SHELVES,
        () -> shelf + ": as_of is not the business time of the newest event");
  }

  /** When the events of each shelf were. */
  private Map<ShelfKey, Span> asOfSpans() {
    Map<ShelfKey, Span> spans = new HashMap<>();
    Map<ShelfKey, CountedShelf> counted = stock.countedShelves();
    for (AppliedEvent event : stock.events()) {
      for (AppliedLine line : event.lines()) {
        CountedShelf history = counted.get(line.shelf());
        long movedAt = line.movedAtMicros(event);
        boolean isCounted = history != null && movedAt <= history.statedUntilMicros();
        boolean changes = !line.effect().equals(Units.ZERO) && !isCounted;
        Span span =
            new Span(
                changes ? event.asOfMicros() : Long.MIN_VALUE,
                speaks(event, line, history != null)
                    ? Math.min(event.asOfMicros(), statedAtMicros(event))
                    : Long.MIN_VALUE);
        spans.merge(line.shelf(), span, Span::and);
        // A receipt elsewhere than sent speaks of where it was sent, too.
        String sku = line.shelf().sku();
        for (String to : stock.transfers().destinations(event.eventId(), sku)) {
          spans.merge(
              new ShelfKey(to, sku), new Span(Long.MIN_VALUE, event.asOfMicros()), Span::and);
        }
      }
    }
    return spans;
  }

  /**
   * Whether a line may move {@code as_of}. Of a void that was taken back nothing is left on a shelf
   * that was counted but its entries.
   */
  private static boolean speaks(AppliedEvent event, AppliedLine line, boolean isCounted) {
    return event.isCount()
        ? isCounted && !line.isLeftOut()
        : line.speaksOfShelf() || (isCounted && event.isOfSoldGoods() && line.entries() > 1);
  }

  /** A count speaks of when it was counted, or of before where its session began earlier. */
  private static long statedAtMicros(AppliedEvent event) {
    return event.isCount() ? event.movedAtMicros() : Long.MAX_VALUE;
  }

  private static Map<ShelfKey, Units> sorted(Map<ShelfKey, Units> balances) {
    Map<ShelfKey, Units> sorted =
        new TreeMap<>(Comparator.comparing(ShelfKey::location).thenComparing(ShelfKey::sku));
    sorted.putAll(balances);
    return sorted;
  }
}
