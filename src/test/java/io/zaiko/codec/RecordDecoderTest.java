package io.zaiko.codec;

import static io.zaiko.codec.Samples.SOLD_AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AdjustmentLine;
import io.zaiko.avro.AdjustmentReason;
import io.zaiko.avro.Condition;
import io.zaiko.avro.Disposition;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Sale;
import io.zaiko.avro.Source;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.SourceRef;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What good records mean to the domain. */
class RecordDecoderTest {

  @Test
  void a_sale_keeps_its_head_and_its_lines() {
    Inbound inbound = Samples.decode("sales.web", Samples.sale().build());
    GoodsEvent event = Objects.requireNonNull(inbound.event());
    assertThat(event.kind()).isEqualTo(RecordKind.SALE);
    assertThat(event.eventId()).isEqualTo(inbound.eventId()).isEqualTo("sale-1");
    assertThat(event.source()).isEqualTo(new SourceRef("pos/store-1/till-2", 0, 7));
    assertThat(event.orderRef()).isEqualTo("R-1001");
    assertThat(event.occurredAtMicros())
        .isEqualTo(event.originalOccurredAtMicros())
        .isEqualTo(1_767_176_100_000_000L);
    assertThat(event.origin()).isEqualTo(new Origin("sales.web", 3, 42, 1_767_225_600_000_000L));
    assertThat(inbound.schemaId()).isEqualTo(1);
    assertThat(inbound.eventTimeMillis()).isEqualTo(SOLD_AT.toEpochMilli());
    assertThat(event.lines())
        .containsExactly(line(0, 1, Act.CARRIED_OUT), line(1, 3, Act.CARRIED_OUT));
  }

  private static GoodsLine line(int lineNo, long quantity, Act act) {
    var sellable = io.zaiko.domain.stock.Condition.SELLABLE;
    return new GoodsLine(lineNo, "SKU-" + lineNo, "store-1", quantity, act, sellable, sellable);
  }

  @Test
  void the_way_goods_leave_decides_what_a_sold_line_does() {
    for (FulfilmentKind kind : FulfilmentKind.values()) {
      Act act =
          onlyLine("sales.web", Samples.saleOf(Samples.saleLine(0).setFulfilment(kind))).act();
      assertThat(act)
          .isEqualTo(
              switch (kind) {
                case CARRY_OUT -> Act.CARRIED_OUT;
                case SHIP -> Act.ORDERED_TO_SHIP;
                case PICKUP -> Act.ORDERED_FOR_PICKUP;
              });
    }
  }

  @Test
  void a_void_of_goods_that_never_left_takes_effect_at_the_time_of_the_sale() {
    GoodsEvent event = event("voids.pos", Samples.voided().build());
    assertThat(event.kind()).isEqualTo(RecordKind.VOID);
    assertThat(event.goodsNeverLeft()).isTrue();
    assertThat(event.effectiveAtMicros()).isEqualTo(event.occurredAtMicros() - 60_000_000L);
    assertThat(event.lines().get(0).act()).isEqualTo(Act.ORDERED_TO_SHIP);
  }

  @Test
  void the_disposition_of_a_return_decides_its_condition() {
    GoodsLine damaged = onlyLine("returns.pos", Samples.returned(Disposition.DAMAGED));
    assertThat(damaged.act()).isEqualTo(Act.RETURNED);
    assertThat(damaged.to()).isEqualTo(io.zaiko.domain.stock.Condition.DAMAGED);
    assertThat(onlyLine("returns.pos", Samples.returned(Disposition.NOT_RETURNED)).act())
        .isEqualTo(Act.KEPT_BY_CUSTOMER);
  }

  @Test
  void an_adjustment_is_signed_and_a_move_names_both_conditions() {
    GoodsLine shrink = onlyLine("adjustments.wms", Samples.adjustmentOf(Samples.adjustmentLine()));
    assertThat(shrink.quantity()).isEqualTo(-4);
    assertThat(shrink.act()).isEqualTo(Act.ADJUSTED);
    GoodsLine move =
        onlyLine(
            "adjustments.wms",
            Samples.adjustmentOf(Samples.move(Condition.ON_HOLD, Condition.DAMAGED)));
    assertThat(move.act()).isEqualTo(Act.MOVED);
    assertThat(move.from()).isEqualTo(io.zaiko.domain.stock.Condition.ON_HOLD);
    assertThat(move.to()).isEqualTo(io.zaiko.domain.stock.Condition.DAMAGED);
    assertThat(AdjustmentReason.values()).contains(AdjustmentReason.MOVE);
  }

