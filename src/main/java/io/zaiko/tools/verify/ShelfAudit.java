package io.zaiko.tools.verify;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares every shelf as recomputed with the end of its ledger and with its last image. */
final class ShelfAudit {
  private final ControlAudit control;
  private final LedgerAudit ledger;
  private final ImageAudit images;
  private final Differences differences;

  /**
   * What the alerts should say.
   *
   * @param negative the shelves of stock items that have less than nothing on hand
   * @param unswept how many shelves of declared items, or under the names of groups, stand
   *     published or not, and should not so: a sweep may not have been there yet
   */
  record Found(Set<ShelfKey> negative, long unswept) {}

  ShelfAudit(ControlAudit control, LedgerAudit ledger, ImageAudit images, Differences differences) {
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
   * @param times of the events of each
   */
  Found compare(Map<ShelfKey, Units> balances, Set<ShelfKey> known, Map<ShelfKey, AsOf> times) {
    Set<String> groups = control.groups();
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
      boolean isOfGroup = groups.contains(shelf.location()) && units.areOrdersAlone();
      if (isOfGroup == isShown && control.wasGroup(shelf.location())) {
        unswept++;
      }
      if (isOfGroup) {
        expectHidden(shelf, isShown);
        continue;
      }
      if (units.onHand() < 0) {
        negative.add(shelf);
      }
      compareImage(shelf, units, image, times.get(shelf));
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
    Set<String> groups = control.groups();
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
      } else if (groups.contains(shelf.location()) && page.balance().areOrdersAlone()) {
        expectHidden(shelf, image.units() != null);
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

  private void expectHidden(ShelfKey shelf, boolean isShown) {
    differences.expect(
        !isShown, Check.SHELVES, () -> shelf + " is only asked for as a group, but has an image");
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
      ShelfKey shelf, Units units, ImageAudit.@Nullable Shown image, @Nullable AsOf asOf) {
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

  private static Map<ShelfKey, Units> sorted(Map<ShelfKey, Units> balances) {
    Map<ShelfKey, Units> sorted =
        new TreeMap<>(Comparator.comparing(ShelfKey::location).thenComparing(ShelfKey::sku));
    sorted.putAll(balances);
    return sorted;
  }
}
