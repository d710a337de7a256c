package io.zaiko.tools.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was delivered, by suppliers and from other own locations: by shelf, time and units. */
final class Receipts {
  /** A receipt booked so long after a count may be of goods that were there already. */
  private static final long DAY_MICROS = 86_400_000_000L;

  /** The job searches so many pages, each of which holds one receipt at least. */
  private static final int SEARCHED_AT_LEAST = 256;

  private final Map<ShelfKey, List<Receipt>> receipts = new HashMap<>();
  private long newestMicros = Long.MIN_VALUE;

  private record Receipt(long atMicros, long units) {}

  /** Takes them from all records. */
  Receipts(NaiveStock stock) {
    for (AppliedEvent event : stock.events()) {
      newestMicros = Math.max(newestMicros, event.asOfMicros());
      if (event.isTransfer() || event.kind().equals("RESTOCK")) {
        for (AppliedLine line : event.lines()) {
          receipts
              .computeIfAbsent(line.shelf(), first -> new ArrayList<>(1))
              .add(new Receipt(event.movedAtMicros(), line.effect().onHand()));
        }
      }
    }
  }

  /** Units of a receipt of the day after a count that equals its variance; 0 where none does. */
  long explaining(CountedShelf.Finding finding) {
    long from = finding.count().atMicros();
    boolean isReceived =
        receipts.getOrDefault(finding.count().shelf(), List.of()).stream()
            .filter(receipt -> receipt.atMicros() > from)
            .filter(receipt -> receipt.atMicros() <= from + DAY_MICROS)
            .anyMatch(receipt -> receipt.units() == finding.variance());
    return isReceived && finding.variance() > 0 ? finding.variance() : 0;
  }

  /** Whether there are so many that the job may have passed over the one that explains. */
  boolean areBeyondSearch(ShelfKey shelf) {
    return receipts.getOrDefault(shelf, List.of()).size() > SEARCHED_AT_LEAST;
  }

  /** Business time of the newest record. */
  long newestMicros() {
    return newestMicros;
  }
}
