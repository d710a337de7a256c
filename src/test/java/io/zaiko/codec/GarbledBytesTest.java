package io.zaiko.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Disposition;
import io.zaiko.domain.identity.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, the answer is an event or a refusal; an exception would fail the test. */
class GarbledBytesTest {
  private static final int FLIPS = 10_000;
  private static final long SEED = 20_260_101L;

  private static final List<String> TOPICS =
      List.of("sales.a", "voids.a", "returns.a", "restocks.a", "adjustments.a", "heartbeats.a");

  private static List<byte[]> samples() {
    return List.of(
        Samples.bytes(Samples.sale().build()),
        Samples.bytes(Samples.voided().build()),
        Samples.bytes(Samples.returned(Disposition.DAMAGED)),
        Samples.bytes(Samples.restock().build()),
        Samples.bytes(Samples.adjustmentOf(Samples.adjustmentLine())),
        Samples.bytes(Samples.heartbeat().build()));
  }

  @Test
  void a_record_cut_at_any_byte_is_refused() {
    RecordDecoder decoder = new RecordDecoder(Samples::byId);
    for (int kind = 0; kind < TOPICS.size(); kind++) {
      byte[] whole = samples().get(kind);
      for (int length = 0; length < whole.length; length++) {
        Inbound inbound = decode(decoder, TOPICS.get(kind), Arrays.copyOf(whole, length));
        assertThat(inbound.reason())
            .as("%s cut to %s bytes", TOPICS.get(kind), length)
            .isIn(Reason.EMPTY_VALUE, Reason.TOO_SHORT, Reason.TRUNCATED);
      }
      assertThat(decode(decoder, TOPICS.get(kind), whole).reason()).isNull();
    }
  }

  @Test
  void flipped_bytes_end_in_an_event_or_a_refusal_and_harm_no_later_record() {
    RecordDecoder decoder = new RecordDecoder(Samples::byId);
    List<byte[]> samples = samples();
    Random random = new Random(SEED);
    for (int round = 0; round < FLIPS; round++) {
      int kind = random.nextInt(samples.size());
      byte[] garbled = samples.get(kind).clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        garbled[random.nextInt(garbled.length)] = (byte) random.nextInt(256);
      }
      Inbound inbound = decode(decoder, TOPICS.get(kind), garbled);
      assertThat(inbound.event() == null)
          .as("seed %s round %s", SEED, round)
          .isEqualTo(inbound.reason() != null);
    }
    assertThat(decode(decoder, "sales.a", samples.get(0)).event())
        .isEqualTo(decode(new RecordDecoder(Samples::byId), "sales.a", samples.get(0)).event());
  }

  @Test
  void random_bytes_after_a_good_header_end_in_an_event_or_a_refusal() {
    RecordDecoder decoder = new RecordDecoder(Samples::byId);
    Random random = new Random(SEED);
    for (int round = 0; round < FLIPS; round++) {
      byte[] garbled = new byte[WireFormat.HEADER_BYTES + random.nextInt(300)];
      random.nextBytes(garbled);
      int kind = random.nextInt(TOPICS.size());
      WireFormat.putHeader(garbled, 1 + kind);
      Inbound inbound = decode(decoder, TOPICS.get(kind), garbled);
      assertThat(inbound.event() == null)
          .as("seed %s round %s", SEED, round)
          .isEqualTo(inbound.reason() != null);
    }
  }

  private static Inbound decode(RecordDecoder decoder, String topic, byte[] value) {
    return decoder.decode(topic, 0, 0, Samples.BROKER_TIME.toEpochMilli(), null, value);
  }
}
