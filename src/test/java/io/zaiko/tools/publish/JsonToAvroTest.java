package io.zaiko.tools.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zaiko.avro.AdjustmentReason;
import io.zaiko.avro.Condition;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Money;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.StockAdjustment;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonToAvroTest {
  private static final String SALE =
      """
      {"event_id": "e1", "occurred_at": "2026-01-31T12:00:00.123456+01:00",
       "source": {"id": "pos/1", "sequence": 7}, "order_ref": "o1",
       "lines": [{"line_no": 1, "sku": "A", "quantity": 3, "unit_price": 2.555,
                  "amount": {"minor": 767, "currency": "EUR"},
                  "fulfilment": "CARRY_OUT", "location_id": "s1"}]}
      """;

  private final JsonToAvro sales = new JsonToAvro(Sale.SCHEMA$);

  @Test
  void plain_json_becomes_a_record_and_absent_fields_take_their_defaults() throws Exception {
    Sale sale = (Sale) sales.convert(SALE);
    assertThat(sale.getEventId()).isEqualTo("e1");
    assertThat(sale.getOccurredAt()).isEqualTo(Instant.parse("2026-01-31T11:00:00.123456Z"));
    assertThat(sale.getSource().getSequence()).isEqualTo(7L);
    assertThat(sale.getSource().getEpoch()).isNull();
    assertThat(sale.getTenders()).isEmpty();
    SaleLine line = sale.getLines().get(0);
    assertThat(line.getQuantity()).isEqualTo(3L);
    assertThat(line.getUnitPrice()).isEqualTo(new BigDecimal("2.5550"));
    assertThat(line.getAmount()).isEqualTo(new Money(767L, "EUR"));
    assertThat(line.getFulfilment()).isEqualTo(FulfilmentKind.CARRY_OUT);
    assertThat(line.getCollectUntil()).isNull();
  }

  @Test
  void an_enum_left_out_takes_its_default() throws Exception {
    StockAdjustment adjustment =
        (StockAdjustment)
            new JsonToAvro(StockAdjustment.SCHEMA$)
                .convert(
                    """
                    {"event_id": "a1", "occurred_at": 1769857200123456, "source": {"id": "w"},
                     "lines": [{"line_no": 0, "sku": "A", "quantity": -2, "reason": "SHRINK",
                                "location_id": "s1"}]}
                    """);
    assertThat(adjustment.getOccurredAt()).isEqualTo(Instant.parse("2026-01-31T11:00:00.123456Z"));
    assertThat(adjustment.getLines().get(0).getReason()).isEqualTo(AdjustmentReason.SHRINK);
    assertThat(adjustment.getLines().get(0).getCondition()).isEqualTo(Condition.SELLABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "quantity": 3         | "quantity": 3.0
          "quantity": 3         | "quantity": 3e0
          "quantity": 3         | "quantity": null
          "quantity": 3         | "quantity": -3
          "quantity": 3         | "quantity": 9223372036854775807
          "unit_price": 2.555   | "unit_price": "2.5"
          "unit_price": 2.555   | "unit_price": 999999999999999.9999
          "unit_price": 2.555   | "unit_price": null
          "sku": "A"            | "sku": ""
          """)
  void what_the_schema_allows_is_sent_on(String good, String also) throws Exception {
    assertThat(sales.convert(SALE.replace(good, also))).isInstanceOf(Sale.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "quantity": 3 | "quantity": 0.435 | lines[0].quantity is 0.435: quantities are whole numbers of the item's base unit; send 435 g instead of 0.435 kg
          "quantity": 3 | "quantity": 1.00005 | lines[0].quantity is 1.00005: quantities are whole numbers of the item's base unit; send 435 g instead of 0.435 kg
          "quantity": 3 | "quantity": "3" | lines[0].quantity is "3": a number is needed
          "quantity": 3 | "quantity": 9223372036854775808 | lines[0].quantity is 9223372036854775808: it must lie between
          "quantity": 3 | "quantity": 1e999999 | lines[0].quantity is
          "quantity": 3 | "quantity": 1e-999999 | lines[0].quantity is 1E-999999: quantities are whole numbers
          "line_no": 1 | "line_no": 2147483648 | lines[0].line_no is 2147483648: it must lie between -2147483648 and 2147483647
          "line_no": 1 | "line_no": 1.5 | lines[0].line_no is 1.5: a whole number is needed
          "quantity": 3 | "quantitty": 3 | lines[0].quantitty is no field of SaleLine; did you mean quantity?
          "order_ref": "o1" | "orderRef": "o1" | orderRef is no field of Sale; did you mean order_ref?
          "order_ref": "o1" | "zzzzzzzzzz": "o1" | zzzzzzzzzz is no field of Sale; it has event_id, occurred_at
          "event_id": "e1", | `` | event_id is missing: Unique name of this sale
          "order_ref": "o1" | "order_ref": 7 | order_ref is 7: text in quotes is needed
          "order_ref": "o1" | "order_ref": null | order_ref is null, which this field cannot be
          "CARRY_OUT" | "CARRIED" | lines[0].fulfilment is "CARRIED": one of CARRY_OUT, SHIP, PICKUP is needed
          "2026-01-31T12:00:00.123456+01:00" | "2026-01-31" | occurred_at is "2026-01-31": an ISO-8601 time with its zone is needed
          "2026-01-31T12:00:00.123456+01:00" | "+999999999-01-01T00:00:00Z" | occurred_at is "+999999999-01-01T00:00:00Z": an ISO-8601 time
          "2026-01-31T12:00:00.123456+01:00" | 1.5 | occurred_at is 1.5: an ISO-8601 time or microseconds since 1970 are needed
          "unit_price": 2.555 | "unit_price": 0.12345 | lines[0].unit_price is 0.12345: at most 4 decimals are kept
          "unit_price": 2.555 | "unit_price": 1e15 | lines[0].unit_price is 1E+15: at most 15 digits before the point
          "unit_price": 2.555 | "unit_price": "x" | lines[0].unit_price is "x": a decimal number is needed
          {"id": "pos/1", "sequence": 7} | "pos/1" | source is "pos/1": a JSON object with the fields of Source is needed
          "sku": "A" | "sku": "A", "sku": "B" | is no JSON
          "order_ref": "o1" | "order_ref": "o1 | is no JSON
          """)
  void a_bad_line_is_refused_with_field_and_remedy(String good, String bad, String message) {
    assertThat(SALE).contains(good);
    assertThatThrownBy(() -> sales.convert(SALE.replace(good, bad)))
        .isInstanceOf(RefusedLine.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void a_line_with_two_values_is_refused() {
    assertThatThrownBy(() -> sales.convert(SALE + SALE)).isInstanceOf(RefusedLine.class);
  }

  @Test
  void a_line_that_is_no_object_is_refused() {
    assertThatThrownBy(() -> sales.convert("[1, 2]"))
        .isInstanceOf(RefusedLine.class)
        .hasMessage("is [1,2]: a JSON object with the fields of Sale is needed");
  }

  @Test
  void a_line_nested_without_end_is_refused() {
    assertThatThrownBy(() -> sales.convert("{\"lines\":" + "[".repeat(100_000)))
        .isInstanceOf(RefusedLine.class);
  }
}
