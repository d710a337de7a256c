package io.zaiko.tools.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Plain JSON to a record of the contract: unions without wrappers, times as ISO-8601 or
 * microseconds, decimals as numbers or text, bytes as base64, absent fields take their defaults.
 * Whatever does not fit is refused with the path of the field.
 */
final class JsonToAvro {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final Schema schema;

  /** For records of one schema, which must be that of a generated class. */
  JsonToAvro(Schema schema) {
    this.schema = schema;
  }

  /** The record that a line says. */
  SpecificRecord convert(String line) throws RefusedLine {
    JsonNode node;
    try {
      node = MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
      throw new RefusedLine(
          "is no JSON (column " + column + "): " + e.getOriginalMessage().split("\n", -1)[0]);
    }
    return (SpecificRecord) record(node, schema, "");
  }

  private static IndexedRecord record(JsonNode node, Schema schema, String path)
      throws RefusedLine {
    if (!node.isObject()) {
      throw RefusedLine.at(
          path,
          Scalars.shown(node)
              + "a JSON object with the fields of "
              + schema.getName()
              + " is needed");
    }
    refuseUnknown(node, schema, path);
    IndexedRecord record = (IndexedRecord) SpecificData.get().newRecord(null, schema);
    for (Schema.Field field : schema.getFields()) {
      String at = path.isEmpty() ? field.name() : path + "." + field.name();
      JsonNode value = node.get(field.name());
      record.put(field.pos(), value == null ? absent(field, at) : value(value, field.schema(), at));
    }
    return record;
  }

  private static void refuseUnknown(JsonNode node, Schema schema, String path) throws RefusedLine {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (schema.getField(name) == null) {
        List<String> known = schema.getFields().stream().map(Schema.Field::name).toList();
        List<String> close = CloseNames.to(name, known);
        throw RefusedLine.at(
            path.isEmpty() ? name : path + "." + name,
            "is no field of "
                + schema.getName()
                + (close.isEmpty()
                    ? "; it has " + String.join(", ", known)
                    : "; did you mean " + String.join(" or ", close) + "?"));
      }
    }
  }

  private static @Nullable Object absent(Schema.Field field, String path) throws RefusedLine {
    if (!field.hasDefaultValue()) {
      throw RefusedLine.at(path, "is missing: " + field.doc());
    }
    return SpecificData.get().getDefaultValue(field);
  }

  private static @Nullable Object value(JsonNode node, Schema schema, String path)
      throws RefusedLine {
    return switch (schema.getType()) {
      case RECORD -> record(node, schema, path);
      case ARRAY -> array(node, schema, path);
      case MAP -> map(node, schema, path);
      case UNION -> union(node, schema, path);
      case ENUM, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL, FIXED ->
          Scalars.value(node, schema, path);
    };
  }

  private static List<@Nullable Object> array(JsonNode node, Schema schema, String path)
      throws RefusedLine {
    if (!node.isArray()) {
      throw RefusedLine.at(path, Scalars.shown(node) + "a JSON array is needed");
    }
    List<@Nullable Object> values = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      values.add(value(node.get(i), schema.getElementType(), path + "[" + i + "]"));
    }
    return values;
  }

  private static Map<String, @Nullable Object> map(JsonNode node, Schema schema, String path)
      throws RefusedLine {
    if (!node.isObject()) {
      throw RefusedLine.at(path, Scalars.shown(node) + "a JSON object is needed");
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String at = path + "." + entry.getKey();
      values.put(entry.getKey(), value(entry.getValue(), schema.getValueType(), at));
    }
    return values;
  }

  /** The contract's unions are null and one type. */
  private static @Nullable Object union(JsonNode node, Schema schema, String path)
      throws RefusedLine {
    if (node.isNull()) {
      if (schema.isNullable()) {
        return null;
      }
      throw RefusedLine.at(path, "is null, which this field cannot be");
    }
    for (Schema branch : schema.getTypes()) {
      if (branch.getType() != Schema.Type.NULL) {
        return value(node, branch, path);
      }
    }
    throw RefusedLine.at(path, "can only be null");
  }
}
