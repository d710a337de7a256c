package io.zaiko.tools.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record read with plain Avro, of whatever schema it was written with, as the plain JSON that
 * {@code publish} takes: times as ISO-8601, decimals as numbers, bytes as base64.
 */
final class AvroToJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AvroToJson() {}

  static JsonNode json(@Nullable Object value, Schema schema) {
    if (value == null) {
      return JSON.nullNode();
    }
    return switch (schema.getType()) {
      case RECORD -> record((IndexedRecord) value);
      case UNION ->
          json(value, schema.getTypes().get(GenericData.get().resolveUnion(schema, value)));
      case ARRAY -> array((Collection<?>) value, schema.getElementType());
      case MAP -> map((Map<?, ?>) value, schema.getValueType());
      case LONG -> whole((Long) value, schema);
      case INT -> JSON.numberNode((Integer) value);
      case DOUBLE -> JSON.numberNode((Double) value);
      case FLOAT -> JSON.numberNode((Float) value);
      case BOOLEAN -> JSON.booleanNode((Boolean) value);
      case BYTES -> bytes((ByteBuffer) value, schema);
      case STRING, ENUM, FIXED, NULL -> JSON.textNode(value.toString());
    };
  }

  static ObjectNode record(IndexedRecord record) {
    ObjectNode node = JSON.objectNode();
    for (Schema.Field field : record.getSchema().getFields()) {
      node.set(field.name(), json(record.get(field.pos()), field.schema()));
    }
    return node;
  }

  private static ArrayNode array(Collection<?> values, Schema element) {
    ArrayNode node = JSON.arrayNode(values.size());
    values.forEach(value -> node.add(json(value, element)));
    return node;
  }

  private static ObjectNode map(Map<?, ?> values, Schema element) {
    ObjectNode node = JSON.objectNode();
    values.forEach((key, value) -> node.set(key.toString(), json(value, element)));
    return node;
  }

  private static JsonNode whole(long value, Schema schema) {
    return schema.getLogicalType() instanceof LogicalTypes.TimestampMicros
        ? JSON.textNode(Instant.EPOCH.plus(value, ChronoUnit.MICROS).toString())
        : JSON.numberNode(value);
  }

  private static JsonNode bytes(ByteBuffer value, Schema schema) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal && bytes.length > 0) {
      return JSON.numberNode(new BigDecimal(new BigInteger(bytes), decimal.getScale()));
    }
    return JSON.textNode(Base64.getEncoder().encodeToString(bytes));
  }
}
