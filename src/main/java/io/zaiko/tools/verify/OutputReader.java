package io.zaiko.tools.verify;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Reads what the job wrote; what cannot be read is a difference. */
final class OutputReader {
  private final WireReader wire;
  private final Differences differences;
  private final Map<Class<?>, Schema> schemas = new HashMap<>();

  OutputReader(WireReader wire, Differences differences) {
    this.wire = wire;
    this.differences = differences;
  }

  /** The schema that a record was written with; null where that is not known. */
  @Nullable Schema writerOf(RawRecord raw) {
    return wire.writerOf(raw.value());
  }

  /** The record; null where it cannot be read, which is then noted under the check. */
  <T extends SpecificRecord> @Nullable T read(RawRecord raw, Class<T> type, Check check) {
    Schema schema = schemas.computeIfAbsent(type, SpecificData.get()::getSchema);
    WireReader.Reading reading = wire.read(raw.value(), schema);
    if (reading.record() == null) {
      differences.add(check, raw.address() + " cannot be read: " + reading.faults());
      return null;
    }
    return type.cast(reading.record());
  }
}
