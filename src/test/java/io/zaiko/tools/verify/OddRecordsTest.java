package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

/** What can be read but not written, and schemas that hold themselves, stop no audit. */
class OddRecordsTest {
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  @Test
  void a_price_of_twenty_digits_has_an_identity_though_it_cannot_be_written() {
    Sale sale = sale("1234567890123456.7890");
    assertThat(Identity.of(sale)).isEqualTo(Identity.of(sale("1234567890123456.7890")));
    assertThat(Identity.of(sale)).isNotEqualTo(Identity.of(sale("1234567890123456.7891")));
  }

  @Test
  void the_times_of_transport_are_no_content() {
    Sale resent = sale("1.0000");
    resent.getSource().setSentAt(NOON);
    resent.getSource().setReceivedAt(NOON);
    assertThat(Identity.of(resent)).isEqualTo(Identity.of(sale("1.0000")));
  }

  @Test
  void every_other_field_is_content() {
    Sale other = sale("1.0000");
    other.setRecordedAt(NOON);
    assertThat(Identity.of(other)).isNotEqualTo(Identity.of(sale("1.0000")));
    Sale longer = sale("1.0000");
    longer.setLines(List.of(longer.getLines().get(0), longer.getLines().get(0)));
    assertThat(Identity.of(longer)).isNotEqualTo(Identity.of(sale("1.0000")));
  }

  @Test
  void a_schema_may_hold_itself_through_a_list() {
    Schema tree = Schema.createRecord("Tree", null, "test", false);
    tree.setFields(
        List.of(
            new Schema.Field("leaf", Schema.create(Schema.Type.LONG)),
            new Schema.Field("branches", Schema.createArray(tree))));
    assertThat(BottomlessSchema.is(tree)).isFalse();
  }

  @Test
  void a_list_of_records_that_hold_nothing_but_themselves_is_bottomless() {
    Schema knot = Schema.createRecord("Knot", null, "test", false);
    knot.setFields(List.of(new Schema.Field("knot", knot)));
    assertThat(BottomlessSchema.is(Schema.createArray(knot))).isTrue();
    Schema tied = Schema.createRecord("Tied", null, "test", false);
    tied.setFields(
        List.of(
            new Schema.Field("tied", tied),
            new Schema.Field("size", SchemaBuilder.builder().longType())));
    assertThat(BottomlessSchema.is(Schema.createArray(tied))).isFalse();
  }

  private static Sale sale(String price) {
    SaleLine line =
        SaleLine.newBuilder()
            .setLineNo(1)
            .setSku("A")
            .setLocationId("s1")
            .setQuantity(1L)
            .setFulfilment(FulfilmentKind.CARRY_OUT)
            .build();
    line.setUnitPrice(new BigDecimal(price));
    return Sale.newBuilder()
        .setEventId("sale")
        .setOccurredAt(NOON)
        .setSource(Source.newBuilder().setId("till").build())
        .setOrderRef("order")
        .setLines(List.of(line))
        .build();
  }
}
