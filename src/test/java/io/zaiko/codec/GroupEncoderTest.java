package io.zaiko.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AvailabilityByGroup;
import io.zaiko.domain.group.GroupImage;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.StockStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;

class GroupEncoderTest {

  private static final int HEADER = 5;

  private final GroupEncoder encoder = new GroupEncoder(SchemaIds.resolve(schema -> 7));

  @Test
  void an_image_is_the_whole_sum() throws IOException {
    Outbound out = encoder.image(image(false), 2_000_000);
    assertThat(out.topic()).isEqualTo("availability-by-group");
    assertThat(new String(out.key(), StandardCharsets.UTF_8)).isEqualTo("north|TEA");
    assertThat(read(out))
        .isEqualTo(
            AvailabilityByGroup.newBuilder()
                .setGroup("north")
                .setSku("TEA")
                .setOnHand(-5L)
                .setUnavailable(Map.of("DAMAGED", 2L, "NOT_FOUND", 1L))
                .setAllocated(3L)
                .setStaged(0L)
                .setReserved(0L)
                .setInTransit(6L)
                .setSafetyStock(4L)
                .setAvailableToSell(-15L)
                .setChannels(Map.of("web", 9L))
                .setStatus(io.zaiko.avro.StockStatus.OUT_OF_STOCK)
                .setLocations(2L)
                .setAsOf(Instant.ofEpochSecond(1))
                .setEmittedAt(Instant.ofEpochSecond(2))
                .setEpoch(17L)
                .setVersion(4L)
                .build());
  }

  @Test
  void a_group_that_has_nothing_any_more_is_a_tombstone() {
    Outbound out = encoder.image(image(true), 2_000_000);
    assertThat(out.value()).isNull();
    assertThat(new String(out.key(), StandardCharsets.UTF_8)).isEqualTo("north|TEA");
  }

  private static GroupImage image(boolean withdrawn) {
    return new GroupImage(
        "north",
        "TEA",
        new Buckets(-5, 2, 0, 0, 1, 3, 6),
        4,
        -15,
        Map.of("web", 9L),
        StockStatus.OUT_OF_STOCK,
        2,
        1_000_000,
        17,
        4,
        withdrawn);
  }

  private static AvailabilityByGroup read(Outbound out) throws IOException {
    byte[] value = Objects.requireNonNull(out.value());
    return new SpecificDatumReader<>(AvailabilityByGroup.class)
        .read(
            null,
            DecoderFactory.get()
                .binaryDecoder(Arrays.copyOfRange(value, HEADER, value.length), null));
  }
}
