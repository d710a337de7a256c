package io.zaiko.tools.verify;

import io.zaiko.avro.Condition;
import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.Restock;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockAdjustment;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.Transfer;
import io.zaiko.avro.TransferLine;
import io.zaiko.avro.Void;
import io.zaiko.avro.VoidedGoods;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Stock over the set of applied records, in whatever order they come: plain sums, and for a shelf
 * that was counted its records in the order of their times. The records must be well-formed.
 *
 * <pre>
 *   sale, carried out       on_hand -q
 *   sale, ship or pickup    allocated +q
 *   void                    undoes the sold line, all voids of it together up to what was sold;
 *                           of goods that never left, as of when they were sold
 *   fulfilment              takes of the sold line's units what is there, see {@link NaiveFulfilment}
 *   return                  on_hand +q, and unavailable +q unless it is RESTOCK; NOT_RETURNED nothing
 *   restock                 on_hand +q
 *   adjustment              on_hand +q, and unavailable +q in a condition other than SELLABLE
 *   move                    unavailable -q where the units were, +q where they are
 *   transfer, shipped       on_hand -q where they left; on their way to where they are sent
 *   transfer, received      on_hand +q, of these unavailable what is damaged; no longer on their way
 *   count                   on_hand = q as of its time, see {@link Counted}
 * </pre>
 */
public final class NaiveStock {
  private final ClockSkew skew;
  private final Map<ShelfKey, ShelfKey> shelves = new HashMap<>();
  private final Map<String, AppliedEvent> events = new HashMap<>();
  private final NaiveOrders orders = new NaiveOrders();
  private final NaiveCounts counts = new NaiveCounts();
  private final NaiveTransfers transfers = new NaiveTransfers();
  private long newestMicros = Long.MIN_VALUE;

  NaiveStock(ClockSkew skew) {
    this.skew = skew;
  }

  /** The stock after a set of records, each counted once by its event id; others change nothing. */
  public static NaiveStock of(Collection<? extends SpecificRecord> records) {
    NaiveStock stock = new NaiveStock(ClockSkew.DEFAULT);
    for (SpecificRecord record : records) {
      stock.apply("", record, Long.MAX_VALUE);
    }
    return stock;
  }

  /** The units of every shelf that a record named. */
  public Map<ShelfKey, Units> balances() {
    settleOrders();
    return books().balances();
  }

  /** Lets every void and fulfilment take effect; all records must be known. */
  void settleOrders() {
    orders.settle();
  }

  NaiveOrders orders() {
    return orders;
  }

  /** The shelves that were counted; all records must be known. */
  Map<ShelfKey, CountedShelf> countedShelves() {
    Map<ShelfKey, CountedShelf> counted = new HashMap<>();
    for (Counted count : counts.counted()) {
      counted.computeIfAbsent(count.shelf(), first -> new CountedShelf()).count(count);
    }
    return counted;
  }

  /**
   * What all of it comes to.
   *
   * @param balances the units of every shelf that a record named
   * @param findings what the counts found
   */
  record Books(Map<ShelfKey, Units> balances, List<CountedShelf.Finding> findings) {}

  /** The lines' effects as they stand, put together. */
  Books books() {
    Map<ShelfKey, CountedShelf> counted = countedShelves();
    Map<ShelfKey, Units> balances = new HashMap<>();
    for (AppliedEvent event : events.values()) {
      for (AppliedLine line : event.lines()) {
        CountedShelf shelf = counted.get(line.shelf());
        if (shelf == null) {
          balances.merge(line.shelf(), line.effect(), Units::plus);
        } else if (!event.isCount()) {
          shelf.move(line.movedAtMicros(event), line.effect());
        }
      }
    }
    List<CountedShelf.Finding> findings = new ArrayList<>();
    counted.forEach(
        (shelf, history) -> {
          CountedShelf.Course course = history.course();
          balances.put(shelf, course.balance());
          findings.addAll(course.findings());
        });
    transfers
        .inTransit()
        .forEach((shelf, units) -> balances.merge(shelf, Units.inTransit(units), Units::plus));
    return new Books(balances, findings);
  }

  /**
   * Counts one record.
   *
   * @param topic where it lies
   * @param brokerMicros the broker's time of it
   * @return false where a record of this event id counts already, so that this one does not
   */
  boolean apply(String topic, SpecificRecord input, long brokerMicros) {
    String kind = kind(input);
    if (kind == null) {
      return true;
    }
    newestMicros = Math.max(newestMicros, brokerMicros);
    long ahead = skew.micros(Contract.source(input));
    long at = micros(Contract.occurredAt(input)) - ahead;
    AppliedEvent event =
        new AppliedEvent(
            topic,
            Contract.eventId(input),
            kind,
            at,
            movedAt(input) - ahead,
            Math.min(at, brokerMicros),
            Contract.widthMicros(input),
            new ArrayList<>(1));
    if (events.putIfAbsent(event.eventId(), event) != null) {
      return false;
    }
    lines(event, input);
    return true;
  }

  private static @Nullable String kind(SpecificRecord input) {
    if (input instanceof StockAdjustment) {
      return "ADJUSTMENT";
    }
    if (input instanceof StockCount) {
      return "COUNT";
    }
    return input instanceof Sale
            || input instanceof Void
            || input instanceof Fulfilment
            || input instanceof Return
            || input instanceof Restock
            || input instanceof Transfer
        ? input.getSchema().getName().toUpperCase(Locale.ROOT)
        : null;
  }

