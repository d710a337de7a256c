package io.zaiko.codec;

import static io.zaiko.codec.Samples.BROKER_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Source;
import io.zaiko.domain.stock.GoodsEvent;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How wide an interval a source says holds the time of its record. */
class TimePrecisionTest {
  private static final long DAY = 86_400_000_000L;

  @ParameterizedTest
  @CsvSource({
    "null, 0",
    "0, 0",
    "1, 1",
    "86400000000, 86400000000",
    "604800000000, 604800000000",
    "604800000001, 604800000000",
    "9223372036854775807, 604800000000",
    "-1, 0",
    "-9223372036854775808, 0",
  })
  void it_is_a_week_at_most_and_none_below_zero(String stated, long expected) {
    Source source = Samples.source();
    source.setTimePrecision(stated.equals("null") ? null : Long.valueOf(stated));
    assertThat(GoodsEvent.WIDEST_MICROS).isEqualTo(7 * DAY);
    Inbound inbound =
        new RecordDecoder(Samples::byId, Duration.ZERO)
            .decode(
                "sales.pos",
                3,
                42,
                BROKER_TIME.toEpochMilli(),
                null,
                Samples.bytes(Samples.sale().setSource(source).build()));
    assertThat(Objects.requireNonNull(inbound.event()).timePrecisionMicros()).isEqualTo(expected);
  }
}
