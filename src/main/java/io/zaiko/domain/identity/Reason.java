package io.zaiko.domain.identity;

/** Why an input record was refused, whole, into {@code dead-letters}. The names are API. */
public enum Reason {
  /** The record has no value where one is needed. */
  EMPTY_VALUE,
  /** Shorter than the five bytes of the wire format's header. */
  TOO_SHORT,
  /** The first byte is not 0: not written with the registry's wire format. */
  WRONG_MAGIC,
  /** The registry does not know the schema id. */
  UNKNOWN_SCHEMA,
  /** The writer's schema is another record than the topic carries. */
  WRONG_RECORD,
  /** The writer's schema cannot be read as the contract's. */
  UNRESOLVABLE_SCHEMA,
  /** The bytes end before the record does. */
  TRUNCATED,
  /** A string, byte field or list declares more than a record can hold. */
  LENGTH_LIMIT,
  /** Bytes are left after the record. */
  TRAILING_BYTES,
  /** The bytes are no Avro of this schema for another cause. */
  MALFORMED,
  /** A required field is null. */
  MISSING_FIELD,
  /** A name that must say something is empty or blank. */
  BLANK_FIELD,
  /** A name is longer than 128 characters. */
  FIELD_TOO_LONG,
  /** A name holds a character it must not: {@code |} or a control character in a location. */
  ILLEGAL_CHARACTER,
  /** A number lies outside the range its field states. */
  NUMBER_OUT_OF_RANGE,
  /** A quantity is below zero where only an adjustment's may be. */
  NEGATIVE_QUANTITY,
  /** A quantity is beyond the stated range. */
  QUANTITY_OUT_OF_RANGE,
  /** A time before 1990 or more than a day ahead of the broker's clock. */
  TIME_OUT_OF_RANGE,
  /** The record has no lines. */
  NO_LINES,
  /** The record has more than 10,000 lines. */
  TOO_MANY_LINES,
  /** Two lines of the record have one number. */
  REPEATED_LINE_NO,
  /** Fields of the record contradict each other. */
  CONTRADICTION,
  /** A text of a payment holds a card number; what is kept of the record is masked. */
  CARD_NUMBER,
  /** A currency that ISO 4217 does not know. */
  UNKNOWN_CURRENCY,
  /** A time zone that is no IANA name. */
  UNKNOWN_TIME_ZONE,
  /** Opening hours that are no times, end before they begin, or overlap. */
  IMPOSSIBLE_HOURS,
  /** The Kafka key of a control record is not the id it holds. */
  KEY_MISMATCH,
  /** More non-stock items than the job can hold in memory. */
  CONTROL_LIMIT,
  /** The same identity was received before with another content; the first stands. */
  EVENT_CONFLICT,
  /** A sequence number was used again for a later event: the source restarted its journal. */
  SEQUENCE_REUSED,
  /** The sequence number lies in a gap already declared lost, or too far before the window. */
  SEQUENCE_EXPIRED,
  /** A count for a time longer ago than the late horizon: what came since cannot be told apart. */
  TOO_LATE,
  /** An action on an alert that there is not. */
  UNKNOWN_ALERT,
  /** A rule with a lower version than the one in force, or its version and other content. */
  RULE_VERSION
}
