package io.zaiko.tools.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Reads the wire format with plain Avro: magic byte 0, schema id in four bytes, body. */
final class WireReader {
  private static final int HEADER_BYTES = 5;

  private final Schemas schemas;
  private final Map<Integer, Optional<Schema>> writers = new HashMap<>();
  private final Map<Integer, SpecificDatumReader<SpecificRecord>> readers = new HashMap<>();
  private @Nullable BinaryDecoder decoder;

  WireReader(Schemas schemas) {
    this.schemas = schemas;
  }

  /**
   * A record, or what is wrong with its bytes.
   *
   * @param record null where it cannot be read
   * @param faults empty where it can
   */
  record Reading(@Nullable SpecificRecord record, Set<Fault> faults) {
    static Reading broken(Fault fault) {
      return new Reading(null, EnumSet.of(fault));
    }
  }

  /** Reads a value that should be a record of the contract's schema. */
  Reading read(byte @Nullable [] value, Schema contract) {
    if (value == null || value.length == 0) {
      return Reading.broken(Fault.EMPTY_VALUE);
    }
    if (value.length < HEADER_BYTES) {
      return new Reading(null, EnumSet.of(Fault.TOO_SHORT, Fault.WRONG_MAGIC));
    }
    if (value[0] != 0) {
      return Reading.broken(Fault.WRONG_MAGIC);
    }
    int id = ByteBuffer.wrap(value).getInt(1);
    Schema writer = writer(id);
    if (writer == null) {
      return new Reading(null, EnumSet.of(Fault.UNKNOWN_SCHEMA, Fault.UNRESOLVABLE_SCHEMA));
    }
    if (!writer.getFullName().equals(contract.getFullName())) {
      return Reading.broken(Fault.WRONG_RECORD);
    }
    if (BottomlessSchema.is(writer)) {
      return Reading.broken(Fault.UNRESOLVABLE_SCHEMA);
    }
    return readBody(value, reader(id, writer, contract));
  }

  /** The schema that a value was written with; null where that is not known. */
  @Nullable Schema writerOf(byte @Nullable [] value) {
    return value == null || value.length < HEADER_BYTES
        ? null
        : writer(ByteBuffer.wrap(value).getInt(1));
  }

  private Reading readBody(byte[] value, SpecificDatumReader<SpecificRecord> reader) {
    BinaryDecoder body =
        DecoderFactory.get()
            .binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, decoder);
    decoder = body;
    try {
      @SuppressWarnings("NullAway") // Avro takes null for "make a new one"
      SpecificRecord record = reader.read(null, body);
      return body.isEnd() ? new Reading(record, Set.of()) : Reading.broken(Fault.TRAILING_BYTES);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return new Reading(null, Fault.ofBrokenBody());
    }
  }

  private @Nullable Schema writer(int id) {
    return writers
        .computeIfAbsent(id, first -> Optional.ofNullable(schemas.byId(first)))
        .orElse(null);
  }

  private SpecificDatumReader<SpecificRecord> reader(int id, Schema writer, Schema contract) {
    return readers.computeIfAbsent(id, first -> new SpecificDatumReader<>(writer, contract));
  }
}
