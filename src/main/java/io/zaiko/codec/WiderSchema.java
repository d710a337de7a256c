package io.zaiko.codec;

import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Compares what a writer states with what the contract has. */
final class WiderSchema {

  private WiderSchema() {}

  /** Whether a writer has a field, at whatever depth, that the contract does not have there. */
  static boolean hasMore(Schema writer, Schema contract) {
    return hasMore(writer, contract, new HashSet<>());
  }

  private static boolean hasMore(Schema writer, Schema contract, Set<String> seen) {
    switch (writer.getType()) {
      case RECORD -> {
        Schema record = of(contract, Schema.Type.RECORD);
        if (record == null) {
          return true;
        }
        if (!seen.add(writer.getFullName())) {
          return false; // a record that holds itself was looked at where it was met first
        }
        for (Schema.Field field : writer.getFields()) {
          Schema.Field known = record.getField(field.name());
          if (known == null || hasMore(field.schema(), known.schema(), seen)) {
            return true;
          }
        }
        return false;
      }
      case ARRAY -> {
        Schema array = of(contract, Schema.Type.ARRAY);
        return array == null || hasMore(writer.getElementType(), array.getElementType(), seen);
      }
      case MAP -> {
        Schema map = of(contract, Schema.Type.MAP);
        return map == null || hasMore(writer.getValueType(), map.getValueType(), seen);
      }
      case UNION -> {
        return writer.getTypes().stream().anyMatch(each -> hasMore(each, contract, seen));
      }
      case ENUM, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL, FIXED -> {
        return false;
      }
    }
    return true;
  }

  /** The contract itself or the branch of its union that is of a type; null where there is none. */
  private static @Nullable Schema of(Schema contract, Schema.Type type) {
    if (contract.getType() == type) {
      return contract;
    }
    return contract.getType() != Schema.Type.UNION
        ? null
        : contract.getTypes().stream()
            .filter(each -> each.getType() == type)
            .findFirst()
            .orElse(null);
  }
}
