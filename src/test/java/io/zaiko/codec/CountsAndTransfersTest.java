package io.zaiko.codec;

import static io.zaiko.avro.TransferStep.CLOSED;
import static io.zaiko.avro.TransferStep.RECEIVED;
import static io.zaiko.avro.TransferStep.SHIPPED;
import static io.zaiko.codec.CountSamples.count;
import static io.zaiko.codec.CountSamples.countLine;
import static io.zaiko.codec.CountSamples.sensor;
import static io.zaiko.codec.CountSamples.transfer;
import static io.zaiko.codec.CountSamples.transferLine;
import static io.zaiko.codec.Samples.SOLD_AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.CountScope;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.CountHead;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.Stated;
import io.zaiko.domain.stock.TransferHead;
import io.zaiko.domain.stock.TransferStep;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What good counts and transfers mean to the domain. */
class CountsAndTransfersTest {
  private static final long AT = micros(SOLD_AT);

  @Test
  void a_count_keeps_its_session_and_its_lines() {
    Instant countedAt = SOLD_AT.minusSeconds(600);
    GoodsEvent event =
        event(
            "counts.store",
            count(
                    countLine(0, "SKU-0", "floor")
                        .setUnavailable(Map.of("DAMAGED", 2L, "NOT_FOUND", 0L)),
                    countLine(1, "SKU-0", "back room").setQuantity(0L))
                .setCountedAt(countedAt)
                .setComplete(true)
                .setScope(CountScope.SELLABLE)
                .build());
    assertThat(event.kind()).isEqualTo(RecordKind.COUNT);
    assertThat(event.occurredAtMicros()).isEqualTo(AT);
    assertThat(event.transfer()).isNull();
    assertThat(event.count())
        .isEqualTo(
            new CountHead(
                "night-7",
                "store-1",
                micros(countedAt),
                true,
                io.zaiko.domain.stock.CountScope.SELLABLE));
    assertThat(event.lines())
        .containsExactly(
            counted(0, 10, "floor", new Stated(2L, null, null, 0L)),
            counted(1, 0, "back room", null));
  }

  private static GoodsLine counted(
      int lineNo, long quantity, String area, @Nullable Stated stated) {
    return new GoodsLine(
        lineNo,
        "SKU-0",
        "store-1",
        quantity,
        Act.COUNTED,
        Condition.SELLABLE,
        Condition.SELLABLE,
        area,
        stated);
  }

  @Test
  void a_count_without_a_time_of_its_own_counted_when_it_occurred() {
    CountHead head = Objects.requireNonNull(event("counts.a", count(countLine()).build()).count());
    assertThat(head.countedAtMicros()).isEqualTo(AT);
    assertThat(head.complete()).isFalse();
  }

  @Test
  void a_sensor_needs_no_session_but_an_area() {
    GoodsEvent event = event("counts.sensor", sensor(countLine(0, "SKU-0", "facings")).build());
    assertThat(Objects.requireNonNull(event.count()).countId()).isNull();
  }

  @Test
  void sellable_units_may_be_fewer_than_the_unsellable_ones_beside_them() {
    GoodsEvent event =
        event(
            "counts.a",
            count(countLine().setUnavailable(Map.of("DAMAGED", 11L)))
                .setScope(CountScope.SELLABLE)
                .build());
    assertThat(Objects.requireNonNull(event.lines().get(0).stated()).damaged()).isEqualTo(11L);
  }

  @Test
  void an_empty_map_of_unavailable_units_states_none_of_them() {
    GoodsEvent event = event("counts.a", count(countLine().setUnavailable(Map.of())).build());
    assertThat(event.lines().get(0).stated()).isNull();
  }

  @Test
  void reasons_stated_by_one_record_do_not_linger_in_the_next() {
    RecordDecoder decoder = new RecordDecoder(Samples::byId);
    Inbound first =
        decode(decoder, count(countLine().setUnavailable(Map.of("DAMAGED", 2L))).build());
    decode(decoder, count(countLine().setUnavailable(Map.of("ON_HOLD", 1L))).build());
    Inbound again =
        decode(decoder, count(countLine().setUnavailable(Map.of("DAMAGED", 2L))).build());
    assertThat(first.event()).isNotNull().isEqualTo(again.event());
  }

  private static Inbound decode(RecordDecoder decoder, SpecificRecord record) {
    return decoder.decode(
        "counts.a", 3, 42, Samples.BROKER_TIME.toEpochMilli(), null, Samples.bytes(record));
  }

  @Test
  void a_shipment_leaves_one_location_for_another_and_is_due_in_a_fortnight() {
    GoodsEvent event = event("transfers.wms", transfer(SHIPPED, transferLine()).build());
    assertThat(event.kind()).isEqualTo(RecordKind.TRANSFER);
    assertThat(event.transfer())
        .isEqualTo(
            new TransferHead(
                "TR-1",
                TransferStep.SHIPPED,
                "warehouse",
                "store-1",
                micros(SOLD_AT.plus(Duration.ofDays(14)))));
    GoodsLine line = event.lines().get(0);
    assertThat(line.locationId()).isEqualTo("warehouse");
    assertThat(line.act()).isEqualTo(Act.SHIPPED_OUT);
  }

  @Test
  void a_shipment_may_say_when_it_is_due() {
    Instant soon = SOLD_AT.plusMillis(1);
    GoodsEvent event =
        event("transfers.wms", transfer(SHIPPED, transferLine()).setExpectedAt(soon).build());
    assertThat(Objects.requireNonNull(event.transfer()).expectedAtMicros()).isEqualTo(micros(soon));
  }

  @Test
  void a_receipt_arrives_where_it_says_and_counts_the_damaged_in() {
    GoodsEvent event =
        event(
            "transfers.wms",
            transfer(RECEIVED, transferLine().setDamaged(3L))
                .setFromLocationId(null)
                .setExpectedAt(Instant.EPOCH)
                .build());
    TransferHead head = Objects.requireNonNull(event.transfer());
    assertThat(head.fromLocationId()).isNull();
    assertThat(head.expectedAtMicros()).isZero();
    GoodsLine line = event.lines().get(0);
    assertThat(line.locationId()).isEqualTo("store-1");
    assertThat(line.act()).isEqualTo(Act.RECEIVED_IN);
    assertThat(line.stated()).isEqualTo(new Stated(3L, null, null, null));
  }

  @Test
  void units_may_come_back_to_where_they_left() {
    GoodsEvent event =
        event(
            "transfers.wms",
            transfer(RECEIVED, transferLine()).setToLocationId("warehouse").build());
    assertThat(event.lines().get(0).locationId()).isEqualTo("warehouse");
  }

  @Test
  void closing_speaks_of_where_the_units_were_sent() {
    GoodsLine line =
        event("transfers.wms", transfer(CLOSED, transferLine()).build()).lines().get(0);
    assertThat(line.locationId()).isEqualTo("store-1");
    assertThat(line.act()).isEqualTo(Act.CLOSED_OUT);
  }

  private static GoodsEvent event(String topic, SpecificRecord record) {
    Inbound inbound = Samples.decode(topic, record);
    assertThat(inbound.reason()).as(inbound.message()).isNull();
    return Objects.requireNonNull(inbound.event());
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
