package io.zaiko.tools.verify;

import io.zaiko.avro.AdjustmentLine;
import io.zaiko.avro.AdjustmentReason;
import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.Restock;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockAdjustment;
import io.zaiko.avro.Void;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong with one readable record by the words of the contract. */
final class NaiveRules {
  private static final int MAX_NAME = 128;
  private static final int MAX_LINES = 10_000;
  private static final long MAX_UNITS = 1_000_000_000_000L;
  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

  private final Instant latest;
  private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
  private final Set<Integer> lineNumbers = new HashSet<>();

  private NaiveRules(long brokerMillis) {
    this.latest = Instant.ofEpochMilli(brokerMillis).plus(1, ChronoUnit.DAYS);
  }

  /** What is wrong with a record; empty where it is to be applied. */
  static Set<Fault> faultsOf(SpecificRecord record, long brokerMillis) {
    NaiveRules rules = new NaiveRules(brokerMillis);
    rules.check(record);
    return rules.faults;
  }

  /** What is wrong with the id of an item or a location. */
  static Set<Fault> faultsOfId(@Nullable String id, boolean isLocation) {
    NaiveRules rules = new NaiveRules(0);
    rules.name(id);
    if (isLocation) {
      rules.legal(id);
    }
    return rules.faults;
  }

  private void check(SpecificRecord record) {
    if (record instanceof Sale sale) {
      head(sale.getEventId(), sale.getOccurredAt(), sale.getSource());
      name(sale.getOrderRef());
      count(sale.getLines());
      sale.getLines()
          .forEach(
              line -> {
                line(line.getLineNo(), line.getSku(), line.getLocationId());
                units(line.getQuantity(), 0);
              });
    } else if (record instanceof Void undone) {
      head(undone.getEventId(), undone.getOccurredAt(), undone.getSource());
      name(undone.getOrderRef());
      name(undone.getOriginalEventId());
      time(undone.getOriginalOccurredAt());
      count(undone.getLines());
      undone
          .getLines()
          .forEach(
              line -> {
                line(line.getLineNo(), line.getSku(), line.getLocationId());
                units(line.getQuantity(), 0);
              });
    } else if (record instanceof Return back) {
      head(back.getEventId(), back.getOccurredAt(), back.getSource());
      count(back.getLines());
      back.getLines()
          .forEach(
              line -> {
                line(line.getLineNo(), line.getSku(), line.getLocationId());
                units(line.getQuantity(), 0);
              });
    } else if (record instanceof Restock restock) {
      head(restock.getEventId(), restock.getOccurredAt(), restock.getSource());
      count(restock.getLines());
      restock
          .getLines()
          .forEach(
              line -> {
                line(line.getLineNo(), line.getSku(), line.getLocationId());
                units(line.getQuantity(), 0);
              });
    } else if (record instanceof StockAdjustment change) {
      head(change.getEventId(), change.getOccurredAt(), change.getSource());
      count(change.getLines());
      change.getLines().forEach(this::adjustment);
    } else if (record instanceof Heartbeat beat) {
      head(beat.getEventId(), beat.getOccurredAt(), beat.getSource());
    }
  }

  private void adjustment(AdjustmentLine line) {
    line(line.getLineNo(), line.getSku(), line.getLocationId());
    boolean move = line.getReason() == AdjustmentReason.MOVE;
    units(line.getQuantity(), move ? 0 : -MAX_UNITS);
    must(!move || line.getToCondition() != null, Fault.MISSING_FIELD);
    must(move || line.getToCondition() == null, Fault.CONTRADICTION);
    must(line.getToCondition() != line.getCondition(), Fault.CONTRADICTION);
  }

  private void head(String eventId, Instant occurredAt, Source source) {
    name(eventId);
    name(source.getId());
    must(source.getSequence() == null || source.getSequence() >= 0, Fault.NUMBER_OUT_OF_RANGE);
    must(source.getEpoch() == null || source.getEpoch() >= 0, Fault.NUMBER_OUT_OF_RANGE);
    time(occurredAt);
  }

  private void count(List<?> lines) {
    must(!lines.isEmpty(), Fault.NO_LINES);
    must(lines.size() <= MAX_LINES, Fault.TOO_MANY_LINES);
  }

  private void line(int lineNo, @Nullable String sku, @Nullable String location) {
    must(lineNo >= 0, Fault.NUMBER_OUT_OF_RANGE);
    must(lineNumbers.add(lineNo), Fault.REPEATED_LINE_NO);
    name(sku);
    name(location);
    legal(location);
  }

  private void legal(@Nullable String location) {
    if (location != null) {
      boolean legal = location.chars().noneMatch(c -> c == '|' || Character.isISOControl(c));
      must(legal, Fault.ILLEGAL_CHARACTER);
    }
  }

  private void units(@Nullable Long units, long least) {
    if (units == null) {
      faults.add(Fault.MISSING_FIELD);
      return;
    }
    must(units >= -MAX_UNITS && units <= MAX_UNITS, Fault.QUANTITY_OUT_OF_RANGE);
    must(least < 0 || units >= 0, Fault.NEGATIVE_QUANTITY);
  }

  private void name(@Nullable String name) {
    if (name == null) {
      faults.add(Fault.MISSING_FIELD);
      return;
    }
    must(!name.isBlank(), Fault.BLANK_FIELD);
    must(name.length() <= MAX_NAME, Fault.FIELD_TOO_LONG);
  }

  private void time(Instant time) {
    must(!time.isBefore(EARLIEST) && !time.isAfter(latest), Fault.TIME_OUT_OF_RANGE);
  }

  private void must(boolean holds, Fault otherwise) {
    if (!holds) {
      faults.add(otherwise);
    }
  }
}
