package io.zaiko.jobs;

import io.zaiko.avro.CountLine;
import io.zaiko.avro.CountScope;
import io.zaiko.avro.Disposition;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.Location;
import io.zaiko.avro.LocationKind;
import io.zaiko.avro.Restock;
import io.zaiko.avro.RestockLine;
import io.zaiko.avro.Return;
import io.zaiko.avro.ReturnLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.Transfer;
import io.zaiko.avro.TransferLine;
import io.zaiko.avro.TransferStep;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Records of one line, in few words. Their times are minutes before the tests began. Each is of a
 * source of its own, named like its event: how silent others are is no matter where it comes late.
 */
final class BackOffice {

  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final int RESTOCKED = 300;
  private static final int TAKEN_BACK = 200;

  private BackOffice() {}

  static Location location(String id, boolean open, String... groups) {
    return Location.newBuilder()
        .setLocationId(id)
        .setKind(LocationKind.STORE)
        .setOpen(open)
        .setGroups(List.of(groups))
        .build();
  }

  /** Units that came five hours ago. */
  static Restock restock(String location, String sku, long units) {
    String eventId = "restock-" + location + '-' + sku;
    return Restock.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(ago(RESTOCKED))
        .setSource(source(eventId))
        .setLines(
            List.of(
                RestockLine.newBuilder()
                    .setLineNo(1)
                    .setSku(sku)
                    .setLocationId(location)
                    .setQuantity(units)
                    .build()))
        .build();
  }

  /** Units that came back damaged. */
  static Return damaged(String location, String sku, long units) {
    String eventId = "return-" + location;
    return Return.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(ago(TAKEN_BACK))
        .setSource(source(eventId))
        .setLines(
            List.of(
                ReturnLine.newBuilder()
                    .setLineNo(1)
                    .setSku(sku)
                    .setLocationId(location)
                    .setQuantity(units)
                    .setDisposition(Disposition.DAMAGED)
                    .build()))
        .build();
  }

  /** A sale that is carried out at once. */
  static Sale sale(String location, String sku, int minutesAgo, long units) {
    String name = location + '-' + minutesAgo;
    return Sale.newBuilder()
        .setEventId("sale-" + name)
        .setOccurredAt(ago(minutesAgo))
        .setSource(source("sale-" + name))
        .setOrderRef("order-" + name)
        .setLines(
            List.of(
                SaleLine.newBuilder()
                    .setLineNo(1)
                    .setSku(sku)
                    .setLocationId(location)
                    .setQuantity(units)
                    .setFulfilment(FulfilmentKind.CARRY_OUT)
                    .build()))
        .build();
  }

  /** A count of the whole location, complete. */
  static StockCount count(String location, String sku, int minutesAgo, long units) {
    String eventId = "count-" + location;
    return StockCount.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(ago(minutesAgo))
        .setSource(source(eventId))
        .setCountId("stocktake")
        .setLocationId(location)
        .setComplete(true)
        .setScope(CountScope.EVERYTHING)
        .setLines(
            List.of(CountLine.newBuilder().setLineNo(1).setSku(sku).setQuantity(units).build()))
        .build();
  }

  /** Units sent to a location, that should have arrived an hour after. */
  static Transfer shipped(String location, String sku, Instant at, long units) {
    String name = "to-" + location;
    return Transfer.newBuilder()
        .setEventId(name)
        .setOccurredAt(at)
        .setSource(source(name))
        .setTransferRef(name)
        .setStep(TransferStep.SHIPPED)
        .setFromLocationId("depot")
        .setToLocationId(location)
        .setExpectedAt(at.plus(Duration.ofHours(1)))
        .setLines(List.of(new TransferLine(1, sku, units, null)))
        .build();
  }

  /** A sign of life of now. */
  static Heartbeat heartbeat(String source) {
    return Heartbeat.newBuilder()
        .setEventId("alive-" + source)
        .setOccurredAt(Instant.now())
        .setSource(source(source))
        .build();
  }

  static Source source(String id) {
    return Source.newBuilder().setId(id).build();
  }

  private static Instant ago(int minutes) {
    return NOW.minus(Duration.ofMinutes(minutes));
  }
}
