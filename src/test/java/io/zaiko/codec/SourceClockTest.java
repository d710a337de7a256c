package io.zaiko.codec;

import static io.zaiko.codec.Samples.BROKER_TIME;
import static io.zaiko.codec.Samples.SOLD_AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Sale;
import io.zaiko.avro.Source;
import io.zaiko.avro.TransferStep;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.stock.GoodsEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source whose clock is wrong tells times that are set right, as far as that can be known. */
class SourceClockTest {
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  @ParameterizedTest(name = "sent {0} after it was received: {1} ms set right")
  @CsvSource({
    "PT0S,           0",
    "PT5M,           0",
    "PT-5M,          0",
    "PT5M0.0009S,    0",
    "PT5M0.001S,     300001",
    "PT-5M-0.001S,   -300001",
    "PT2H,           7200000",
    "P400D,          34560000000",
  })
  void times_are_set_right_by_a_skew_that_is_more_than_bearable(Duration ahead, long millis) {
    GoodsEvent event = event(FIVE_MINUTES, sale(SOLD_AT, ahead));
    assertThat(event.clockSkewMillis()).isEqualTo(millis);
    assertThat(event.occurredAtMicros()).isEqualTo(micros(SOLD_AT) - millis * 1_000);
  }

  @Test
  void no_skew_is_known_unless_both_times_are() {
    Source unsent = Source.newBuilder(Samples.source()).setReceivedAt(SOLD_AT).build();
    Source unreceived = Source.newBuilder(Samples.source()).setSentAt(Instant.EPOCH).build();
    for (Source source : new Source[] {unsent, unreceived}) {
      Sale sale = Samples.sale().setSource(source).build();
      assertThat(event(FIVE_MINUTES, sale).clockSkewMillis()).isZero();
    }
  }

  @Test
  void a_bearable_skew_of_zero_leaves_every_clock_alone() {
    assertThat(event(Duration.ZERO, sale(SOLD_AT, Duration.ofDays(3))).occurredAtMicros())
        .isEqualTo(micros(SOLD_AT));
  }

  @Test
  void a_till_whose_clock_fell_back_to_1970_is_understood() {
    Duration fallen = Duration.between(SOLD_AT, Instant.EPOCH.plusSeconds(60));
    GoodsEvent event = event(FIVE_MINUTES, sale(Instant.EPOCH.plusSeconds(30), fallen));
    assertThat(event.occurredAtMicros()).isEqualTo(micros(SOLD_AT.minusSeconds(30)));
  }

  @Test
  void a_time_that_is_out_of_range_when_set_right_is_refused_and_says_by_how_much() {
    Inbound inbound = decode(FIVE_MINUTES, sale(BROKER_TIME, Duration.ofDays(-2)));
    assertThat(inbound.reason()).isEqualTo(Reason.TIME_OUT_OF_RANGE);
    assertThat(inbound.message())
        .contains("occurred_at (less PT-48H by which source.sent_at is ahead")
        .contains("2026-01-03");
  }

  @Test
  void the_extremes_of_both_clocks_end_in_an_answer() {
    Instant first = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
    Instant last = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);
    for (Instant sent : new Instant[] {first, last}) {
      Source source = Samples.source();
      source.setSentAt(sent);
      source.setReceivedAt(sent.equals(first) ? last : first);
      assertThat(decode(FIVE_MINUTES, Samples.sale().setSource(source).build()).reason())
          .isEqualTo(Reason.TIME_OUT_OF_RANGE);
    }
  }

  @Test
  void every_time_that_the_source_observed_is_set_right_and_no_plan_is() {
    Duration ahead = Duration.ofHours(1);
    Source source = source(SOLD_AT, ahead);
    GoodsEvent voided = event(FIVE_MINUTES, Samples.voided().setSource(source).build());
    assertThat(voided.effectiveAtMicros()).isEqualTo(micros(SOLD_AT.minus(ahead)));
    GoodsEvent count =
        event(
            FIVE_MINUTES,
            CountSamples.count(CountSamples.countLine())
                .setCountedAt(SOLD_AT.minusSeconds(5))
                .setSource(source)
                .build());
    assertThat(Objects.requireNonNull(count.count()).countedAtMicros())
        .isEqualTo(micros(SOLD_AT.minusSeconds(5).minus(ahead)));
    GoodsEvent shipped =
        event(
            FIVE_MINUTES,
            CountSamples.transfer(TransferStep.SHIPPED, CountSamples.transferLine())
                .setExpectedAt(SOLD_AT)
                .setSource(source)
                .build());
    assertThat(Objects.requireNonNull(shipped.transfer()).expectedAtMicros())
        .isEqualTo(micros(SOLD_AT));
  }

  @Test
  void a_redelivery_by_a_clock_that_was_mended_meanwhile_is_the_same_content() {
    GoodsEvent wrong = event(FIVE_MINUTES, sale(SOLD_AT, Duration.ofHours(1)));
    GoodsEvent mended = event(FIVE_MINUTES, sale(SOLD_AT, Duration.ZERO));
    assertThat(wrong.occurredAtMicros()).isNotEqualTo(mended.occurredAtMicros());
    assertThat(wrong.contentHash()).isEqualTo(mended.contentHash());
    assertThat(wrong.identity()).isEqualTo(mended.identity());
  }

  private static Sale sale(Instant occurredAt, Duration ahead) {
    return Samples.sale().setOccurredAt(occurredAt).setSource(source(SOLD_AT, ahead)).build();
  }

  private static Source source(Instant receivedAt, Duration ahead) {
    return Source.newBuilder(Samples.source())
        .setReceivedAt(receivedAt)
        .setSentAt(receivedAt.plus(ahead))
        .build();
  }

  private static GoodsEvent event(Duration bearable, SpecificRecord record) {
    Inbound inbound = decode(bearable, record);
    assertThat(inbound.reason()).as(inbound.message()).isNull();
    return Objects.requireNonNull(inbound.event());
  }

  private static Inbound decode(Duration bearable, SpecificRecord record) {
    String topic =
        switch (record.getSchema().getName()) {
          case "Void" -> "voids.pos";
          case "StockCount" -> "counts.pos";
          case "Transfer" -> "transfers.wms";
          default -> "sales.pos";
        };
    return new RecordDecoder(Samples::byId, bearable)
        .decode(topic, 3, 42, BROKER_TIME.toEpochMilli(), null, Samples.bytes(record));
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
