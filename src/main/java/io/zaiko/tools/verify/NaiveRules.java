package io.zaiko.tools.verify;

import io.zaiko.avro.AdjustmentLine;
import io.zaiko.avro.AdjustmentReason;
import io.zaiko.avro.AlertAction;
import io.zaiko.avro.CountLine;
import io.zaiko.avro.CountScope;
import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentLine;
import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.HoldRelease;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.avro.Restock;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockAdjustment;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.Transfer;
import io.zaiko.avro.TransferLine;
import io.zaiko.avro.TransferStep;
import io.zaiko.avro.Void;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong with one readable record by the words of the contract. */
final class NaiveRules {
  private static final int MAX_NAME = 128;
  private static final int MAX_LINES = 10_000;
  static final long MAX_UNITS = 1_000_000_000_000L;
  private static final Set<String> REASONS =
      Set.of("DAMAGED", "QUALITY_CONTROL", "ON_HOLD", "NOT_FOUND");
  private static final Duration LONGEST_WAY = Duration.ofDays(366);
  private static final Duration LONGEST_WAIT = Duration.ofDays(366);
  private static final Duration COUNT_AHEAD = Duration.ofMinutes(10);
  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

  private final Instant latest;
  private final ClockSkew skew;
  private long aheadMicros;
  private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
  private final Set<Integer> lineNumbers = new HashSet<>();

  private NaiveRules(long brokerMillis, ClockSkew skew) {
    this.skew = skew;
    this.latest = Instant.ofEpochMilli(brokerMillis).plus(1, ChronoUnit.DAYS);
  }

  /** What is wrong with a record; empty where it is to be applied. */
  static Set<Fault> faultsOf(SpecificRecord record, long brokerMillis, ClockSkew skew) {
    NaiveRules rules = new NaiveRules(brokerMillis, skew);
    rules.check(record);
    return rules.faults;
  }

