package io.zaiko.codec;

import io.zaiko.avro.AdjustmentLine;
import io.zaiko.avro.AdjustmentReason;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.Restock;
import io.zaiko.avro.RestockLine;
import io.zaiko.avro.Return;
import io.zaiko.avro.ReturnLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.StockAdjustment;
import io.zaiko.avro.Void;
import io.zaiko.avro.VoidLine;
import io.zaiko.avro.VoidedGoods;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import java.util.List;

/** From the records of the contract to the domain's event: every rule of one record stands here. */
final class GoodsMapping {

  private GoodsMapping() {}

  static GoodsEvent sale(Sale sale, Arrival arrival) throws Refusal {
    EventHead head =
        EventHead.of(sale.getEventId(), sale.getOccurredAt(), sale.getSource(), arrival);
    String orderRef = Fields.name(sale.getOrderRef(), "order_ref", Fields.RECORD);
    List<GoodsLine> lines = Lines.of(sale.getLines(), SaleLine::getLineNo, GoodsMapping::saleLine);
    String checkoutRef = Fields.optionalName(sale.getCheckoutRef(), "checkout_ref", Fields.RECORD);
    return head.sale(orderRef, checkoutRef, lines);
  }

  private static GoodsLine saleLine(SaleLine line) throws Refusal {
    return new GoodsLine(
        line.getLineNo(),
        Fields.name(line.getSku(), "sku", line.getLineNo()),
        Fields.location(line.getLocationId(), "location_id", line.getLineNo()),
        Fields.quantity(line.getQuantity(), line.getLineNo()),
        actOf(line.getFulfilment()),
        Condition.SELLABLE,
        Condition.SELLABLE,
        null,
        null,
        null,
        Fields.optionalName(line.getReservationId(), "reservation_id", line.getLineNo()));
  }

  static GoodsEvent voided(Void voided, Arrival arrival) throws Refusal {
    EventHead head =
        EventHead.of(voided.getEventId(), voided.getOccurredAt(), voided.getSource(), arrival);
    String orderRef = Fields.name(voided.getOrderRef(), "order_ref", Fields.RECORD);
    String originalEventId =
        Fields.name(voided.getOriginalEventId(), "original_event_id", Fields.RECORD);
    long originalAt = head.clock().time(voided.getOriginalOccurredAt(), "original_occurred_at");
    List<GoodsLine> lines =
        Lines.of(voided.getLines(), VoidLine::getLineNo, GoodsMapping::voidLine);
    boolean neverLeft = voided.getGoods() == VoidedGoods.NEVER_LEFT;
    return head.voided(orderRef, originalEventId, originalAt, neverLeft, lines);
  }

  private static GoodsLine voidLine(VoidLine line) throws Refusal {
    return new GoodsLine(
        line.getLineNo(),
        Fields.name(line.getSku(), "sku", line.getLineNo()),
        Fields.location(line.getLocationId(), "location_id", line.getLineNo()),
        Fields.quantity(line.getQuantity(), line.getLineNo()),
        actOf(line.getFulfilment()),
        Condition.SELLABLE,
        Condition.SELLABLE);
  }

  private static Act actOf(FulfilmentKind fulfilment) {
    return switch (fulfilment) {
      case CARRY_OUT -> Act.CARRIED_OUT;
      case SHIP -> Act.ORDERED_TO_SHIP;
      case PICKUP -> Act.ORDERED_FOR_PICKUP;
    };
  }

  static GoodsEvent returned(Return back, Arrival arrival) throws Refusal {
    EventHead head =
        EventHead.of(back.getEventId(), back.getOccurredAt(), back.getSource(), arrival);
    List<GoodsLine> lines =
        Lines.of(back.getLines(), ReturnLine::getLineNo, GoodsMapping::returnLine);
    return head.event(RecordKind.RETURN, null, lines);
  }

  private static GoodsLine returnLine(ReturnLine line) throws Refusal {
    Condition condition =
        switch (line.getDisposition()) {
          case RESTOCK, NOT_RETURNED -> Condition.SELLABLE;
          case DAMAGED -> Condition.DAMAGED;
          case QUALITY_CONTROL -> Condition.QUALITY_CONTROL;
        };
    Act act =
        switch (line.getDisposition()) {
          case RESTOCK, DAMAGED, QUALITY_CONTROL -> Act.RETURNED;
          case NOT_RETURNED -> Act.KEPT_BY_CUSTOMER;
        };
    return new GoodsLine(
        line.getLineNo(),
        Fields.name(line.getSku(), "sku", line.getLineNo()),
        Fields.location(line.getLocationId(), "location_id", line.getLineNo()),
        Fields.quantity(line.getQuantity(), line.getLineNo()),
        act,
        Condition.SELLABLE,
        condition);
  }

