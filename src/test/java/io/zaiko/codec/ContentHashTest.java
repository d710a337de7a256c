package io.zaiko.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AmountAdjustment;
import io.zaiko.avro.AmountAdjustmentKind;
import io.zaiko.avro.Money;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The hash is the content: all of it, and nothing of the way it travelled. */
class ContentHashTest {
  private static final Instant TIME = Instant.parse("2025-06-01T00:00:00Z");

  private static long hash(Sale sale) {
    return Objects.requireNonNull(Samples.decode("sales.web", sale).event()).contentHash();
  }

  @Test
  void the_times_of_transport_are_no_content() {
    Source sent = Source.newBuilder(Samples.source()).setSentAt(TIME).setReceivedAt(TIME).build();
    assertThat(hash(Samples.sale().setSource(sent).build()))
        .isEqualTo(hash(Samples.sale().build()));
  }

  @Test
  void every_other_field_is_content() {
    Map<String, Consumer<Sale>> changes = new HashMap<>();
    changes.put("event_id", s -> s.setEventId("other"));
    changes.put("occurred_at", s -> s.setOccurredAt(TIME));
    changes.put("recorded_at", s -> s.setRecordedAt(TIME));
    changes.put("source.id", s -> s.getSource().setId("other"));
    changes.put("source.sequence", s -> s.getSource().setSequence(8L));
    changes.put("source.epoch", s -> s.getSource().setEpoch(1L));
    changes.put("source.time_precision", s -> s.getSource().setTimePrecision(1L));
    changes.put("order_ref", s -> s.setOrderRef("other"));
    changes.put("sold_at_location_id", s -> s.setSoldAtLocationId("other"));
    changes.put("terminal_id", s -> s.setTerminalId("other"));
    changes.put("employee_id", s -> s.setEmployeeId("other"));
    changes.put("customer_ref", s -> s.setCustomerRef("other"));
    changes.put("checkout_ref", s -> s.setCheckoutRef("other"));
    changes.put("lines", s -> s.setLines(List.of(s.getLines().get(0))));
    changes.put("adjustments", s -> s.setAdjustments(List.of(tax())));
    changes.put("total", s -> s.setTotal(new Money(999L, "EUR")));
    changes.put("tenders", s -> s.setTenders(List.of()));
    changes.put("line_no", s -> line(s).setLineNo(77));
    changes.put("sku", s -> line(s).setSku("other"));
    changes.put("quantity", s -> line(s).setQuantity(77L));
    changes.put("unit_price", s -> line(s).setUnitPrice(new BigDecimal("2.5001")));
    changes.put("amount", s -> line(s).setAmount(new Money(250L, "USD")));
    changes.put("location_id", s -> line(s).setLocationId("other"));
    changes.put("reservation_id", s -> line(s).setReservationId("other"));
    changes.put("collect_until", s -> line(s).setCollectUntil(TIME));
    Map<Long, String> hashes = new HashMap<>();
    hashes.put(hash(Samples.sale().build()), "the sale itself");
    changes.forEach(
        (field, change) -> {
          Sale sale = Samples.sale().build();
          change.accept(sale);
          assertThat(hashes.put(hash(sale), field)).as(field).isNull();
        });
  }

  private static SaleLine line(Sale sale) {
    return sale.getLines().get(0);
  }

  private static AmountAdjustment tax() {
    return new AmountAdjustment(AmountAdjustmentKind.TAX, new Money(1L, "EUR"));
  }
}
