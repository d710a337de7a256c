package io.zaiko.codec;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Finds lists whose items take no bytes. A record of ten bytes may declare 2^62 of them, and Avro
 * would skip them one by one.
 */
final class EndlessLists {
  private final Set<Schema> seen = identities();

  private EndlessLists() {}

  /** True where no list or map of the schema can be long without being large. */
  static boolean isFree(Schema schema) {
    return new EndlessLists().free(schema);
  }

  private boolean free(Schema schema) {
    return switch (schema.getType()) {
      case RECORD ->
          !seen.add(schema) || schema.getFields().stream().allMatch(f -> free(f.schema()));
      case ARRAY ->
          takesBytes(schema.getElementType(), identities()) && free(schema.getElementType());
      case MAP -> free(schema.getValueType());
      case UNION -> schema.getTypes().stream().allMatch(this::free);
      case ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> true;
    };
  }

  // Within a record that contains itself, the inner one adds no bytes that the outer has not.
  private static boolean takesBytes(Schema schema, Set<Schema> within) {
    return switch (schema.getType()) {
      case NULL -> false;
      case FIXED -> schema.getFixedSize() > 0;
      case RECORD ->
          within.add(schema)
              && schema.getFields().stream().anyMatch(f -> takesBytes(f.schema(), within));
      case ENUM, ARRAY, MAP, UNION, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN -> true;
    };
  }

  private static Set<Schema> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }
}