  static GoodsEvent restock(Restock restock, Arrival arrival) throws Refusal {
    EventHead head =
        EventHead.of(restock.getEventId(), restock.getOccurredAt(), restock.getSource(), arrival);
    List<GoodsLine> lines =
        Lines.of(restock.getLines(), RestockLine::getLineNo, GoodsMapping::restockLine);
    return head.event(RecordKind.RESTOCK, null, lines);
  }

  private static GoodsLine restockLine(RestockLine line) throws Refusal {
    return new GoodsLine(
        line.getLineNo(),
        Fields.name(line.getSku(), "sku", line.getLineNo()),
        Fields.location(line.getLocationId(), "location_id", line.getLineNo()),
        Fields.quantity(line.getQuantity(), line.getLineNo()),
        Act.RECEIVED,
        Condition.SELLABLE,
        Condition.SELLABLE);
  }

  static GoodsEvent adjustment(StockAdjustment change, Arrival arrival) throws Refusal {
    EventHead head =
        EventHead.of(change.getEventId(), change.getOccurredAt(), change.getSource(), arrival);
    List<GoodsLine> lines =
        Lines.of(change.getLines(), AdjustmentLine::getLineNo, GoodsMapping::adjustmentLine);
    return head.event(RecordKind.ADJUSTMENT, null, lines);
  }

  private static GoodsLine adjustmentLine(AdjustmentLine line) throws Refusal {
    boolean move = line.getReason() == AdjustmentReason.MOVE;
    Condition from = condition(line.getCondition());
    if (line.getReason() == AdjustmentReason.FOUND && from == Condition.NOT_FOUND) {
      return foundAgain(line);
    }
    return new GoodsLine(
        line.getLineNo(),
        Fields.name(line.getSku(), "sku", line.getLineNo()),
        Fields.location(line.getLocationId(), "location_id", line.getLineNo()),
        move
            ? Fields.quantity(line.getQuantity(), line.getLineNo())
            : Fields.signedQuantity(line.getQuantity(), line.getLineNo()),
        move ? Act.MOVED : Act.ADJUSTED,
        from,
        move ? target(line, from) : noTarget(line));
  }

  /** Units on hand that nobody found are found: they were never off the books. */
  private static GoodsLine foundAgain(AdjustmentLine line) throws Refusal {
    noTarget(line);
    long units = Fields.signedQuantity(line.getQuantity(), line.getLineNo());
    return new GoodsLine(
        line.getLineNo(),
        Fields.name(line.getSku(), "sku", line.getLineNo()),
        Fields.location(line.getLocationId(), "location_id", line.getLineNo()),
        Math.abs(units),
        Act.MOVED,
        units < 0 ? Condition.SELLABLE : Condition.NOT_FOUND,
        units < 0 ? Condition.NOT_FOUND : Condition.SELLABLE);
  }

  private static Condition target(AdjustmentLine line, Condition from) throws Refusal {
    if (line.getToCondition() == null) {
      throw new Refusal(
          Reason.MISSING_FIELD,
          Fields.at(line.getLineNo())
              + "reason MOVE without to_condition; state the condition the units take");
    }
    Condition to = condition(line.getToCondition());
    if (to == from) {
      throw new Refusal(
          Reason.CONTRADICTION,
          Fields.at(line.getLineNo())
              + "MOVE from "
              + from
              + " to the same condition; state another to_condition");
    }
    return to;
  }

  private static Condition noTarget(AdjustmentLine line) throws Refusal {
    if (line.getToCondition() != null) {
      throw new Refusal(
          Reason.CONTRADICTION,
          Fields.at(line.getLineNo())
              + "to_condition belongs to reason MOVE, this one is "
              + line.getReason()
              + "; leave it out or state MOVE");
    }
    return Condition.SELLABLE;
  }

  private static Condition condition(io.zaiko.avro.Condition condition) {
    return switch (condition) {
      case SELLABLE -> Condition.SELLABLE;
      case DAMAGED -> Condition.DAMAGED;
      case QUALITY_CONTROL -> Condition.QUALITY_CONTROL;
      case ON_HOLD -> Condition.ON_HOLD;
      case NOT_FOUND -> Condition.NOT_FOUND;
    };
  }

  static GoodsEvent heartbeat(Heartbeat beat, Arrival arrival) throws Refusal {
    return EventHead.of(beat.getEventId(), beat.getOccurredAt(), beat.getSource(), arrival)
        .event(RecordKind.HEARTBEAT, null, List.of());
  }
}