  private static long movedAt(SpecificRecord input) {
    Instant at = Contract.occurredAt(input);
    if (input instanceof Void undone && undone.getGoods() == VoidedGoods.NEVER_LEFT) {
      at = undone.getOriginalOccurredAt();
    } else if (input instanceof StockCount count) {
      at = Objects.requireNonNullElse(count.getCountedAt(), at);
    }
    return micros(at);
  }

  private void lines(AppliedEvent event, SpecificRecord input) {
    if (input instanceof Sale sale) {
      for (var said : sale.getLines()) {
        Units effect = Units.sold(said.getFulfilment(), said.getQuantity());
        AppliedLine line =
            line(event, said.getLineNo(), said.getLocationId(), said.getSku(), effect);
        orders.sell(sale, said, event, line);
      }
    } else if (input instanceof Void undone) {
      for (var said : undone.getLines()) {
        AppliedLine line =
            line(event, said.getLineNo(), said.getLocationId(), said.getSku(), Units.ZERO);
        orders.undo(undone, said, event, line);
      }
    } else if (input instanceof Fulfilment step) {
      for (var said : step.getLines()) {
        AppliedLine line =
            line(event, said.getLineNo(), said.getLocationId(), said.getSku(), Units.ZERO);
        orders.fulfil(step, said, event, line);
      }
    } else if (input instanceof Return back) {
      for (var said : back.getLines()) {
        Units effect = LineEffects.returned(said.getDisposition(), said.getQuantity());
        line(event, said.getLineNo(), said.getLocationId(), said.getSku(), effect);
      }
    } else if (input instanceof Restock restock) {
      for (var said : restock.getLines()) {
        Units effect = Units.onHand(said.getQuantity());
        line(event, said.getLineNo(), said.getLocationId(), said.getSku(), effect);
      }
    } else if (input instanceof StockAdjustment change) {
      for (var said : change.getLines()) {
        line(
            event,
            said.getLineNo(),
            said.getLocationId(),
            said.getSku(),
            LineEffects.adjusted(said));
      }
    } else if (input instanceof StockCount count) {
      count(event, count);
    } else if (input instanceof Transfer transfer) {
      transfer.getLines().forEach(said -> transfer(event, transfer, said));
    }
  }

  Collection<AppliedEvent> events() {
    return events.values();
  }

  @Nullable AppliedEvent event(String eventId) {
    return events.get(eventId);
  }

  /** The broker's time of the newest record. */
  long newestMicros() {
    return newestMicros;
  }

  NaiveCounts counts() {
    return counts;
  }

  NaiveTransfers transfers() {
    return transfers;
  }

  private void count(AppliedEvent event, StockCount count) {
    Source source = count.getSource();
    // What a sensor saw, it saw before the broker had it, whatever its clock shows.
    long latestMicros = count.getCountId() == null ? event.asOfMicros() : Long.MAX_VALUE;
    Stated by =
        new Stated(
            Math.min(event.movedAtMicros(), latestMicros),
            source.getId(),
            Objects.requireNonNullElse(source.getEpoch(), 0L),
            Objects.requireNonNullElse(source.getSequence(), -1L),
            count.getEventId());
    for (var said : count.getLines()) {
      AppliedLine line =
          line(event, said.getLineNo(), count.getLocationId(), said.getSku(), Units.ZERO);
      counts.add(count, by, said, line);
    }
  }

  private void transfer(AppliedEvent event, Transfer transfer, TransferLine said) {
    long units = said.getQuantity();
    String to = transfer.getToLocationId();
    NaiveTransfers.Name name = new NaiveTransfers.Name(transfer.getTransferRef(), said.getSku());
    switch (transfer.getStep()) {
      case SHIPPED -> {
        String from = transfer.getFromLocationId();
        line(event, said.getLineNo(), from, said.getSku(), Units.onHand(-units));
        there(line(event, said.getLineNo(), to, said.getSku(), Units.ZERO), said);
        transfers.ship(event.eventId(), name, to, units, expectedAtMicros(event, transfer));
      }
      case RECEIVED -> {
        long damaged = Objects.requireNonNullElse(said.getDamaged(), 0L);
        Units effect = Units.onHand(units).plus(Units.inCondition(Condition.DAMAGED, damaged));
        line(event, said.getLineNo(), to, said.getSku(), effect);
        transfers.receive(event.eventId(), name, to, units, damaged, event.asOfMicros());
      }
      case CLOSED -> {
        line(event, said.getLineNo(), to, said.getSku(), Units.ZERO).transfers();
        transfers.close(event.eventId(), name);
      }
    }
  }

  /** A plan is told by a right clock; where none is told, two weeks after it left. */
  private static long expectedAtMicros(AppliedEvent event, Transfer transfer) {
    Instant expected = transfer.getExpectedAt();
    return expected == null
        ? event.occurredAtMicros() + Duration.ofDays(14).toSeconds() * 1_000_000
        : micros(expected);
  }

  private static void there(AppliedLine line, TransferLine said) {
    if (said.getQuantity() != 0) {
      line.transfers();
    }
  }

  private AppliedLine line(
      AppliedEvent event, int lineNo, String location, String sku, Units effect) {
    ShelfKey named = new ShelfKey(location, sku);
    AppliedLine line =
        new AppliedLine(lineNo, shelves.computeIfAbsent(named, first -> first), effect);
    event.lines().add(line);
    return line;
  }

  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
