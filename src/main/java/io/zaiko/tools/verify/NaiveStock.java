package io.zaiko.tools.verify;

import io.zaiko.avro.AdjustmentLine;
import io.zaiko.avro.AdjustmentReason;
import io.zaiko.avro.Condition;
import io.zaiko.avro.Disposition;
import io.zaiko.avro.Restock;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.StockAdjustment;
import io.zaiko.avro.Void;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Stock by plain sums over the set of applied records, in whatever order they come. The records
 * must be well-formed.
 *
 * <pre>
 *   sale, carried out       on_hand -q
 *   sale, ship or pickup    allocated +q
 *   void                    undoes the sold line, all voids of it together up to what was sold
 *   return                  on_hand +q, and unavailable +q unless it is RESTOCK; NOT_RETURNED nothing
 *   restock                 on_hand +q
 *   adjustment              on_hand +q, and unavailable +q in a condition other than SELLABLE
 *   move                    unavailable -q where the units were, +q where they are
 * </pre>
 */
public final class NaiveStock {
  private final Map<ShelfKey, ShelfKey> shelves = new HashMap<>();
  private final Map<String, AppliedEvent> events = new HashMap<>();
  private final Map<SoldLine.Name, SoldLine> soldLines = new HashMap<>();

  /** The stock after a set of records, each counted once by its event id; others change nothing. */
  public static NaiveStock of(Collection<? extends SpecificRecord> records) {
    NaiveStock stock = new NaiveStock();
    for (SpecificRecord record : records) {
      stock.apply("", record, Long.MAX_VALUE);
    }
    return stock;
  }

  /** The units of every shelf that a record named. */
  public Map<ShelfKey, Units> balances() {
    settleVoids();
    return sums();
  }

  /** Lets every void take effect; all records must be known. */
  void settleVoids() {
    soldLines.forEach((name, line) -> line.settle(name.fulfilment()));
  }

  /** The lines of which more voids were stated than the job remembers. */
  Map<SoldLine.Name, SoldLine> crowdedLines() {
    Map<SoldLine.Name, SoldLine> crowded = new HashMap<>();
    soldLines.forEach(
        (name, line) -> {
          if (line.forgotten() > 0) {
            crowded.put(name, line);
          }
        });
    return crowded;
  }

  /** The sums of the lines' effects as they stand. */
  Map<ShelfKey, Units> sums() {
    Map<ShelfKey, Units> balances = new HashMap<>();
    for (AppliedEvent event : events.values()) {
      for (AppliedLine line : event.lines()) {
        balances.merge(line.shelf(), line.effect(), Units::plus);
      }
    }
    return balances;
  }

  /**
   * Counts one record.
   *
   * @param topic where it lies
   * @param brokerMicros the broker's time of it
   * @return false where a record of this event id counts already, so that this one does not
   */
  boolean apply(String topic, SpecificRecord input, long brokerMicros) {
    if (input instanceof Sale sale) {
      return sell(
          begin(topic, "SALE", sale.getEventId(), sale.getOccurredAt(), brokerMicros), sale);
    }
    if (input instanceof Void undone) {
      return undo(
          begin(topic, "VOID", undone.getEventId(), undone.getOccurredAt(), brokerMicros), undone);
    }
    if (input instanceof Return back) {
      return takeBack(
          begin(topic, "RETURN", back.getEventId(), back.getOccurredAt(), brokerMicros), back);
    }
    if (input instanceof Restock restock) {
      return receive(
          begin(topic, "RESTOCK", restock.getEventId(), restock.getOccurredAt(), brokerMicros),
          restock);
    }
    if (input instanceof StockAdjustment change) {
      return adjust(
          begin(topic, "ADJUSTMENT", change.getEventId(), change.getOccurredAt(), brokerMicros),
          change);
    }
    return true;
  }

  Collection<AppliedEvent> events() {
    return events.values();
  }

  @Nullable AppliedEvent event(String eventId) {
    return events.get(eventId);
  }

  private @Nullable AppliedEvent begin(
      String topic, String kind, String eventId, Instant occurredAt, long brokerMicros) {
    long at = micros(occurredAt);
    AppliedEvent event =
        new AppliedEvent(topic, eventId, kind, at, Math.min(at, brokerMicros), new ArrayList<>(1));
    return events.putIfAbsent(eventId, event) == null ? event : null;
  }

  private boolean sell(@Nullable AppliedEvent event, Sale sale) {
    if (event == null) {
      return false;
    }
    for (var said : sale.getLines()) {
      long units = said.getQuantity();
      AppliedLine line =
          line(
              event,
              said.getLineNo(),
              said.getLocationId(),
              said.getSku(),
              Units.sold(said.getFulfilment(), units));
      soldLine(
              new SoldLine.Name(
                  sale.getOrderRef(), said.getLineNo(), line.shelf(), said.getFulfilment()))
          .sell(units);
    }
    return true;
  }

  private boolean undo(@Nullable AppliedEvent event, Void undone) {
    if (event == null) {
      return false;
    }
    for (var said : undone.getLines()) {
      AppliedLine line =
          line(event, said.getLineNo(), said.getLocationId(), said.getSku(), Units.ZERO);
      soldLine(
              new SoldLine.Name(
                  undone.getOrderRef(), said.getLineNo(), line.shelf(), said.getFulfilment()))
          .voidBy(event, line, said.getQuantity());
    }
    return true;
  }

  private boolean takeBack(@Nullable AppliedEvent event, Return back) {
    if (event == null) {
      return false;
    }
    for (var said : back.getLines()) {
      line(
          event,
          said.getLineNo(),
          said.getLocationId(),
          said.getSku(),
          returned(said.getDisposition(), said.getQuantity()));
    }
    return true;
  }

  private boolean receive(@Nullable AppliedEvent event, Restock restock) {
    if (event == null) {
      return false;
    }
    for (var said : restock.getLines()) {
      line(
          event,
          said.getLineNo(),
          said.getLocationId(),
          said.getSku(),
          Units.onHand(said.getQuantity()));
    }
    return true;
  }

  private boolean adjust(@Nullable AppliedEvent event, StockAdjustment change) {
    if (event == null) {
      return false;
    }
    for (var said : change.getLines()) {
      line(event, said.getLineNo(), said.getLocationId(), said.getSku(), adjusted(said));
    }
    return true;
  }

  private static Units returned(Disposition disposition, long units) {
    return switch (disposition) {
      case RESTOCK -> Units.onHand(units);
      case DAMAGED -> Units.onHand(units).plus(Units.inCondition(Condition.DAMAGED, units));
      case QUALITY_CONTROL ->
          Units.onHand(units).plus(Units.inCondition(Condition.QUALITY_CONTROL, units));
      case NOT_RETURNED -> Units.ZERO;
    };
  }

  private static Units adjusted(AdjustmentLine said) {
    long units = said.getQuantity();
    if (said.getReason() == AdjustmentReason.MOVE) {
      return Units.inCondition(said.getCondition(), -units)
          .plus(Units.inCondition(said.getToCondition(), units));
    }
    return Units.onHand(units).plus(Units.inCondition(said.getCondition(), units));
  }

  private AppliedLine line(
      AppliedEvent event, int lineNo, String location, String sku, Units effect) {
    ShelfKey named = new ShelfKey(location, sku);
    AppliedLine line =
        new AppliedLine(lineNo, shelves.computeIfAbsent(named, first -> first), effect);
    event.lines().add(line);
    return line;
  }

  private SoldLine soldLine(SoldLine.Name name) {
    return soldLines.computeIfAbsent(name, first -> new SoldLine());
  }

  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
