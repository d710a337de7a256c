package io.zaiko.tools.replay;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * One record on its way to Kafka.
 *
 * @param key the Kafka key: {@code source.id} of an event, the id of a control record
 * @param occurredAt the event's business time; the epoch for control records
 * @param lines how many lines of the data set it carries; 0 for control records
 */
record Outgoing(String topic, String key, SpecificRecord record, Instant occurredAt, int lines) {
  /** A control record. */
  static Outgoing control(String topic, String key, SpecificRecord record) {
    return new Outgoing(topic, key, record, Instant.EPOCH, 0);
  }
}
