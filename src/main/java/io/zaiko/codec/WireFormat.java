package io.zaiko.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * The Confluent wire format: magic byte 0, four bytes of schema id (big endian), then plain Avro
 * binary.
 */
public final class WireFormat {
  /** First byte of every value. */
  public static final byte MAGIC = 0;

  /** Bytes before the Avro body. */
  public static final int HEADER_BYTES = 5;

  static {
    AvroLimits.ensure();
  }

  private WireFormat() {}

  /** True where the value is long enough to hold a header and begins with the magic byte. */
  public static boolean hasHeader(byte[] value) {
    return value.length >= HEADER_BYTES && value[0] == MAGIC;
  }

  /**
   * The schema id that a value names.
   *
   * @param value a value that {@link #hasHeader has a header}
   */
  public static int schemaId(byte[] value) {
    return ByteBuffer.wrap(value).getInt(1);
  }

  /**
   * Reads a schema that came from a registry.
   *
   * @throws org.apache.avro.SchemaParseException where the text is none, also where it nests too
   *     deeply
   */
  public static Schema parseSchema(String json) {
    try {
      return new Schema.Parser().parse(json);
    } catch (RuntimeException | StackOverflowError e) {
      // Avro's parser also throws AvroTypeException, IllegalArgumentException and others.
      throw new SchemaParseException(e);
    }
  }

  /** Writes the header into the first five bytes of the buffer. */
  static void putHeader(byte[] buffer, int schemaId) {
    ByteBuffer.wrap(buffer).put(MAGIC).putInt(schemaId);
  }

  /**
   * Header and body of a record. For single records and tools; the job's own output goes through
   * {@code OutputEncoder}, which keeps its buffers.
   *
   * @param schemaId the registry's id of exactly the record's schema
   */
  public static byte[] encode(int schemaId, SpecificRecord record) {
    byte[] header = new byte[HEADER_BYTES];
    putHeader(header, schemaId);
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    out.writeBytes(header);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toByteArray();
  }
}
