package io.zaiko.codec;

import io.zaiko.avro.AdjustmentLine;
import io.zaiko.avro.AdjustmentReason;
import io.zaiko.avro.AlertAction;
import io.zaiko.avro.Condition;
import io.zaiko.avro.Disposition;
import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.HoldRelease;
import io.zaiko.avro.Instrument;
import io.zaiko.avro.InstrumentKind;
import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import io.zaiko.avro.Location;
import io.zaiko.avro.LocationKind;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationLine;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.avro.Restock;
import io.zaiko.avro.RestockLine;
import io.zaiko.avro.Return;
import io.zaiko.avro.ReturnLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockAdjustment;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.StockRule;
import io.zaiko.avro.Tender;
import io.zaiko.avro.TenderKind;
import io.zaiko.avro.Transfer;
import io.zaiko.avro.Void;
import io.zaiko.avro.VoidLine;
import io.zaiko.avro.VoidedGoods;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Good records to spoil, and a registry that is a table. */
final class Samples {
  static final Instant SOLD_AT = Instant.parse("2025-12-31T10:15:00Z");
  static final Instant BROKER_TIME = Instant.parse("2026-01-01T00:00:00Z");
  static final byte[] KEY = "pos/store-1/till-2".getBytes(StandardCharsets.UTF_8);

  static final int UNKNOWN_ID = 99;
  static final int UNREADABLE_ID = 98;
  static final int OTHER_SHAPE_ID = 97;
  static final int ENDLESS_ID = 96;

  private static final List<Schema> CONTRACT =
      List.of(
          Sale.getClassSchema(),
          Void.getClassSchema(),
          Return.getClassSchema(),
          Restock.getClassSchema(),
          StockAdjustment.getClassSchema(),
          Heartbeat.getClassSchema(),
          Item.getClassSchema(),
          Location.getClassSchema(),
          StockCount.getClassSchema(),
          Transfer.getClassSchema(),
          Fulfilment.getClassSchema(),
          StockRule.getClassSchema(),
          ReservationRequest.getClassSchema(),
          HoldRelease.getClassSchema(),
          PaymentEvent.getClassSchema(),
          AlertAction.getClassSchema());

  private static final Map<Integer, String> STRANGE =
      Map.of(
          UNREADABLE_ID,
          "syntax = \"proto3\";",
          OTHER_SHAPE_ID,
          """
          {"type":"record","name":"Sale","namespace":"io.zaiko.avro","fields":[
           {"name":"event_id","type":"string"}]}\
          """,
          ENDLESS_ID,
          """
          {"type":"record","name":"Sale","namespace":"io.zaiko.avro","fields":[
           {"name":"nothings","type":{"type":"array","items":"null"}}]}\
          """);

  private Samples() {}

  /** Ids are 1 and up in the order of the contract above. */
  static Schema byId(int id) {
    if (id >= 1 && id <= CONTRACT.size()) {
      return CONTRACT.get(id - 1);
    }
    String strange = STRANGE.get(id);
    if (strange == null) {
      throw new UnknownSchemaException("no id " + id);
    }
    return WireFormat.parseSchema(strange);
  }

  static byte[] bytes(SpecificRecord record) {
    return WireFormat.encode(1 + CONTRACT.indexOf(record.getSchema()), record);
  }

  static Inbound decode(String topic, byte @Nullable [] value) {
    return new RecordDecoder(Samples::byId)
        .decode(topic, 3, 42, BROKER_TIME.toEpochMilli(), KEY, value);
  }

  static Inbound decode(String topic, SpecificRecord record) {
    return decode(topic, bytes(record));
  }

  static Source source() {
    return Source.newBuilder().setId("pos/store-1/till-2").setSequence(7L).build();
  }

  static Sale.Builder sale() {
    return Sale.newBuilder()
        .setEventId("sale-1")
        .setOccurredAt(SOLD_AT)
        .setSource(source())
        .setOrderRef("R-1001")
        .setSoldAtLocationId("store-1")
        .setLines(List.of(saleLine(0).build(), saleLine(1).setQuantity(3L).build()))
        .setTotal(new Money(1000L, "EUR"))
        .setTenders(
            List.of(
                Tender.newBuilder()
                    .setKind(TenderKind.CASH)
                    .setAmount(new Money(1000L, "EUR"))
                    .build()));
  }

  static SaleLine.Builder saleLine(int lineNo) {
    return SaleLine.newBuilder()
        .setLineNo(lineNo)
        .setSku("SKU-" + lineNo)
        .setQuantity(1L)
        .setUnitPrice(new BigDecimal("2.5000"))
        .setAmount(new Money(250L, "EUR"))
        .setFulfilment(FulfilmentKind.CARRY_OUT)
        .setLocationId("store-1");
  }

  static Sale saleOf(SaleLine.Builder line) {
    return sale().setLines(List.of(line.build())).build();
  }

