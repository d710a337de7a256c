package io.zaiko.tools.verify;

import java.util.HashSet;
import java.util.Set;

/**
 * Which shelves the channels must hear of. A shelf is known from the first record that moves units
 * there, counts them, or transfers some there; one that was only named, such as in a count that was
 * never completed, is not known, and that is not the same as empty.
 */
public final class KnownShelves {
  private KnownShelves() {}

  /** The shelves that are known after a set of records, whose voids have taken effect. */
  public static Set<ShelfKey> of(NaiveStock stock) {
    Set<ShelfKey> known = new HashSet<>(stock.countedShelves().keySet());
    for (AppliedEvent event : stock.events()) {
      for (AppliedLine line : event.lines()) {
        if (!event.isCount() && line.speaksOfShelf()) {
          known.add(line.shelf());
        }
      }
    }
    return known;
  }
}
