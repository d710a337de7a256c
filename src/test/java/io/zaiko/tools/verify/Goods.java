package io.zaiko.tools.verify;

import io.zaiko.avro.CountLine;
import io.zaiko.avro.CountScope;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Restock;
import io.zaiko.avro.RestockLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.Transfer;
import io.zaiko.avro.TransferLine;
import io.zaiko.avro.TransferStep;
import java.time.Instant;
import java.util.List;

/** Records of tea in a store and a warehouse. */
final class Goods {
  private static final Instant MORNING = Instant.parse("2026-01-05T08:00:00Z");

  private Goods() {}

  static Instant at(int minutes) {
    return MORNING.plusSeconds(60L * minutes);
  }

  static Source source() {
    return Source.newBuilder().setId("till").build();
  }

  static Restock restock(String eventId, Instant at, long units) {
    return Restock.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(at)
        .setSource(source())
        .setLines(List.of(new RestockLine(1, "TEA", units, "store")))
        .build();
  }

  static Sale sale(String eventId, Instant at, long units) {
    SaleLine line =
        SaleLine.newBuilder()
            .setLineNo(1)
            .setSku("TEA")
            .setLocationId("store")
            .setQuantity(units)
            .setFulfilment(FulfilmentKind.CARRY_OUT)
            .build();
    return Sale.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(at)
        .setSource(source())
        .setOrderRef("order-" + eventId)
        .setLines(List.of(line))
        .build();
  }

  /** A complete count of everything that finds 16. */
  static StockCount count(String eventId, String session, Instant at) {
    return count(eventId, session, at, 16, null, CountScope.EVERYTHING, true);
  }

  static StockCount count(
      String eventId,
      String session,
      Instant at,
      long units,
      String area,
      CountScope scope,
      boolean complete) {
    return StockCount.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(at)
        .setSource(source())
        .setCountId(session)
        .setLocationId("store")
        .setComplete(complete)
        .setScope(scope)
        .setLines(
            List.of(
                CountLine.newBuilder()
                    .setLineNo(1)
                    .setSku("TEA")
                    .setQuantity(units)
                    .setArea(area)
                    .build()))
        .build();
  }

  static Transfer shipped(String eventId, Instant at, long units) {
    return transfer(eventId, at, TransferStep.SHIPPED, "warehouse", units);
  }

  static Transfer received(String eventId, Instant at, long units) {
    return transfer(eventId, at, TransferStep.RECEIVED, "warehouse", units);
  }

  static Transfer closed(String eventId, Instant at) {
    return transfer(eventId, at, TransferStep.CLOSED, "warehouse", 0);
  }

  static Transfer transfer(String eventId, Instant at, TransferStep step, String to, long units) {
    return Transfer.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(at)
        .setSource(source())
        .setTransferRef("transfer")
        .setStep(step)
        .setFromLocationId(step == TransferStep.SHIPPED ? "store" : null)
        .setToLocationId(to)
        .setLines(List.of(new TransferLine(1, "TEA", units, null)))
        .build();
  }
}
