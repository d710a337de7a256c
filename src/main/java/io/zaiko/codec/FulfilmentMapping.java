package io.zaiko.codec;

import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.FulfilmentLine;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.FulfilmentAct;
import io.zaiko.domain.stock.FulfilmentTerms;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** From a Fulfilment to the domain's event: every rule of one record stands here. */
final class FulfilmentMapping {
  /** How long units may wait to be collected at most. */
  static final long LONGEST_MICROS = TimeUnit.DAYS.toMicros(366);

  private FulfilmentMapping() {}

  static GoodsEvent fulfilment(Fulfilment fulfilment, Arrival arrival) throws Refusal {
    EventHead head =
        EventHead.of(
            fulfilment.getEventId(), fulfilment.getOccurredAt(), fulfilment.getSource(), arrival);
    String orderRef = Fields.name(fulfilment.getOrderRef(), "order_ref", Fields.RECORD);
    FulfilmentAct act = actOf(fulfilment.getAct());
    List<GoodsLine> lines =
        Lines.of(fulfilment.getLines(), FulfilmentLine::getLineNo, line -> line(line, act, head));
    return head.event(RecordKind.FULFILMENT, orderRef, lines);
  }

  private static FulfilmentAct actOf(io.zaiko.avro.FulfilmentAct act) {
    return switch (act) {
      case ASSIGNED -> FulfilmentAct.ASSIGNED;
      case READY -> FulfilmentAct.READY;
      case SHIPPED -> FulfilmentAct.SHIPPED;
      case PICKED_UP -> FulfilmentAct.PICKED_UP;
      case CANCELLED -> FulfilmentAct.CANCELLED;
      case SHORT_PICKED -> FulfilmentAct.SHORT_PICKED;
    };
  }

  private static GoodsLine line(FulfilmentLine line, FulfilmentAct act, EventHead head)
      throws Refusal {
    int lineNo = line.getLineNo();
    String at = Fields.location(line.getLocationId(), "location_id", lineNo);
    FulfilmentTerms terms =
        new FulfilmentTerms(act, from(line, act, at), collectUntil(line, act, head));
    return new GoodsLine(
        lineNo,
        Fields.name(line.getSku(), "sku", lineNo),
        at,
        Fields.quantity(line.getQuantity(), lineNo),
        Act.FULFILLED,
        Condition.SELLABLE,
        Condition.SELLABLE,
        null,
        null,
        terms);
  }

  private static @Nullable String from(FulfilmentLine line, FulfilmentAct act, String to)
      throws Refusal {
    if (line.getFromLocationId() == null) {
      return null;
    }
    if (act != FulfilmentAct.ASSIGNED) {
      throw doesNotBelong("from_location_id", line, act, "ASSIGNED");
    }
    String from = Fields.location(line.getFromLocationId(), "from_location_id", line.getLineNo());
    if (from.equals(to)) {
      throw new Refusal(
          Reason.CONTRADICTION,
          Fields.at(line.getLineNo())
              + "assigned from "
              + Refusal.shown(from)
              + " to itself; state another location_id, or leave out from_location_id");
    }
    return from;
  }

  private static @Nullable Long collectUntil(FulfilmentLine line, FulfilmentAct act, EventHead head)
      throws Refusal {
    Instant until = line.getCollectUntil();
    if (until == null) {
      return null;
    }
    if (act != FulfilmentAct.READY) {
      throw doesNotBelong("collect_until", line, act, "READY");
    }
    Instant ready = Fields.instant(head.occurredAtMicros());
    if (!until.isAfter(ready)) {
      throw new Refusal(
          Reason.CONTRADICTION,
          Fields.at(line.getLineNo())
              + "collect_until is "
              + until
              + ", not later than occurred_at; state until when the units wait, or leave it out");
    }
    if (until.isAfter(ready.plus(LONGEST_MICROS, ChronoUnit.MICROS))) {
      throw new Refusal(
          Reason.TIME_OUT_OF_RANGE,
          Fields.at(line.getLineNo())
              + "collect_until is "
              + until
              + ", more than 366 days after occurred_at; check the unit (microseconds UTC)");
    }
    return Fields.micros(until);
  }

  private static Refusal doesNotBelong(
      String field, FulfilmentLine line, FulfilmentAct act, String belongsTo) {
    return new Refusal(
        Reason.CONTRADICTION,
        Fields.at(line.getLineNo())
            + field
            + " belongs to "
            + belongsTo
            + ", this one is "
            + act
            + "; leave it out");
  }
}
