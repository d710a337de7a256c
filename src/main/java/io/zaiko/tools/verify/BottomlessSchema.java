package io.zaiko.tools.verify;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Tells schemas whose lists may declare items that take no bytes: nobody can read them to the end.
 */
final class BottomlessSchema {
  private BottomlessSchema() {}

  static boolean is(Schema schema) {
    return hasBottomlessList(schema, identities());
  }

  private static boolean hasBottomlessList(Schema schema, Set<Schema> seen) {
    if (!seen.add(schema)) {
      return false;
    }
    return switch (schema.getType()) {
      case ARRAY ->
          isEmpty(schema.getElementType(), identities())
              || hasBottomlessList(schema.getElementType(), seen);
      case MAP -> hasBottomlessList(schema.getValueType(), seen);
      case UNION -> schema.getTypes().stream().anyMatch(type -> hasBottomlessList(type, seen));
      case RECORD ->
          schema.getFields().stream().anyMatch(field -> hasBottomlessList(field.schema(), seen));
      case ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> false;
    };
  }

  /** Within a record that holds itself, the inner one adds no bytes that the outer has not. */
  private static boolean isEmpty(Schema schema, Set<Schema> within) {
    return switch (schema.getType()) {
      case NULL -> true;
      case FIXED -> schema.getFixedSize() == 0;
      case RECORD ->
          !within.add(schema)
              || schema.getFields().stream().allMatch(field -> isEmpty(field.schema(), within));
      case ARRAY, MAP, UNION, ENUM, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN -> false;
    };
  }

  private static Set<Schema> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }
}
