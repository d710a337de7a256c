package io.zaiko.tools.replay;

import io.zaiko.avro.Restock;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.StockAdjustment;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.StockLedgerEntry;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One line of an event and the units it moved: as the ledger has it, or as its record says.
 *
 * @param kind SALE, RETURN, RESTOCK, ADJUSTMENT, COUNT
 * @param onHand signed change of units on hand; 0 where the record names no quantity or is a count,
 *     which moves none by itself
 */
record MovedLine(
    String eventId,
    int lineNo,
    String kind,
    @Nullable String locationId,
    @Nullable String sku,
    Instant occurredAt,
    long onHand) {

  /** The line as the job applied it. */
  static MovedLine of(StockLedgerEntry entry) {
    return new MovedLine(
        entry.getEventId(),
        entry.getLineNo(),
        entry.getKind(),
        entry.getLocationId(),
        entry.getSku(),
        entry.getOccurredAt(),
        entry.getDeltas().getOnHand());
  }

  /** The lines of an input record as the data sets use them: carried out, returned to the shelf. */
  static Stream<MovedLine> of(SpecificRecord event) {
    if (event instanceof Sale sale) {
      Head head = new Head(sale.getEventId(), "SALE", sale.getOccurredAt());
      return sale.getLines().stream()
          .map(
              line ->
                  head.line(
                      line.getLineNo(),
                      line.getLocationId(),
                      line.getSku(),
                      line.getQuantity(),
                      -1));
    }
    if (event instanceof Return given) {
      Head head = new Head(given.getEventId(), "RETURN", given.getOccurredAt());
      return given.getLines().stream()
          .map(
              line ->
                  head.line(
                      line.getLineNo(),
                      line.getLocationId(),
                      line.getSku(),
                      line.getQuantity(),
                      1));
    }
    if (event instanceof Restock restock) {
      Head head = new Head(restock.getEventId(), "RESTOCK", restock.getOccurredAt());
      return restock.getLines().stream()
          .map(
              line ->
                  head.line(
                      line.getLineNo(),
                      line.getLocationId(),
                      line.getSku(),
                      line.getQuantity(),
                      1));
    }
    if (event instanceof StockAdjustment change) {
      Head head = new Head(change.getEventId(), "ADJUSTMENT", change.getOccurredAt());
      return change.getLines().stream()
          .map(
              line ->
                  head.line(
                      line.getLineNo(),
                      line.getLocationId(),
                      line.getSku(),
                      line.getQuantity(),
                      1));
    }
    if (event instanceof StockCount count) {
      Head head = new Head(count.getEventId(), "COUNT", count.getOccurredAt());
      return count.getLines().stream()
          .map(line -> head.line(line.getLineNo(), count.getLocationId(), line.getSku(), null, 0));
    }
    return Stream.empty();
  }

  boolean is(String wanted) {
    return kind.equals(wanted);
  }

  boolean isOf(String item) {
    return item.equals(sku);
  }

  /** What names the line for ever. */
  String identity() {
    return eventId + '|' + lineNo;
  }

  /** What the lines of one record share. */
  private record Head(String eventId, String kind, Instant occurredAt) {
    MovedLine line(
        int lineNo,
        @Nullable String locationId,
        @Nullable String sku,
        @Nullable Long quantity,
        int sign) {
      long onHand = quantity == null ? 0 : sign * quantity;
      return new MovedLine(eventId, lineNo, kind, locationId, sku, occurredAt, onHand);
    }
  }
}
