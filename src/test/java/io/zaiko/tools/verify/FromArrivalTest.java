package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only the order of arrival decides is believed where that order bears it out. */
class FromArrivalTest {
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  private final HonestBooks books = new HonestBooks();
  private final Refusals refusals = new Refusals(books.topics());

  @Test
  void a_number_below_the_series_may_have_expired() {
    applied(10, 11);
    refused("SEQUENCE_EXPIRED", 5, NOON);
    assertThat(report().isOk()).as(report().text()).isTrue();
    assertThat(report().text()).contains("Taken from arrival: 1 SEQUENCE_EXPIRED.");
  }

  @Test
  void a_number_that_was_applied_has_not_expired() {
    applied(1, 2, 3);
    refused("SEQUENCE_EXPIRED", 2, NOON);
    assertDifferent("its number was applied");
  }

  @Test
  void a_number_in_an_open_gap_or_above_the_series_has_not_expired() {
    applied(1, 3);
    refused("SEQUENCE_EXPIRED", 2, NOON);
    refused("SEQUENCE_EXPIRED", 4, NOON);
    assertDifferent("sales.store|0|2: SEQUENCE_EXPIRED, but its number is neither below");
    assertDifferent("sales.store|0|3: SEQUENCE_EXPIRED, but its number is neither below");
  }

  @Test
  void a_number_in_a_gap_that_was_given_up_has_expired() {
    everyOther(257);
    refused("SEQUENCE_EXPIRED", 1, NOON);
    assertThat(report().isOk()).as(report().text()).isTrue();
    refused("SEQUENCE_EXPIRED", 3, NOON);
    assertDifferent("its number is neither below");
  }

  @Test
  void no_gap_is_given_up_before_there_are_257_ranges() {
    everyOther(256);
    refused("SEQUENCE_EXPIRED", 1, NOON);
    applied(2 * 256);
    assertDifferent("its number is neither below");
  }

  @Test
  void a_record_without_a_number_has_not_expired() {
    Sale sale = sale(1, NOON);
    sale.getSource().setSequence(null);
    refusals.refuse("sales.store", null, TestSchemas.encode(sale), "SEQUENCE_EXPIRED");
    assertDifferent("has none");
  }

  @Test
  void a_number_is_reused_by_other_content_that_happened_later() {
    applied(1, 2);
    refused("SEQUENCE_REUSED", 1, NOON.plusSeconds(60));
    assertThat(report().isOk()).as(report().text()).isTrue();
    assertThat(report().text()).contains("Taken from arrival: 1 SEQUENCE_REUSED.");
  }

  @Test
  void a_number_is_not_reused_by_what_happened_earlier() {
    applied(1, 2);
    refused("SEQUENCE_REUSED", 1, NOON.minusSeconds(60));
    assertDifferent("it did not happen after the highest number");
  }

  @Test
  void a_number_is_not_reused_before_it_was_used() {
    applied(1);
    refused("SEQUENCE_REUSED", 2, NOON.plusSeconds(60));
    assertDifferent("its number was not applied");
  }

  @Test
  void the_same_content_reuses_no_number() {
    applied(1);
    refusals.refuse("sales.store", null, TestSchemas.encode(sale(1, NOON)), "SEQUENCE_REUSED");
    assertDifferent("its number was not applied otherwise");
  }

  private void everyOther(int count) {
    for (int i = 0; i < count; i++) {
      applied(2L * i);
    }
  }

  private void applied(long... numbers) {
    for (long number : numbers) {
      books.publish("sales.store", sale(number, NOON));
    }
  }

  private void refused(String reason, long number, Instant at) {
    Sale sale = sale(number, at);
    sale.setEventId("refused-" + number);
    refusals.refuse("sales.store", null, TestSchemas.encode(sale), reason);
  }

  private VerifyReport report() {
    return Verification.of(books.topics(), TestSchemas.ALL);
  }

  private void assertDifferent(String sentence) {
    assertThat(report().isOk()).isFalse();
    assertThat(report().text()).contains(sentence);
  }

  private static Sale sale(long number, Instant at) {
    return Sale.newBuilder()
        .setEventId("sale-" + number)
        .setOccurredAt(at)
        .setSource(Source.newBuilder().setId("till").setSequence(number).setEpoch(0L).build())
        .setOrderRef("order-" + number)
        .setLines(
            List.of(
                SaleLine.newBuilder()
                    .setLineNo(1)
                    .setSku("A")
                    .setLocationId("s1")
                    .setQuantity(1L)
                    .setFulfilment(FulfilmentKind.CARRY_OUT)
                    .build()))
        .build();
  }
}
