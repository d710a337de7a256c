package io.zaiko.operators;

import io.zaiko.codec.Outbound;
import io.zaiko.codec.SchemaIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/** What operators sent out, read back with plain Avro. */
final class Decoded {

  private static final int HEADER = 5;

  /** Ids as a registry would give them. */
  static final SchemaIds IDS = SchemaIds.resolve(schema -> 7);

  private Decoded() {}

  /** The records of one type among what was sent. */
  static <T extends SpecificRecord> List<T> of(
      Class<T> type, Iterable<Outbound> sent, String topic) {
    return java.util.stream.StreamSupport.stream(sent.spliterator(), false)
        .filter(outbound -> outbound.topic().equals(topic))
        .map(outbound -> decode(type, Objects.requireNonNull(outbound.value())))
        .toList();
  }

  private static <T extends SpecificRecord> T decode(Class<T> type, byte[] value) {
    try {
      byte[] body = Arrays.copyOfRange(value, HEADER, value.length);
      return new SpecificDatumReader<>(type)
          .read(null, DecoderFactory.get().binaryDecoder(body, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
