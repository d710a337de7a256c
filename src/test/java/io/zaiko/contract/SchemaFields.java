package io.zaiko.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Walks every named type that a schema reaches, each once, and tells what is wrong with it. */
final class SchemaFields {
  /** Words that must not be a part of a field's name: no record may have room for them. */
  private static final Set<String> FORBIDDEN =
      Set.of(
          "pan",
          "cvv",
          "cvc",
          "cvn",
          "csc",
          "cid",
          "pin",
          "track",
          "track1",
          "track2",
          "magstripe",
          "pinblock",
          "cardnumber",
          "cryptogram",
          "expiry");

  private static final Set<String> FORBIDDEN_PAIRS =
      Set.of("card_number", "card_no", "card_num", "security_code", "account_number", "pin_block");

  private final Set<String> seen = new HashSet<>();
  private final List<String> faults = new ArrayList<>();

  private SchemaFields() {}

  /** Named types and fields without a doc, as paths. */
  static List<String> undocumented(Schema schema) {
    SchemaFields walk = new SchemaFields();
    walk.visit(schema, false);
    return walk.faults;
  }

  /** Fields whose name smells of card numbers, card codes, magnetic tracks or PINs, as paths. */
  static List<String> secrets(Schema schema) {
    SchemaFields walk = new SchemaFields();
    walk.visit(schema, true);
    return walk.faults;
  }

  private void visit(Schema schema, boolean secrets) {
    switch (schema.getType()) {
      case UNION -> schema.getTypes().forEach(branch -> visit(branch, secrets));
      case ARRAY -> visit(schema.getElementType(), secrets);
      case MAP -> visit(schema.getValueType(), secrets);
      case ENUM, FIXED -> {
        if (!secrets) {
          documented(schema.getFullName(), schema.getDoc());
        }
      }
      case RECORD -> {
        if (seen.add(schema.getFullName())) {
          record(schema, secrets);
        }
      }
      case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
    }
  }

  private void record(Schema schema, boolean secrets) {
    if (!secrets) {
      documented(schema.getFullName(), schema.getDoc());
    }
    for (Schema.Field field : schema.getFields()) {
      String path = schema.getName() + "." + field.name();
      if (!secrets) {
        documented(path, field.doc());
      } else if (smells(field.name())) {
        faults.add(path);
      }
      visit(field.schema(), secrets);
    }
  }

  private void documented(String path, @Nullable String doc) {
    if (doc == null || doc.isBlank()) {
      faults.add(path);
    }
  }

  private static boolean smells(String field) {
    String name = field.toLowerCase(Locale.ROOT);
    if (FORBIDDEN_PAIRS.stream().anyMatch(name::contains)) {
      return true;
    }
    for (String word : name.split("_", -1)) {
      if (FORBIDDEN.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
