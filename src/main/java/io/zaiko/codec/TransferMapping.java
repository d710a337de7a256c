package io.zaiko.codec;

import io.zaiko.avro.Transfer;
import io.zaiko.avro.TransferLine;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.Stated;
import io.zaiko.domain.stock.TransferHead;
import io.zaiko.domain.stock.TransferStep;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** From a Transfer to the domain's event: every rule of one record stands here. */
final class TransferMapping {
  /** How long a shipment may take at most, and how long where nobody says. */
  static final long LONGEST_MICROS = TimeUnit.DAYS.toMicros(366);

  static final long USUAL_MICROS = TimeUnit.DAYS.toMicros(14);

  private TransferMapping() {}

  static GoodsEvent transfer(Transfer transfer, Arrival arrival) throws Refusal {
    EventHead head =
        EventHead.of(
            transfer.getEventId(), transfer.getOccurredAt(), transfer.getSource(), arrival);
    TransferStep step =
        switch (transfer.getStep()) {
          case SHIPPED -> TransferStep.SHIPPED;
          case RECEIVED -> TransferStep.RECEIVED;
          case CLOSED -> TransferStep.CLOSED;
        };
    String to = Fields.location(transfer.getToLocationId(), "to_location_id", Fields.RECORD);
    TransferHead of =
        new TransferHead(
            Fields.name(transfer.getTransferRef(), "transfer_ref", Fields.RECORD),
            step,
            from(transfer.getFromLocationId(), step, to),
            to,
            step == TransferStep.SHIPPED ? expectedAt(transfer, head) : 0);
    List<GoodsLine> lines =
        Lines.of(transfer.getLines(), TransferLine::getLineNo, line -> line(line, of));
    return head.transfer(of, lines);
  }

  private static @Nullable String from(@Nullable String from, TransferStep step, String to)
      throws Refusal {
    if (step != TransferStep.SHIPPED) {
      return from == null ? null : Fields.location(from, "from_location_id", Fields.RECORD);
    }
    String left = Fields.location(from, "from_location_id", Fields.RECORD);
    if (left.equals(to)) {
      throw new Refusal(
          Reason.CONTRADICTION,
          "shipped from "
              + Refusal.shown(left)
              + " to itself; state another to_location_id, or write a StockAdjustment for units"
              + " that stay");
    }
    return left;
  }

  private static long expectedAt(Transfer transfer, EventHead head) throws Refusal {
    if (transfer.getExpectedAt() == null) {
      return head.occurredAtMicros() + USUAL_MICROS;
    }
    Instant expected = transfer.getExpectedAt();
    Instant left = Fields.instant(head.occurredAtMicros());
    if (!expected.isAfter(left)) {
      throw new Refusal(
          Reason.CONTRADICTION,
          "expected_at is "
              + transfer.getExpectedAt()
              + ", not later than occurred_at; state when the units should arrive, or leave it"
              + " out");
    }
    if (expected.isAfter(left.plus(LONGEST_MICROS, ChronoUnit.MICROS))) {
      throw new Refusal(
          Reason.TIME_OUT_OF_RANGE,
          "expected_at is "
              + transfer.getExpectedAt()
              + ", more than 366 days after occurred_at; check the unit (microseconds UTC)");
    }
    return Fields.micros(expected);
  }

  private static GoodsLine line(TransferLine line, TransferHead of) throws Refusal {
    int lineNo = line.getLineNo();
    long quantity = Fields.quantity(line.getQuantity(), lineNo);
    return new GoodsLine(
        lineNo,
        Fields.name(line.getSku(), "sku", lineNo),
        switch (of.step()) {
          case SHIPPED -> Objects.requireNonNull(of.fromLocationId());
          case RECEIVED, CLOSED -> of.toLocationId();
        },
        quantity,
        switch (of.step()) {
          case SHIPPED -> Act.SHIPPED_OUT;
          case RECEIVED -> Act.RECEIVED_IN;
          case CLOSED -> Act.CLOSED_OUT;
        },
        Condition.SELLABLE,
        Condition.SELLABLE,
        null,
        damaged(line, of.step(), quantity));
  }

  private static @Nullable Stated damaged(TransferLine line, TransferStep step, long quantity)
      throws Refusal {
    if (line.getDamaged() == null) {
      return null;
    }
    int lineNo = line.getLineNo();
    if (step != TransferStep.RECEIVED) {
      throw new Refusal(
          Reason.CONTRADICTION,
          Fields.at(lineNo)
              + "damaged belongs to step RECEIVED, this one is "
              + step
              + "; leave it out, and state damage where the units arrive");
    }
    long damaged =
        Fields.units(
            line.getDamaged(), "damaged", lineNo, "state how many of the units are damaged");
    if (damaged > quantity) {
      throw new Refusal(
          Reason.CONTRADICTION,
          Fields.at(lineNo)
              + damaged
              + " damaged of "
              + quantity
              + " received; damaged units are part of quantity");
    }
    return damaged == 0 ? null : new Stated(damaged, null, null, null);
  }
}