  @Test
  void what_could_not_be_found_is_found_without_coming_to_the_books_again() {
    GoodsLine found = onlyLine("adjustments.wms", Samples.adjustmentOf(found(4)));
    assertThat(found.act()).isEqualTo(Act.MOVED);
    assertThat(found.quantity()).isEqualTo(4);
    assertThat(found.from()).isEqualTo(io.zaiko.domain.stock.Condition.NOT_FOUND);
    assertThat(found.to()).isEqualTo(io.zaiko.domain.stock.Condition.SELLABLE);
    GoodsLine takenBack = onlyLine("adjustments.wms", Samples.adjustmentOf(found(-4)));
    assertThat(takenBack.quantity()).isEqualTo(4);
    assertThat(takenBack.to()).isEqualTo(io.zaiko.domain.stock.Condition.NOT_FOUND);
    GoodsLine unknown =
        onlyLine(
            "adjustments.wms",
            Samples.adjustmentOf(
                Samples.adjustmentLine().setReason(AdjustmentReason.FOUND).setQuantity(4L)));
    assertThat(unknown.act()).as("goods nobody knew of").isEqualTo(Act.ADJUSTED);
  }

  private static AdjustmentLine.Builder found(long units) {
    return Samples.adjustmentLine()
        .setReason(AdjustmentReason.FOUND)
        .setCondition(Condition.NOT_FOUND)
        .setQuantity(units);
  }

  @Test
  void a_restock_receives_and_a_heartbeat_says_nothing() {
    assertThat(onlyLine("restocks.wms", Samples.restock().build()).act()).isEqualTo(Act.RECEIVED);
    assertThat(event("heartbeats.pos", Samples.heartbeat().build()).lines()).isEmpty();
  }

  @Test
  void the_largest_allowed_record_is_an_event() {
    Sale largest = Samples.saleOfLines(Lines.MAX_LINES);
    largest.getLines().forEach(line -> line.setQuantity(Fields.MAX_QUANTITY));
    assertThat(event("sales.web", largest).lines()).hasSize(10_000);
  }

  @Test
  void a_source_without_numbers_has_none() {
    Source unnumbered = Source.newBuilder().setId("web").build();
    assertThat(event("sales.web", Samples.sale().setSource(unnumbered).build()).source())
        .isEqualTo(new SourceRef("web", 0, SourceRef.NO_SEQUENCE));
  }

  @Test
  void a_time_ahead_of_the_broker_moves_no_clock_ahead_of_it() {
    Sale ahead =
        Samples.sale().setOccurredAt(Samples.BROKER_TIME.plus(Duration.ofHours(20))).build();
    assertThat(Samples.decode("sales.web", ahead).eventTimeMillis())
        .isEqualTo(Samples.BROKER_TIME.toEpochMilli());
  }

  @Test
  void a_record_of_an_older_schema_is_read_with_defaults_and_hashes_the_same() {
    Schema older = withoutField(Sale.getClassSchema(), "tenders");
    Sale sale = Samples.sale().setTenders(List.of()).build();
    byte[] value = Samples.bytes(sale);
    // The list of tenders is the last field; empty, it is the last byte.
    byte[] olderValue = java.util.Arrays.copyOf(value, value.length - 1);
    Inbound old =
        new RecordDecoder(id -> older)
            .decode("sales.web", 3, 42, Samples.BROKER_TIME.toEpochMilli(), null, olderValue);
    assertThat(old.event()).isEqualTo(event("sales.web", sale));
  }

  private static Schema withoutField(Schema schema, String field) {
    List<Schema.Field> fields =
        schema.getFields().stream()
            .filter(f -> !f.name().equals(field))
            .map(f -> new Schema.Field(f, f.schema()))
            .toList();
    return Schema.createRecord(schema.getName(), null, schema.getNamespace(), false, fields);
  }

  @Test
  void lines_of_one_record_do_not_linger_in_the_next() {
    RecordDecoder decoder = new RecordDecoder(Samples::byId);
    long now = Samples.BROKER_TIME.toEpochMilli();
    byte[] two = Samples.bytes(Samples.sale().build());
    byte[] one = Samples.bytes(Samples.saleOf(Samples.saleLine(9)));
    Inbound first = decoder.decode("sales.web", 3, 42, now, null, two);
    decoder.decode("sales.web", 3, 43, now, null, one);
    Inbound again = decoder.decode("sales.web", 3, 42, now, null, two);
    assertThat(first.event()).isEqualTo(again.event());
    assertThat(Objects.requireNonNull(first.event()).lines()).hasSize(2);
  }

  private static GoodsEvent event(String topic, SpecificRecord record) {
    Inbound inbound = Samples.decode(topic, record);
    assertThat(inbound.reason()).as(inbound.message()).isNull();
    return Objects.requireNonNull(inbound.event());
  }

  private static GoodsLine onlyLine(String topic, SpecificRecord record) {
    List<GoodsLine> lines = event(topic, record).lines();
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }
}
