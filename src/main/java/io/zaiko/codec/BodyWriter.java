package io.zaiko.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/** Writes values of one record of the contract, over one buffer. Not for several threads. */
final class BodyWriter<T extends SpecificRecordBase> {
  static {
    AvroLimits.ensure();
  }

  private static final int TYPICAL_BYTES = 256;

  private final SpecificDatumWriter<T> writer;
  private final byte[] header = new byte[WireFormat.HEADER_BYTES];
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(TYPICAL_BYTES);
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(buffer, null);

  BodyWriter(T sample, SchemaIds ids) {
    SpecificData model = sample.getSpecificData();
    this.writer = new SpecificDatumWriter<>(sample.getSchema(), model);
    WireFormat.putHeader(header, ids.of(sample.getSchema()));
  }

  byte[] write(T record) {
    buffer.reset();
    buffer.writeBytes(header);
    try {
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return buffer.toByteArray();
  }
}
