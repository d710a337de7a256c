package io.zaiko.tools.clients;

import io.zaiko.codec.WireFormat;
import io.zaiko.connectors.RegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records to values, many of them: asks the registry once per schema and keeps its buffers. For one
 * thread. The subject of a schema is its full name.
 */
public final class RecordEncoder {
  private final RegistryClient registry;
  private final Map<Schema, Written> known = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);

  public RecordEncoder(RegistryClient registry) {
    this.registry = registry;
  }

  /** The value of a record in the wire format. */
  public byte[] encode(SpecificRecord record) {
    Schema schema = record.getSchema();
    Written written = known.get(schema);
    if (written == null) {
      written = Written.of(schema, registry.register(schema.getFullName(), schema));
      known.put(schema, written);
    }
    out.reset();
    out.writeBytes(written.header);
    try {
      written.writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toByteArray();
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Written(byte[] header, SpecificDatumWriter<SpecificRecord> writer) {
    static Written of(Schema schema, int id) {
      byte[] header =
          ByteBuffer.allocate(WireFormat.HEADER_BYTES).put(WireFormat.MAGIC).putInt(id).array();
      return new Written(header, new SpecificDatumWriter<>(schema));
    }
  }
}
