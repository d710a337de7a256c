package io.zaiko.jobs;

import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationLine;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What shops say of reservations, payments and sales. Each record is of now and of a microsecond of
 * its own, in the order in which they are made, and named by the test. Holds live for ten days.
 */
final class Checkouts {
  private static final long TIME_TO_LIVE_MS = Duration.ofDays(10).toMillis();

  private Instant last = Instant.EPOCH;

  /** Asks to hold units by item; the checkout is named like the reservation. */
  ReservationRequest place(
      String eventId, String client, String reservation, String location, Map<String, Long> units) {
    List<ReservationLine> lines = new ArrayList<>();
    units.forEach((sku, quantity) -> lines.add(new ReservationLine(sku, quantity)));
    ReservationRequest request = of(eventId, client, reservation, ReservationAct.PLACE);
    request.setChannel("web");
    request.setLocationId(location);
    request.setTimeToLiveMs(TIME_TO_LIVE_MS);
    request.setLines(lines);
    return request;
  }

  /** Says something else of the whole reservation. */
  ReservationRequest of(String eventId, String client, String reservation, ReservationAct act) {
    return ReservationRequest.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(next())
        .setSource(source(client))
        .setReservationId(reservation)
        .setAct(act)
        .setLines(List.of())
        .build();
  }

  /** All the money of a checkout. */
  PaymentEvent captured(String checkout, long minor) {
    String eventId = "captured-" + checkout;
    return PaymentEvent.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(next())
        .setSource(source("psp"))
        .setProvider("psp")
        .setProviderAccount("account")
        .setProviderEventId(eventId)
        .setProviderPaymentId("payment-" + checkout)
        .setOperationId("payment-" + checkout)
        .setType(PaymentType.CAPTURED)
        .setAmount(new Money(minor, "EUR"))
        .setOrderAmount(new Money(minor, "EUR"))
        .setCheckoutRef(checkout)
        .setChannel("web")
        .build();
  }

  /** A sale whose lines name a reservation, of the order that is named like it. */
  Sale sold(
      String reservation,
      String client,
      String location,
      FulfilmentKind fulfilment,
      Map<String, Long> units) {
    List<SaleLine> lines = new ArrayList<>();
    units.forEach(
        (sku, quantity) ->
            lines.add(
                SaleLine.newBuilder()
                    .setLineNo(lines.size() + 1)
                    .setSku(sku)
                    .setQuantity(quantity)
                    .setFulfilment(fulfilment)
                    .setLocationId(location)
                    .setReservationId(reservation)
                    .build()));
    return Sale.newBuilder()
        .setEventId("sale-" + reservation)
        .setOccurredAt(next())
        .setSource(source(client))
        .setOrderRef("order-" + reservation)
        .setLines(lines)
        .build();
  }

  private Instant next() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    last = now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
    return last;
  }

  private static Source source(String id) {
    return Source.newBuilder().setId(id).build();
  }
}
