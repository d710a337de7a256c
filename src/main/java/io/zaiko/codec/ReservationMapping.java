package io.zaiko.codec;

import io.zaiko.avro.HoldRelease;
import io.zaiko.avro.ReservationLine;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.RequestAct;
import io.zaiko.domain.stock.RequestHead;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** From requests of reservations, and what the job says of them, to the domain. */
final class ReservationMapping {
  static final int MAX_LINES = 200;
  static final long SHORTEST_MILLIS = 1_000;
  static final long LONGEST_MILLIS = TimeUnit.DAYS.toMillis(30);

  private ReservationMapping() {}

  static GoodsEvent request(ReservationRequest request, Arrival arrival) throws Refusal {
    EventHead head =
        EventHead.of(request.getEventId(), request.getOccurredAt(), request.getSource(), arrival);
    String reservationId = Fields.name(request.getReservationId(), "reservation_id", Fields.RECORD);
    String checkoutRef =
        Fields.optionalName(request.getCheckoutRef(), "checkout_ref", Fields.RECORD);
    return switch (request.getAct()) {
      case PLACE -> placed(request, head, reservationId, checkoutRef);
      case EXTEND ->
          head.request(
              said(RequestAct.EXTEND, reservationId, timeToLiveMicros(request), null),
              checkoutRef,
              withoutLines(request));
      case COMMIT ->
          head.request(
              said(RequestAct.COMMIT, reservationId, 0, orderRef(request)),
              checkoutRef,
              withoutLines(request));
      case RELEASE ->
          head.request(
              said(RequestAct.RELEASE, reservationId, 0, null), checkoutRef, withoutLines(request));
    };
  }

  private static RequestHead said(
      RequestAct act, String reservationId, long timeToLiveMicros, @Nullable String orderRef) {
    return new RequestHead(act, reservationId, "", timeToLiveMicros, orderRef);
  }

  private static @Nullable String orderRef(ReservationRequest request) throws Refusal {
    return Fields.optionalName(request.getOrderRef(), "order_ref", Fields.RECORD);
  }

  private static GoodsEvent placed(
      ReservationRequest request,
      EventHead head,
      String reservationId,
      @Nullable String checkoutRef)
      throws Refusal {
    String channel = Fields.name(request.getChannel(), "channel", Fields.RECORD);
    String locationId = Fields.location(request.getLocationId(), "location_id", Fields.RECORD);
    RequestHead said =
        new RequestHead(RequestAct.PLACE, reservationId, channel, timeToLiveMicros(request), null);
    return head.request(said, checkoutRef, held(request.getLines(), locationId, reservationId));
  }

  private static long timeToLiveMicros(ReservationRequest request) throws Refusal {
    Long millis = request.getTimeToLiveMs();
    if (millis == null) {
      throw new Refusal(
          Reason.MISSING_FIELD,
          "time_to_live_ms is null; state for how long the units are to be held, 1,000 to"
              + " 2,592,000,000 (30 days)");
    }
    if (millis < SHORTEST_MILLIS || millis > LONGEST_MILLIS) {
      throw new Refusal(
          Reason.NUMBER_OUT_OF_RANGE,
          "time_to_live_ms is "
              + millis
              + "; use 1,000 to 2,592,000,000 (30 days), and EXTEND to hold on");
    }
    return TimeUnit.MILLISECONDS.toMicros(millis);
  }

  private static List<GoodsLine> withoutLines(ReservationRequest request) throws Refusal {
    if (!request.getLines().isEmpty()) {
      throw new Refusal(
          Reason.CONTRADICTION,
          "lines belong to PLACE, this request is "
              + request.getAct()
              + " and speaks of the whole reservation; leave them out");
    }
    return List.of();
  }

  /** One line for each item: what two lines ask of one item is held or not held together. */
  private static List<GoodsLine> held(
      List<ReservationLine> lines, String locationId, String reservationId) throws Refusal {
    requireSome(lines.size(), "lines", "state what to hold");
    Map<String, GoodsLine> bySku = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String sku = Fields.name(lines.get(i).getSku(), "sku", i);
      long units = units(lines.get(i).getQuantity(), i);
      GoodsLine before = bySku.get(sku);
      bySku.put(
          sku,
          before == null
              ? held(i, sku, locationId, units, reservationId)
              : held(before.lineNo(), sku, locationId, sum(before, units, i), reservationId));
    }
    return new ArrayList<>(bySku.values());
  }

  private static long units(@Nullable Long quantity, int lineNo) throws Refusal {
    if (quantity == null) {
      throw new Refusal(
          Reason.MISSING_FIELD, Fields.at(lineNo) + "quantity is null; state the units to hold");
    }
    long units =
        Fields.units(quantity, "quantity", lineNo, "a request of RELEASE gives up what is held");
    if (units == 0) {
      throw new Refusal(
          Reason.QUANTITY_OUT_OF_RANGE,
          Fields.at(lineNo) + "quantity is 0; hold 1 unit or more, or leave the line out");
    }
    return units;
  }

  private static long sum(GoodsLine before, long units, int lineNo) throws Refusal {
    long sum = before.quantity() + units; // both are at most 10^12
    if (sum > Fields.MAX_QUANTITY) {
      throw new Refusal(
          Reason.QUANTITY_OUT_OF_RANGE,
          Fields.at(lineNo)
              + "with line "
              + before.lineNo()
              + ", of the same item, quantity is "
              + sum
              + "; at most 1,000,000,000,000 units of an item fit a reservation: check the unit");
    }
    return sum;
  }

  static GoodsEvent release(HoldRelease release, Arrival arrival) throws Refusal {
    EventHead head =
        EventHead.of(release.getEventId(), release.getOccurredAt(), release.getSource(), arrival);
    String reservationId = Fields.name(release.getReservationId(), "reservation_id", Fields.RECORD);
    String locationId = Fields.location(release.getLocationId(), "location_id", Fields.RECORD);
    List<String> skus = release.getSkus();
    requireSome(skus.size(), "skus", "name what is given up");
    List<GoodsLine> lines = new ArrayList<>(skus.size());
    for (int i = 0; i < skus.size(); i++) {
      lines.add(held(i, Fields.name(skus.get(i), "sku", i), locationId, 0, reservationId));
    }
    return head.event(RecordKind.HOLD_RELEASE, null, lines);
  }

  private static void requireSome(int count, String what, String instead) throws Refusal {
    if (count == 0) {
      throw new Refusal(Reason.NO_LINES, "the record has no " + what + "; " + instead);
    }
    if (count > MAX_LINES) {
      throw new Refusal(
          Reason.TOO_MANY_LINES,
          "the record has " + count + " " + what + "; a reservation holds at most 200: split it");
    }
  }

  private static GoodsLine held(
      int lineNo, String sku, String locationId, long units, String reservationId) {
    return new GoodsLine(
        lineNo,
        sku,
        locationId,
        units,
        Act.HELD,
        Condition.SELLABLE,
        Condition.SELLABLE,
        null,
        null,
        null,
        reservationId);
  }
}
