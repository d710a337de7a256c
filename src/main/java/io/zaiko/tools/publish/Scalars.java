package io.zaiko.tools.publish;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/** Single JSON values as the generated classes hold them. */
final class Scalars {
  private static final String QUANTITY = "quantity";
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  private Scalars() {}

  static @Nullable Object value(JsonNode node, Schema schema, String path) throws RefusedLine {
    if (node.isNull() && schema.getType() != Schema.Type.NULL) {
      throw RefusedLine.at(path, "is null, which this field cannot be");
    }
    LogicalType logical = schema.getLogicalType();
    if (logical instanceof LogicalTypes.TimestampMicros) {
      return instant(node, path);
    }
    if (logical instanceof LogicalTypes.Decimal decimal) {
      return decimal(node, decimal, path);
    }
    return switch (schema.getType()) {
      case STRING -> text(node, path);
      case ENUM -> symbol(text(node, path), schema, path);
      case LONG -> whole(node, path, Long.MIN_VALUE, Long.MAX_VALUE).longValue();
      case INT -> whole(node, path, Integer.MIN_VALUE, Integer.MAX_VALUE).intValue();
      case DOUBLE -> number(node, path).doubleValue();
      case FLOAT -> number(node, path).floatValue();
      case BOOLEAN -> truth(node, path);
      case BYTES -> bytes(node, path);
      case NULL, FIXED, RECORD, ARRAY, MAP, UNION ->
          throw RefusedLine.at(
              path, "has type " + schema.getType() + ", which no JSON is known for");
    };
  }

  /** What stands there, as the beginning of a refusal. */
  static String shown(JsonNode node) {
    String text = node.toString();
    return "is " + (text.length() > 60 ? text.substring(0, 57) + "..." : text) + ": ";
  }

  private static String text(JsonNode node, String path) throws RefusedLine {
    if (!node.isTextual()) {
      throw RefusedLine.at(path, shown(node) + "text in quotes is needed");
    }
    return node.textValue();
  }

  private static boolean truth(JsonNode node, String path) throws RefusedLine {
    if (!node.isBoolean()) {
      throw RefusedLine.at(path, shown(node) + "true or false is needed");
    }
    return node.booleanValue();
  }

  private static Object symbol(String name, Schema schema, String path) throws RefusedLine {
    if (!schema.hasEnumSymbol(name)) {
      throw RefusedLine.at(
          path,
          "is \""
              + name
              + "\": one of "
              + String.join(", ", schema.getEnumSymbols())
              + " is needed");
    }
    return SpecificData.get().createEnum(name, schema);
  }

  private static BigDecimal number(JsonNode node, String path) throws RefusedLine {
    if (!node.isNumber()) {
      throw RefusedLine.at(path, shown(node) + "a number is needed");
    }
    return node.decimalValue();
  }

  private static BigInteger whole(JsonNode node, String path, long least, long most)
      throws RefusedLine {
    BigDecimal number = number(node, path);
    // A huge exponent would be written out digit by digit below.
    boolean inRange =
        number.compareTo(BigDecimal.valueOf(least)) >= 0
            && number.compareTo(BigDecimal.valueOf(most)) <= 0;
    if (inRange && number.stripTrailingZeros().scale() > 0) {
      throw RefusedLine.at(path, "is " + plain(number) + ": " + wholeHint(number, path));
    }
    if (!inRange) {
      throw RefusedLine.at(path, shown(node) + "it must lie between " + least + " and " + most);
    }
    return number.toBigInteger();
  }

  private static String wholeHint(BigDecimal number, String path) {
    if (!path.endsWith(QUANTITY)) {
      return "a whole number is needed";
    }
    BigDecimal scaled = number.multiply(THOUSAND).stripTrailingZeros();
    boolean exact = scaled.scale() <= 0;
    String grams = exact ? scaled.toPlainString() : "435";
    String kilograms = exact ? plain(number) : "0.435";
    return "quantities are whole numbers of the item's base unit; send "
        + grams
        + " g instead of "
        + kilograms
        + " kg";
  }

  /** Digits as people write them; the short form where an exponent would fill the screen. */
  private static String plain(BigDecimal number) {
    return Math.abs((long) number.scale()) > 40 ? number.toString() : number.toPlainString();
  }

  private static Instant instant(JsonNode node, String path) throws RefusedLine {
    if (node.isIntegralNumber()) {
      long micros = whole(node, path, Long.MIN_VALUE, Long.MAX_VALUE).longValue();
      return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
    if (!node.isTextual()) {
      throw RefusedLine.at(
          path, shown(node) + "an ISO-8601 time or microseconds since 1970 are needed");
    }
    try {
      Instant instant = OffsetDateTime.parse(node.textValue()).toInstant();
      // By way of the microseconds, which must fit into a long.
      return Instant.EPOCH.plus(
          ChronoUnit.MICROS.between(Instant.EPOCH, instant), ChronoUnit.MICROS);
    } catch (DateTimeException | ArithmeticException e) {
      throw RefusedLine.at(
          path,
          shown(node) + "an ISO-8601 time with its zone is needed, like 2026-01-31T12:00:00Z");
    }
  }

  private static BigDecimal decimal(JsonNode node, LogicalTypes.Decimal type, String path)
      throws RefusedLine {
    BigDecimal number;
    try {
      number = node.isTextual() ? new BigDecimal(node.textValue()) : number(node, path);
    } catch (NumberFormatException e) {
      throw RefusedLine.at(path, shown(node) + "a decimal number is needed");
    }
    BigDecimal shortest = number.stripTrailingZeros();
    if (shortest.scale() > type.getScale()) {
      throw RefusedLine.at(
          path, "is " + plain(number) + ": at most " + type.getScale() + " decimals are kept");
    }
    if ((long) shortest.precision() - shortest.scale() > type.getPrecision() - type.getScale()) {
      throw RefusedLine.at(
          path,
          shown(node)
              + "at most "
              + (type.getPrecision() - type.getScale())
              + " digits before the point");
    }
    return number.setScale(type.getScale());
  }

  private static ByteBuffer bytes(JsonNode node, String path) throws RefusedLine {
    try {
      return ByteBuffer.wrap(Base64.getDecoder().decode(text(node, path)));
    } catch (IllegalArgumentException e) {
      throw RefusedLine.at(path, shown(node) + "base64 is needed");
    }
  }
}