  /** What is wrong with the id of an item or a location. */
  static Set<Fault> faultsOfId(@Nullable String id, boolean isLocation) {
    NaiveRules rules = new NaiveRules(0, ClockSkew.DEFAULT);
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
      sale.getLines().forEach(line -> nameIfAny(line.getReservationId()));
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
    } else if (record instanceof Fulfilment step) {
      head(step.getEventId(), step.getOccurredAt(), step.getSource());
      name(step.getOrderRef());
      count(step.getLines());
      step.getLines().forEach(line -> fulfilment(step, line));
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
    } else if (record instanceof StockCount count) {
      count(count);
    } else if (record instanceof Transfer transfer) {
      transfer(transfer);
    } else if (record instanceof ReservationRequest request) {
      RequestRules.check(request, this);
    } else if (record instanceof HoldRelease release) {
      RequestRules.check(release, this);
    } else if (record instanceof PaymentEvent payment) {
      PaymentRules.check(payment, this);
    } else if (record instanceof AlertAction action) {
      PaymentRules.check(action, this);
    } else if (record instanceof Heartbeat beat) {
      head(beat.getEventId(), beat.getOccurredAt(), beat.getSource());
    }
  }

  private void fulfilment(Fulfilment step, FulfilmentLine line) {
    line(line.getLineNo(), line.getSku(), line.getLocationId());
    units(line.getQuantity(), 0);
    String from = line.getFromLocationId();
    if (from != null) {
      name(from);
      legal(from);
      must(step.getAct() == FulfilmentAct.ASSIGNED, Fault.CONTRADICTION);
      must(!from.equals(line.getLocationId()), Fault.CONTRADICTION);
    }
    Instant until = line.getCollectUntil();
    if (until != null) {
      Instant ready = step.getOccurredAt().minus(aheadMicros, ChronoUnit.MICROS);
      must(step.getAct() == FulfilmentAct.READY, Fault.CONTRADICTION);
      must(until.isAfter(ready), Fault.CONTRADICTION);
      must(!until.isAfter(ready.plus(LONGEST_WAIT)), Fault.TIME_OUT_OF_RANGE);
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

  private void count(StockCount count) {
    head(count.getEventId(), count.getOccurredAt(), count.getSource());
    boolean isSensor = count.getCountId() == null;
    boolean isEverything = count.getScope() == CountScope.EVERYTHING;
    Set<List<@Nullable String>> stated = new HashSet<>();
    must(!isSensor || !count.getComplete(), Fault.CONTRADICTION);
    nameIfAny(count.getCountId());
    name(count.getLocationId());
    if (count.getCountedAt() != null) {
      time(count.getCountedAt());
      must(!count.getCountedAt().isAfter(count.getOccurredAt()), Fault.CONTRADICTION);
    }
    Instant counted = Objects.requireNonNullElse(count.getCountedAt(), count.getOccurredAt());
    Instant right = counted.minus(aheadMicros, ChronoUnit.MICROS);
    must(
        !right.isAfter(latest.minus(1, ChronoUnit.DAYS).plus(COUNT_AHEAD)),
        Fault.TIME_OUT_OF_RANGE);
    count(count.getLines());
    for (CountLine line : count.getLines()) {
      line(line.getLineNo(), line.getSku(), count.getLocationId());
      units(line.getQuantity(), 0);
      nameIfAny(line.getArea());
      must(!isSensor || line.getArea() != null, Fault.CONTRADICTION);
      must(stated.add(Arrays.asList(line.getSku(), line.getArea())), Fault.CONTRADICTION);
      if (line.getUnavailable() != null) {
        unavailable(line, isEverything);
      }
    }
    // Parts and the whole of one item do not stand in one record.
    for (CountLine line : count.getLines()) {
      boolean isPart = line.getArea() != null;
      must(!isPart || !stated.contains(Arrays.asList(line.getSku(), null)), Fault.CONTRADICTION);
    }
  }

  private void unavailable(CountLine line, boolean isEverything) {
    long sum = 0;
    for (Long units : line.getUnavailable().values()) {
      units(units, 0);
      sum += Math.max(0, Math.min(units, MAX_UNITS));
    }
    must(REASONS.containsAll(line.getUnavailable().keySet()), Fault.CONTRADICTION);
    Long quantity = line.getQuantity();
    must(!isEverything || quantity == null || sum <= quantity, Fault.CONTRADICTION);
  }

  private void transfer(Transfer transfer) {
    head(transfer.getEventId(), transfer.getOccurredAt(), transfer.getSource());
    name(transfer.getTransferRef());
    name(transfer.getToLocationId());
    nameIfAny(transfer.getFromLocationId());
    legal(transfer.getFromLocationId());
    boolean isShipped = transfer.getStep() == TransferStep.SHIPPED;
    must(!isShipped || transfer.getFromLocationId() != null, Fault.MISSING_FIELD);
    must(
        !isShipped || !Objects.equals(transfer.getFromLocationId(), transfer.getToLocationId()),
        Fault.CONTRADICTION);
    Instant expected = transfer.getExpectedAt();
    if (isShipped && expected != null) {
      Instant left = transfer.getOccurredAt().minus(aheadMicros, ChronoUnit.MICROS);
      must(expected.isAfter(left), Fault.CONTRADICTION);
      must(!expected.isAfter(left.plus(LONGEST_WAY)), Fault.TIME_OUT_OF_RANGE);
    }
    count(transfer.getLines());
    for (TransferLine line : transfer.getLines()) {
      line(line.getLineNo(), line.getSku(), transfer.getToLocationId());
      units(line.getQuantity(), 0);
      Long damaged = line.getDamaged();
      if (damaged != null) {
        units(damaged, 0);
        boolean isReceived = transfer.getStep() == TransferStep.RECEIVED;
        boolean isPart = line.getQuantity() == null || damaged <= line.getQuantity();
        must(isReceived && isPart, Fault.CONTRADICTION);
      }
    }
  }

  void nameIfAny(@Nullable String name) {
    if (name != null) {
      name(name);
    }
  }

  void head(String eventId, Instant occurredAt, Source source) {
    name(eventId);
    name(source.getId());
    must(source.getSequence() == null || source.getSequence() >= 0, Fault.NUMBER_OUT_OF_RANGE);
    must(source.getEpoch() == null || source.getEpoch() >= 0, Fault.NUMBER_OUT_OF_RANGE);
    aheadMicros = skew.micros(source);
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

  void legal(@Nullable String location) {
    if (location != null) {
      boolean legal = location.chars().noneMatch(c -> c == '|' || Character.isISOControl(c));
      must(legal, Fault.ILLEGAL_CHARACTER);
    }
  }

  void units(@Nullable Long units, long least) {
    if (units == null) {
      faults.add(Fault.MISSING_FIELD);
      return;
    }
    must(units >= -MAX_UNITS && units <= MAX_UNITS, Fault.QUANTITY_OUT_OF_RANGE);
    must(least < 0 || units >= 0, Fault.NEGATIVE_QUANTITY);
  }

  void name(@Nullable String name) {
    if (name == null) {
      faults.add(Fault.MISSING_FIELD);
      return;
    }
    must(!name.isBlank(), Fault.BLANK_FIELD);
    must(name.length() <= MAX_NAME, Fault.FIELD_TOO_LONG);
  }

  private void time(Instant told) {
    Instant time = told.minus(aheadMicros, ChronoUnit.MICROS);
    must(!time.isBefore(EARLIEST) && !time.isAfter(latest), Fault.TIME_OUT_OF_RANGE);
  }

  void must(boolean holds, Fault otherwise) {
    if (!holds) {
      faults.add(otherwise);
    }
  }
}
