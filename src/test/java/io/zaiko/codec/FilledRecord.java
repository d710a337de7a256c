package io.zaiko.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * A record of any schema with all its fields filled, whatever is added to the schema: of a union
 * what is not null, of an array and a map one entry. Texts have paths such as {@code source.id},
 * {@code lines[].sku}, {@code buffers{key}}.
 */
final class FilledRecord {
  private static final long SOLD_AT_MICROS = Samples.SOLD_AT.toEpochMilli() * 1_000;

  private final Map<String, String> planted;
  private final List<String> texts = new ArrayList<>();
  private final GenericRecord record;

  private FilledRecord(Schema schema, Map<String, String> planted) {
    this.planted = planted;
    this.record = record(schema, "");
  }

  /** The paths of all texts that a record may hold. */
  static List<String> texts(Schema schema) {
    return new FilledRecord(schema, Map.of()).texts;
  }

  /** The bytes of a record that has these texts at their paths, with the header of the schema. */
  static byte[] bytes(int schemaId, Schema schema, Map<String, String> planted) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] header = new byte[WireFormat.HEADER_BYTES];
    WireFormat.putHeader(header, schemaId);
    out.writeBytes(header);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      new GenericDatumWriter<GenericRecord>(schema)
          .write(new FilledRecord(schema, planted).record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private GenericRecord record(Schema schema, String path) {
    GenericRecord filled = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      String dot = path.isEmpty() ? "" : ".";
      filled.put(field.pos(), value(field.schema(), path + dot + field.name()));
    }
    return filled;
  }

  private Object value(Schema schema, String path) {
    return switch (schema.getType()) {
      case UNION -> value(notNull(schema), path);
      case RECORD -> record(schema, path);
      case ARRAY -> List.of(value(schema.getElementType(), path + "[]"));
      case MAP -> {
        Map<String, Object> map = new HashMap<>();
        map.put(text(path + "{key}"), value(schema.getValueType(), path + "{}"));
        yield map;
      }
      case STRING -> text(path);
      case ENUM -> new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(0));
      case LONG -> schema.getLogicalType() == null ? 1L : SOLD_AT_MICROS;
      case INT -> 1;
      case BOOLEAN -> true;
      case BYTES -> ByteBuffer.wrap(new byte[] {1});
      case NULL, FIXED, FLOAT, DOUBLE ->
          throw new AssertionError(path + " is of a kind that no record of the contract has yet");
    };
  }

  private static Schema notNull(Schema union) {
    return union.getTypes().stream()
        .filter(each -> each.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }

  private String text(String path) {
    texts.add(path);
    return planted.getOrDefault(path, usual(path));
  }

  /** What the contract lets pass there. */
  private static String usual(String path) {
    if (path.endsWith("currency")) {
      return "EUR";
    }
    return path.equals("alert_id") ? "0123456789abcdef".repeat(2) : "x";
  }
}