  static Sale saleOfLines(int lines) {
    return sale()
        .setLines(IntStream.range(0, lines).mapToObj(i -> saleLine(i).build()).toList())
        .build();
  }

  static Void.Builder voided() {
    return Void.newBuilder()
        .setEventId("void-1")
        .setOccurredAt(SOLD_AT.plusSeconds(60))
        .setSource(source())
        .setOrderRef("R-1001")
        .setOriginalEventId("sale-1")
        .setOriginalOccurredAt(SOLD_AT)
        .setGoods(VoidedGoods.NEVER_LEFT)
        .setLines(
            List.of(
                VoidLine.newBuilder()
                    .setLineNo(0)
                    .setSku("SKU-0")
                    .setQuantity(1L)
                    .setFulfilment(FulfilmentKind.SHIP)
                    .setLocationId("store-1")
                    .build()));
  }

  static Return returned(Disposition disposition) {
    return Return.newBuilder()
        .setEventId("return-1")
        .setOccurredAt(SOLD_AT)
        .setSource(source())
        .setOriginalOrderRef("R-1001")
        .setLines(
            List.of(
                ReturnLine.newBuilder()
                    .setLineNo(0)
                    .setSku("SKU-0")
                    .setQuantity(2L)
                    .setDisposition(disposition)
                    .setLocationId("store-1")
                    .build()))
        .build();
  }

  static Restock.Builder restock() {
    return Restock.newBuilder()
        .setEventId("restock-1")
        .setOccurredAt(SOLD_AT)
        .setSource(source())
        .setLines(
            List.of(
                RestockLine.newBuilder()
                    .setLineNo(0)
                    .setSku("SKU-0")
                    .setQuantity(10L)
                    .setLocationId("store-1")
                    .build()));
  }

  static AdjustmentLine.Builder adjustmentLine() {
    return AdjustmentLine.newBuilder()
        .setLineNo(0)
        .setSku("SKU-0")
        .setQuantity(-4L)
        .setReason(AdjustmentReason.SHRINK)
        .setLocationId("store-1");
  }

  static AdjustmentLine.Builder move(Condition from, @Nullable Condition to) {
    return adjustmentLine()
        .setQuantity(4L)
        .setReason(AdjustmentReason.MOVE)
        .setCondition(from)
        .setToCondition(to);
  }

  static StockAdjustment adjustmentOf(AdjustmentLine.Builder line) {
    return StockAdjustment.newBuilder()
        .setEventId("adjustment-1")
        .setOccurredAt(SOLD_AT)
        .setSource(source())
        .setLines(List.of(line.build()))
        .build();
  }

  static Heartbeat.Builder heartbeat() {
    return Heartbeat.newBuilder().setEventId("beat-1").setOccurredAt(SOLD_AT).setSource(source());
  }

  /** A request of a reservation without what only one act needs. */
  static ReservationRequest.Builder request(ReservationAct act) {
    return ReservationRequest.newBuilder()
        .setEventId("request-1")
        .setOccurredAt(SOLD_AT)
        .setSource(source())
        .setReservationId("cart-1/1")
        .setAct(act);
  }

  static ReservationRequest.Builder placed(ReservationLine... lines) {
    return request(ReservationAct.PLACE)
        .setChannel("web")
        .setLocationId("store-1")
        .setTimeToLiveMs(900_000L)
        .setLines(List.of(lines));
  }

  static ReservationLine held(@Nullable String sku, @Nullable Long quantity) {
    return ReservationLine.newBuilder().setSku(sku).setQuantity(quantity).build();
  }

  static HoldRelease.Builder holdRelease(String... skus) {
    return HoldRelease.newBuilder()
        .setEventId("release|cart-1/1")
        .setOccurredAt(SOLD_AT)
        .setSource(Source.newBuilder().setId("zaiko").build())
        .setReservationId("cart-1/1")
        .setLocationId("store-1")
        .setSkus(List.of(skus));
  }

  static PaymentEvent.Builder payment() {
    return PaymentEvent.newBuilder()
        .setEventId("payment-1")
        .setOccurredAt(SOLD_AT)
        .setSource(source())
        .setProvider("psp")
        .setProviderAccount("shop")
        .setProviderEventId("evt_1")
        .setProviderPaymentId("pay_1")
        .setOperationId("capture_1")
        .setType(PaymentType.CAPTURED)
        .setAmount(new Money(1000L, "EUR"))
        .setCheckoutRef("cart-1")
        .setChannel("web")
        .setInstrument(Instrument.newBuilder().setKind(InstrumentKind.CARD).build());
  }

  static Item item(String sku, ItemKind kind) {
    return Item.newBuilder().setSku(sku).setKind(kind).build();
  }

  static Location location(String id, boolean open) {
    return Location.newBuilder()
        .setLocationId(id)
        .setKind(LocationKind.STORE)
        .setOpen(open)
        .build();
  }
}
