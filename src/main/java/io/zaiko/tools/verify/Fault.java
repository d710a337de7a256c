package io.zaiko.tools.verify;

import java.util.EnumSet;
import java.util.Set;

/**
 * What can be seen to be wrong with a record from itself alone; the names are those of the
 * contract.
 */
enum Fault {
  EMPTY_VALUE,
  TOO_SHORT,
  WRONG_MAGIC,
  UNKNOWN_SCHEMA,
  WRONG_RECORD,
  UNRESOLVABLE_SCHEMA,
  TRUNCATED,
  LENGTH_LIMIT,
  TRAILING_BYTES,
  MALFORMED,
  MISSING_FIELD,
  BLANK_FIELD,
  FIELD_TOO_LONG,
  ILLEGAL_CHARACTER,
  NUMBER_OUT_OF_RANGE,
  NEGATIVE_QUANTITY,
  QUANTITY_OUT_OF_RANGE,
  TIME_OUT_OF_RANGE,
  NO_LINES,
  TOO_MANY_LINES,
  REPEATED_LINE_NO,
  CONTRADICTION,
  CARD_NUMBER,
  UNKNOWN_CURRENCY,
  UNKNOWN_TIME_ZONE,
  IMPOSSIBLE_HOURS,
  KEY_MISMATCH;

  /** Which of these a body has that is no Avro of its schema depends on how it is read. */
  static Set<Fault> ofBrokenBody() {
    return EnumSet.of(TRUNCATED, LENGTH_LIMIT, TRAILING_BYTES, MALFORMED, UNRESOLVABLE_SCHEMA);
  }
}
