package io.zaiko.tools.verify;

import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.FulfilmentLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.Void;
import io.zaiko.avro.VoidLine;
import io.zaiko.avro.VoidedGoods;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of line 1 of one order for tea. */
final class OrderRecords {
  static final String LINE = "order|1|TEA";

  private OrderRecords() {}

  static Sale ordered(String eventId, Instant at, long units) {
    return sold("shop", eventId, at, "store", FulfilmentKind.PICKUP, units);
  }

  static Sale sold(
      String source, String eventId, Instant at, String place, FulfilmentKind how, long units) {
    return Sale.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(at)
        .setSource(source(source))
        .setOrderRef("order")
        .setLines(
            List.of(
                SaleLine.newBuilder()
                    .setLineNo(1)
                    .setSku("TEA")
                    .setLocationId(place)
                    .setQuantity(units)
                    .setFulfilment(how)
                    .build()))
        .build();
  }

  static Void voided(String eventId, Instant at, String place, FulfilmentKind how, long units) {
    return Void.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(at)
        .setSource(source("shop"))
        .setOrderRef("order")
        .setOriginalEventId("any")
        .setOriginalOccurredAt(at)
        .setGoods(VoidedGoods.CAME_BACK)
        .setLines(
            List.of(
                VoidLine.newBuilder()
                    .setLineNo(1)
                    .setSku("TEA")
                    .setLocationId(place)
                    .setQuantity(units)
                    .setFulfilment(how)
                    .build()))
        .build();
  }

  static Fulfilment step(FulfilmentAct act, String eventId, Instant at, long units) {
    return step(act, eventId, at, "store", units, null, null);
  }

  static Fulfilment ready(String eventId, Instant at, long units, @Nullable Instant until) {
    return step(FulfilmentAct.READY, eventId, at, "store", units, null, until);
  }

  static Fulfilment step(
      FulfilmentAct act,
      String eventId,
      Instant at,
      String place,
      long units,
      @Nullable String from,
      @Nullable Instant until) {
    return Fulfilment.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(at)
        .setSource(source("warehouse"))
        .setOrderRef("order")
        .setAct(act)
        .setLines(
            List.of(
                FulfilmentLine.newBuilder()
                    .setLineNo(1)
                    .setSku("TEA")
                    .setLocationId(place)
                    .setQuantity(units)
                    .setFromLocationId(from)
                    .setCollectUntil(until)
                    .build()))
        .build();
  }

  private static Source source(String id) {
    return Source.newBuilder().setId(id).build();
  }
}
