package io.zaiko.tools.clients;

import io.zaiko.codec.UnknownSchemaException;
import io.zaiko.codec.WireFormat;
import io.zaiko.codec.WriterSchemas;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/** Values in the wire format to records; keeps a reader per schema id. For one thread. */
public final class ValueReader {
  private final WriterSchemas schemas;
  private final Map<Integer, GenericDatumReader<GenericRecord>> generic = new HashMap<>();
  private final Map<String, SpecificDatumReader<Object>> specific = new HashMap<>();
  private @Nullable BinaryDecoder decoder;

  /**
   * A reader.
   *
   * @param schemas asked once for each schema id
   */
  public ValueReader(WriterSchemas schemas) {
    this.schemas = schemas;
  }

  /** What a value was written with. */
  public Schema schema(byte[] value) throws UnreadableException {
    return generic(schemaId(value)).getSchema();
  }

  /** The record exactly as it was written. */
  public GenericRecord read(byte[] value) throws UnreadableException {
    GenericDatumReader<GenericRecord> reader = generic(schemaId(value));
    try {
      return reader.read(null, body(value));
    } catch (IOException | RuntimeException e) {
      throw unreadable(e);
    }
  }

  private GenericDatumReader<GenericRecord> generic(int id) throws UnreadableException {
    GenericDatumReader<GenericRecord> reader = generic.get(id);
    if (reader == null) {
      reader = new GenericDatumReader<>(schema(id));
      generic.put(id, reader);
    }
    return reader;
  }

  /** The record as a class generated from the contract. */
  public <T> T read(byte[] value, Class<T> type, Schema wanted) throws UnreadableException {
    int id = schemaId(value);
    String name = id + " " + wanted.getFullName();
    SpecificDatumReader<Object> reader = specific.get(name);
    if (reader == null) {
      reader = new SpecificDatumReader<>(schema(id), wanted);
      specific.put(name, reader);
    }
    try {
      return type.cast(reader.read(null, body(value)));
    } catch (IOException | RuntimeException e) {
      throw unreadable(e);
    }
  }

  private static int schemaId(byte[] value) throws UnreadableException {
    if (!WireFormat.hasHeader(value)) {
      throw new UnreadableException("not in the registry's wire format");
    }
    return WireFormat.schemaId(value);
  }

  private Schema schema(int id) throws UnreadableException {
    try {
      return schemas.byId(id);
    } catch (UnknownSchemaException | AvroRuntimeException e) {
      throw new UnreadableException("no schema for id " + id + ": " + e.getMessage());
    }
  }

  private BinaryDecoder body(byte[] value) {
    int length = value.length - WireFormat.HEADER_BYTES;
    BinaryDecoder body =
        DecoderFactory.get().binaryDecoder(value, WireFormat.HEADER_BYTES, length, decoder);
    decoder = body;
    return body;
  }

  private static UnreadableException unreadable(Exception e) {
    return new UnreadableException(
        "not the Avro its schema id names: "
            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
  }

  /** A value that is not what its topic promises. */
  public static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
      super(message);
    }
  }
}
