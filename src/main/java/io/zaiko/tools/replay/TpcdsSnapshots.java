package io.zaiko.tools.replay;

import io.zaiko.avro.CountLine;
import io.zaiko.avro.CountScope;
import io.zaiko.avro.StockCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;

/**
 * The weekly snapshots of TPC-DS as counts: one session for each snapshot and warehouse, whose last
 * record says that it is complete. Rows without a quantity are sent as they are, in a record of
 * their own that the job refuses; it carries no sequence, so that it leaves no gap.
 */
final class TpcdsSnapshots {
  /** What the event ids of counts begin with; of the records that cannot stand. */
  static final String EVENT_ID = "SNAP-";

  static final String UNFIT = EVENT_ID + "NULL-";

  private static final String TOPIC = "counts.warehouse";
  private static final String SOURCE = "tpcds/inventory";
  private static final int LINES_A_RECORD = 1_000;
  private static final Sequences UNNUMBERED = new Sequences(false);

  private final Rows.Origin snapshots;
  private final Sequences sequences;

  TpcdsSnapshots(Rows.Origin snapshots, boolean numbered) {
    this.snapshots = snapshots;
    this.sequences = new Sequences(numbered);
  }

  /** All counts in the order of the set. */
  Stream<Outgoing> events() {
    return Rows.runs(snapshots, row -> row.get("snapshot_time") + row.get("warehouse_id"))
        .flatMap(run -> session(run).stream());
  }

  private List<Outgoing> session(List<CSVRecord> rows) {
    List<CSVRecord> fit = rows.stream().filter(row -> !isUnfit(row)).toList();
    List<CSVRecord> unfit = rows.stream().filter(TpcdsSnapshots::isUnfit).toList();
    List<Outgoing> records = new ArrayList<>();
    if (!unfit.isEmpty()) {
      records.add(record(UNFIT + name(unfit.get(0)), unfit, false, UNNUMBERED));
    }
    for (int from = 0; from < fit.size(); from += LINES_A_RECORD) {
      int to = Math.min(from + LINES_A_RECORD, fit.size());
      String eventId = EVENT_ID + name(fit.get(0)) + "-" + from / LINES_A_RECORD;
      records.add(record(eventId, fit.subList(from, to), to == fit.size(), sequences));
    }
    return records;
  }

  private static boolean isUnfit(CSVRecord row) {
    return row.get("quantity_on_hand").isEmpty();
  }

  /** Of a session: day and warehouse. */
  private static String name(CSVRecord row) {
    return row.get("snapshot_time").substring(0, 10) + "-" + row.get("warehouse_id");
  }

  private static Outgoing record(
      String eventId, List<CSVRecord> rows, boolean complete, Sequences sequences) {
    CSVRecord first = rows.get(0);
    Instant at = Instant.parse(first.get("snapshot_time"));
    StockCount count = new StockCount();
    count.setEventId(eventId);
    count.setOccurredAt(at);
    count.setSource(sequences.next(SOURCE, "COUNT"));
    count.setCountId("snapshot-" + first.get("snapshot_time").substring(0, 10));
    count.setLocationId("warehouse-" + first.get("warehouse_id"));
    count.setCountedAt(at);
    count.setComplete(complete);
    count.setScope(CountScope.EVERYTHING);
    count.setLines(rows.stream().map(TpcdsSnapshots::line).toList());
    return new Outgoing(TOPIC, SOURCE, count, at, rows.size());
  }

  private static CountLine line(CSVRecord row) {
    CountLine line = new CountLine();
    line.setLineNo(Integer.parseInt(row.get("item_id")));
    line.setSku(row.get("item_id"));
    line.setQuantity(isUnfit(row) ? null : Long.valueOf(row.get("quantity_on_hand")));
    return line;
  }
}
