package io.zaiko.tools.replay;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows of TPC-DS that cannot stand, by the set's own columns: those without a quantity and
 * those without a location, as its SOURCE.md counts them.
 */
final class TpcdsRefusals {
  private TpcdsRefusals() {}

  /** Whether a row names both its units and its place. */
  static boolean canStand(CSVRecord row) {
    return !row.get("quantity").isEmpty() && !row.get("location_id").isEmpty();
  }

  /** The lines of the rows that cannot stand; units as the stock counts them. */
  static List<MovedLine> of(Rows.Origin events) {
    try (Stream<CSVRecord> rows = Rows.of(events)) {
      return rows.filter(row -> !canStand(row)).map(TpcdsRefusals::line).toList();
    }
  }

  /** The lines of the snapshots that cannot stand: those without a quantity. */
  static List<MovedLine> ofSnapshots(Rows.Origin snapshots) {
    try (Stream<Outgoing> counts = new TpcdsSnapshots(snapshots, false).events()) {
      return counts
          .flatMap(count -> MovedLine.of(count.record()))
          .filter(line -> line.eventId().startsWith(TpcdsSnapshots.UNFIT))
          .toList();
    }
  }

  private static MovedLine line(CSVRecord row) {
    String quantity = row.get("quantity");
    return new MovedLine(
        row.get("event_id"),
        Integer.parseInt(row.get("item_id")),
        row.get("event_kind"),
        null,
        row.get("item_id"),
        Instant.parse(row.get("event_time")),
        quantity.isEmpty() ? 0 : -Long.parseLong(quantity));
  }
}
