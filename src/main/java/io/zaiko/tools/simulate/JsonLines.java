package io.zaiko.tools.simulate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.IdentityHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Records as the plain JSON lines that {@code publish} takes; fields that are null are left out.
 * For one thread.
 */
final class JsonLines implements Closeable {
  private static final JsonFactory JSON =
      ((JsonFactoryBuilder) JsonFactory.builder()).rootValueSeparator("\n").build();

  private final JsonGenerator out;
  private final IdentityHashMap<Schema, String[]> names = new IdentityHashMap<>();

  /** Closes the stream with itself. */
  JsonLines(OutputStream to) throws IOException {
    this.out = JSON.createGenerator(to);
  }

  void write(IndexedRecord record) throws IOException {
    Schema schema = record.getSchema();
    out.writeStartObject();
    String[] fields = fields(schema);
    for (int i = 0; i < fields.length; i++) {
      Object value = record.get(i);
      if (value != null) {
        out.writeFieldName(fields[i]);
        value(value);
      }
    }
    out.writeEndObject();
  }

  private String[] fields(Schema schema) {
    return names.computeIfAbsent(
        schema, of -> of.getFields().stream().map(Schema.Field::name).toArray(String[]::new));
  }

  private void value(Object value) throws IOException {
    // What comes most often is asked for first.
    if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Long || value instanceof Integer) {
      out.writeNumber(((Number) value).longValue());
    } else if (value instanceof SpecificRecordBase inner) {
      write(inner);
    } else if (value instanceof Instant || value instanceof Enum) {
      out.writeString(value.toString());
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof BigDecimal number) {
      out.writeNumber(number);
    } else if (value instanceof Collection<?> items) {
      out.writeStartArray();
      for (Object item : items) {
        value(item);
      }
      out.writeEndArray();
    } else {
      throw new IllegalArgumentException("no field of a record holds a " + value.getClass());
    }
  }

  @Override
  public void close() throws IOException {
    out.writeRaw('\n');
    out.close();
  }
}
