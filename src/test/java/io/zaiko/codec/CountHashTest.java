package io.zaiko.codec;

import static io.zaiko.codec.CountSamples.count;
import static io.zaiko.codec.CountSamples.countLine;
import static io.zaiko.codec.CountSamples.transfer;
import static io.zaiko.codec.CountSamples.transferLine;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.CountScope;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.Transfer;
import io.zaiko.avro.TransferStep;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** The hash of a count or a transfer is all it says. */
class CountHashTest {
  private static final Instant TIME = Instant.parse("2025-06-01T00:00:00Z");

  @Test
  void every_field_of_a_count_is_content() {
    Map<String, Consumer<StockCount>> changes = new HashMap<>();
    changes.put("event_id", c -> c.setEventId("other"));
    changes.put("occurred_at", c -> c.setOccurredAt(TIME));
    changes.put("recorded_at", c -> c.setRecordedAt(TIME));
    changes.put("source", c -> c.getSource().setId("other"));
    changes.put("employee_id", c -> c.setEmployeeId("other"));
    changes.put("count_id", c -> c.setCountId("other"));
    changes.put("location_id", c -> c.setLocationId("other"));
    changes.put("counted_at", c -> c.setCountedAt(TIME));
    changes.put("complete", c -> c.setComplete(true));
    changes.put("scope", c -> c.setScope(CountScope.SELLABLE));
    changes.put("line_no", c -> c.getLines().get(0).setLineNo(77));
    changes.put("sku", c -> c.getLines().get(0).setSku("other"));
    changes.put("quantity", c -> c.getLines().get(0).setQuantity(77L));
    changes.put("unavailable", c -> unavailable(c, "DAMAGED", 1));
    changes.put("unavailable's reason", c -> unavailable(c, "ON_HOLD", 1));
    changes.put("unavailable's units", c -> unavailable(c, "DAMAGED", 2));
    changes.put("area", c -> c.getLines().get(0).setArea("floor"));
    changes.put("lines", c -> c.setLines(List.of(c.getLines().get(1))));
    distinct(changes, () -> count(countLine(), countLine(5, "SKU-1", null)).build(), "counts.a");
  }

  @Test
  void every_field_of_a_transfer_is_content() {
    Map<String, Consumer<Transfer>> changes = new HashMap<>();
    changes.put("event_id", t -> t.setEventId("other"));
    changes.put("occurred_at", t -> t.setOccurredAt(TIME));
    changes.put("recorded_at", t -> t.setRecordedAt(TIME));
    changes.put("source", t -> t.getSource().setId("other"));
    changes.put("employee_id", t -> t.setEmployeeId("other"));
    changes.put("transfer_ref", t -> t.setTransferRef("other"));
    changes.put("step", t -> t.setStep(TransferStep.CLOSED));
    changes.put("from_location_id", t -> t.setFromLocationId("other"));
    changes.put("to_location_id", t -> t.setToLocationId("other"));
    changes.put("expected_at", t -> t.setExpectedAt(TIME));
    changes.put("line_no", t -> t.getLines().get(0).setLineNo(77));
    changes.put("sku", t -> t.getLines().get(0).setSku("other"));
    changes.put("quantity", t -> t.getLines().get(0).setQuantity(77L));
    changes.put("damaged", t -> t.getLines().get(0).setDamaged(1L));
    distinct(changes, () -> transfer(TransferStep.RECEIVED, transferLine()).build(), "transfers.a");
  }

  private static <T extends SpecificRecord> void distinct(
      Map<String, Consumer<T>> changes, Supplier<T> sample, String topic) {
    assertThat(sample.get().getSchema().getFields().size()).isLessThan(changes.size());
    Map<Long, String> hashes = new HashMap<>();
    hashes.put(hash(topic, sample.get()), "the record itself");
    changes.forEach(
        (field, change) -> {
          T record = sample.get();
          change.accept(record);
          assertThat(hashes.put(hash(topic, record), field)).as(field).isNull();
        });
  }

  @Test
  void the_order_in_which_a_map_was_sent_is_no_content() {
    Map<String, Long> one = new LinkedHashMap<>();
    Map<String, Long> other = new LinkedHashMap<>();
    // "Aa" and "BB" share a bucket of any hash map, so that it lists them in the order of arrival.
    one.put("Aa", 1L);
    one.put("BB", 2L);
    other.put("BB", 2L);
    other.put("Aa", 1L);
    ContentHash hash = new ContentHash();
    assertThat(hash.of(count(countLine().setUnavailable(one)).build()))
        .isEqualTo(hash.of(count(countLine().setUnavailable(other)).build()));
  }

  @Test
  void an_empty_map_says_no_more_than_its_absence() {
    assertThat(hash("counts.a", count(countLine().setUnavailable(Map.of())).build()))
        .isEqualTo(hash("counts.a", count(countLine().setUnavailable(null)).build()));
  }

  private static void unavailable(StockCount count, String reason, long units) {
    count.getLines().get(0).setUnavailable(Map.of(reason, units));
  }

  private static long hash(String topic, SpecificRecord record) {
    Inbound inbound = Samples.decode(topic, record);
    assertThat(inbound.reason()).as(inbound.message()).isNull();
    return Objects.requireNonNull(inbound.event()).contentHash();
  }
}
