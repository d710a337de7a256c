package io.zaiko.codec;

import io.zaiko.domain.identity.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.SystemLimitException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of one record of the contract, whichever version of its schema they were written
 * with. One record object is read into over and over: copy what you keep. Not for several threads.
 */
final class BodyReader<T extends SpecificRecord> {
  static {
    AvroLimits.ensure();
  }

  private final Schema contract;
  private final SpecificData model;
  private final WriterSchemas writers;
  // One entry for each schema id of one record: as many as it has versions in the registry.
  private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();
  // Of those whose writer states more than the contract has; empty for others.
  private final Map<Integer, Optional<GenericDatumReader<IndexedRecord>>> wider = new HashMap<>();
  private @Nullable BinaryDecoder decoder;
  private @Nullable T scratch;

  BodyReader(Schema contract, SpecificData model, WriterSchemas writers) {
    this.contract = contract;
    this.model = model;
    this.writers = writers;
  }

  /** The value, unless it has no header. */
  static byte[] withHeader(byte @Nullable [] value) throws Refusal {
    if (value == null || value.length == 0) {
      throw new Refusal(
          Reason.EMPTY_VALUE, "the record has no value; send the event as Avro in wire format");
    }
    if (value[0] != WireFormat.MAGIC) {
      throw new Refusal(
          Reason.WRONG_MAGIC,
          "the first byte is "
              + (value[0] & 0xff)
              + ", not 0; write with a serializer that uses the schema registry");
    }
    if (value.length < WireFormat.HEADER_BYTES) {
      throw new Refusal(
          Reason.TOO_SHORT,
          "the value has "
              + value.length
              + " bytes, the header alone has 5; send the event as Avro in wire format");
    }
    return value;
  }

  /**
   * Reads a value that has a header.
   *
   * @return a record that the next call overwrites
   */
  T read(byte[] value) throws Refusal {
    SpecificDatumReader<T> reader = readerOf(WireFormat.schemaId(value));
    int body = value.length - WireFormat.HEADER_BYTES;
    decoder = DecoderFactory.get().binaryDecoder(value, WireFormat.HEADER_BYTES, body, decoder);
    try {
      T read = reader.read(scratch, decoder);
      scratch = read;
      if (!decoder.isEnd()) {
        throw new Refusal(
            Reason.TRAILING_BYTES,
            "bytes are left after the record; the schema id in the header may be the wrong one");
      }
      return read;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      scratch = null;
      throw refusalOf(e);
    }
  }

  /**
   * A value that could be read, with what its writer states beyond the contract.
   *
   * @return null where it states nothing more
   */
  @Nullable IndexedRecord asWritten(byte[] value) throws Refusal {
    int schemaId = WireFormat.schemaId(value);
    Optional<GenericDatumReader<IndexedRecord>> reader = wider.get(schemaId);
    if (reader == null) {
      Schema writer = writerOf(schemaId);
      reader =
          WiderSchema.hasMore(writer, contract)
              ? Optional.of(new GenericDatumReader<>(writer))
              : Optional.empty();
      wider.put(schemaId, reader);
    }
    if (reader.isEmpty()) {
      return null;
    }
    int body = value.length - WireFormat.HEADER_BYTES;
    decoder = DecoderFactory.get().binaryDecoder(value, WireFormat.HEADER_BYTES, body, decoder);
    try {
      return reader.get().read(null, decoder);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw refusalOf(e);
    }
  }

  private SpecificDatumReader<T> readerOf(int schemaId) throws Refusal {
    SpecificDatumReader<T> known = readers.get(schemaId);
    if (known != null) {
      return known;
    }
    SpecificDatumReader<T> reader = new SpecificDatumReader<>(writerOf(schemaId), contract, model);
    readers.put(schemaId, reader);
    return reader;
  }

  private Schema writerOf(int schemaId) throws Refusal {
    Schema writer;
    try {
      writer = writers.byId(schemaId);
    } catch (UnknownSchemaException e) {
      throw new Refusal(
          Reason.UNKNOWN_SCHEMA,
          "the registry does not know schema id " + schemaId + "; register the schema first");
    } catch (SchemaParseException e) {
      throw new Refusal(
          Reason.UNRESOLVABLE_SCHEMA,
          "schema id " + schemaId + " is no Avro schema that can be read; write as " + name());
    }
    if (writer.getType() != Schema.Type.RECORD || !writer.getFullName().equals(name())) {
      throw new Refusal(
          Reason.WRONG_RECORD,
          "schema id "
              + schemaId
              + " is "
              + Refusal.shown(writer.getFullName())
              + ", this topic carries "
              + name()
              + "; send it to its own topic");
    }
    if (!isBounded(writer)) {
      throw new Refusal(
          Reason.UNRESOLVABLE_SCHEMA,
          "schema id " + schemaId + " has a list of items without bytes; write as " + name());
    }
    return writer;
  }

  private static boolean isBounded(Schema writer) {
    try {
      return EndlessLists.isFree(writer);
    } catch (StackOverflowError e) {
      return false; // nested more deeply than any contract
    }
  }

  private String name() {
    return contract.getFullName();
  }

  private Refusal refusalOf(Throwable e) {
    if (e instanceof EOFException || e.getCause() instanceof EOFException) {
      return new Refusal(
          Reason.TRUNCATED, "the bytes end before the record does; send the whole record again");
    }
    if (e instanceof SystemLimitException || e instanceof UnsupportedOperationException) {
      return new Refusal(
          Reason.LENGTH_LIMIT,
          "a declared length is beyond 1 MiB for a field or 100,000 items for a list ("
              + e.getMessage()
              + "); split the record");
    }
    if (e instanceof AvroTypeException) {
      return new Refusal(
          Reason.UNRESOLVABLE_SCHEMA,
          "cannot be read as "
              + name()
              + " ("
              + Refusal.shown(e.getMessage())
              + "); keep the schema compatible with the contract");
    }
    return new Refusal(
        Reason.MALFORMED,
        "the bytes are no "
            + name()
            + " ("
            + e.getClass().getSimpleName()
            + "); the schema id in the header may be the wrong one");
  }
}
